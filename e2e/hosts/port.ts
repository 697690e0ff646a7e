import { isJsonObject } from "../../lib/base/json";
import { type Answer, type Got, Host } from "./host";

const refuse = (status: number, error: string, message: string): Answer => ({
  status,
  json: { ok: false, error, message },
});

/** A Port-shaped API: hands out tokens that expire, and refuses calls without a good one. */
export interface PortHost {
  host: Host;
  /** Every token that was handed out, the oldest first. */
  tokens: string[];
  /** Requests for a token. */
  logins(): Got[];
  /** Requests for anything else. */
  calls(): Got[];
  /** From now on refuses the tokens handed out so far. */
  revoke(): void;
}

/**
 * @param expiresIn seconds that a token is told to live
 * @param redirectTo where `/v1/elsewhere` redirects to
 */
export async function startPort(
  credentials: { clientId: string; clientSecret: string },
  { expiresIn = 10_800, redirectTo = "/" } = {},
): Promise<PortHost> {
  const tokens: string[] = [];
  /** When each good token ends, in milliseconds since the epoch. */
  const good = new Map<string, number>();

  const login = ({ body }: Got): Answer => {
    if (
      !isJsonObject(body) ||
      body.clientId !== credentials.clientId ||
      body.clientSecret !== credentials.clientSecret
    ) {
      return refuse(401, "unauthorized", "Wrong client id or secret");
    }
    const token = `port-token-${tokens.length + 1}`;
    tokens.push(token);
    good.set(token, Date.now() + expiresIn * 1000);
    return { status: 200, json: { ok: true, accessToken: token, expiresIn, tokenType: "Bearer" } };
  };

  const host = await Host.start((got) => {
    if (got.method === "POST" && got.path === "/v1/auth/access_token") return login(got);
    const token = /^Bearer (.+)$/.exec(got.headers.authorization ?? "")?.[1];
    if (token === undefined || (good.get(token) ?? 0) < Date.now())
      return refuse(401, "unauthorized", "The token is missing or expired");
    if (got.path === "/v1/elsewhere") return { status: 307, headers: { location: redirectTo } };
    const blueprint = /^\/v1\/blueprints\/([^/]+)\/entities$/.exec(got.path)?.[1];
    if (got.method !== "POST" || blueprint === undefined) return refuse(404, "not_found", "No such route");
    if (!isJsonObject(got.body) || typeof got.body.identifier !== "string") {
      return refuse(422, "invalid_request", "identifier is required");
    }
    return { status: 201, json: { ok: true, entity: { ...got.body, blueprint } } };
  });

  const isLogin = (got: Got) => got.path === "/v1/auth/access_token";
  return {
    host,
    tokens,
    logins: () => host.got.filter(isLogin),
    calls: () => host.got.filter((got) => !isLogin(got)),
    revoke: () => good.clear(),
  };
}
