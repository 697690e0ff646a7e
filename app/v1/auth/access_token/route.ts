import { err } from "@/lib/base/result";
import { tokenLifetime } from "@/lib/server/access/tokens";
import { apiError } from "@/lib/server/api/errors";
import { accessToken } from "@/lib/server/api/operations/auth";
import { reply, route } from "@/lib/server/api/route";

export const POST = route(accessToken.body, async ({ services, body }) => {
  const { clients, tokens, attempts } = services;
  const wait = attempts.wait(body.clientId);
  if (wait > 0) {
    const message = `Too many tokens were asked for. Try again in ${wait} seconds.`;
    return err({ ...apiError("too_many_requests", message), retryAfter: wait });
  }
  if (!(await clients.check(body.clientId, body.clientSecret)))
    return err(apiError("unauthorized", "The client id or the secret is wrong, or the client was revoked."));
  attempts.clear(body.clientId);
  return reply({
    accessToken: await tokens.issue(body.clientId),
    expiresIn: tokenLifetime,
    tokenType: "Bearer",
  });
});
