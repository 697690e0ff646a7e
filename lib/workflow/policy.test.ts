import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../base/json";
import { mayExecute } from "./permissions";
import { evaluatePolicy, type PolicyContexts } from "./policy";

const contexts: PolicyContexts = {
  user: {
    $identifier: "ada@example.com",
    $title: "Ada",
    port_role: "Member",
    level: 3,
    since: "2026-01-31T00:00:00.000Z",
    skills: ["go", "sql"],
    nothing: null,
    none: [],
    blank: "",
  },
  userTeams: [
    { $identifier: "platform", $title: "Platform", tier: 1, leads: ["ada@example.com", "bob@example.com"] },
    { $identifier: "data", $title: "Data" },
  ],
  form: {
    environment: "production",
    replicas: 3,
    service: { $identifier: "billing", $title: "Billing", $team: ["platform"], tier: "gold" },
    services: [
      { $identifier: "a", $team: ["x"] },
      { $identifier: "b", $team: ["platform"] },
    ],
    "with.dot": true,
  },
  workflowRun: { identifier: "wfr_1", trigger: { by: { email: "ada@example.com" } } },
};

const rule = (place: string, operator: string, value?: Json): JsonObject => {
  const [context = "", property = ""] = place.split(/:(.*)/s);
  return { property: { context, property }, operator, ...(value === undefined ? {} : { value }) };
};
const verdict = (rules: Json[], combinator = "and", given = contexts) =>
  evaluatePolicy({ combinator, rules }, given);
const ref = (context: string, property: string) => ({ context, property });

test.each<[place: string, operator: string, value: Json | undefined, wanted: "yes" | "no"]>([
  // Texts, numbers and what is not there.
  ["user:$identifier", "=", "ada@example.com", "yes"],
  ["user:$identifier", "=", "Ada@example.com", "no"],
  ["user:$title", "!=", "Bob", "yes"],
  ["user:$title", "!=", "Ada", "no"],
  ["user:level", "=", 3, "yes"],
  ["user:level", "=", "3", "no"],
  ["user:missing", "=", "x", "no"],
  ["user:missing", "=", null, "yes"],
  ["user:missing", "!=", "x", "yes"],
  ["user:toString", "notEmpty", undefined, "no"],
  // Order: numbers with numbers, texts with texts.
  ["user:level", ">", 2, "yes"],
  ["user:level", ">", 3, "no"],
  ["user:level", ">=", 3, "yes"],
  ["user:level", "<", 3, "no"],
  ["user:level", "<", 4, "yes"],
  ["user:level", "<=", 3, "yes"],
  ["user:level", ">", "2", "no"],
  ["user:since", "<", "2026-02-01T00:00:00.000Z", "yes"],
  ["user:missing", "<", 5, "no"],
  ["user:missing", ">=", 0, "no"],
  ["user:skills", ">", 0, "no"],
  // Membership; a list on the left is refused whichever way it is asked.
  ["user:port_role", "in", ["Member", "Lead"], "yes"],
  ["user:port_role", "in", ["Lead"], "no"],
  ["user:port_role", "in", "Member", "no"],
  ["user:port_role", "notIn", ["Lead"], "yes"],
  ["user:port_role", "notIn", ["Member"], "no"],
  ["user:port_role", "notIn", "Lead", "no"],
  ["user:skills", "in", ["go"], "no"],
  ["user:skills", "notIn", ["rust"], "no"],
  ["userTeams:$identifier", "in", ["platform"], "no"],
  ["userTeams:$identifier", "notIn", ["other"], "no"],
  // Texts and lists that contain.
  ["user:$identifier", "contains", "@example.com", "yes"],
  ["user:$identifier", "contains", "@other.com", "no"],
  ["user:$identifier", "contains", "", "no"],
  ["user:skills", "contains", "go", "yes"],
  ["user:skills", "contains", "rust", "no"],
  ["user:skills", "contains", ["go", "sql"], "yes"],
  ["user:skills", "notContains", "rust", "yes"],
  ["user:skills", "notContains", "go", "no"],
  ["user:skills", "containsAny", ["rust", "sql"], "yes"],
  ["user:skills", "containsAny", ["rust"], "no"],
  ["user:skills", "containsAny", "sql", "no"],
  ["user:$identifier", "containsAny", ["@a.com", "@example.com"], "yes"],
  ["user:level", "contains", 3, "no"],
  // Nothing in it.
  ["user:nothing", "empty", undefined, "yes"],
  ["user:none", "empty", undefined, "yes"],
  ["user:blank", "empty", undefined, "yes"],
  ["user:missing", "empty", undefined, "yes"],
  ["user:level", "empty", undefined, "no"],
  ["user:level", "notEmpty", undefined, "yes"],
  ["user:none", "notEmpty", undefined, "no"],
  // All teams of a person at once.
  ["userTeams:$title", "contains", "Platform", "yes"],
  ["userTeams:$title", "=", "Data", "yes"],
  ["userTeams:$title", "=", "Sales", "no"],
  ["userTeams:$title", "!=", "Sales", "yes"],
  ["userTeams:$title", "!=", "Data", "no"],
  ["userTeams:$title", "=", ["Data", "Platform"], "yes"],
  ["userTeams:$title", "=", ["Data"], "no"],
  ["userTeams:tier", "containsAny", [1, 2], "yes"],
  ["userTeams:leads", "contains", "bob@example.com", "yes"],
  ["userTeams:missing", "empty", undefined, "yes"],
  // Inputs; an entity alone is its identifier, and its properties are one step down.
  ["form:environment", "=", "production", "yes"],
  ["form:replicas", "<=", 3, "yes"],
  ["form:with.dot", "=", true, "yes"],
  ["form:service", "=", "billing", "yes"],
  ["form:service.$identifier", "=", "billing", "yes"],
  ["form:service.$title", "=", "Billing", "yes"],
  ["form:service.$team", "contains", "platform", "yes"],
  ["form:service.tier", "in", ["gold"], "yes"],
  ["form:services", "contains", "b", "yes"],
  ["form:services.$team", "contains", "platform", "yes"],
  ["form:environment.$team", "notEmpty", undefined, "no"],
  ["workflowRun:identifier", "=", "wfr_1", "yes"],
  ["workflowRun:trigger.by.email", "=", "ada@example.com", "yes"],
  // Other contexts' values on the right.
  ["userTeams:$identifier", "containsAny", ref("form", "service.$team"), "yes"],
  ["form:service.$team", "contains", ref("user", "$title"), "no"],
  ["user:$identifier", "=", ref("workflowRun", "trigger.by.email"), "yes"],
  ["user:$identifier", "!=", ref("workflowRun", "trigger.by.email"), "no"],
  ["user:missing", "=", ref("form", "missing"), "no"],
  ["user:$title", "!=", ref("form", "missing"), "no"],
  // What cannot be evaluated grants nothing, also when it is turned round.
  ["user:level", "equals", 3, "no"],
  ["user:level", "", 3, "no"],
  ["nobody:level", "=", null, "no"],
  ["nobody:level", "!=", 3, "no"],
  ["nobody:level", "empty", undefined, "no"],
  ["user:level", "=", ref("nobody", "level"), "no"],
])("%s %s %j is %s", (place, operator, value, wanted) => {
  expect(verdict([rule(place, operator, value)])).toBe(wanted);
});

describe("groups", () => {
  const yes = rule("user:level", "=", 3);
  const no = rule("user:level", "=", 4);

  test.each<[combinator: string, rules: Json[], wanted: string]>([
    ["and", [yes, yes], "yes"],
    ["and", [yes, no], "no"],
    ["or", [no, yes], "yes"],
    ["or", [no, no], "no"],
    ["and", [], "no"],
    ["or", [], "no"],
    ["xor", [yes], "no"],
    ["and", [yes, { combinator: "or", rules: [no, yes] }], "yes"],
    ["or", [no, { combinator: "and", rules: [yes, no] }], "no"],
    ["and", [yes, "nonsense"], "no"],
    ["or", [yes, "nonsense"], "yes"],
    ["and", [yes, { combinator: "and", rules: [] }], "no"],
  ])("%s of %j is %s", (combinator, rules, wanted) => {
    expect(verdict(rules, combinator)).toBe(wanted);
  });

  test("what is no policy grants nothing", () => {
    for (const policy of [undefined, null, "x", [], {}, { combinator: "and" }, { rules: [yes] }])
      expect(evaluatePolicy(policy as Json, contexts)).toBe("no");
  });

  test("groups within groups end somewhere", () => {
    let policy: JsonObject = { combinator: "and", rules: [yes] };
    for (let level = 0; level < 50; level += 1) policy = { combinator: "and", rules: [policy] };
    expect(evaluatePolicy(policy, contexts)).toBe("no");
  });
});

describe("before there are inputs", () => {
  const { form: _, workflowRun: __, ...early } = contexts;
  const later = rule("form:environment", "=", "production");
  const yes = rule("user:level", "=", 3);
  const no = rule("user:level", "=", 4);

  test.each<[combinator: string, rules: Json[], wanted: string]>([
    ["and", [later], "later"],
    ["and", [yes, later], "later"],
    ["and", [no, later], "no"],
    ["or", [yes, later], "yes"],
    ["or", [no, later], "later"],
    ["and", [rule("workflowRun:identifier", "notEmpty")], "later"],
    ["and", [rule("user:level", "=", ref("form", "replicas"))], "later"],
  ])("%s of %j is %s", (combinator, rules, wanted) => {
    expect(verdict(rules, combinator, early)).toBe(wanted);
  });
});

describe("who may start a trigger", () => {
  const person = {
    kind: "user" as const,
    admin: false,
    roles: ["Member"],
    names: ["ada@example.com", "user_1"],
    teams: ["platform", "Platform team"],
  };
  const program = { kind: "client" as const };
  const open = { combinator: "and", rules: [rule("user:level", "=", 3)] };
  const shut = { combinator: "and", rules: [rule("user:level", "=", 4)] };

  test.each<
    [what: string, permissions: Json | undefined, who: typeof person | typeof program, wanted: string]
  >([
    ["nothing is said", undefined, person, "no"],
    ["nothing is said", {}, person, "no"],
    ["an Admin", {}, { ...person, admin: true }, "yes"],
    ["an Admin against a policy", { policy: shut }, { ...person, admin: true }, "yes"],
    ["their role", { roles: ["Member"] }, person, "yes"],
    ["another role", { roles: ["Lead"] }, person, "no"],
    ["their email", { users: ["Ada@Example.com"] }, person, "yes"],
    ["their id", { users: ["user_1"] }, person, "yes"],
    ["somebody else", { users: ["bob@example.com"] }, person, "no"],
    ["a team by identifier", { teams: ["platform"] }, person, "yes"],
    ["a team by title", { teams: ["platform team"] }, person, "yes"],
    ["one of several ways", { roles: ["Lead"], users: [], teams: ["platform"] }, person, "yes"],
    ["a name, whatever the policy says", { roles: ["Member"], policy: shut }, person, "yes"],
    ["the policy when no name fits", { roles: ["Lead"], policy: open }, person, "yes"],
    ["neither", { roles: ["Lead"], policy: shut }, person, "no"],
    ["a list that is none", { users: "ada@example.com" }, person, "no"],
    ["a program without a policy", {}, program, "yes"],
    ["a program that no list names", { users: ["ada@example.com"] }, program, "yes"],
    ["a program and a policy that fits", { policy: open }, program, "yes"],
    ["a program and a policy that does not", { users: ["x"], policy: shut }, program, "no"],
  ])("%s: %j", (_what, permissions, who, wanted) => {
    expect(mayExecute(permissions, who, contexts)).toBe(wanted);
  });
});
