import type { Json } from "../base/json";
import type { Blueprint } from "./blueprint";
import { compare } from "./compare";
import type { Entity } from "./entity";
import type { ContextValue, PathRule, Query, RelatedRule, Rule } from "./query";

/** What evaluating a query needs beside the entity. */
export interface SearchContext {
  /** Milliseconds since the epoch. */
  now: number;
  /** The entity of who asks, and those of its teams. */
  user?: Entity;
  userTeams?: readonly Entity[];
  /** The entities that a rule about connections is met by, as `keyOf`; found beforehand, for they need the catalog. */
  connected?: ReadonlyMap<RelatedRule | PathRule, ReadonlySet<string>>;
  /** For rules about every property of a kind. */
  blueprint?(identifier: string): Blueprint | undefined;
}

/** One text for blueprint and identifier. */
export const keyOf = (entity: { blueprint: string; identifier: string }): string =>
  `${entity.blueprint}\n${entity.identifier}`;

/** Whether an entity fulfils a query of Port's search. */
export function matchesQuery(query: Query, entity: Entity, context: SearchContext): boolean {
  const holds = (rule: Rule) => matchesRule(rule, entity, context);
  return query.combinator === "and" ? query.rules.every(holds) : query.rules.some(holds);
}

function matchesRule(rule: Rule, entity: Entity, context: SearchContext): boolean {
  switch (rule.kind) {
    case "query":
      return matchesQuery(rule, entity, context);
    case "property": {
      const left =
        typeof rule.property === "string"
          ? propertyOf(entity, rule.property)
          : fromContext(rule.property, context);
      return compare(rule.operator, left, plain(rule.value, context), context.now);
    }
    case "relation":
      return compare(rule.operator, entity.relations[rule.relation], plain(rule.value, context), context.now);
    case "schema": {
      const declared = Object.entries(context.blueprint?.(entity.blueprint)?.schema.properties ?? {});
      const { type, format } = rule.propertySchema;
      return declared.some(
        ([name, property]) =>
          property.type === type &&
          (format === undefined || property.format === format) &&
          compare(rule.operator, entity.properties[name], plain(rule.value, context), context.now),
      );
    }
    case "related":
    case "path":
      return context.connected?.get(rule)?.has(keyOf(entity)) === true;
    default:
      return rule satisfies never;
  }
}

/** A value of an entity: `$title` and the like, a property, or the identifiers of a relation. */
export function propertyOf(entity: Entity, name: string): Json | undefined {
  switch (name) {
    case "$identifier":
      return entity.identifier;
    case "$title":
      return entity.title;
    case "$icon":
      return entity.icon;
    case "$blueprint":
      return entity.blueprint;
    case "$team":
      return entity.team;
    case "$createdAt":
      return entity.createdAt;
    case "$updatedAt":
      return entity.updatedAt;
    case "$createdBy":
      return entity.createdBy;
    case "$updatedBy":
      return entity.updatedBy;
    default:
      if (Object.hasOwn(entity.properties, name)) return entity.properties[name];
      return Object.hasOwn(entity.relations, name) ? entity.relations[name] : undefined;
  }
}

const isContext = (value: Json | ContextValue): value is ContextValue =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  "context" in value &&
  "property" in value;

const plain = (value: Json | ContextValue, context: SearchContext): Json =>
  isContext(value) ? (fromContext(value, context) ?? null) : value;

/** A property of the user, or the values of one over the user's teams. */
export function fromContext(
  { context: whose, property }: ContextValue,
  context: SearchContext,
): Json | undefined {
  if (whose === "user") return context.user === undefined ? undefined : propertyOf(context.user, property);
  return (context.userTeams ?? []).flatMap((team) => propertyOf(team, property) ?? []);
}

/** The rules of a query that are about connections, at any depth. */
export const connectionRules = (query: Query): (RelatedRule | PathRule)[] =>
  query.rules.flatMap((rule) =>
    rule.kind === "query"
      ? connectionRules(rule)
      : rule.kind === "related" || rule.kind === "path"
        ? [rule]
        : [],
  );

/** The blueprints that a query can be met by; undefined when it does not say. */
export function blueprintsOf(query: Query): string[] | undefined {
  const said = query.rules.map((rule): string[] | undefined => {
    if (rule.kind === "query") return blueprintsOf(rule);
    if (rule.kind !== "property" || rule.property !== "$blueprint") return undefined;
    if (rule.operator === "=" && typeof rule.value === "string") return [rule.value];
    if (rule.operator === "in" && Array.isArray(rule.value))
      return rule.value.filter((one) => typeof one === "string");
    return undefined;
  });
  if (query.combinator === "and") return said.find((names) => names !== undefined);
  if (query.rules.length === 0 || said.includes(undefined)) return undefined;
  return [...new Set(said.flatMap((names) => names ?? []))];
}

/** The order of two entities by a property; what has no value comes last, either way. */
export function compareBy(property: string, descending: boolean): (a: Entity, b: Entity) => number {
  return (a, b) => {
    const [left, right] = [propertyOf(a, property) ?? null, propertyOf(b, property) ?? null];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    const order =
      typeof left === "number" && typeof right === "number"
        ? left - right
        : text(left) < text(right)
          ? -1
          : text(left) > text(right)
            ? 1
            : 0;
    return descending ? -order : order;
  };
}

const text = (value: Json): string =>
  typeof value === "string" ? value.toLowerCase() : JSON.stringify(value);
