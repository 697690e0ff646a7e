import { nameOf } from "@/lib/server/actor";
import { reply, route } from "@/lib/server/api/route";
import { deleteWorkflow, openWorkflow } from "@/lib/server/workflows";

export const GET = route(async ({ services, params }) => {
  const opened = await openWorkflow(services, params.id ?? "");
  return opened.ok ? reply({ workflow: opened.value }) : opened;
});

export const DELETE = route(async ({ services, actor, params }) => {
  const deleted = await deleteWorkflow(services, params.id ?? "", nameOf(actor));
  return deleted.ok ? reply() : deleted;
});
