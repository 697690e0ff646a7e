import "server-only";
import type { Hop, HopResult, Transport } from "./transport";

/** Hosts of Port's API (reference 3.1). */
export const PORT_ORIGINS: readonly string[] = [
  "https://api.getport.io",
  "https://api.port.io",
  "https://api.us.getport.io",
  "https://api.us.port.io",
];

export interface PortAuthOptions {
  clientId?: string;
  clientSecret?: string;
  /** Where the token is asked for; its origin counts as Port's. */
  baseUrl: string;
  /** Origins beside the known ones. */
  origins: readonly string[];
  now(): number;
}

/** A token, or the reason why there is none. */
export type TokenResult =
  | { ok: true; token: string }
  | { ok: false; error: Extract<HopResult, { ok: false }>["error"] };

/** Port's credentials: which addresses they belong to, and the token that stands for them. */
export interface PortAuth {
  /** True when credentials are set. */
  ready: boolean;
  /** Exact match of the origin. */
  isPort(url: URL): boolean;
  baseUrl: URL;
  /** A token from this base, cached until shortly before it expires. One request is made for all who ask at once. */
  token(base: URL, send: Transport, signal: AbortSignal): Promise<TokenResult>;
  /** Forgets a token that was refused, unless another has taken its place. */
  forget(base: URL, token: string): void;
}

/** A token is not used in its last moments: the request has to arrive too. */
const MARGIN_MS = 60_000;

/** Lifetime of a token whose reply does not say. */
const UNKNOWN_LIFETIME_S = 3_600;

interface Held {
  token: string;
  /** Milliseconds since the epoch. */
  until: number;
}

export function createPortAuth(options: PortAuthOptions): PortAuth {
  const baseUrl = new URL(options.baseUrl);
  const origins = new Set([
    ...PORT_ORIGINS,
    baseUrl.origin,
    ...options.origins.map((one) => new URL(one).origin),
  ]);
  const held = new Map<string, Held>();
  const underWay = new Map<string, Promise<TokenResult>>();
  const { clientId, clientSecret } = options;

  const ask = async (base: URL, send: Transport): Promise<TokenResult> => {
    const url = new URL(`${base.href.replace(/\/+$/, "")}/v1/auth/access_token`);
    const hop: Hop = {
      method: "POST",
      url,
      headers: [
        ["content-type", "application/json"],
        ["accept", "application/json"],
      ],
      body: JSON.stringify({ clientId, clientSecret }),
    };
    // Everyone who waits for the token would be let down by the cancel of the one that asked first.
    const result = await send(hop, new AbortController().signal);
    if (!result.ok) return result;
    const { status, body } = result.reply;
    const read = readToken(body);
    if (status < 200 || status >= 300 || read === undefined)
      return {
        ok: false,
        error: {
          code: "port/auth",
          message: `Port's token was refused: ${url.origin} answered ${status}${read === undefined && status < 300 ? " without an accessToken" : ""}.`,
          hint: "Check PORT_CLIENT_ID, PORT_CLIENT_SECRET and PORT_BASE_URL.",
          timeout: false,
        },
      };
    const life = read.expiresIn * 1000;
    held.set(base.href, { token: read.token, until: options.now() + life - Math.min(MARGIN_MS, life / 10) });
    return { ok: true, token: read.token };
  };

  return {
    ready: clientId !== undefined && clientSecret !== undefined,
    isPort: (url) => origins.has(url.origin),
    baseUrl,
    async token(base, send, signal) {
      const known = held.get(base.href);
      if (known !== undefined && options.now() < known.until) return { ok: true, token: known.token };
      let asking = underWay.get(base.href);
      if (asking === undefined) {
        asking = ask(base, send).finally(() => underWay.delete(base.href));
        underWay.set(base.href, asking);
      }
      const result = await asking;
      signal.throwIfAborted();
      return result;
    },
    forget(base, token) {
      if (held.get(base.href)?.token === token) held.delete(base.href);
    },
  };
}

function readToken(body: string): { token: string; expiresIn: number } | undefined {
  try {
    const value = JSON.parse(body) as { accessToken?: unknown; expiresIn?: unknown } | null;
    const token = value?.accessToken;
    if (typeof token !== "string" || token === "" || /[^\x21-\x7e]/.test(token)) return undefined;
    const { expiresIn } = value ?? {};
    return {
      token,
      expiresIn: typeof expiresIn === "number" && expiresIn > 0 ? expiresIn : UNKNOWN_LIFETIME_S,
    };
  } catch {
    return undefined;
  }
}
