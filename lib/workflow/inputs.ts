import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { didYouMean, nearest } from "../base/nearest";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import { complaints } from "../catalog/value";
import { fieldsOf, names, pagesOf, readForm } from "./form";
import { isSealedText } from "./form-encryption";
import { type Field, numeric } from "./form-field";
import { evaluateQuery, type FormContext, resolve } from "./form-query";

export { fieldsOf, formOf, type Page, pagesOf } from "./form";
export { encryptedInputs } from "./form-encryption";
export type { Field } from "./form-field";
export { contextOf, type FormContext } from "./form-query";

/**
 * Checks what was filled into a form and completes it (reference 2.2). A value that is absent gets its
 * default; `null` means that the person left the input empty, default or not. Inputs that are disabled are
 * neither sent nor required, hidden ones not required. Pointers of problems are `/inputs/<name>…`, and
 * `/inputs` for a rule of the whole form.
 *
 * @param sealed inputs with client-side encryption have been encrypted already, so that of their values the shape
 *   alone can be checked
 */
export function validateInputs(
  userInputs: JsonObject | undefined,
  given: JsonObject,
  context: FormContext = {},
  sealed = false,
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
  const filled = filledOf(userInputs, given, context);
  const pages = pagesOf(userInputs, filled, context);
  const checked = checkFields(pages.flatMap(fieldsOf), new Map(properties), filled, context, sealed);
  problems.push(...checked.problems);
  if (problems.length > 0) return err(problems);
  const broken = pages
    .filter((page) => page.visible)
    .flatMap((page) => ruleProblems(page.validations, checked.values, context));
  return broken.length > 0 ? err(broken) : ok(checked.values);
}

/** What is wrong with one page of a form, as far as it is filled in: its inputs first, then its own rules. */
export function pageProblems(
  userInputs: JsonObject | undefined,
  given: JsonObject,
  page: number,
  context: FormContext = {},
): Problem[] {
  const filled = filledOf(userInputs, given, context);
  const pages = pagesOf(userInputs, filled, context);
  const wanted = pages[page];
  if (wanted === undefined) return [];
  const properties = new Map(readForm(userInputs).properties);
  const { problems } = checkFields(fieldsOf(wanted), properties, filled, context, false);
  if (problems.length > 0) return problems;
  const { values } = checkFields(pages.flatMap(fieldsOf), properties, filled, context, false);
  return ruleProblems(wanted.validations, values, context);
}

/** What the fields' values are, without those that are not sent, and what is wrong with them. */
function checkFields(
  fields: readonly Field[],
  properties: ReadonlyMap<string, JsonObject>,
  filled: JsonObject,
  context: FormContext,
  sealed: boolean,
): { values: JsonObject; problems: Problem[] } {
  const problems: Problem[] = [];
  const values: JsonObject = {};
  const rules = { choices: (declared: Json | undefined) => resolve(declared, filled, context), open: false };
  for (const field of fields) {
    const { name, title, encryption } = field;
    if (field.disabled) continue;
    const value = filled[name];
    if (isEmpty(value, field)) {
      if (field.required && field.visible)
        problems.push(problem("input/required", [name], `${title} is required. Fill it in.`));
      continue;
    }
    values[name] = value;
    if (field.problem !== undefined)
      problems.push(problem("input/query", [name], `${title}: ${field.problem}`));
    if (sealed && encryption === "client") {
      if (typeof value !== "string" || !isSealedText(value))
        problems.push(
          problem(
            "input/encryption",
            [name],
            `${title} must be encrypted with the input's public key before it is sent.`,
          ),
        );
      continue;
    }
    const declared = settled(properties.get(name) ?? {}, field);
    // What is wrong with a secret is said without repeating it.
    for (const { path, code, message } of complaints(value, declared, title, rules))
      problems.push(
        encryption === undefined
          ? problem(code, [name, ...path], message)
          : problem(code, [name], `${title} is not what the form asks for (${code.split("/")[1]}).`),
      );
  }
  return { values, problems };
}

/**
 * What a form holds: the values given, and the defaults of inputs that were not. An input without either is
 * absent; `null` stays, for it says that the input was left empty.
 */
export const filledOf = (
  userInputs: JsonObject | undefined,
  given: JsonObject,
  context: FormContext = {},
): JsonObject => withDefaults(readForm(userInputs).properties, given, context);

/** The values that a form starts with. */
export const defaultsOf = (userInputs: JsonObject | undefined): JsonObject =>
  Object.fromEntries(Object.entries(filledOf(userInputs, {})).filter(([, value]) => value !== null));

/**
 * The values given after one of them has changed: whatever depends on it (reference 2.2), directly or through
 * others, was chosen for another value and is given no more. An emptied input is kept as null, so that its
 * default does not come back by itself.
 */
export function withChange(
  userInputs: JsonObject | undefined,
  given: JsonObject,
  name: string,
  value: Json | undefined,
): JsonObject {
  const { properties } = readForm(userInputs);
  const changed = new Set([name]);
  for (let before = 0; before !== changed.size; ) {
    before = changed.size;
    for (const [other, { dependsOn }] of properties)
      if (names(dependsOn).some((one) => changed.has(one))) changed.add(other);
  }
  changed.delete(name);
  const kept = Object.entries(given).filter(([other]) => !changed.has(other));
  return { ...Object.fromEntries(kept), [name]: value ?? null };
}

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
  const { enum: _, ...plain } = property;
  const answers: JsonObject = {};
  for (const key of answered) {
    const value = field[key];
    if (value !== undefined) answers[key] = value;
    else delete plain[key];
  }
  const choices = field.options === undefined ? {} : { enum: field.options };
  return {
    ...plain,
    ...answers,
    type: field.type,
    ...(field.type !== "array" && choices),
    ...(field.type === "array" &&
      isJsonObject(property.items) && { items: { ...property.items, ...choices } }),
  };
}

/** What of a property may be a query. */
const answered = ["pattern", ...numeric] as const;

const problem = (code: string, path: (string | number)[], message: string): Problem => ({
  code,
  severity: "error",
  at: toPointer(["inputs", ...path]),
  message,
});

/** Rules over the whole form or a step: each constraint must give true (reference 2.2). */
function ruleProblems(rules: Json | undefined, values: JsonObject, context: FormContext): Problem[] {
  return (Array.isArray(rules) ? rules : []).flatMap((rule) => {
    if (!isJsonObject(rule) || typeof rule.constraint !== "string") return [];
    const outcome = evaluateQuery(rule.constraint, values, context);
    if (!outcome.ok) return [problem("input/query", [], `A rule of the form failed: ${outcome.error}.`)];
    const message = typeof rule.message === "string" ? rule.message : "A rule of the form is not met.";
    return outcome.value === true ? [] : [problem("input/rule", [], message)];
  });
}
