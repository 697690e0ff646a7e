import { describe, expect, it } from "vitest";
import { count, formatBytes, formatDuration, formatRelative } from "./format";

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [184.4, "184 ms"],
    [999.6, "1.0 s"],
    [2449, "2.4 s"],
    [9999, "9.9 s"],
    [59_999, "59 s"],
    [185_000, "3 min 05 s"],
    [2 * 3_600_000 + 600_000, "2 h 10 min"],
    [26 * 3_600_000, "1 d 2 h"],
    [-5, "0 ms"],
  ])("%d ms reads %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("formatRelative", () => {
  const now = Date.UTC(2026, 5, 15, 12);
  it.each([
    [2_000, "just now"],
    [42_000, "42 s ago"],
    [5 * 60_000, "5 min ago"],
    [3 * 3_600_000, "3 h ago"],
    [30 * 3_600_000, "yesterday"],
    [3 * 86_400_000, "3 days ago"],
    [-120_000, "in 2 min"],
  ])("%d ms before now reads %s", (age, text) => {
    expect(formatRelative(now - age, now)).toBe(text);
  });
  it("names the day after a week, and the year when it is another", () => {
    expect(formatRelative(Date.UTC(2026, 2, 12, 12), now)).toBe("12 Mar");
    expect(formatRelative(Date.UTC(2025, 2, 12, 12), now)).toBe("12 Mar 2025");
  });
});

describe("formatBytes and count", () => {
  it("uses decimal units", () => {
    expect([812, 4_200, 1_000, 256_000, 1_320_000].map(formatBytes)).toEqual([
      "812 B",
      "4.2 kB",
      "1 kB",
      "256 kB",
      "1.3 MB",
    ]);
  });
  it("agrees in number", () => {
    expect([count(1, "node"), count(0, "node"), count(2, "reply", "replies")]).toEqual([
      "1 node",
      "0 nodes",
      "2 replies",
    ]);
  });
});
