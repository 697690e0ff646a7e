import { isJsonObject, type Json, type JsonObject } from "../base/json";

/** What the rules of a policy read (reference 8). */
export interface PolicyContexts {
  user: JsonObject;
  /** One object for each team of the person. */
  userTeams: JsonObject[];
  /** The submitted inputs; absent before there are any. An input with the format entity is `{ $identifier, … }`. */
  form?: JsonObject;
  /** The run that is about to begin; absent before. */
  workflowRun?: JsonObject;
}

/** `later`: it depends on inputs or a run that are not there yet. */
export type Verdict = "yes" | "no" | "later";

/** Levels of groups in groups. */
const depthLimit = 20;

/**
 * Evaluates a policy: `{ combinator, rules: [{ property: { context, property }, operator, value }] }`, where a
 * rule may be a group of its own. What cannot be evaluated grants nothing: an unknown operator or context, a group
 * without rules, a list on the left of `in`.
 */
export function evaluatePolicy(policy: Json | undefined, contexts: PolicyContexts): Verdict {
  return isJsonObject(policy) ? group(policy, contexts, 0) : "no";
}

function group({ combinator, rules }: JsonObject, contexts: PolicyContexts, depth: number): Verdict {
  if (!Array.isArray(rules) || rules.length === 0 || depth > depthLimit) return "no";
  if (combinator !== "and" && combinator !== "or") return "no";
  const verdicts = rules.map((rule): Verdict => {
    if (!isJsonObject(rule)) return "no";
    return Array.isArray(rule.rules) ? group(rule, contexts, depth + 1) : single(rule, contexts);
  });
  const [decides, other] = combinator === "and" ? (["no", "yes"] as const) : (["yes", "no"] as const);
  if (verdicts.includes(decides)) return decides;
  return verdicts.includes("later") ? "later" : other;
}

function single(rule: JsonObject, contexts: PolicyContexts): Verdict {
  const left = read(rule.property, contexts);
  if (left === "none") return "no";
  let right: Json = rule.value ?? null;
  if (isJsonObject(rule.value) && "context" in rule.value) {
    const found = read(rule.value, contexts);
    if (found === "none") return "no";
    if (left === "later" || found === "later") return "later";
    // Two things that nobody has are not the same thing.
    if (found.value === null) return "no";
    right = found.value;
  }
  if (left === "later") return "later";
  return compare(left.value, String(rule.operator), right) ? "yes" : "no";
}

/** The value of a `{ context, property }`; null when the context has no such property. */
function read(reference: Json | undefined, contexts: PolicyContexts): { value: Json } | "none" | "later" {
  if (!isJsonObject(reference) || typeof reference.property !== "string") return "none";
  const { property } = reference;
  switch (reference.context) {
    case "user":
      return { value: at(contexts.user, property) };
    case "userTeams":
      return { value: contexts.userTeams.flatMap((team) => at(team, property) ?? []) };
    case "form":
      return contexts.form === undefined ? "later" : { value: at(contexts.form, property) };
    case "workflowRun":
      return contexts.workflowRun === undefined ? "later" : { value: at(contexts.workflowRun, property) };
    default:
      return "none";
  }
}

/** `a.b` is a property of that name, or `b` of `a`; of a list, `b` of each. An entity alone is its identifier. */
function at(value: Json, property: string): Json {
  if (Array.isArray(value)) return value.flatMap((entry) => at(entry, property) ?? []);
  if (!isJsonObject(value)) return null;
  if (Object.hasOwn(value, property)) return plain(value[property] ?? null);
  const dot = property.indexOf(".");
  const head = property.slice(0, dot);
  return dot > 0 && Object.hasOwn(value, head) ? at(value[head] ?? null, property.slice(dot + 1)) : null;
}

function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain);
  return isJsonObject(value) && typeof value.$identifier === "string" ? value.$identifier : value;
}

function compare(left: Json, operator: string, right: Json): boolean {
  switch (operator) {
    case "=":
      return equals(left, right);
    case "!=":
      return !equals(left, right);
    case ">":
      return ordered(left, right, (sign) => sign > 0);
    case "<":
      return ordered(left, right, (sign) => sign < 0);
    case ">=":
      return ordered(left, right, (sign) => sign >= 0);
    case "<=":
      return ordered(left, right, (sign) => sign <= 0);
    case "in":
      return !Array.isArray(left) && Array.isArray(right) && includes(right, left);
    case "notIn":
      return !Array.isArray(left) && Array.isArray(right) && !includes(right, left);
    case "contains":
      return contains(left, right);
    case "notContains":
      return !contains(left, right);
    case "containsAny":
      return Array.isArray(right) && right.some((value) => contains(left, value));
    case "empty":
      return isEmpty(left);
    case "notEmpty":
      return !isEmpty(left);
    default:
      return false;
  }
}

/** Of a list and a single value: whether it is one of them. Of two lists: whether they have the same members. */
function equals(left: Json, right: Json): boolean {
  if (Array.isArray(left) !== Array.isArray(right))
    return Array.isArray(left) ? includes(left, right) : includes(right as Json[], left);
  if (Array.isArray(left) && Array.isArray(right))
    return left.every((value) => includes(right, value)) && right.every((value) => includes(left, value));
  return same(left, right);
}

/** Numbers with numbers, texts (moments of ISO 8601 too) with texts; nothing else has an order. */
function ordered(left: Json, right: Json, wanted: (sign: number) => boolean): boolean {
  const comparable =
    (typeof left === "number" && typeof right === "number") ||
    (typeof left === "string" && typeof right === "string");
  return comparable && wanted(left < right ? -1 : left > right ? 1 : 0);
}

/** A list that has it, or a text that has it within. */
function contains(left: Json, right: Json): boolean {
  if (Array.isArray(left))
    return Array.isArray(right) ? right.every((value) => includes(left, value)) : includes(left, right);
  return typeof left === "string" && typeof right === "string" && right !== "" && left.includes(right);
}

function isEmpty(value: Json): boolean {
  if (value === null || value === "") return true;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

const includes = (list: readonly Json[], value: Json) => list.some((entry) => same(entry, value));

const same = (left: Json, right: Json): boolean =>
  left === right ||
  (typeof left === "object" && typeof right === "object" && JSON.stringify(left) === JSON.stringify(right));
