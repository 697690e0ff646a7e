import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { type FormContext, resolve } from "./form-query";

/** What draws an input. Kinds without a drawing of their own are texts. */
export type FieldControl =
  | "text"
  | "textarea"
  | "url"
  | "email"
  | "date-time"
  | "number"
  | "toggle"
  | "select"
  | "multi-select"
  | "list"
  | "json";

/** One input of a form, with its queries answered for the values it was asked with. */
export interface Field {
  name: string;
  title: string;
  description?: string;
  type: "string" | "number" | "boolean" | "object" | "array";
  format?: string;
  control: FieldControl;
  required: boolean;
  /** False: not shown, and not required. */
  visible: boolean;
  /** Shown; its value is sent and cannot be changed. */
  readOnly: boolean;
  /** Shown; its value is not sent. */
  disabled: boolean;
  default?: Json;
  /** The values to choose from, of the input or of the items of a list. */
  options?: Json[];
  /** Colour names by value. */
  colors?: Record<string, string>;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  /** The declared kind of each item of a list. */
  items?: JsonObject;
  /** A heading that stands before this input. */
  heading?: { title: string; description?: string };
  /** The step it belongs to. */
  step?: string;
  /** A query of this input that failed, in plain words. */
  problem?: string;
}

/** The parts of `userInputs`, with what is malformed left out. */
export interface Form {
  properties: [name: string, property: JsonObject][];
  titles: JsonObject;
  steps: { title: string; order: string[]; visible: Json | undefined; validations: Json | undefined }[];
}

export function readForm(userInputs: JsonObject | undefined): Form {
  const declared = isJsonObject(userInputs?.properties) ? userInputs.properties : {};
  const steps = (Array.isArray(userInputs?.steps) ? userInputs.steps : []).flatMap((step) =>
    isJsonObject(step)
      ? [
          {
            title: typeof step.title === "string" ? step.title : "",
            order: names(step.order),
            visible: step.visible,
            validations: step.validations,
          },
        ]
      : [],
  );
  const order = steps.length > 0 ? steps.flatMap((step) => step.order) : names(userInputs?.order);
  const placed = [...new Set([...order, ...Object.keys(declared)])];
  return {
    properties: placed.flatMap((name): [string, JsonObject][] => {
      const property = Object.hasOwn(declared, name) ? declared[name] : undefined;
      return isJsonObject(property) ? [[name, property]] : [];
    }),
    titles: isJsonObject(userInputs?.titles) ? userInputs.titles : {},
    steps,
  };
}

/** The names in a list of names. */
export const names = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];

const types = ["string", "number", "boolean", "object", "array"] as const;

/**
 * The inputs of a form in the order they are shown (reference 2.2). `values` are what has been filled in so
 * far: queries for choices, visibility and the like read them.
 */
export function formOf(
  userInputs: JsonObject | undefined,
  values: JsonObject = {},
  context: FormContext = {},
): Field[] {
  const form = readForm(userInputs);
  const required = resolve(userInputs?.required, values, context);
  const needed = new Set(required.ok ? names(required.value) : []);
  const headings = headingsBefore(userInputs, form);
  return form.properties.map(([name, property]) => {
    const step = form.steps.find((one) => one.order.includes(name));
    const field = fieldOf(name, property, needed.has(name), values, context);
    const stepShown = step === undefined || truth(resolve(step.visible, values, context), true);
    const heading = headings.get(name);
    return {
      ...field,
      visible: field.visible && stepShown,
      ...(heading && { heading }),
      ...(step && { step: step.title }),
      ...(!required.ok &&
        field.problem === undefined && {
          problem: `The form's list of required inputs failed: ${required.error}.`,
        }),
    };
  });
}

function fieldOf(
  name: string,
  property: JsonObject,
  required: boolean,
  values: JsonObject,
  context: FormContext,
): Field {
  const failed: string[] = [];
  const answer = (key: string): Json | undefined => {
    const resolved = resolve(property[key], values, context);
    if (!resolved.ok) failed.push(`The query of ${key} failed: ${resolved.error}.`);
    return resolved.ok ? resolved.value : undefined;
  };
  const flag = (key: string, absent: boolean) => {
    const value = answer(key);
    return typeof value === "boolean" ? value : absent;
  };
  const type = types.find((one) => one === property.type) ?? "string";
  const items = isJsonObject(property.items) ? property.items : undefined;
  const choices = type === "array" ? resolve(items?.enum, values, context) : undefined;
  const pattern = answer("pattern");
  const listed = choices?.ok === true ? choices.value : (answer("enum") ?? pattern);
  const options = Array.isArray(listed) ? listed : undefined;
  const colors = isJsonObject(property.enumColors) ? property.enumColors : items?.enumColors;
  const fallback = answer("default");
  const format =
    typeof property.format === "string" && property.format !== "none" ? property.format : undefined;

  const field: Field = {
    name,
    title: typeof property.title === "string" && property.title !== "" ? property.title : name,
    type,
    control: controlOf(type, format, options !== undefined),
    required,
    visible: flag("visible", true),
    readOnly: flag("readOnly", false),
    disabled: flag("disabled", false),
  };
  if (typeof property.description === "string") field.description = property.description;
  if (format !== undefined) field.format = format;
  if (fallback !== undefined && fallback !== null) field.default = fallback;
  if (options !== undefined) field.options = options;
  if (isJsonObject(colors)) field.colors = colors as Record<string, string>;
  if (typeof pattern === "string") field.pattern = pattern;
  for (const key of numeric) {
    const value = answer(key);
    if (typeof value === "number") field[key] = value;
  }
  if (property.uniqueItems === true) field.uniqueItems = true;
  if (items !== undefined) field.items = items;
  if (failed[0] !== undefined) field.problem = failed[0];
  return field;
}

const numeric = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
] as const;

function controlOf(type: Field["type"], format: string | undefined, hasOptions: boolean): FieldControl {
  if (type === "array") return hasOptions ? "multi-select" : "list";
  if (hasOptions) return "select";
  if (type === "boolean") return "toggle";
  if (type === "number") return "number";
  if (type === "object") return "json";
  switch (format) {
    case "multi-line":
    case "markdown":
    case "yaml":
    case "proto":
      return "textarea";
    case "url":
    case "email":
    case "date-time":
      return format;
    default:
      return "text";
  }
}

const truth = (value: { ok: true; value: Json | undefined } | { ok: false }, absent: boolean): boolean =>
  value.ok && typeof value.value === "boolean" ? value.value : absent;

/** Titles are placed by their names in the order; each stands before the next input (reference 2.2). */
function headingsBefore(
  userInputs: JsonObject | undefined,
  form: Form,
): Map<string, { title: string; description?: string }> {
  const order = form.steps.length > 0 ? form.steps.flatMap((step) => step.order) : names(userInputs?.order);
  const found = new Map<string, { title: string; description?: string }>();
  let waiting: { title: string; description?: string } | undefined;
  for (const name of order) {
    const title = Object.hasOwn(form.titles, name) ? form.titles[name] : undefined;
    if (isJsonObject(title) && typeof title.title === "string")
      waiting = {
        title: title.title,
        ...(typeof title.description === "string" && { description: title.description }),
      };
    else if (waiting !== undefined) {
      found.set(name, waiting);
      waiting = undefined;
    }
  }
  return found;
}
