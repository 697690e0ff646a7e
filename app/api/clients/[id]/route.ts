import { reply, route } from "@/lib/server/api/route";

/** Revokes a client; it stays in the list, and its tokens are refused. */
export const DELETE = route(async ({ services, params }) => {
  const revoked = await services.clients.revoke(params.id ?? "");
  if (!revoked.ok) return revoked;
  services.log.info({ client: params.id }, "API client revoked");
  return reply();
});
