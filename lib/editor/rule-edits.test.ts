import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../base/json";
import { type Change, editText } from "../workflow/text-edit";
import {
  addRuleChanges,
  datasetDialect,
  groupOf,
  isGroup,
  isPlainRule,
  isReference,
  kindOfRuleValue,
  newGroup,
  newRule,
  operatorChanges,
  otherGroupKeys,
  otherRuleKeys,
  policyDialect,
  ruleValueAs,
  searchDialect,
} from "./rule-edits";

const edited = (value: Json | undefined, changes: Change[]): Json | undefined =>
  (JSON.parse(editText(JSON.stringify(value === undefined ? {} : { p: value }), changes)) as JsonObject).p;

const me = { context: "user", property: "$identifier" };

describe("what can be shown as rows", () => {
  test("groups", () => {
    expect(groupOf(undefined)).toEqual({ combinator: undefined, rules: [] });
    expect(groupOf({ combinator: "xor", rules: [1] })).toEqual({ combinator: "xor", rules: [1] });
    expect(groupOf({})).toEqual({ combinator: undefined, rules: [] });
    for (const value of [null, "x", [], { rules: 1 }, { combinator: 1 }, { jqQuery: "." }])
      expect(groupOf(value)).toBeUndefined();
    expect(isGroup({ rules: [] })).toBe(true);
    expect(isGroup({ operator: "=" })).toBe(false);
    expect(isGroup({ rules: 1 })).toBe(false);
    expect(otherGroupKeys({ combinator: "and", rules: [], note: 1 })).toEqual(["note"]);
  });

  test.each<[Json, boolean, boolean]>([
    [{}, true, true],
    [{ property: me, operator: "=", value: 1 }, true, false],
    [{ property: { ...me, more: 1 }, operator: "=" }, false, false],
    [{ property: "port_role", operator: "=", value: "Admin" }, false, true],
    [{ property: me, operator: "moon" }, true, false],
    [{ property: "a", operator: "relatedTo" }, false, false],
    [{ operator: 1 }, false, false],
    [{ relation: "team", operator: "=", value: "a" }, true, false],
    [{ blueprint: "service", operator: "=" }, true, false],
    [{ rules: 1 }, false, false],
    ["x", false, false],
  ])("%j", (rule, inPolicy, inSearch) => {
    expect(isPlainRule(rule, policyDialect)).toBe(inPolicy);
    expect(isPlainRule(rule, searchDialect)).toBe(inSearch);
  });

  test("keys without a control are named", () =>
    expect(otherRuleKeys({ property: me, operator: "=", value: 1, note: 2 })).toEqual(["note"]));
});

test("rules are added to a group, which is made when there is none", () => {
  const rule = newRule(policyDialect);
  expect(rule).toEqual({ property: me, operator: "=", value: "" });
  expect(newRule(searchDialect)).toEqual({ property: "$identifier", operator: "=", value: "" });
  expect(newGroup(policyDialect)).toEqual({ combinator: "or", rules: [rule] });
  const one = edited(undefined, addRuleChanges("/p", undefined, rule));
  expect(one).toEqual({ combinator: "and", rules: [rule] });
  expect(edited({ ...(one as JsonObject), note: 1 }, addRuleChanges("/p", one, rule))).toEqual({
    combinator: "and",
    rules: [rule, rule],
    note: 1,
  });
  expect(edited({ rules: [] }, addRuleChanges("/p", { rules: [] }, rule))).toEqual({
    rules: [rule],
    combinator: "and",
  });
});

test.each<[Json | undefined, string]>([
  [undefined, "text"],
  ["a", "text"],
  [1, "number"],
  [false, "boolean"],
  [["a"], "list"],
  [[1], "json"],
  [me, "property"],
  [{ jqQuery: ".form.a" }, "query"],
  [{ from: 1, to: 2 }, "json"],
  [null, "json"],
])("the value %j is edited as %s", (value, kind) => expect(kindOfRuleValue(value)).toBe(kind));

test("a value as another kind", () => {
  expect(isReference({ context: "user" })).toBe(true);
  expect(ruleValueAs("a", "list", policyDialect)).toEqual(["a"]);
  expect(ruleValueAs("", "list", policyDialect)).toEqual([]);
  expect(ruleValueAs(3, "list", policyDialect)).toEqual(["3"]);
  expect(ruleValueAs([1, 2], "list", policyDialect)).toEqual(["1", "2"]);
  expect(ruleValueAs(["7", "8"], "number", policyDialect)).toBe(7);
  expect(ruleValueAs(me, "text", policyDialect)).toBe("");
  expect(ruleValueAs("a", "property", searchDialect)).toEqual(me);
  expect(ruleValueAs("a", "query", datasetDialect("service"))).toEqual({ jqQuery: '"a"' });
  expect(ruleValueAs(undefined, "json", policyDialect)).toEqual({});
});

describe("another operator", () => {
  const changed = (rule: JsonObject, operator: string, dialect = policyDialect, before?: Json) =>
    edited(rule, operatorChanges("/p", rule, operator, dialect, before));
  const rule = { property: me, operator: "=", value: "a", note: 1 };

  test("takes a list, one value, or none", () => {
    expect(changed(rule, "in")).toEqual({ ...rule, operator: "in", value: ["a"] });
    expect(changed({ ...rule, value: ["a", "b"] }, "=")).toEqual(rule);
    expect(changed({ ...rule, value: [] }, "=")).toEqual({ ...rule, value: "" });
    expect(changed(rule, "!=")).toEqual({ ...rule, operator: "!=" });
    expect(changed(rule, "empty")).toEqual({ property: me, operator: "empty", note: 1 });
    expect(changed({ property: "a", operator: "isEmpty" }, "=", searchDialect, "b")).toEqual({
      property: "a",
      operator: "=",
      value: "b",
    });
  });

  test("leaves templates and properties as they are", () => {
    for (const value of [me, "{{ .outputs.trigger.teams }}"])
      expect(changed({ ...rule, value }, "containsAny")).toEqual({ ...rule, operator: "containsAny", value });
  });
});
