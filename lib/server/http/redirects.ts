import "server-only";
import type { RunEnvironment } from "../../run/events";
import type { HopError } from "./failure";
import { mapHost } from "./hosts-map";
import type { Hop, HopReply, Transport } from "./transport";

export const MAX_REDIRECTS = 5;

/** What came of a request and its redirects. */
export type Followed =
  | { ok: true; reply: HopReply; redirects: string[]; leftOrigin: boolean }
  | { ok: false; error: HopError };

/** Headers that belong to one origin alone. */
const CREDENTIALS = new Set(["authorization", "cookie", "proxy-authorization"]);

/**
 * Sends a request and follows up to five redirects, each through the transport and with it the egress guard.
 * 303 becomes a GET, and so does a POST at 301 and 302. On a redirect to another origin the credentials stay
 * behind: `Authorization`, `Cookie`, and every header that `isSecret` finds a secret in. A body that would go
 * on to another origin with a secret in it is not sent: the redirect is refused.
 */
export async function sendFollowing(
  first: Hop,
  send: Transport,
  options: { environment: RunEnvironment | undefined; isSecret(text: string): boolean },
  signal: AbortSignal,
): Promise<Followed> {
  const redirects: string[] = [];
  const seen = new Set<string>();
  let hop = first;
  let leftOrigin = false;
  let headersAt = 0;
  let total = 0;
  for (;;) {
    const key = `${hop.method} ${hop.url.href}`;
    if (seen.has(key))
      return refuse(
        "redirect-loop",
        `the redirects lead back to ${withoutQuery(hop.url)}.`,
        "Mend the service's redirects.",
      );
    seen.add(key);
    const result = await send(hop, signal);
    if (!result.ok) return result;
    const { reply } = result;
    headersAt = total + reply.timing.headers;
    total += reply.timing.total;
    const location = locationOf(reply);
    if (location === undefined)
      return { ok: true, reply: { ...reply, timing: { headers: headersAt, total } }, redirects, leftOrigin };
    if (redirects.length === MAX_REDIRECTS)
      return refuse(
        "too-many-redirects",
        `more than ${MAX_REDIRECTS} redirects, the last from ${withoutQuery(hop.url)}.`,
        "Use the address that the redirects end at.",
      );
    if (!URL.canParse(location, hop.url.href))
      return refuse(
        "redirect",
        `${hop.url.host} redirects to an address that is not valid.`,
        "Mend the service.",
      );
    const asked = new URL(location, hop.url);
    if (!/^https?:$/.test(asked.protocol) || asked.username !== "" || asked.password !== "")
      return refuse(
        "redirect",
        `${hop.url.host} redirects to ${asked.protocol === "http:" || asked.protocol === "https:" ? "an address with credentials" : `an address that begins with ${asked.protocol}`}.`,
        "Use the address that you mean to reach.",
      );
    const url = mapHost(asked, options.environment)?.url ?? asked;
    redirects.push(asked.href);
    const crosses = url.origin !== hop.url.origin;
    leftOrigin ||= crosses;
    const next = redirected(hop, url, reply.status, crosses, options.isSecret);
    if (crosses && next.body !== undefined && options.isSecret(next.body))
      return refuse(
        "redirect",
        `${hop.url.host} redirects to ${url.origin}, and the body holds a secret that is not meant for it.`,
        "Use the address that the redirects end at.",
      );
    hop = next;
  }
}

const refuse = (code: string, message: string, hint: string): Followed => ({
  ok: false,
  error: { code: `http/${code}`, message: `Request failed: ${message}`, hint, timeout: false },
});

/** Queries may hold secrets, so that no message shows one. */
const withoutQuery = (url: URL) => url.origin + url.pathname;

function locationOf(reply: HopReply): string | undefined {
  if (![301, 302, 303, 307, 308].includes(reply.status)) return undefined;
  return reply.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
}

function redirected(
  hop: Hop,
  url: URL,
  status: number,
  crosses: boolean,
  isSecret: (text: string) => boolean,
): Hop {
  const becomesGet = status === 303 || ((status === 301 || status === 302) && hop.method === "POST");
  const headers = hop.headers.filter(([name, value]) => {
    const lower = name.toLowerCase();
    if (crosses && (CREDENTIALS.has(lower) || isSecret(value))) return false;
    return !(becomesGet && (lower.startsWith("content-") || lower === "idempotency-key"));
  });
  const { body, ...rest } = hop;
  const keepsBody = body !== undefined && !becomesGet;
  return {
    ...rest,
    method: becomesGet ? "GET" : hop.method,
    url,
    headers,
    ...(keepsBody ? { body } : {}),
  };
}
