import { z } from "zod";
import type { Transient } from "../nodes/runner";

/**
 * How often, and after which pauses, a failure that may pass is tried again. Port has nothing like it, so it is
 * kept beside the document and never exported.
 */
export const retryPolicy = z.strictObject({
  /** All attempts together, the first included. */
  attempts: z.int().min(1).max(10),
  /** Seconds before the second attempt. */
  firstPause: z.number().min(0.1).max(3_600),
  /** What each further pause is longer by. */
  factor: z.number().min(1).max(10),
  /** Seconds that no pause is longer than, but for one that the service itself asks for. */
  longestPause: z.number().min(0.1).max(86_400),
  /** Whether requests that change something each time they are sent are tried again too. */
  methods: z.enum(["idempotent", "all"]),
});

export type RetryPolicy = z.output<typeof retryPolicy>;

/** What a policy starts with in the editor. */
export const usualPolicy: RetryPolicy = {
  attempts: 3,
  firstPause: 1,
  factor: 2,
  longestPause: 60,
  methods: "idempotent",
};

/** A service may ask for patience, but not for more than a day, in milliseconds. */
const LONGEST_ASKED = 86_400_000;

/**
 * Milliseconds until the attempt after `attempt` (1 is the first); nothing when there is to be none. What a
 * service asks for (`Retry-After`) is a least pause. The jitter takes up to half of a pause away and is made of
 * `seed`, so that a run that is taken up again decides the same.
 */
export function pauseAfter(
  policy: RetryPolicy | undefined,
  attempt: number,
  transient: Transient | undefined,
  seed: string,
): number | undefined {
  if (policy === undefined || transient === undefined || attempt >= policy.attempts) return undefined;
  if (!transient.idempotent && policy.methods !== "all") return undefined;
  const grown = policy.firstPause * policy.factor ** (attempt - 1);
  const pause = Math.min(grown, policy.longestPause) * 1_000;
  const asked = Math.min(transient.afterMs ?? 0, LONGEST_ASKED);
  return Math.max(asked, Math.round(pause * (1 - jitter(`${seed}:${attempt}`) / 2)));
}

/** A number from 0 to 1 that is spread evenly over texts (FNV-1a). */
function jitter(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The last characters alone would hardly reach the upper bits.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 0x1_0000_0000;
}
