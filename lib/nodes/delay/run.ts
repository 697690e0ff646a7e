import type { Runner } from "../runner";

/** A day: the longest that Port waits (reference 10). */
const LONGEST = 86_400;

/**
 * Waits a whole number of seconds (reference 3.7). The moment is durable: a run that waits is not in memory, and
 * one that was waiting when the process died goes on at the same moment.
 */
export const runDelay: Runner = async ({ config, masked, node }, { now }) => {
  const given = typeof config.seconds === "string" ? config.seconds.trim() : config.seconds;
  const seconds = typeof given === "string" && /^\d+$/.test(given) ? Number(given) : given;
  if (typeof seconds !== "number" || !Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST)
    return {
      kind: "failed",
      error: {
        code: "delay/seconds",
        message: `"${node.identifier}" is to wait ${JSON.stringify(masked.seconds ?? null)} seconds.`,
        hint: `Give a whole number from 1 to ${LONGEST}, or a template that gives one.`,
        at: "/seconds",
      },
    };
  return {
    kind: "waiting",
    for: "timer",
    continues: false,
    until: new Date(now() + seconds * 1_000).toISOString(),
  };
};
