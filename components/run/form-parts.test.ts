import { describe, expect, it } from "vitest";
import { fromLocalField, toLocalField } from "./date-time";
import { readNumber, splitEntries } from "./tag-list";

describe("entries of a list", () => {
  it("splits at commas and lines and drops blanks", () => {
    expect(splitEntries(" a, b\nc,,\r\n ")).toEqual(["a", "b", "c"]);
  });
  it("reads numbers and leaves the rest for the form to object to", () => {
    expect(["1", " 2.5 ", "1e3", "x", "", "Infinity"].map(readNumber)).toEqual([
      1,
      2.5,
      1000,
      "x",
      "",
      "Infinity",
    ]);
  });
});

describe("date and time", () => {
  it("goes to the field and back without losing the moment", () => {
    for (const iso of ["2026-03-01T12:30:00.000Z", "2026-07-01T23:59:59.000Z"])
      expect(fromLocalField(toLocalField(iso))).toBe(iso);
  });
  it("is empty for what is no moment", () => {
    expect([toLocalField(""), toLocalField("soon"), fromLocalField("")]).toEqual(["", "", undefined]);
  });
});
