import { z } from "zod";
import type { Json } from "../../base/json";

const prepared = z.record(z.string(), z.json());
const count = z.int().min(0);

/**
 * What a node that waits for a job leaves for its next turn:
 * - `start`: all is known; begin the job.
 * - `find`: it was, or may have been, begun; see which one it is. `why` says how that came.
 * - `watch`: it is known; ask for its state.
 */
export const jobResume = z.discriminatedUnion("step", [
  z.object({ step: z.literal("start"), prepared }),
  z.object({
    step: z.literal("find"),
    prepared,
    tries: count,
    why: z.enum(["unnamed", "interrupted", "unanswered"]),
    /** Of the request that was not answered. */
    error: z.object({ code: z.string(), message: z.string(), hint: z.string() }).optional(),
  }),
  z.object({
    step: z.literal("watch"),
    prepared,
    id: z.string(),
    status: z.string(),
    /** Questions so far, and how many of them in a row had no good answer. */
    round: count,
    misses: count,
    /** ISO 8601. */
    since: z.string(),
  }),
]);

export type JobResume = z.output<typeof jobResume>;
export type Step<Name extends JobResume["step"]> = Extract<JobResume, { step: Name }>;

/** What the node left; nothing the first time. */
export function readResume(resume: Json | undefined): JobResume | undefined {
  return resume === undefined ? undefined : jobResume.parse(resume);
}
