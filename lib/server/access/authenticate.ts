import "server-only";
import { err, ok, type Result } from "../../base/result";
import { type Actor, localActor } from "../actor";
import { type ApiError, apiError } from "../api/errors";
import type { Services } from "../running";
import { findUser } from "./directory";

/** What a program calls before it has a token, or with a signature in its place. */
const open = new Set(["/v1/auth/access_token", "/v1/openapi.json", "/v1/events"]);

/**
 * Who makes a call. Under `/v1` a bearer token names an API client; a call without one is the local user's,
 * unless `SLIPWAY_API_AUTH=required`. Everything else is the editor's own, and the local user's.
 *
 * An Admin may act for a person: `?run_as=<email>`, as in Port's API for actions.
 */
export async function authenticate(
  services: Services,
  path: string,
  headers: Headers,
  query: URLSearchParams,
): Promise<Result<Actor, ApiError>> {
  const caller = await callerOf(services, path, headers);
  if (!caller.ok) return caller;
  const wanted = query.get("run_as");
  if (wanted === null || wanted === "" || open.has(path)) return caller;
  if (caller.value.role !== "Admin")
    return err(apiError("forbidden", "Only an Admin may act for another person (run_as)."));
  const user = await findUser(services, wanted);
  return user === undefined
    ? err(apiError("invalid_value", `run_as names nobody: there is no user "${wanted}" in the catalog.`))
    : ok(user);
}

async function callerOf(
  { settings, tokens, clients }: Services,
  path: string,
  headers: Headers,
): Promise<Result<Actor, ApiError>> {
  if (!path.startsWith("/v1/") || open.has(path)) return ok(localActor);
  const authorization = headers.get("authorization");
  if (authorization === null) {
    if (settings.apiAuth === "optional") return ok(localActor);
    return err(
      apiError(
        "unauthorized",
        "This call needs a token. Ask for one with POST /v1/auth/access_token and send it as Authorization: Bearer.",
      ),
    );
  }
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (token === undefined)
    return err(apiError("unauthorized", "The Authorization header must read: Bearer <access token>."));
  const id = await tokens.read(token);
  const client = id === undefined ? undefined : await clients.use(id);
  return client === undefined
    ? err(
        apiError(
          "unauthorized",
          "The access token is not valid: it has expired, its client was revoked, or it is not one of ours. Ask for a new one.",
        ),
      )
    : ok(client);
}
