import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import { fromPointer } from "@/lib/base/pointer";
import type { Problem } from "@/lib/base/problem";
import { definitionOf } from "@/lib/nodes/definitions";
import type { WorkflowNode } from "@/lib/workflow/document";
import {
  encryptedInputs,
  type Field,
  type FormContext,
  filledOf,
  formOf,
  pageProblems,
  validateInputs,
} from "@/lib/workflow/inputs";

/** The form of a trigger; undefined when it has none and its output is given as it is. */
export const formOfTrigger = (trigger: WorkflowNode): JsonObject | undefined =>
  isJsonObject(trigger.config.userInputs) ? trigger.config.userInputs : undefined;

/** What is given when a form opens: of what was sent last, that which it still asks for. */
export function firstGiven(
  userInputs: JsonObject,
  last: JsonObject | undefined,
  context: FormContext = {},
): JsonObject {
  const asked = formOf(userInputs, last ?? {}, context).filter(({ name }) => last?.[name] !== undefined);
  return Object.fromEntries(asked.map(({ name }) => [name, last?.[name] as Json]));
}

/** What a form shows: what was given, else defaults; a switch without either is off. */
export function shownValues(
  userInputs: JsonObject,
  given: JsonObject,
  context: FormContext = {},
): JsonObject {
  const filled = filledOf(userInputs, given, context);
  const off = formOf(userInputs, filled, context).filter(
    ({ type, name }) => type === "boolean" && filled[name] === undefined,
  );
  return { ...filled, ...Object.fromEntries(off.map(({ name }) => [name, false])) };
}

/** Problems by input name; under "" those of the whole form. The first of each counts. */
export function problemsByInput(problems: readonly Problem[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { at, message } of problems) {
    const [area, name] = fromPointer(at);
    const key = area === "inputs" && name !== undefined ? String(name) : "";
    if (!found.has(key)) found.set(key, message);
  }
  return found;
}

/** What would be sent, or what is wrong, by input name. */
export function checkForm(
  userInputs: JsonObject,
  given: JsonObject,
  context: FormContext = {},
): { inputs: JsonObject } | { problems: Map<string, string> } {
  const values = shownValues(userInputs, given, context);
  const fields = formOf(userInputs, values, context);
  const problems = textProblems(fields, values);
  const checked = validateInputs(userInputs, values, context);
  if (!checked.ok)
    for (const [name, message] of problemsByInput(checked.error))
      if (!problems.has(name)) problems.set(name, message);
  if (!checked.ok || problems.size > 0) return { problems };
  // An emptied input is sent as null: the server would fill an absent one with its default again.
  const emptied = fields.filter(
    (field) => values[field.name] === null && field.default !== undefined && !field.disabled,
  );
  return { inputs: { ...checked.value, ...Object.fromEntries(emptied.map(({ name }) => [name, null])) } };
}

/** What is wrong with one page of a form, by input name. */
export function checkPage(
  userInputs: JsonObject,
  given: JsonObject,
  page: number,
  context: FormContext = {},
): Map<string, string> {
  const values = shownValues(userInputs, given, context);
  const found = problemsByInput(pageProblems(userInputs, values, page, context));
  const texts = textProblems(formOf(userInputs, values, context), values);
  for (const [name, message] of texts) if (found.has(name)) found.set(name, message);
  return found;
}

/** Inputs that are typed as JSON and are not. */
function textProblems(fields: readonly Field[], values: JsonObject): Map<string, string> {
  const problems = new Map<string, string>();
  for (const field of fields) {
    const value = values[field.name];
    if (isJsonText(field) && typeof value === "string" && value !== "")
      problems.set(field.name, `${field.title} is not JSON: ${jsonComplaint(value)}`);
  }
  return problems;
}

const isJsonText = (field: Field): boolean =>
  field.control === "json" || (field.control === "list" && field.items?.type === "object");

function jsonComplaint(text: string): string {
  try {
    JSON.parse(text);
    return "it is a text, not an object.";
  } catch (cause) {
    return `${cause instanceof Error ? cause.message : "it cannot be read"}.`;
  }
}

/** What a run can begin with without asking, if it can: no form, a form without inputs, or last inputs that still fit. */
export function canStartWith(trigger: WorkflowNode, last: JsonObject | undefined): JsonObject | undefined {
  const form = formOfTrigger(trigger);
  if (!form) return last ?? definitionOf(trigger.config.type)?.sample?.(trigger.config) ?? {};
  const fields = formOf(form).filter((field) => field.visible);
  if (fields.length > 0 && !last) return undefined;
  // What is encrypted is not remembered, so it is asked for again.
  if (encryptedInputs(form).size > 0) return undefined;
  const checked = checkForm(form, firstGiven(form, last));
  return "inputs" in checked ? checked.inputs : undefined;
}
