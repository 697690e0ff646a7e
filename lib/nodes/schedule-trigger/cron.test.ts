import { describe, expect, test } from "vitest";
import { describeCron, parseCron, shortestGap } from "./cron";

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
  ])("%s", (cron, words) => expect(describeCron(cron)).toBe(words));

  test.each(["", "* * *", "61 * * * *", "5-1 * * * *", "*/0 * * * *", "@never", "a b c d e"])(
    "%j is refused",
    (cron) => {
      expect(describeCron(cron)).toBeUndefined();
    },
  );
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
