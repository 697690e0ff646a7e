import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../base/json";
import { permissionProblems } from "./permission-problems";

const form = {
  properties: {
    service: { type: "string", format: "entity", blueprint: "service" },
    "a.b": { type: "string" },
  },
};
const places = (permissions: Json) =>
  permissionProblems({ type: "SELF_SERVE_TRIGGER", userInputs: form, permissions }).map(({ at }) => at);
const rule = (context: string, property: string, operator = "=", value: Json = "x"): JsonObject => ({
  property: { context, property },
  operator,
  value,
});
const policy = (...rules: Json[]) => ({ policy: { combinator: "and", rules } });

test("what can be evaluated has no problem", () => {
  expect(places(null)).toEqual([]);
  expect(places({ roles: ["Member"], users: ["ada@example.com"], teams: [] })).toEqual([]);
  expect(
    places(
      policy(
        rule("user", "$identifier"),
        rule("userTeams", "$title", "containsAny", ["x"]),
        rule("form", "service"),
        rule("form", "service.$team", "contains", { context: "user", property: "$identifier" }),
        rule("form", "a.b"),
        rule("workflowRun", "trigger.by.email", "notEmpty"),
        { combinator: "or", rules: [rule("user", "level", ">", 3)] },
      ),
    ),
  ).toEqual([]);
});

test("each thing that could never be true is told at its place", () => {
  expect(places({ roles: "Member", users: [1] })).toEqual(["/permissions/roles", "/permissions/users"]);
  expect(places(policy())).toEqual(["/permissions/policy/rules"]);
  const at = (...rules: Json[]) =>
    places(policy(...rules)).map((place) => place.slice("/permissions/policy/rules".length));
  expect(at("x")).toEqual(["/0"]);
  expect(at(rule("user", "level", "equals"))).toEqual(["/0/operator"]);
  expect(at(rule("nobody", "level"))).toEqual(["/0/property/context"]);
  expect(at({ property: "level", operator: "=", value: 1 })).toEqual(["/0/property"]);
  expect(at(rule("user", "level", "=", { context: "form", property: "none" }))).toEqual([
    "/0/value/property",
  ]);
  expect(at(rule("userTeams", "$title", "in", ["x"]))).toEqual(["/0/operator"]);
  expect(at(rule("form", "nothing"))).toEqual(["/0/property/property"]);
  expect(at(rule("form", "service.owner.email"))).toEqual(["/0/property/property"]);
  expect(at({ combinator: "or", rules: [rule("user", "a"), rule("user", "a", "?")] })).toEqual([
    "/0/rules/1/operator",
  ]);
});
