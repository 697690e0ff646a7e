import { describe, expect, test } from "vitest";
import type { Json } from "../base/json";
import { compare, rangeOf } from "./compare";
import type { Entity } from "./entity";
import { operators, presets } from "./query";
import { readQuery } from "./read-query";
import { blueprintsOf, compareBy, matchesQuery, type SearchContext } from "./search";

const now = Date.parse("2026-11-20T12:00:00Z");

const entity = (given: Partial<Entity> = {}): Entity => ({
  identifier: "billing",
  title: "Billing",
  icon: null,
  blueprint: "service",
  team: ["payments", "core"],
  properties: { language: "go", stars: 12, live: true, tags: ["a", "b"], built: "2026-11-19T08:00:00Z" },
  relations: { domain: "money", uses: ["ledger", "mail"] },
  createdAt: "2026-11-01T00:00:00.000Z",
  createdBy: "ada@example.com",
  updatedAt: "2026-11-20T11:00:00.000Z",
  updatedBy: "ada@example.com",
  ...given,
});

const matches = (rules: Json[], combinator = "and", context: Partial<SearchContext> = {}, of = entity()) => {
  const query = readQuery({ combinator, rules });
  if (!query.ok) throw new Error(query.error.map(({ at, message }) => `${at}: ${message}`).join("\n"));
  return matchesQuery(query.value, of, { now, ...context });
};

describe("operators", () => {
  const rows: [operator: string, left: Json | undefined, right: Json, holds: boolean][] = [
    ["=", "go", "go", true],
    ["=", "go", "Go", false],
    ["=", 1, "1", false],
    ["=", undefined, null, true],
    ["=", "2026-11-19T08:00:00Z", "2026-11-19T09:00:00+01:00", true],
    ["!=", "go", "rust", true],
    ["!=", undefined, "go", true],
    ["!=", "go", "go", false],
    ["contains", "billing", "ill", true],
    ["contains", ["a", "b"], "b", true],
    ["contains", ["ab"], "a", false],
    ["contains", undefined, "a", false],
    ["doesNotContains", "billing", "x", true],
    ["doesNotContains", undefined, "x", true],
    ["doesNotContains", "billing", "ill", false],
    ["containsAny", ["a", "b"], ["x", "b"], true],
    ["containsAny", ["a", "b"], ["x"], false],
    ["beginsWith", "billing", "bill", true],
    ["beginsWith", "billing", "ling", false],
    ["doesNotBeginsWith", "billing", "ling", true],
    ["doesNotBeginsWith", "billing", "bill", false],
    ["endsWith", "billing", "ling", true],
    ["endsWith", "billing", "bill", false],
    ["doesNotEndsWith", "billing", "bill", true],
    ["doesNotEndsWith", "billing", "ling", false],
    ["in", "go", ["rust", "go"], true],
    ["in", ["core"], ["core", "web"], true],
    ["in", undefined, ["go"], false],
    ["notIn", "go", ["rust"], true],
    ["notIn", undefined, ["rust"], true],
    ["notIn", "go", ["go"], false],
    ["<", 3, 4, true],
    ["<", 4, 4, false],
    ["<", undefined, 4, false],
    ["<", "3", 4, false],
    ["<=", 4, 4, true],
    ["<=", 5, 4, false],
    [">", 5, 4, true],
    [">", "2026-11-20T00:00:00Z", "2026-11-19T00:00:00Z", true],
    [">", "2026-11-20", "2026-11-19", true],
    [">", "b", "a", false],
    [">=", 4, 4, true],
    [">=", 3, 4, false],
    ["between", 5, { from: 1, to: 5 }, true],
    ["between", 6, { from: 1, to: 5 }, false],
    ["between", "2026-11-19T08:00:00Z", { from: "2026-11-19T00:00:00Z", to: "2026-11-20T00:00:00Z" }, true],
    ["between", "2026-11-20T00:00:00Z", { preset: "today" }, true],
    ["between", "2026-11-19T23:59:59Z", { preset: "today" }, false],
    ["between", "2026-11-14T00:00:00Z", { preset: "lastWeek" }, true],
    ["between", "2026-11-12T00:00:00Z", { preset: "lastWeek" }, false],
    ["notBetween", "2026-11-12T00:00:00Z", { preset: "lastWeek" }, true],
    ["notBetween", 3, { from: 1, to: 5 }, false],
    ["isEmpty", undefined, null, true],
    ["isEmpty", [], null, true],
    ["isEmpty", 0, null, false],
    ["isNotEmpty", "", null, true],
    ["isNotEmpty", null, null, false],
    ["isExpired", "2026-11-20T11:59:59Z", null, true],
    ["isExpired", undefined, null, false],
    ["isNotExpired", "2026-11-20T12:00:01Z", null, true],
    ["isNotExpired", "2026-11-20T11:59:59Z", null, false],
  ];
  test.each(rows)("%s: %j against %j is %s", (operator, left, right, holds) => {
    const one = operators.find((known) => known === operator);
    if (one === undefined) throw new Error(`no operator ${operator}`);
    expect(compare(one, left, right, now)).toBe(holds);
  });

  test("each has a case that holds and one that does not", () => {
    for (const operator of operators)
      for (const holds of [true, false])
        expect(
          rows.some((row) => row[0] === operator && row[3] === holds),
          `${operator} ${holds}`,
        ).toBe(true);
  });

  test("every preset is a range with a beginning before its end", () => {
    for (const preset of presets) {
      const { from, to } = rangeOf(preset, now);
      expect(from, preset).toBeLessThan(to);
    }
    expect(new Date(rangeOf("yesterday", now).from).toISOString()).toBe("2026-11-19T00:00:00.000Z");
  });
});

describe("rules", () => {
  test("read what every entity has", () => {
    expect(matches([{ property: "$identifier", operator: "=", value: "billing" }])).toBe(true);
    expect(matches([{ property: "$title", operator: "beginsWith", value: "Bill" }])).toBe(true);
    expect(matches([{ property: "$team", operator: "containsAny", value: ["core"] }])).toBe(true);
    expect(matches([{ property: "$blueprint", operator: "in", value: ["service"] }])).toBe(true);
    expect(matches([{ property: "$createdAt", operator: "between", value: { preset: "lastMonth" } }])).toBe(
      true,
    );
    expect(matches([{ property: "$updatedAt", operator: "<", value: "2026-11-20T11:00:00Z" }])).toBe(false);
    expect(matches([{ property: "$nothing", operator: "isEmpty" }])).toBe(true);
  });

  test("read relations by name, and as a rule of their own", () => {
    expect(matches([{ property: "domain", operator: "=", value: "money" }])).toBe(true);
    expect(matches([{ relation: "domain", operator: "=", value: "money" }])).toBe(true);
    expect(matches([{ relation: "uses", operator: "containsAny", value: ["mail"] }])).toBe(true);
    expect(matches([{ relation: "language", operator: "=", value: "go" }])).toBe(false);
  });

  test("nest, with and and or", () => {
    const go = { property: "language", operator: "=", value: "go" };
    const rust = { property: "language", operator: "=", value: "rust" };
    const starred = { property: "stars", operator: ">", value: 10 };
    expect(matches([rust, { combinator: "and", rules: [go, starred] }], "or")).toBe(true);
    expect(matches([rust, { combinator: "and", rules: [go, rust] }], "or")).toBe(false);
    expect(matches([], "and")).toBe(true);
    expect(matches([], "or")).toBe(false);
  });

  test("know who asks", () => {
    const user = entity({
      identifier: "ada@example.com",
      blueprint: "_user",
      properties: { language: "go" },
    });
    const userTeams = [entity({ identifier: "core", blueprint: "_team" })];
    const own = { property: "language", operator: "=", value: { context: "user", property: "language" } };
    expect(matches([own], "and", { user })).toBe(true);
    expect(matches([own])).toBe(false);
    const team = {
      property: "$team",
      operator: "containsAny",
      value: { context: "userTeams", property: "$identifier" },
    };
    expect(matches([team], "and", { userTeams })).toBe(true);
    expect(matches([team], "and", { userTeams: [] })).toBe(false);
    const mine = {
      property: { context: "user", property: "$identifier" },
      operator: "=",
      value: "ada@example.com",
    };
    expect(matches([mine], "and", { user })).toBe(true);
  });

  test("tell the blueprints that they are about", () => {
    const of = (rules: Json[], combinator = "and") => {
      const query = readQuery({ combinator, rules });
      return query.ok ? blueprintsOf(query.value) : "invalid";
    };
    const is = (value: string) => ({ property: "$blueprint", operator: "=", value });
    expect(of([is("a"), { property: "x", operator: "=", value: 1 }])).toEqual(["a"]);
    expect(of([is("a"), is("b")], "or")).toEqual(["a", "b"]);
    expect(of([is("a"), { property: "x", operator: "=", value: 1 }], "or")).toBeUndefined();
    expect(of([{ combinator: "or", rules: [is("a"), is("b")] }])).toEqual(["a", "b"]);
    expect(of([])).toBeUndefined();
  });
});

test("what is wrong with a query is told at its place, all of it", () => {
  const wrong = readQuery(
    {
      combinator: "and",
      rules: [
        { property: "a", operator: "contians", value: "x" },
        { property: "a", operator: "in", value: "x" },
        { property: "a", operator: "between", value: { preset: "lastDecade" } },
        { operator: "=", value: 1 },
        { operator: "relatedTo", value: "x" },
        { combinator: "xor", rules: [] },
      ],
    },
    ["query"],
  );
  expect(wrong.ok ? [] : wrong.error.map(({ at }) => at)).toEqual([
    "/query/rules/0/operator",
    "/query/rules/1/value",
    "/query/rules/2/value/preset",
    "/query/rules/3/property",
    "/query/rules/4/blueprint",
    "/query/rules/5/combinator",
  ]);
  expect(wrong.ok ? "" : wrong.error[0]?.message).toBe(
    'There is no operator "contians". Did you mean "contains"?',
  );
});

test("a query that nests or lists without end is refused", () => {
  let nested: Json = { combinator: "and", rules: [] };
  for (let depth = 0; depth < 30; depth += 1) nested = { combinator: "and", rules: [nested] };
  expect(readQuery(nested)).toMatchObject({ ok: false });
  const many = Array.from({ length: 600 }, () => ({ property: "a", operator: "isEmpty" }));
  expect(readQuery({ combinator: "and", rules: many })).toMatchObject({ ok: false });
});

test("entities are ordered by a property, those without it last", () => {
  const some = [3, 1, null, 2].map((stars, index) =>
    entity({ identifier: `e${index}`, properties: { stars } }),
  );
  const order = (descending: boolean) =>
    [...some].sort(compareBy("stars", descending)).map((one) => one.properties.stars);
  expect(order(false)).toEqual([1, 2, 3, null]);
  expect(order(true)).toEqual([3, 2, 1, null]);
});
