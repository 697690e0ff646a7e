import { describe, expect, test } from "vitest";
import { parseCron, shortestGap } from "./cron";
import { nextRuns, tickAfter, tickBefore } from "./ticks";
import { describeCron } from "./words";

describe("cron in words", () => {
  test.each([
    ["0 9 * * 1-5", "every weekday 09:00 UTC"],
    ["*/15 * * * *", "every 15 minutes UTC"],
    ["0 * * * *", "every hour UTC"],
    ["@daily", "every day 00:00 UTC"],
    ["30 6 1 * *", "day 1 of the month 06:30 UTC"],
    ["0 8,20 * * MON", "every Monday 08:00, 20:00 UTC"],
    ["0 0 1 JAN *", "day 1 of the month 00:00 in Jan UTC"],
    ["0 12 * * 7", "every Sunday 12:00 UTC"],
    ["*/30 * * * 1-5", "every 30 minutes on weekdays UTC"],
    ["*/30 * 1 * *", "every 30 minutes on day 1 of the month UTC"],
    ["0 9 * * MON#2", "the second Monday of the month 09:00 UTC"],
    ["0 9 L * *", "the last day of the month 09:00 UTC"],
    ["0 9 15,l * *", "day 15 and the last day of the month 09:00 UTC"],
    ["0 9 1 * 1,FRI#1", "every Monday and the first Friday of the month or day 1 of the month 09:00 UTC"],
    [" 0  9 * * 1-5 ", "every weekday 09:00 UTC"],
  ])("%s", (cron, words) => expect(describeCron(cron)).toBe(words));

  test.each([
    ...["", "* * *", "0 0 * * * *", "61 * * * *", "5-1 * * * *", "*/0 * * * *", "@never", "a b c d e"],
    ...["* * * * MON#6", "* * * * *#2", "* L * * *", "L * * * *", "@constructor", "0,".repeat(300)],
  ])("%j is refused", (cron) => {
    expect(describeCron(cron)).toBeUndefined();
  });
});

test("the shortest gap looks over the hour", () => {
  const gap = (text: string) => {
    const cron = parseCron(text);
    return cron.ok ? shortestGap(cron.value) : undefined;
  };
  expect(gap("* * * * *")).toBe(1);
  expect(gap("*/5 * * * *")).toBe(5);
  expect(gap("0,58 * * * *")).toBe(2);
  expect(gap("0,58 9 * * *")).toBe(58);
});

describe("ticks", () => {
  const read = (text: string) => {
    const cron = parseCron(text);
    if (!cron.ok) throw new Error(cron.error);
    return cron.value;
  };
  const at = (text: string) => Date.parse(text);
  const iso = (tick: number | undefined) => (tick === undefined ? undefined : new Date(tick).toISOString());

  test.each([
    ["0 9 * * 1-5", "2026-01-16T09:00:00Z", "2026-01-19T09:00:00.000Z"],
    ["0 9 * * 1-5", "2026-01-16T08:59:59.999Z", "2026-01-16T09:00:00.000Z"],
    ["*/20 * * * *", "2026-12-31T23:50:00Z", "2027-01-01T00:00:00.000Z"],
    ["0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["0 0 29 2 *", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00.000Z"],
    ["0 0 31 * *", "2026-01-31T00:00:00Z", "2026-03-31T00:00:00.000Z"],
    ["0 0 L * *", "2028-02-01T00:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["0 0 13 * 5", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00.000Z"],
    ["0 0 13 * 5", "2026-01-12T00:00:00Z", "2026-01-13T00:00:00.000Z"],
    ["0 0 * * MON#2", "2026-01-01T00:00:00Z", "2026-01-12T00:00:00.000Z"],
    ["0 12 * * 7", "2026-01-01T00:00:00Z", "2026-01-04T12:00:00.000Z"],
    ["0 0 30 2 *", "2026-01-01T00:00:00Z", undefined],
  ])("%s after %s", (cron, after, expected) => expect(iso(tickAfter(read(cron), at(after)))).toBe(expected));

  test.each([
    ["0 9 * * 1-5", "2026-01-19T08:59:00Z", "2026-01-16T09:00:00.000Z"],
    ["0 9 * * 1-5", "2026-01-19T09:00:00Z", "2026-01-19T09:00:00.000Z"],
    ["30 6,18 * * *", "2026-01-01T06:00:00Z", "2025-12-31T18:30:00.000Z"],
  ])("%s at or before %s", (cron, until, expected) =>
    expect(iso(tickBefore(read(cron), at(until)))).toBe(expected),
  );

  test("runs keep five minutes between them", () => {
    const runs = (text: string) =>
      nextRuns(read(text), at("2026-01-01T00:58:30Z"), 4).map((tick) => iso(tick)?.slice(11, 16));
    expect(runs("* * * * *")).toEqual(["00:59", "01:04", "01:09", "01:14"]);
    expect(runs("0,3,6 * * * *")).toEqual(["01:00", "01:06", "02:00", "02:06"]);
    expect(runs("@daily")).toEqual(["00:00", "00:00", "00:00", "00:00"]);
    expect(nextRuns(read("0 0 30 2 *"), 0, 5)).toEqual([]);
  });
});
