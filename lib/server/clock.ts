import "server-only";

/** The time, and a call at a later one. Handed in, so that tests have a time of their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back after some milliseconds, at most 2^31; the result cancels it. */
  later(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  later: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
