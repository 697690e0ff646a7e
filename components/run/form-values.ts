import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import { fromPointer } from "@/lib/base/pointer";
import type { Problem } from "@/lib/base/problem";
import type { WorkflowNode } from "@/lib/workflow/document";
import { type Field, formOf, validateInputs } from "@/lib/workflow/inputs";

/** The form of a trigger; undefined when it has none and its output is given as it is. */
export const formOfTrigger = (trigger: WorkflowNode): JsonObject | undefined =>
  isJsonObject(trigger.config.userInputs) ? trigger.config.userInputs : undefined;

/** What a form shows when it opens: defaults, over them what was sent last; a switch without either is off. */
export function firstValues(userInputs: JsonObject, last: JsonObject | undefined): JsonObject {
  const values: JsonObject = {};
  for (const field of formOf(userInputs, last ?? {})) {
    const kept = last?.[field.name];
    const value =
      kept === undefined ? (field.default ?? (field.type === "boolean" ? false : undefined)) : kept;
    if (value !== undefined) values[field.name] = value;
  }
  return values;
}

/** A changed input. An emptied one is kept as null, so that its default does not come back by itself. */
export const withValue = (values: JsonObject, name: string, value: Json | undefined): JsonObject => ({
  ...values,
  [name]: value ?? null,
});

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
  values: JsonObject,
): { inputs: JsonObject } | { problems: Map<string, string> } {
  const problems = new Map<string, string>();
  // An emptied input is sent as null: the server would fill an absent one with its default again.
  const emptied: JsonObject = {};
  for (const field of formOf(userInputs, values)) {
    const value = values[field.name];
    if (value === null && field.default !== undefined) emptied[field.name] = null;
    if (isJsonText(field) && typeof value === "string" && value !== "")
      problems.set(field.name, `${field.title} is not JSON: ${jsonComplaint(value)}`);
  }
  const checked = validateInputs(userInputs, values);
  if (!checked.ok)
    for (const [name, message] of problemsByInput(checked.error))
      if (!problems.has(name)) problems.set(name, message);
  return checked.ok && problems.size === 0 ? { inputs: { ...checked.value, ...emptied } } : { problems };
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

/** True when a run can begin without asking: no form, a form without inputs, or last inputs that still fit. */
export function canStartWith(trigger: WorkflowNode, last: JsonObject | undefined): JsonObject | undefined {
  const form = formOfTrigger(trigger);
  if (!form) return last ?? {};
  const fields = formOf(form).filter((field) => field.visible);
  if (fields.length > 0 && !last) return undefined;
  const checked = checkForm(form, last ?? {});
  return "inputs" in checked ? checked.inputs : undefined;
}
