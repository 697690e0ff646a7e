import { expect, test } from "vitest";
import type { Json, JsonObject } from "../base/json";
import { type Change, editText } from "../workflow/text-edit";
import {
  addExpressionChanges,
  conditionOf,
  otherConditionKeys,
  removeExpressionChanges,
} from "./condition-edits";

const edited = (value: Json | undefined, changes: Change[]): Json | undefined =>
  (JSON.parse(editText(JSON.stringify(value === undefined ? {} : { c: value }), changes)) as JsonObject).c;

test("what can be shown as rows", () => {
  expect(conditionOf(undefined)).toEqual({ expressions: [], combinator: undefined });
  expect(conditionOf({ type: "JQ" })).toEqual({ expressions: [], combinator: undefined });
  expect(conditionOf({ type: "X", expressions: ["a"], combinator: "xor" })).toEqual({
    expressions: ["a"],
    combinator: "xor",
  });
  for (const value of [null, "x", [], { expressions: [1] }, { expressions: "a" }, { combinator: 1 }])
    expect(conditionOf(value)).toBeUndefined();
});

test("the first expression makes the condition, the second says how they go together", () => {
  const one = edited(undefined, addExpressionChanges("/c", undefined));
  expect(one).toEqual({ type: "JQ", expressions: ["true"] });
  const two = edited(one, addExpressionChanges("/c", one));
  expect(two).toEqual({ type: "JQ", expressions: ["true", "true"], combinator: "and" });
  const or = { ...(two as JsonObject), combinator: "or" };
  expect(edited(or, addExpressionChanges("/c", or))).toMatchObject({ combinator: "or" });
});

test("the last expression takes the condition with it, unless something else stands there", () => {
  const two = { type: "JQ", expressions: ["a", "b"], combinator: "and" };
  expect(edited(two, removeExpressionChanges("/c", two, 0))).toEqual({ ...two, expressions: ["b"] });
  const last = { ...two, expressions: ["a"] };
  expect(edited(last, removeExpressionChanges("/c", last, 0))).toBeUndefined();
  const more = { ...last, note: 1 };
  expect(otherConditionKeys(more)).toEqual(["note"]);
  expect(edited(more, removeExpressionChanges("/c", more, 0))).toEqual({ ...more, expressions: [] });
});
