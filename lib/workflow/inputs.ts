import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { didYouMean, nearest } from "../base/nearest";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import { type Complaint, complaints } from "../catalog/value";
import { type Field, formOf, readForm } from "./form";
import { evaluateQuery, type FormContext, resolve } from "./form-query";

export { type Field, formOf } from "./form";
export type { FormContext } from "./form-query";

/**
 * Checks what was filled into a form and completes it (reference 2.2). A value that is absent gets its
 * default; `null` means that the person left the input empty, default or not. Inputs that are disabled are
 * neither sent nor required, hidden ones not required. Pointers of problems are `/inputs/<name>…`, and
 * `/inputs` for a rule of the whole form.
 */
export function validateInputs(
  userInputs: JsonObject | undefined,
  given: JsonObject,
  context: FormContext = {},
): Result<JsonObject, Problem[]> {
  const { properties } = readForm(userInputs);
  const known = new Set(properties.map(([name]) => name));
  const unknown = Object.keys(given).filter((name) => !known.has(name));
  const problems = unknown.map((name) =>
    problem(
      "input/unknown",
      [name],
      `The form has no input "${name}".${didYouMean(nearest(name, known)) || " Remove it."}`,
    ),
  );

  const filled = withDefaults(properties, given, context);
  const fields = formOf(userInputs, filled, context);
  const rules = { choices: (declared: Json | undefined) => resolve(declared, filled, context), open: false };
  const values: JsonObject = {};
  for (const field of fields) {
    if (field.disabled) continue;
    const value = filled[field.name];
    if (isEmpty(value, field)) {
      if (field.required && field.visible)
        problems.push(problem("input/required", [field.name], `${field.title} is required. Fill it in.`));
      continue;
    }
    if (field.problem !== undefined)
      problems.push(problem("input/query", [field.name], `${field.title}: ${field.problem}`));
    const property = properties.find(([name]) => name === field.name)?.[1] ?? {};
    for (const complaint of complaints(value, settled(property, field), field.title, rules))
      problems.push(complained(field.name, complaint));
    values[field.name] = value;
  }
  if (problems.length > 0) return err(problems);
  const broken = ruleProblems(userInputs, values, context);
  return broken.length > 0 ? err(broken) : ok(values);
}

/** The values that a form starts with. */
export const defaultsOf = (userInputs: JsonObject | undefined, context: FormContext = {}): JsonObject => {
  const filled = withDefaults(readForm(userInputs).properties, {}, context);
  return Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== null));
};

/**
 * Reads a value that was typed as text, for command lines: numbers, booleans, lists and objects are read as
 * JSON where the input wants them, and stay text where they cannot be.
 */
export function inputFromText(userInputs: JsonObject | undefined, name: string, text: string): Json {
  const property = readForm(userInputs).properties.find(([one]) => one === name)?.[1];
  if (property === undefined || property.type === "string") return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return property.type === "array" ? text.split(",").map((item) => item.trim()) : text;
  }
}

function withDefaults(
  properties: readonly [string, JsonObject][],
  given: JsonObject,
  context: FormContext,
): JsonObject {
  const filled: JsonObject = {};
  for (const [name, property] of properties) {
    const own = Object.hasOwn(given, name) ? given[name] : undefined;
    const literal =
      isJsonObject(property.default) && "jqQuery" in property.default ? undefined : property.default;
    const value = own === undefined ? literal : own;
    if (value !== undefined) filled[name] = value;
  }
  // Queries come second, so that each sees every literal value.
  for (const [name, property] of properties) {
    if (filled[name] !== undefined) continue;
    const answer = resolve(property.default, filled, context);
    if (answer.ok && answer.value !== undefined && answer.value !== null) filled[name] = answer.value;
  }
  return filled;
}

/** Empty text counts as nothing where nothing could be meant by it. */
function isEmpty(value: Json | undefined, field: Field): value is undefined | null {
  if (value === undefined || value === null) return true;
  if (value !== "") return false;
  return (
    field.type !== "string" || field.required || field.format !== undefined || field.options !== undefined
  );
}

/** The property with its queries answered. */
function settled(property: JsonObject, field: Field): JsonObject {
  const { enum: _, pattern: __, minItems: ___, maxItems: ____, ...plain } = property;
  return {
    ...plain,
    type: field.type,
    ...(field.options !== undefined && field.type !== "array" && { enum: field.options }),
    ...(field.pattern !== undefined && { pattern: field.pattern }),
    ...(field.minItems !== undefined && { minItems: field.minItems }),
    ...(field.maxItems !== undefined && { maxItems: field.maxItems }),
    ...(field.type === "array" &&
      isJsonObject(property.items) && {
        items: { ...property.items, ...(field.options !== undefined && { enum: field.options }) },
      }),
  };
}

const problem = (code: string, path: (string | number)[], message: string): Problem => ({
  code,
  severity: "error",
  at: toPointer(["inputs", ...path]),
  message,
});

const complained = (name: string, { path, code, message }: Complaint): Problem =>
  problem(code, [name, ...path], message);

/** Rules over the whole form or a step: each constraint must give true (reference 2.2). */
function ruleProblems(
  userInputs: JsonObject | undefined,
  values: JsonObject,
  context: FormContext,
): Problem[] {
  const shown = readForm(userInputs).steps.filter((step) => {
    const visible = resolve(step.visible, values, context);
    return !visible.ok || visible.value !== false;
  });
  const rules = [userInputs?.validations, ...shown.map((step) => step.validations)].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  return rules.flatMap((rule) => {
    if (!isJsonObject(rule) || typeof rule.constraint !== "string") return [];
    const outcome = evaluateQuery(rule.constraint, values, context);
    if (!outcome.ok) return [problem("input/query", [], `A rule of the form failed: ${outcome.error}.`)];
    const message = typeof rule.message === "string" ? rule.message : "A rule of the form is not met.";
    return outcome.value === true ? [] : [problem("input/rule", [], message)];
  });
}
