import { expect, test } from "vitest";
import { preferredWait } from "./prefer";
import { limitOf, listOf } from "./query";
import { Report } from "./report";

test.each([
  ["wait=30", 30],
  ["respond-async, wait=5", 5],
  ['wait="7"', 7],
  ["Wait = 2; foo", 2],
  ["wait=99999", 300],
  ["wait=soon", undefined],
  ["", undefined],
])("Prefer: %s waits %s seconds", (prefer, seconds) => {
  expect(preferredWait(new Headers({ prefer }))).toBe(seconds);
});

test("lists of a query are read in both spellings", () => {
  const query = new URLSearchParams("statuses[]=A&statuses[]=B&statuses=C&statuses%5B%5D=D");
  expect(listOf(query, "statuses")).toEqual(["A", "B", "D", "C"]);
  expect(listOf(query, "results")).toEqual([]);
});

test("a limit is from 1 to 1000", () => {
  expect(limitOf(new URLSearchParams(""), 20)).toEqual({ ok: true, value: 20 });
  expect(limitOf(new URLSearchParams("limit=1000"), 20)).toEqual({ ok: true, value: 1000 });
  for (const limit of ["0", "1001", "-1", "abc", "1.5"]) {
    expect(limitOf(new URLSearchParams({ limit }), 20)).toMatchObject({ ok: false });
  }
});

test("a report is read in both spellings of its logs", () => {
  const report = Report.parse({
    status: "COMPLETED",
    result: "SUCCESS",
    output: { a: 1 },
    logs: [
      { logLevel: "WARNING", log: "one", tags: { k: "v" } },
      { level: "error", message: "two" },
    ],
    externalRunId: null,
    links: ["https://example.com"],
    unknown: true,
  });
  expect(report).toEqual({
    status: "COMPLETED",
    result: "SUCCESS",
    output: { a: 1 },
    logs: [
      { level: "WARN", message: "one", tags: { k: "v" } },
      { level: "ERROR", message: "two" },
    ],
    links: ["https://example.com"],
  });
});

test("a completed report without a result is refused", () => {
  const parsed = Report.safeParse({ status: "COMPLETED" });
  expect(parsed.success ? [] : parsed.error.issues.map((issue) => issue.path)).toEqual([["result"]]);
  expect(Report.safeParse({ logs: [{ level: "INFO" }] }).success).toBe(false);
});
