import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { encryptionOf } from "./form-encryption";
import { type FormContext, resolve, resolveDeep } from "./form-query";

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
  | "pick"
  | "list"
  | "json";

/** Entities to choose from (reference 2.2). */
export interface Picks {
  blueprint: string;
  /** A list of entities, not one. */
  many: boolean;
  /** Port's search query, with its queries of the form answered. */
  dataset?: Json;
  sort?: { property: string; order: "ASC" | "DESC" };
}

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
  picks?: Picks;
  /** What becomes of the value before it is stored. */
  encryption?: "server" | "client";
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
  /** A query of this input that failed, in plain words. */
  problem?: string;
}

const types = ["string", "number", "boolean", "object", "array"] as const;

/** The bounds that a property may have. */
export const numeric = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
] as const;

/** An input as it is for the values so far. */
export function fieldOf(
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
  const picks = options === undefined ? picksOf(type, property, values, context, failed) : undefined;
  const encryption = encryptionOf(property);

  const field: Field = {
    name,
    title: typeof property.title === "string" && property.title !== "" ? property.title : name,
    type,
    control: controlOf(type, format, options !== undefined, picks !== undefined),
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
  if (picks !== undefined) field.picks = picks;
  if (encryption !== undefined) field.encryption = encryption.by;
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

/** Users and teams are entities of blueprints that every catalog has. */
const systemBlueprints: Record<string, string> = { user: "_user", team: "_team" };

function picksOf(
  type: Field["type"],
  property: JsonObject,
  values: JsonObject,
  context: FormContext,
  failed: string[],
): Picks | undefined {
  const items = isJsonObject(property.items) ? property.items : {};
  const kind = type === "array" ? items : property;
  if (kind.type !== "string" && kind.type !== undefined) return undefined;
  const blueprint =
    kind.format === "entity"
      ? kind.blueprint
      : systemBlueprints[typeof kind.format === "string" ? kind.format : ""];
  if (typeof blueprint !== "string") return undefined;
  const picks: Picks = { blueprint, many: type === "array" };
  const dataset = resolveDeep(kind.dataset ?? property.dataset, values, context);
  if (!dataset.ok) failed.push(`The query of dataset failed: ${dataset.error}.`);
  else if (dataset.value !== undefined) picks.dataset = dataset.value;
  const sort = kind.sort ?? property.sort;
  if (isJsonObject(sort) && typeof sort.property === "string")
    picks.sort = { property: sort.property, order: sort.order === "DESC" ? "DESC" : "ASC" };
  return picks;
}

function controlOf(
  type: Field["type"],
  format: string | undefined,
  hasOptions: boolean,
  hasPicks: boolean,
): FieldControl {
  if (hasPicks) return "pick";
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
