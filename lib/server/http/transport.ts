import "server-only";
import { performance } from "node:perf_hooks";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Agent, errors } from "undici";
import { type EgressGuard, EgressRefused, guardedConnector, type Lookup } from "./egress";

/** One request to one address. */
export interface Hop {
  method: string;
  url: URL;
  headers: [name: string, value: string][];
  body?: string;
}

/** One answer, whole. */
export interface HopReply {
  status: number;
  statusText: string;
  headers: [name: string, value: string][];
  body: string;
  /** Bytes of the body after decompression. */
  size: number;
  /** Milliseconds since the hop began. */
  timing: { headers: number; total: number };
}

/** Why there is no answer. Texts hold no secret: hosts, addresses and numbers only. */
export interface HopError {
  code: string;
  message: string;
  hint: string;
  timeout: boolean;
}

export type HopResult = { ok: true; reply: HopReply } | { ok: false; error: HopError };

/** Sends one request, follows nothing. */
export type Transport = (hop: Hop, signal: AbortSignal) => Promise<HopResult>;

export interface TransportOptions {
  guard: EgressGuard;
  /** For the connection, the first header, and each wait for more of the body. */
  timeoutMs: number;
  /** For all of it, so that a body that comes in drops ends too. */
  totalMs: number;
  /** Bytes, counted after decompression. */
  maxResponse: number;
  lookup?: Lookup;
}

class TooLarge extends Error {}
class TooSlow extends Error {}
class TooManyCodings extends Error {}

/** A transport with its own pools of connections; `close` ends them. */
export function createTransport(options: TransportOptions): {
  send: Transport;
  /** Ends the pools at once. */
  close(): Promise<void>;
  /** Ends them when the requests in flight are done. */
  retire(): Promise<void>;
} {
  const agent = new Agent({
    connect: guardedConnector(options.guard, {
      timeoutMs: options.timeoutMs,
      ...(options.lookup === undefined ? {} : { lookup: options.lookup }),
    }),
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    keepAliveTimeout: 10_000,
    connections: 128,
  });
  return {
    send: (hop, signal) => sendHop(agent, hop, signal, options),
    close: () => agent.destroy(),
    retire: () => agent.close(),
  };
}

async function sendHop(
  agent: Agent,
  hop: Hop,
  signal: AbortSignal,
  options: TransportOptions,
): Promise<HopResult> {
  const begun = performance.now();
  const since = () => Math.round((performance.now() - begun) * 10) / 10;
  const stop = new AbortController();
  const slow = setTimeout(() => stop.abort(new TooSlow()), options.totalMs);
  const cancel = () => stop.abort(signal.reason);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    signal.throwIfAborted();
    const reply = await agent.request({
      origin: hop.url.origin,
      path: hop.url.pathname + hop.url.search,
      method: hop.method,
      headers: withEncoding(hop.headers).flat(),
      ...(hop.body === undefined ? {} : { body: hop.body }),
      signal: stop.signal,
      responseHeaders: "raw",
    });
    const headersAt = since();
    const headers = pairsOf(reply.headers);
    const bytes = await readBody(reply.body, headers, options.maxResponse, stop.signal);
    return {
      ok: true,
      reply: {
        status: reply.statusCode,
        statusText: reply.statusText,
        headers,
        body: decode(bytes, headerOf(headers, "content-type")),
        size: bytes.length,
        timing: { headers: headersAt, total: since() },
      },
    };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return { ok: false, error: explain(error, hop, options) };
  } finally {
    clearTimeout(slow);
    signal.removeEventListener("abort", cancel);
  }
}

const withEncoding = (headers: Hop["headers"]): Hop["headers"] =>
  headers.some(([name]) => name.toLowerCase() === "accept-encoding")
    ? headers
    : [...headers, ["accept-encoding", "gzip, deflate, br"]];

/** Decompressors that a body may be sent through; a service that names more is up to no good. */
const MAX_CODINGS = 5;

/** Raw headers come as names and values in turn. */
function pairsOf(headers: unknown): Hop["headers"] {
  const flat = Array.isArray(headers) ? headers.map(textOf) : [];
  return flat.flatMap((name, index): Hop["headers"] =>
    index % 2 === 0 ? [[name, flat[index + 1] ?? ""]] : [],
  );
}

const textOf = (value: unknown) => (Buffer.isBuffer(value) ? value.toString("latin1") : String(value));

const headerOf = (headers: Hop["headers"], name: string): string =>
  headers.find(([given]) => given.toLowerCase() === name)?.[1] ?? "";

type Body = AsyncIterable<Buffer> & NodeJS.ReadableStream & { destroy(error?: Error): unknown };

/** Reads and decompresses a body, and stops as soon as it is larger than the cap. */
async function readBody(
  body: Body,
  headers: Hop["headers"],
  cap: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let stream: Body = body;
  const codings = headerOf(headers, "content-encoding").toLowerCase().split(",");
  if (codings.length > MAX_CODINGS) {
    body.on("error", () => undefined).destroy();
    throw new TooManyCodings();
  }
  for (const coding of codings.reverse()) {
    const decoder = decoderFor(coding.trim());
    if (decoder === undefined) continue;
    const source = stream;
    source.on("error", (error: Error) => decoder.destroy(error));
    stream = source.pipe(decoder) as unknown as Body;
  }
  const destroy = () => {
    stream.destroy(signal.reason as Error);
  };
  signal.addEventListener("abort", destroy, { once: true });
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > cap) throw new TooLarge();
      chunks.push(chunk);
    }
  } finally {
    signal.removeEventListener("abort", destroy);
    body.on("error", () => undefined);
    if (size > cap) body.destroy();
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
}

function decoderFor(coding: string) {
  if (coding === "gzip" || coding === "x-gzip") return createGunzip();
  if (coding === "deflate") return createInflate();
  if (coding === "br") return createBrotliDecompress();
  return undefined;
}

function decode(bytes: Buffer, contentType: string): string {
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]?.toLowerCase();
  if (charset === undefined || charset === "utf-8" || charset === "utf8")
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
      ? bytes.toString("utf8", 3)
      : bytes.toString("utf8");
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString("utf8");
  }
}

const seconds = (ms: number) => `${ms / 1000} s`;

function explain(error: unknown, hop: Hop, options: TransportOptions): HopError {
  const host = hop.url.host;
  const fail = (code: string, message: string, hint: string, timeout = false): HopError => ({
    code,
    message: `Request failed: ${message}`,
    hint,
    timeout,
  });
  const cause = refusal(error);
  if (cause !== undefined)
    return fail(
      "egress/refused",
      `${hop.url.hostname}${cause.host === cause.address ? "" : ` resolves to ${cause.address}, which`} is in a range that requests may not reach (${cause.range}).`,
      `If this is meant, allow it with SLIPWAY_EGRESS_ALLOW=${hop.url.hostname}:${portOf(hop.url)}, or map the address in an environment.`,
    );
  const slow = "Raise SLIPWAY_HTTP_TIMEOUT, set onTimeout to continue, or look at the service.";
  if (error instanceof TooSlow)
    return fail(
      "http/timeout",
      `${host} did not finish its answer within ${seconds(options.totalMs)}.`,
      slow,
      true,
    );
  if (error instanceof errors.ConnectTimeoutError)
    return fail("http/timeout", `no connection to ${host} within ${seconds(options.timeoutMs)}.`, slow, true);
  if (error instanceof errors.HeadersTimeoutError)
    return fail("http/timeout", `${host} did not answer within ${seconds(options.timeoutMs)}.`, slow, true);
  if (error instanceof errors.BodyTimeoutError)
    return fail(
      "http/timeout",
      `${host} paused for more than ${seconds(options.timeoutMs)} in its answer.`,
      slow,
      true,
    );
  if (error instanceof TooLarge)
    return fail(
      "http/too-large",
      `the response of ${host} is larger than ${options.maxResponse} bytes.`,
      "Ask the service for less, or raise SLIPWAY_HTTP_MAX_RESPONSE.",
    );
  if (error instanceof TooManyCodings)
    return fail(
      "http/encoding",
      `${host} compressed its answer more than ${MAX_CODINGS} times.`,
      "Look at the service.",
    );
  const { code, text } = codeOf(error);
  const known = reasons[code];
  if (known !== undefined) return fail(`http/${known.code}`, `${known.text} (${host}).`, known.hint);
  if (code.startsWith("ERR_TLS") || /CERT|SSL|TLS|SELF_SIGNED/.test(code))
    return fail(
      "http/tls",
      `the certificate of ${host} was not accepted: ${text}.`,
      "Check the certificate.",
    );
  if (
    code.startsWith("Z_") ||
    code.startsWith("ERR__ERROR_FORMAT") ||
    code.startsWith("ERR_BROTLI") ||
    code.startsWith("ERR_PADDING")
  )
    return fail(
      "http/encoding",
      `${host} sent a body that cannot be decompressed: ${text}.`,
      "Look at the service.",
    );
  return fail("http/failed", `${text} (${host}).`, "Check the address and the service.");
}

const reasons: Record<string, { code: string; text: string; hint: string }> = {
  ECONNREFUSED: {
    code: "refused",
    text: "connection refused",
    hint: "Check the port, and that the service runs.",
  },
  ECONNRESET: { code: "reset", text: "the connection was closed", hint: "Look at the service's log." },
  EPIPE: { code: "reset", text: "the connection was closed", hint: "Look at the service's log." },
  UND_ERR_SOCKET: { code: "reset", text: "the connection was closed", hint: "Look at the service's log." },
  ENOTFOUND: { code: "dns", text: "no such host", hint: "Check how the host's name is written." },
  EAI_AGAIN: { code: "dns", text: "the host's name could not be looked up", hint: "Check the network." },
  EHOSTUNREACH: { code: "unreachable", text: "the host cannot be reached", hint: "Check the network." },
  ENETUNREACH: { code: "unreachable", text: "the network cannot be reached", hint: "Check the network." },
};

const portOf = (url: URL) => url.port || (url.protocol === "https:" ? "443" : "80");

/** With several addresses to try, the socket collects their errors in one. */
function* inner(error: unknown): Generator<Error> {
  if (!(error instanceof Error)) return;
  yield error;
  if (error instanceof AggregateError) for (const one of error.errors) yield* inner(one);
  if (error.cause !== undefined) yield* inner(error.cause);
}

const refusal = (error: unknown): EgressRefused | undefined =>
  [...inner(error)].find((one): one is EgressRefused => one instanceof EgressRefused);

function codeOf(error: unknown): { code: string; text: string } {
  const all = [...inner(error)];
  const codes = all.map((one) => ("code" in one && typeof one.code === "string" ? one.code : ""));
  const code = codes.find((one) => one in reasons) ?? codes.find((one) => one !== "") ?? "";
  return { code, text: all[0]?.message.replace(/\.$/, "") ?? "unknown error" };
}
