import { expect, test } from "vitest";
import { didYouMean, distance, nearest } from "./nearest";

test("edits between words, neighbours swapped count once", () => {
  expect(distance("deploy", "deploy", 3)).toBe(0);
  expect(distance("deploi", "deploy", 3)).toBe(1);
  expect(distance("deplyo", "deploy", 3)).toBe(1);
  expect(distance("abc", "xyz", 2)).toBe(3);
  expect(distance("short", "a much longer one", 3)).toBe(4);
});

test("the nearest come first, the far ones not at all, case does not matter", () => {
  expect(nearest("WEBHOK", ["KAFKA", "WEBHOOK", "INPUT"])).toEqual(["WEBHOOK"]);
  expect(nearest("get", ["GET", "PUT"])).toEqual(["GET", "PUT"].slice(0, 1));
  expect(nearest("a", ["b", "zz"])).toEqual(["b"]);
  expect(nearest("nothing", ["WEBHOOK"])).toEqual([]);
});

test("the question", () => {
  expect(didYouMean([])).toBe("");
  expect(didYouMean(["a", "b"])).toBe(' Did you mean "a" or "b"?');
});
