import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import type { Problem } from "../../base/problem";

/** What a rule of a policy may read (reference 8). */
export const policyContexts = ["user", "userTeams", "form", "workflowRun"] as const;

/** How a rule of a policy may compare (reference 8). */
export const policyOperators = [
  "=",
  "!=",
  ">",
  "<",
  ">=",
  "<=",
  "in",
  "notIn",
  "contains",
  "notContains",
  "containsAny",
  "empty",
  "notEmpty",
] as const;

type Report = (at: string, message: string) => void;

/**
 * Permissions that could never be evaluated (reference 8): a rule that compares in no known way, that reads what
 * is not there, or that asks whether a list is `in` a list.
 */
export function permissionProblems(config: JsonObject): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (at, message) =>
    problems.push({ code: "trigger/permissions", severity: "error", at: `/permissions${at}`, message });
  const { permissions } = config;
  if (!isJsonObject(permissions)) return problems;
  for (const name of ["roles", "users", "teams"]) {
    const list = permissions[name];
    if (list === undefined || list === null) continue;
    if (!Array.isArray(list) || !list.every((entry) => typeof entry === "string"))
      report(`/${name}`, `${name} must be a list of texts.`);
  }
  const form = isJsonObject(config.userInputs) ? config.userInputs.properties : undefined;
  if (isJsonObject(permissions.policy))
    checkGroup(permissions.policy, "/policy", isJsonObject(form) ? form : {}, report);
  return problems;
}

function checkGroup(group: JsonObject, at: string, form: JsonObject, report: Report): void {
  if (!Array.isArray(group.rules)) return;
  if (group.rules.length === 0)
    report(`${at}/rules`, "A policy needs a rule; without one nobody may start it.");
  for (const [index, rule] of group.rules.entries()) {
    const place = `${at}/rules/${index}`;
    if (!isJsonObject(rule)) report(place, "A rule is an object: property, operator, value.");
    else if (Array.isArray(rule.rules)) checkGroup(rule, place, form, report);
    else checkRule(rule, place, form, report);
  }
}

function checkRule(rule: JsonObject, place: string, form: JsonObject, report: Report): void {
  const reads = checkReference(rule.property, `${place}/property`, form, report);
  if (isJsonObject(rule.value) && "context" in rule.value)
    checkReference(rule.value, `${place}/value`, form, report);
  if (!policyOperators.some((known) => known === rule.operator))
    report(
      `${place}/operator`,
      `${JSON.stringify(rule.operator ?? null)} is no operator of a policy. Use one of ${policyOperators.join(" ")}.`,
    );
  if (reads === "userTeams" && (rule.operator === "in" || rule.operator === "notIn"))
    report(
      `${place}/operator`,
      `A person has several teams, so "${rule.operator}" cannot compare them. Use containsAny or contains.`,
    );
}

/** The context that a reference reads. */
function checkReference(
  reference: Json | undefined,
  at: string,
  form: JsonObject,
  report: Report,
): string | undefined {
  if (!isJsonObject(reference) || typeof reference.property !== "string" || reference.property === "") {
    report(at, 'A rule reads { "context": …, "property": … }.');
    return undefined;
  }
  const { context, property } = reference;
  if (!policyContexts.some((known) => known === context)) {
    report(
      `${at}/context`,
      `${JSON.stringify(context ?? null)} is no context of a policy. Use one of ${policyContexts.join(", ")}.`,
    );
    return undefined;
  }
  if (context !== "form" || Object.hasOwn(form, property)) return String(context);
  const [input = "", ...rest] = property.split(".");
  if (!Object.hasOwn(form, input)) report(`${at}/property`, `The form has no input "${input}".`);
  else if (rest.length > 1)
    report(
      `${at}/property`,
      `"${property}" goes too deep: an entity's own properties are as far as it goes.`,
    );
  return "form";
}
