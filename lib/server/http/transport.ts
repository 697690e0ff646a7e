import "server-only";
import { performance } from "node:perf_hooks";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Agent } from "undici";
import { type EgressGuard, guardedConnector, type Lookup } from "./egress";
import { explain, type HopError, MAX_CODINGS, TooLarge, TooManyCodings, TooSlow } from "./failure";

/** One request to one address. */
export interface Hop {
  method: string;
  url: URL;
  headers: [name: string, value: string][];
  body?: string;
  /** Milliseconds for all of it, and for each wait in it, in place of the transport's own. */
  timeoutMs?: number;
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

/** A transport with its own pools of connections; `close` ends them. */
export function createTransport(options: TransportOptions): {
  send: Transport;
  /** Ends the pools at once. */
  close(): Promise<void>;
  /** Ends them when the requests in flight are done. */
  retire(): Promise<void>;
} {
  const connect = guardedConnector(options.guard, {
    timeoutMs: options.timeoutMs,
    ...(options.lookup === undefined ? {} : { lookup: options.lookup }),
  });
  const opened = new Map<string, number>();
  const agent = new Agent({
    connect: (target, callback) => {
      const key = placeOf(target);
      opened.set(key, (opened.get(key) ?? 0) + 1);
      connect(target, callback);
    },
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    keepAliveTimeout: 10_000,
    connections: 128,
  });
  return {
    async send(hop, signal) {
      const before = () => opened.get(placeOf(hop.url));
      for (let attempt = 1; ; attempt++) {
        const connections = before();
        const result = await sendHop(agent, hop, signal, options);
        const unanswered = !result.ok && result.error.unanswered === true && before() === connections;
        if (!unanswered || attempt === MAX_ATTEMPTS || !mayRepeat(hop)) return result;
      }
    },
    close: () => agent.destroy(),
    retire: () => agent.close(),
  };
}

/** A connection that was kept may have been closed by the service just as it was used again; and the next too. */
const MAX_ATTEMPTS = 3;

const placeOf = ({ protocol, hostname, port }: { protocol: string; hostname: string; port: string }) =>
  `${protocol}//${hostname}:${port}`;

/**
 * Whether a request may be sent again when a kept connection closed without a word of an answer: it changes
 * nothing by being sent twice, or carries the key by which the service knows it.
 */
const mayRepeat = ({ method, headers }: Hop): boolean =>
  ["GET", "PUT", "DELETE"].includes(method) ||
  headers.some(([name]) => name.toLowerCase() === "idempotency-key");

async function sendHop(
  agent: Agent,
  hop: Hop,
  signal: AbortSignal,
  options: TransportOptions,
): Promise<HopResult> {
  const begun = performance.now();
  const since = () => Math.round((performance.now() - begun) * 10) / 10;
  const stop = new AbortController();
  const { timeoutMs } = hop;
  const limits = timeoutMs === undefined ? options : { ...options, timeoutMs, totalMs: timeoutMs };
  const slow = setTimeout(() => stop.abort(new TooSlow()), limits.totalMs);
  const cancel = () => stop.abort(signal.reason);
  signal.addEventListener("abort", cancel, { once: true });
  let answering = false;
  try {
    signal.throwIfAborted();
    const reply = await agent.request({
      origin: hop.url.origin,
      path: hop.url.pathname + hop.url.search,
      method: hop.method,
      headers: withEncoding(hop.headers).flat(),
      ...(hop.body === undefined ? {} : { body: hop.body }),
      signal: stop.signal,
      ...(timeoutMs === undefined ? {} : { headersTimeout: timeoutMs, bodyTimeout: timeoutMs }),
      responseHeaders: "raw",
    });
    answering = true;
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
    const explained = explain(error, hop, limits);
    return {
      ok: false,
      error: explained.code === "http/reset" && !answering ? { ...explained, unanswered: true } : explained,
    };
  } finally {
    clearTimeout(slow);
    signal.removeEventListener("abort", cancel);
  }
}

const withEncoding = (headers: Hop["headers"]): Hop["headers"] =>
  headers.some(([name]) => name.toLowerCase() === "accept-encoding")
    ? headers
    : [...headers, ["accept-encoding", "gzip, deflate, br"]];

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
