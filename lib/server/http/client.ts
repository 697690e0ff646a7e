import "server-only";
import type { HttpCall, HttpResult, HttpRoute } from "../../nodes/runner";
import type { RunEnvironment } from "../../run/events";
import type { RunClient, RunClientOptions } from "../../run/world";
import { type PortAnswerer, replyFromCatalog } from "../catalog/reply";
import { createGuard, type Lookup } from "./egress";
import { type Mapped, mapHost, targetsOf } from "./hosts-map";
import { createPortAuth, type PortAuthOptions } from "./port-auth";
import { type Followed, sendFollowing } from "./redirects";
import { createTransport, type Hop, type Transport } from "./transport";

export interface HttpSettings {
  /** For the connection, the first header, and each wait for more of the body. */
  timeoutMs: number;
  /** For a whole request; four times `timeoutMs` when it is not given. */
  totalMs?: number;
  /** Bytes of a response, after decompression. */
  maxResponse: number;
  egressAllow: readonly string[];
  port: Omit<PortAuthOptions, "now">;
  /** Answers in Port's place while no credentials of Port are set; without it those calls go out as they are. */
  catalog?: PortAnswerer;
  now(): number;
  /** Asks the name server; tests hand in their own. */
  lookup?: Lookup;
}

export interface HttpClient {
  /** The client as one run may use it: its environment maps addresses and allows what it maps to. */
  forRun(options: RunClientOptions): RunClient;
  close(): Promise<void>;
}

/** Pools that are kept for environments; the one used longest ago goes first. */
const MAX_POOLS = 20;

/** The way out of the server for everything that workflows send (design, section 5). */
export function createHttpClient(settings: HttpSettings): HttpClient {
  const portAuth = createPortAuth({ ...settings.port, now: settings.now });
  const pools = new Map<string, ReturnType<typeof createTransport>>();

  // A connection that one environment's rules allowed must not serve a run without them, so pools are apart.
  const transportFor = (environment: RunEnvironment | undefined): Transport => {
    const targets = targetsOf(environment);
    const key = targets.join(" ");
    let pool = pools.get(key);
    if (pool === undefined) {
      pool = createTransport({
        guard: createGuard([...settings.egressAllow, ...targets]),
        timeoutMs: settings.timeoutMs,
        totalMs: settings.totalMs ?? settings.timeoutMs * 4,
        maxResponse: settings.maxResponse,
        ...(settings.lookup === undefined ? {} : { lookup: settings.lookup }),
      });
    }
    pools.delete(key);
    pools.set(key, pool);
    const [oldest] = [...pools.keys()].filter((one) => one !== "" && one !== key);
    if (pools.size > MAX_POOLS && oldest !== undefined) {
      const dropped = pools.get(oldest);
      pools.delete(oldest);
      void dropped?.retire();
    }
    return pool.send;
  };

  /** Where this request's token comes from; nothing when it gets none. */
  const tokenBase = (call: HttpCall, url: URL, mapped: Mapped | undefined, environment?: RunEnvironment) => {
    if (!portAuth.ready || environment?.playground === true) return undefined;
    if (isAuthorized(call)) return undefined;
    if (mapped === undefined) return portAuth.isPort(url) ? portAuth.baseUrl : undefined;
    if (portAuth.isPort(mapped.url)) return portAuth.baseUrl;
    if (!portAuth.isPort(url)) return undefined;
    // A stand-in for Port is asked for its own token: it must not see one of the real Port.
    return mapHost(portAuth.baseUrl, environment)?.url ?? mapped.rule.to;
  };

  /**
   * What answers a call in Port's place (design, section 5). An environment that maps Port's address, and an
   * `Authorization` of the author's own, mean another Port than this one; a run in the Playground changes nothing.
   */
  const catalogFor = (
    call: HttpCall,
    url: URL,
    mapped: Mapped | undefined,
    environment: RunEnvironment | undefined,
  ): PortAnswerer | undefined => {
    if (portAuth.ready || environment?.playground === true || mapped !== undefined) return undefined;
    return isAuthorized(call) || !portAuth.isPort(url) ? undefined : settings.catalog;
  };

  return {
    forRun({ environment, ...run }) {
      const { isSecret, secret } = run;
      const way = (call: HttpCall) => {
        const url = new URL(call.url);
        const mapped = mapHost(url, environment);
        const base = tokenBase(call, url, mapped, environment);
        return { url, mapped, base, catalog: catalogFor(call, url, mapped, environment) };
      };
      return {
        portBaseUrl: portAuth.baseUrl.href.replace(/\/+$/, ""),
        route(call): HttpRoute {
          const { mapped, base, catalog } = way(call);
          const portAuth = base !== undefined;
          if (catalog !== undefined) return { portAuth, catalog: true };
          if (mapped === undefined || environment === undefined) return { portAuth };
          const { name, playground } = environment;
          return { sentTo: mapped.url.href, via: { environment: name, playground }, portAuth };
        },
        async send(call, signal) {
          const { url, mapped, base, catalog } = way(call);
          if (catalog !== undefined) return replyFromCatalog(catalog, call, run, settings.maxResponse);
          const send = transportFor(environment);
          const hop: Hop = {
            method: call.method,
            url: mapped?.url ?? url,
            headers: call.headers,
            ...(call.body === undefined ? {} : { body: call.body }),
            ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
          };
          const follow = (first: Hop): Promise<Followed> =>
            sendFollowing(first, send, { environment, isSecret }, signal);
          return answer(await (base === undefined ? follow(hop) : withToken(base, hop, send, follow)));
        },
      };

      async function withToken(
        base: URL,
        hop: Hop,
        send: Transport,
        follow: (hop: Hop) => Promise<Followed>,
      ): Promise<Followed> {
        for (let attempt = 1; ; attempt++) {
          const got = await portAuth.token(base, send, new AbortController().signal);
          if (!got.ok) return { ok: false, error: got.error };
          // A service that repeats what it was sent must not bring the token into a record.
          secret(got.token, "Port access token");
          const headers: Hop["headers"] = [...hop.headers, ["authorization", `Bearer ${got.token}`]];
          const result = await follow({ ...hop, headers });
          const refused = result.ok && result.reply.status === 401 && !result.leftOrigin;
          if (!refused || attempt === 2) return result;
          portAuth.forget(base, got.token);
        }
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

const isAuthorized = (call: HttpCall): boolean =>
  call.headers.some(([name]) => name.toLowerCase() === "authorization");

function answer(result: Followed): HttpResult {
  if (result.ok) return { ok: true, reply: { ...result.reply, redirects: result.redirects } };
  const { timeout, unanswered: _, ...error } = result.error;
  return { ok: false, error, timeout };
}
