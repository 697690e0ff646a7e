import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { didYouMean, nearest } from "../base/nearest";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import { shown } from "../base/shown";
import {
  type ContextValue,
  everything,
  isPreset,
  isUnary,
  type Operator,
  operatorOf,
  operators,
  type PathRule,
  presets,
  type Query,
  type Rule,
} from "./query";

/** More would be no query that a person wrote. */
const bounds = { rules: 500, depth: 20, values: 10_000 };

/**
 * Reads a query of Port's search.
 *
 * @param at where the query stands in what was sent, for the problems' pointers
 */
export function readQuery(given: Json | undefined, at: (string | number)[] = []): Result<Query, Problem[]> {
  const reader = new Reader();
  const query = reader.query(given, at, 0);
  return reader.problems.length > 0 ? err(reader.problems) : ok(query);
}

class Reader {
  readonly problems: Problem[] = [];
  #rules = 0;

  query(given: Json | undefined, at: (string | number)[], depth: number): Query {
    if (!isJsonObject(given))
      return this.#no(
        at,
        `A query is an object with combinator and rules; it is ${shown(given)}.`,
        everything,
      );
    const combinator =
      typeof given.combinator === "string" ? given.combinator.toLowerCase() : given.combinator;
    if (combinator !== "and" && combinator !== "or")
      return this.#no(
        [...at, "combinator"],
        `The combinator is ${shown(given.combinator)}; it must be "and" or "or".`,
        everything,
      );
    if (!Array.isArray(given.rules))
      return this.#no(
        [...at, "rules"],
        `The rules are ${shown(given.rules)}; they must be a list.`,
        everything,
      );
    if (depth >= bounds.depth)
      return this.#no(at, `The query nests more than ${bounds.depth} levels.`, everything);
    const rules = given.rules.flatMap(
      (rule, index) => this.#rule(rule, [...at, "rules", index], depth) ?? [],
    );
    return { kind: "query", combinator, rules };
  }

  #no<T>(at: (string | number)[], message: string, instead: T): T {
    if (this.problems.length < 50)
      this.problems.push({ code: "search/invalid", severity: "error", at: toPointer(at), message });
    return instead;
  }

  #rule(given: Json, at: (string | number)[], depth: number): Rule | undefined {
    this.#rules += 1;
    if (this.#rules > bounds.rules)
      return this.#no(at, `The query has more than ${bounds.rules} rules.`, undefined);
    if (!isJsonObject(given)) return this.#no(at, `A rule is an object; it is ${shown(given)}.`, undefined);
    if ("combinator" in given || "rules" in given) return this.query(given, at, depth + 1);
    if (typeof given.operator !== "string")
      return this.#no(
        [...at, "operator"],
        `The operator is ${shown(given.operator)}; use ${operators.join(" ")} or relatedTo.`,
        undefined,
      );
    if (given.operator === "relatedTo") return this.#related(given, at);
    if (given.operator === "matchAny") return this.#path(given, at);
    const operator = operatorOf(given.operator);
    if (operator === undefined)
      return this.#no(
        [...at, "operator"],
        `There is no operator "${given.operator}".${didYouMean(nearest(given.operator, operators)) || ` Use ${operators.join(" ")} or relatedTo.`}`,
        undefined,
      );
    const value = this.#value(given, operator, at);
    if (typeof given.relation === "string")
      return { kind: "relation", relation: given.relation, operator, value };
    if (isJsonObject(given.propertySchema) && typeof given.propertySchema.type === "string") {
      const { type, format } = given.propertySchema;
      return {
        kind: "schema",
        propertySchema: { type, ...(typeof format === "string" && { format }) },
        operator,
        value,
      };
    }
    const property = typeof given.property === "string" ? given.property : contextValue(given.property);
    if (property === undefined)
      return this.#no(
        [...at, "property"],
        `The property is ${shown(given.property)}; name one, such as $identifier.`,
        undefined,
      );
    return { kind: "property", property, operator, value };
  }

  #value(given: JsonObject, operator: Operator, at: (string | number)[]): Json | ContextValue {
    const value = given.value ?? null;
    const context = contextValue(value);
    if (context !== undefined) return context;
    if (isUnary(operator)) return null;
    const place = [...at, "value"];
    if (Array.isArray(value) && value.length > bounds.values)
      return this.#no(place, `The value lists more than ${bounds.values} items.`, null);
    switch (operator) {
      case "in":
      case "notIn":
      case "containsAny":
        return Array.isArray(value)
          ? value
          : this.#no(place, `${operator} takes a list; the value is ${shown(value)}.`, null);
      case "between":
      case "notBetween":
        return this.#range(value, operator, place);
      case "<":
      case "<=":
      case ">":
      case ">=":
        return typeof value === "number" || typeof value === "string"
          ? value
          : this.#no(place, `${operator} takes a number or a date; the value is ${shown(value)}.`, null);
      default:
        return value;
    }
  }

  #range(value: Json, operator: Operator, at: (string | number)[]): Json {
    const hint = `${operator} takes {"from", "to"} or {"preset"}; `;
    if (!isJsonObject(value)) return this.#no(at, `${hint}the value is ${shown(value)}.`, null);
    if (typeof value.preset === "string")
      return isPreset(value.preset)
        ? value
        : this.#no(
            [...at, "preset"],
            `There is no preset "${value.preset}". Use one of ${presets.join(", ")}.`,
            null,
          );
    const bound = (one: Json | undefined) => typeof one === "number" || typeof one === "string";
    return bound(value.from) && bound(value.to)
      ? value
      : this.#no(at, `${hint}one of them is missing.`, null);
  }

  #related(given: JsonObject, at: (string | number)[]): Rule | undefined {
    const value = identifiers(given.value);
    if (typeof given.blueprint !== "string")
      return this.#no(
        [...at, "blueprint"],
        "relatedTo needs the blueprint of the entity in value.",
        undefined,
      );
    if (value === undefined)
      return this.#no(
        [...at, "value"],
        `relatedTo takes an identifier or a list of them; it is ${shown(given.value)}.`,
        undefined,
      );
    const { direction, required } = given;
    if (direction !== undefined && direction !== "upstream" && direction !== "downstream")
      return this.#no(
        [...at, "direction"],
        `The direction is ${shown(direction)}; it must be "upstream" or "downstream".`,
        undefined,
      );
    return {
      kind: "related",
      blueprint: given.blueprint,
      value,
      direction,
      required: typeof required === "boolean" ? required : undefined,
    };
  }

  #path(given: JsonObject, at: (string | number)[]): Rule | undefined {
    const place = isJsonObject(given.property) ? given.property : {};
    const path = Array.isArray(place.path) ? place.path.map(stepOf) : [];
    const value = identifiers(given.value) ?? contextValue(given.value);
    if (path.length === 0 || path.includes(undefined))
      return this.#no([...at, "property"], 'matchAny needs {"path": [relation, …]} as property.', undefined);
    if (value === undefined)
      return this.#no(
        [...at, "value"],
        `matchAny takes an identifier or a list of them; it is ${shown(given.value)}.`,
        undefined,
      );
    const steps = path.flatMap((step) => step ?? []);
    if (steps.length > 15)
      return this.#no([...at, "property", "path"], "A path has at most 15 relations.", undefined);
    return {
      kind: "path",
      path: steps,
      fromBlueprint: typeof place.fromBlueprint === "string" ? place.fromBlueprint : undefined,
      value,
    };
  }
}

function stepOf(step: Json): PathRule["path"][number] | undefined {
  if (typeof step === "string") return { relation: step, hops: 1, atMost: false };
  if (!isJsonObject(step) || typeof step.relation !== "string") return undefined;
  const { maxHops } = step;
  if (maxHops === undefined) return { relation: step.relation, hops: 1, atMost: false };
  const whole = typeof maxHops === "number" && Number.isInteger(maxHops) && maxHops >= 1 && maxHops <= 15;
  return whole ? { relation: step.relation, hops: maxHops, atMost: true } : undefined;
}

const identifiers = (value: Json | undefined): string[] | undefined => {
  if (typeof value === "string") return [value];
  if (!Array.isArray(value) || value.length > bounds.values) return undefined;
  return value.every((one) => typeof one === "string") ? value : undefined;
};

/** A value that names whose property is meant; undefined for a plain one. */
function contextValue(value: Json | undefined): ContextValue | undefined {
  if (!isJsonObject(value) || typeof value.property !== "string") return undefined;
  const { context, property } = value;
  return context === "user" || context === "userTeams" ? { context, property } : undefined;
}
