import "server-only";
import { errors } from "undici";
import { EgressRefused } from "./egress";

/** Why there is no answer. Texts hold no secret: hosts, addresses and numbers only. */
export interface HopError {
  code: string;
  message: string;
  hint: string;
  timeout: boolean;
  /** The connection closed before the answer began. */
  unanswered?: boolean;
}

export class TooLarge extends Error {}
export class TooSlow extends Error {}
export class TooManyCodings extends Error {}

/** Decompressors that a body may be sent through; a service that names more is up to no good. */
export const MAX_CODINGS = 5;

const seconds = (ms: number) => `${ms / 1000} s`;

/** Says why a request has no answer. */
export function explain(
  error: unknown,
  hop: { url: URL },
  options: { timeoutMs: number; totalMs: number; maxResponse: number },
): HopError {
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
