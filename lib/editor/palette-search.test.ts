import { expect, it } from "vitest";
import { searchPalette, searchTypes } from "./palette-search";

it("groups everything without a query", () => {
  expect(searchPalette("").map((group) => group.title)).toEqual(["Triggers", "Actions", "Flow"]);
});

it("puts a title that begins with the words before one whose description holds them", () => {
  expect(searchTypes("del").map((entry) => entry.title)).toEqual(["Delay", "AI"]);
});

it("finds by every word, in any order", () => {
  expect(searchTypes("http request")[0]?.type).toBe("WEBHOOK");
  expect(searchPalette("no such thing")).toEqual([]);
});
