import type { JsonObject } from "@/lib/base/json";
import * as operations from "@/lib/server/api/operations/workflows";
import { type Call, reply, route } from "@/lib/server/api/route";
import { readPermissions, writePermissions } from "@/lib/server/port-permissions";

const write = (
  { services, actor, params }: Call<unknown>,
  body: JsonObject | null,
  how: "create" | "merge" | "remove",
) => writePermissions(services, actor, params.id ?? "", params.node ?? "", body, how);

export const GET = route(async ({ services, actor, params }) => {
  const permissions = await readPermissions(services, actor, params.id ?? "", params.node ?? "");
  return permissions.ok ? reply({ permissions: permissions.value }) : permissions;
});

export const POST = route(operations.createPermissions.body, async (call) => {
  const permissions = await write(call, call.body as JsonObject, "create");
  return permissions.ok ? reply({ permissions: permissions.value }, 201) : permissions;
});

export const PATCH = route(operations.changePermissions.body, async (call) => {
  const permissions = await write(call, call.body as JsonObject, "merge");
  return permissions.ok ? reply({ permissions: permissions.value }) : permissions;
});

export const DELETE = route(async (call) => {
  const removed = await write(call, null, "remove");
  return removed.ok ? reply() : removed;
});
