import { requireAdmin } from "@/lib/server/access/permissions";
import * as operations from "@/lib/server/api/operations/secrets";
import { reply, route } from "@/lib/server/api/route";
import { changeSecret, portSecret } from "@/lib/server/port-secrets";
import { removeSecret } from "@/lib/server/secrets";

export const GET = route(async ({ services, actor, params }) => {
  const allowed = requireAdmin(actor, "read secrets");
  if (!allowed.ok) return allowed;
  const secret = await portSecret(services, params.name ?? "");
  return secret.ok ? reply({ secret: secret.value }) : secret;
});

export const PATCH = route(operations.changeSecret.body, async ({ services, actor, params, body }) => {
  const allowed = requireAdmin(actor, "change secrets");
  if (!allowed.ok) return allowed;
  const secret = await changeSecret(services, params.name ?? "", body.secretValue);
  return secret.ok ? reply({ secret: secret.value }) : secret;
});

export const DELETE = route(async ({ services, actor, params }) => {
  const allowed = requireAdmin(actor, "delete secrets");
  if (!allowed.ok) return allowed;
  const removed = await removeSecret(services, params.name ?? "");
  return removed.ok ? reply() : removed;
});
