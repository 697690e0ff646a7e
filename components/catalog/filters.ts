import type { Json, JsonObject } from "@/lib/base/json";
import type { Blueprint } from "@/lib/catalog/blueprint";
import { isUnary, type Operator, operatorOf, presets } from "@/lib/catalog/query";

/** One condition of the filter bar. */
export interface Filter {
  key: number;
  property: string;
  operator: Operator;
  /** As typed. */
  value: string;
}

/** Something that can be filtered and sorted by. */
export interface Filterable {
  name: string;
  title: string;
  type: string;
  format: string | undefined;
}

const own: Filterable[] = [
  { name: "$identifier", title: "Identifier", type: "string", format: undefined },
  { name: "$title", title: "Title", type: "string", format: undefined },
  { name: "$team", title: "Team", type: "array", format: undefined },
  { name: "$createdAt", title: "Created", type: "string", format: "date-time" },
  { name: "$updatedAt", title: "Changed", type: "string", format: "date-time" },
];

/** Everything of a blueprint's entities that a filter can be about. */
export function filterablesOf(blueprint: Blueprint): Filterable[] {
  const declared = Object.entries(blueprint.schema.properties).map(([name, { title, type, format }]) => ({
    name,
    title: title || name,
    type,
    format: format ?? undefined,
  }));
  const computed = [
    ...Object.entries(blueprint.mirrorProperties).map(([name, { title }]) => ({
      name,
      title,
      type: "string",
    })),
    ...Object.entries(blueprint.calculationProperties).map(([name, { title, type }]) => ({
      name,
      title,
      type,
    })),
  ].map(({ name, title, type }) => ({ name, title: title || name, type, format: undefined }));
  const relations = Object.entries(blueprint.relations).map(([name, { title, many }]) => ({
    name,
    title: title || name,
    type: many ? "array" : "string",
    format: undefined,
  }));
  return [...own, ...declared, ...computed, ...relations];
}

const texts: Operator[] = [
  "contains",
  "=",
  "!=",
  "beginsWith",
  "endsWith",
  "doesNotContains",
  "in",
  "isEmpty",
  "isNotEmpty",
];
const numbers: Operator[] = ["=", "!=", ">", ">=", "<", "<=", "between", "isEmpty", "isNotEmpty"];
const dates: Operator[] = ["between", "notBetween", ">", "<", "isEmpty", "isNotEmpty"];
const lists: Operator[] = ["containsAny", "contains", "doesNotContains", "isEmpty", "isNotEmpty"];
const truths: Operator[] = ["=", "!=", "isEmpty", "isNotEmpty"];

/** The operators that make sense for a property, the likeliest first. */
export function operatorsFor({ type, format }: Pick<Filterable, "type" | "format">): Operator[] {
  if (format === "timer") return ["isExpired", "isNotExpired", ...dates];
  if (format === "date-time") return dates;
  if (type === "number") return numbers;
  if (type === "boolean") return truths;
  if (type === "array") return lists;
  return type === "object" ? ["isEmpty", "isNotEmpty"] : texts;
}

/** What the value of a filter is typed like. */
export function placeholderFor(
  { type, format }: Pick<Filterable, "type" | "format">,
  operator: Operator,
): string {
  if (operator === "between" || operator === "notBetween")
    return type === "number" ? "1 … 10" : "lastWeek, or 2026-01-01 … 2026-01-31";
  if (operator === "in" || operator === "containsAny") return "one, another";
  if (format === "date-time" || format === "timer") return "2026-01-31T09:00:00Z";
  return type === "boolean" ? "true" : "";
}

/** The query of Port's search that the filters mean; undefined for none. Filters without a value yet are left out. */
export function queryOf(
  filters: readonly Filter[],
  properties: readonly Filterable[],
): JsonObject | undefined {
  const rules = filters.flatMap((filter): JsonObject[] => {
    const { property, operator } = filter;
    if (isUnary(operator)) return [{ property, operator }];
    if (filter.value.trim() === "" || operatorOf(operator) === undefined) return [];
    const about = properties.find(({ name }) => name === property);
    const value = typedValue(filter, about);
    return value === undefined ? [] : [{ property, operator, value }];
  });
  return rules.length === 0 ? undefined : { combinator: "and", rules };
}

function typedValue({ operator, value }: Filter, about: Filterable | undefined): Json | undefined {
  const text = value.trim();
  if (operator === "between" || operator === "notBetween") {
    const preset = presets.find((one) => one === text);
    if (preset !== undefined) return { preset };
    const [from, to] = text.split(/\s*(?:…|\.\.\.?|,)\s*/).map((one) => scalar(one, about));
    return from === undefined || to === undefined ? undefined : { from, to };
  }
  if (operator === "in" || operator === "containsAny")
    return text.split(",").flatMap((one) => (one.trim() === "" ? [] : [scalar(one.trim(), about)]));
  return scalar(text, about);
}

function scalar(text: string, about: Filterable | undefined): Json {
  if (about?.type === "number" && text !== "" && Number.isFinite(Number(text))) return Number(text);
  if (about?.type === "boolean") return text.toLowerCase() === "true" || text.toLowerCase() === "yes";
  return text;
}
