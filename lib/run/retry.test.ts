import { describe, expect, test } from "vitest";
import { pauseAfter, type RetryPolicy } from "./retry";

const policy: RetryPolicy = { attempts: 4, firstPause: 1, factor: 2, longestPause: 3, methods: "idempotent" };
const passing = { idempotent: true };

describe("the pause after an attempt", () => {
  test("grows by the factor up to the longest, less at most half", () => {
    const seeds = Array.from({ length: 500 }, (_, at) => `wfnr_${at}`);
    for (const [attempt, most] of [
      [1, 1_000],
      [2, 2_000],
      [3, 3_000],
    ] as const) {
      const pauses = seeds.map((seed) => pauseAfter(policy, attempt, passing, seed) ?? 0);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(most);
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(most / 2);
      // Spread, so that runs that failed together do not come back together.
      const mean = pauses.reduce((sum, pause) => sum + pause, 0) / pauses.length;
      expect(mean / most).toBeGreaterThan(0.72);
      expect(mean / most).toBeLessThan(0.78);
    }
  });

  test("is the same each time it is asked for", () => {
    expect(pauseAfter(policy, 1, passing, "wfnr_a")).toBe(pauseAfter(policy, 1, passing, "wfnr_a"));
    expect(pauseAfter(policy, 1, passing, "wfnr_a")).not.toBe(pauseAfter(policy, 1, passing, "wfnr_b"));
  });

  test("is at least what the service asks for, and at most a day", () => {
    expect(pauseAfter(policy, 1, { idempotent: true, afterMs: 20_000 }, "a")).toBe(20_000);
    expect(pauseAfter(policy, 1, { idempotent: true, afterMs: 1e12 }, "a")).toBe(86_400_000);
  });

  test.each([
    ["without a policy", undefined, 1, passing],
    ["for what does not pass", policy, 1, undefined],
    ["after the last attempt", policy, 4, passing],
    ["for a request that changes something each time", policy, 1, { idempotent: false }],
  ])("is none %s", (_, given, attempt, transient) => {
    expect(pauseAfter(given, attempt, transient, "a")).toBeUndefined();
  });

  test("is there for every request when the author says so", () => {
    expect(pauseAfter({ ...policy, methods: "all" }, 1, { idempotent: false }, "a")).toBeGreaterThan(0);
  });
});
