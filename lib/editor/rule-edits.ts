import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { isUnary, operators } from "../catalog/query";
import { policyContexts, policyOperators } from "../nodes/self-serve-trigger/permission-problems";
import type { Change } from "../workflow/text-edit";
import { kindOfValue, type ValueKind, valueAs } from "./value-kinds";

/** How the rules of a tree of rules are written. */
export interface RuleDialect {
  operators: readonly string[];
  /** Operators that look at the property alone. */
  unary: readonly string[];
  /** What a rule reads, where its property is `{context, property}`; else the property is a text. */
  contexts: readonly string[] | undefined;
  /** Whose property may stand for a value. */
  valueContexts: readonly string[];
  /** Whether a `{jqQuery}` over the form may stand for a value. */
  queries?: true;
  /** Of the entities that a search is for. */
  blueprint?: string;
}

/** Policies of who may start a run (reference 8). */
export const policyDialect: RuleDialect = {
  operators: policyOperators,
  unary: ["empty", "notEmpty"],
  contexts: policyContexts,
  valueContexts: policyContexts,
};

/** Searches for users (reference 4.2). */
export const searchDialect: RuleDialect = {
  operators,
  unary: operators.filter(isUnary),
  contexts: undefined,
  valueContexts: ["user", "userTeams"],
  blueprint: "_user",
};

/** The search for the entities that a form offers (reference 2.2). */
export const datasetDialect = (blueprint: string): RuleDialect => ({
  ...searchDialect,
  queries: true,
  blueprint,
});

const listOperators = ["in", "notIn", "containsAny"];

/** A group of rules with what it says of them; undefined for another shape, an empty group for none. */
export function groupOf(
  value: Json | undefined,
): { combinator: string | undefined; rules: Json[] } | undefined {
  if (value === undefined) return { combinator: undefined, rules: [] };
  if (!isJsonObject(value)) return undefined;
  const { combinator, rules = [] } = value;
  const isOther = combinator === undefined && value.rules === undefined && Object.keys(value).length > 0;
  const isGroup =
    !isOther && Array.isArray(rules) && (combinator === undefined || typeof combinator === "string");
  return isGroup ? { combinator, rules } : undefined;
}

/** Whether a rule is a group of rules. */
export const isGroup = (rule: Json | undefined): boolean =>
  isJsonObject(rule) && ("rules" in rule || "combinator" in rule) && groupOf(rule) !== undefined;

const isText = (value: Json | undefined): boolean => value === undefined || typeof value === "string";

/** Whether a value names a property of a context. */
export const isReference = (value: Json | undefined): value is JsonObject =>
  isJsonObject(value) &&
  typeof value.context === "string" &&
  isText(value.property) &&
  Object.keys(value).every((key) => key === "context" || key === "property");

const isQuery = (value: Json): boolean =>
  isJsonObject(value) && typeof value.jqQuery === "string" && Object.keys(value).length === 1;

/** Whether a rule can be shown as a property, an operator and a value. */
export function isPlainRule(rule: Json | undefined, dialect: RuleDialect): rule is JsonObject {
  if (!isJsonObject(rule) || "rules" in rule || "combinator" in rule || !isText(rule.operator)) return false;
  if (dialect.contexts !== undefined) return rule.property === undefined || isReference(rule.property);
  // What is about something else than a property, such as an entity that it is related to.
  return (
    isText(rule.property) &&
    (rule.operator === undefined || dialect.operators.includes(String(rule.operator))) &&
    !["relation", "propertySchema", "blueprint"].some((key) => key in rule)
  );
}

/** The keys of a rule that have no control. */
export const otherRuleKeys = (rule: JsonObject): string[] =>
  Object.keys(rule).filter((key) => !["property", "operator", "value"].includes(key));

/** The keys of a group that have no control. */
export const otherGroupKeys = (group: Json | undefined): string[] =>
  isJsonObject(group) ? Object.keys(group).filter((key) => key !== "combinator" && key !== "rules") : [];

/** A rule to begin with: about who somebody is. */
export const newRule = ({ contexts: [context] = [] }: RuleDialect): JsonObject => ({
  property: context === undefined ? "$identifier" : { context, property: "$identifier" },
  operator: "=",
  value: "",
});

/** A group to begin with. */
export const newGroup = (dialect: RuleDialect): JsonObject => ({
  combinator: "or",
  rules: [newRule(dialect)],
});

/** A rule more in a group, which is made when there is none. */
export function addRuleChanges(at: string, group: Json | undefined, rule: JsonObject): Change[] {
  if (!isJsonObject(group)) return [{ at, value: { combinator: "and", rules: [rule] } }];
  return [
    ...(group.combinator === undefined ? [{ at: `${at}/combinator`, value: "and" }] : []),
    { at: `${at}/rules`, insert: rule },
  ];
}

/** What the value of a rule is edited as. */
export type RuleValueKind = Exclude<ValueKind, "null"> | "list" | "property" | "query";

export function kindOfRuleValue(value: Json | undefined): RuleValueKind {
  if (value === undefined) return "text";
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return "list";
  if (isReference(value)) return "property";
  if (isQuery(value)) return "query";
  const kind = kindOfValue(value);
  return kind === "null" ? "json" : kind;
}

/** The value of a rule as another kind, as far as it can be that. */
export function ruleValueAs(value: Json | undefined, kind: RuleValueKind, dialect: RuleDialect): Json {
  const [first] = Array.isArray(value) ? value : [value];
  switch (kind) {
    case "list":
      return Array.isArray(value)
        ? value.map((one) => String(valueAs(one, "text")))
        : value === undefined || value === "" || isJsonObject(value)
          ? []
          : [String(valueAs(value, "text"))];
    case "property":
      return { context: dialect.valueContexts[0] ?? "user", property: "$identifier" };
    case "query":
      return { jqQuery: value === undefined || isJsonObject(value) ? '""' : JSON.stringify(value) };
    case "json":
      return valueAs(value ?? "", "json");
    default:
      return valueAs(first === undefined || isJsonObject(first) ? "" : first, kind);
  }
}

/**
 * Gives a rule another operator, and its value the shape that the operator takes: none, a list, or one value. A
 * template and the property of somebody may have any shape. `before` is the value that the rule had last.
 */
export function operatorChanges(
  at: string,
  rule: JsonObject,
  operator: string,
  dialect: RuleDialect,
  before?: Json,
): Change[] {
  const place = `${at}/value`;
  const changes: Change[] = [{ at: `${at}/operator`, value: operator }];
  if (dialect.unary.includes(operator))
    return rule.value === undefined ? changes : [...changes, { at: place, value: undefined }];
  const value = rule.value ?? before ?? "";
  const isOpen = isJsonObject(value) || (typeof value === "string" && value.includes("{{"));
  const wantsList = listOperators.includes(operator);
  const next =
    isOpen || wantsList === Array.isArray(value)
      ? value
      : wantsList
        ? ruleValueAs(value, "list", dialect)
        : ((value as Json[])[0] ?? "");
  return rule.value === next ? changes : [...changes, { at: place, value: next }];
}
