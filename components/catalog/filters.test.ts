import { expect, test } from "vitest";
import { Blueprint } from "@/lib/catalog/blueprint";
import { operators } from "@/lib/catalog/query";
import { readQuery } from "@/lib/catalog/read-query";
import { type Filter, filterablesOf, operatorsFor, placeholderFor, queryOf } from "./filters";

const blueprint = Blueprint.parse({
  identifier: "service",
  schema: {
    properties: {
      language: { type: "string", title: "Language" },
      stars: { type: "number" },
      live: { type: "boolean" },
      built: { type: "string", format: "date-time" },
      ends: { type: "string", format: "timer" },
      spec: { type: "object" },
    },
  },
  relations: { uses: { target: "service", many: true } },
  mirrorProperties: { other: { path: "uses.language" } },
  calculationProperties: { sum: { type: "number", calculation: "1" } },
});
const properties = filterablesOf(blueprint);

const query = (...filters: Omit<Filter, "key">[]) =>
  queryOf(
    filters.map((filter, key) => ({ ...filter, key })),
    properties,
  );

test("everything that an entity has can be filtered by, with operators that fit", () => {
  expect(properties.map(({ name }) => name)).toEqual([
    ...["$identifier", "$title", "$team", "$createdAt", "$updatedAt"],
    ...["language", "stars", "live", "built", "ends", "spec", "other", "sum", "uses"],
  ]);
  for (const property of properties)
    for (const one of operatorsFor(property)) expect(operators).toContain(one);
});

test("values are read as the property's type says", () => {
  expect(query({ property: "stars", operator: ">", value: " 3 " })?.rules).toEqual([
    { property: "stars", operator: ">", value: 3 },
  ]);
  expect(query({ property: "live", operator: "=", value: "yes" })?.rules).toEqual([
    { property: "live", operator: "=", value: true },
  ]);
  expect(query({ property: "language", operator: "in", value: "Go, Rust," })?.rules).toEqual([
    { property: "language", operator: "in", value: ["Go", "Rust"] },
  ]);
  expect(query({ property: "built", operator: "between", value: "lastWeek" })?.rules).toEqual([
    { property: "built", operator: "between", value: { preset: "lastWeek" } },
  ]);
  expect(query({ property: "stars", operator: "between", value: "1 … 10" })?.rules).toEqual([
    { property: "stars", operator: "between", value: { from: 1, to: 10 } },
  ]);
});

test("a filter without a value is left out, one without need of a value is not", () => {
  expect(query({ property: "language", operator: "=", value: "" })).toBeUndefined();
  expect(query({ property: "stars", operator: "between", value: "1" })).toBeUndefined();
  expect(query({ property: "language", operator: "isEmpty", value: "" })?.rules).toEqual([
    { property: "language", operator: "isEmpty" },
  ]);
});

test("what is asked as an example is a query", () => {
  for (const property of properties)
    for (const operator of operatorsFor(property)) {
      const example =
        placeholderFor(property, operator).split(", or ")[0] || (property.type === "number" ? "1" : "x");
      const made = query({ property: property.name, operator, value: example });
      expect(readQuery(made), `${property.name} ${operator} ${example}`).toMatchObject({ ok: true });
    }
});
