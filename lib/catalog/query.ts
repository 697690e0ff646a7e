import type { Json } from "../base/json";

/** The operators that compare a property with a value. */
export const operators = [
  "=",
  "!=",
  "contains",
  "doesNotContains",
  "containsAny",
  "beginsWith",
  "doesNotBeginsWith",
  "endsWith",
  "doesNotEndsWith",
  "in",
  "notIn",
  "<",
  "<=",
  ">",
  ">=",
  "between",
  "notBetween",
  "isEmpty",
  "isNotEmpty",
  "isExpired",
  "isNotExpired",
] as const;
export type Operator = (typeof operators)[number];

/** Other spellings: those of permission policies (reference 8). */
const aliases: Record<string, Operator> = {
  notContains: "doesNotContains",
  doesNotContain: "doesNotContains",
  doesNotBeginWith: "doesNotBeginsWith",
  doesNotEndWith: "doesNotEndsWith",
  empty: "isEmpty",
  notEmpty: "isNotEmpty",
};

/** The operator that a text names, in either spelling. */
export const operatorOf = (text: string): Operator | undefined =>
  operators.find((one) => one === text) ?? (Object.hasOwn(aliases, text) ? aliases[text] : undefined);

/** A value that depends on who asks: of the user's own entity, or of each of the user's teams. */
export interface ContextValue {
  context: "user" | "userTeams";
  property: string;
}

/** Compares one property. `property` begins with `$` for what every entity has. */
export interface PropertyRule {
  kind: "property";
  property: string | ContextValue;
  operator: Operator;
  value: Json | ContextValue;
}

/** Compares the identifiers that a relation holds. */
export interface RelationRule {
  kind: "relation";
  relation: string;
  operator: Operator;
  value: Json | ContextValue;
}

/** Compares every property that is declared so. */
export interface SchemaRule {
  kind: "schema";
  propertySchema: { type: string; format?: string };
  operator: Operator;
  value: Json | ContextValue;
}

/** Is connected with one of some entities, over any number of relations. */
export interface RelatedRule {
  kind: "related";
  blueprint: string;
  value: string[];
  /** `upstream`: what those entities depend on; `downstream`: what depends on them; neither: both. */
  direction: "upstream" | "downstream" | undefined;
  /** Only over relations that are required, or only over those that are not. */
  required: boolean | undefined;
}

/** Is connected with one of some entities over named relations, one after the other. */
export interface PathRule {
  kind: "path";
  /** A relation, and how often it may be followed: once, or from once to so often. */
  path: { relation: string; hops: number; atMost: boolean }[];
  /** Where the path begins; without it, at the entity that is looked for. */
  fromBlueprint: string | undefined;
  value: string[] | ContextValue;
}

export type Rule = PropertyRule | RelationRule | SchemaRule | RelatedRule | PathRule | Query;

/** A query of Port's search: rules, all or any of which must hold. */
export interface Query {
  kind: "query";
  combinator: "and" | "or";
  rules: Rule[];
}

/** A query that everything fulfils. */
export const everything: Query = { kind: "query", combinator: "and", rules: [] };

/** True for operators that look at the property alone. */
export const isUnary = (operator: Operator): boolean =>
  operator === "isEmpty" ||
  operator === "isNotEmpty" ||
  operator === "isExpired" ||
  operator === "isNotExpired";

/** Names of date ranges that move with the day. */
export const presets = [
  "today",
  "tomorrow",
  "yesterday",
  "lastDay",
  "lastWeek",
  "last2Weeks",
  "lastMonth",
  "last3Months",
  "last6Months",
  "last12Months",
  "last2Years",
  "last3Years",
  "nextDay",
  "nextWeek",
  "next2Weeks",
  "nextMonth",
  "next3Months",
  "next6Months",
  "next12Months",
] as const;
export type Preset = (typeof presets)[number];

/** True for the name of such a range. */
export const isPreset = (text: string): text is Preset => presets.some((one) => one === text);
