import type { HttpReply, RunError, Transient } from "../runner";

/** Sending one of these again changes nothing more than sending it once (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(["GET", "PUT", "DELETE"]);

/** Failures without an answer that may pass; a refused address or a bad certificate will not. */
const PASSING = new Set([
  "http/timeout",
  "http/refused",
  "http/reset",
  "http/dns",
  "http/unreachable",
  "http/failed",
]);

const isPassing = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || (status >= 500 && status <= 599);

/** Whether a request without an answer may be sent again. */
export const transientError = (method: string, error: RunError): Transient | undefined =>
  PASSING.has(error.code) ? { idempotent: IDEMPOTENT.has(method) } : undefined;

/**
 * Whether a request that was answered so may be sent again, and when: `Retry-After` is a number of seconds or a
 * date (RFC 9110, 10.2.3).
 *
 * @param now milliseconds since the epoch
 */
export function transientReply(
  method: string,
  { status, headers }: Pick<HttpReply, "status" | "headers">,
  now: number,
): Transient | undefined {
  if (!isPassing(status)) return undefined;
  const asked = headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1].trim() ?? "";
  const afterMs = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - now;
  return {
    idempotent: IDEMPOTENT.has(method),
    ...(Number.isFinite(afterMs) && afterMs > 0 ? { afterMs } : {}),
  };
}
