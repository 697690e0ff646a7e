import { requireAdmin } from "@/lib/server/access/permissions";
import * as operations from "@/lib/server/api/operations/secrets";
import { reply, route } from "@/lib/server/api/route";
import { createSecret, listPortSecrets } from "@/lib/server/port-secrets";

export const GET = route(async ({ services, actor }) => {
  const allowed = requireAdmin(actor, "list secrets");
  return allowed.ok ? reply({ secrets: await listPortSecrets(services) }) : allowed;
});

export const POST = route(operations.createSecret.body, async ({ services, actor, body }) => {
  const allowed = requireAdmin(actor, "create secrets");
  if (!allowed.ok) return allowed;
  const secret = await createSecret(services, body.secretName, body.secretValue);
  return secret.ok ? reply({ secret: secret.value }, 201) : secret;
});
