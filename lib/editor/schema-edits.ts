import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { fromPointer, toPointer } from "../base/pointer";
import type { Change } from "../workflow/text-edit";

/** What a field of a JSON Schema may be; `any` has no type. */
export const schemaTypes = [
  "string",
  "number",
  "integer",
  "boolean",
  "object",
  "array",
  "null",
  "any",
] as const;

export type SchemaType = (typeof schemaTypes)[number];

/** The keywords that the editor of a schema has controls for. */
const known = new Set(["type", "description", "properties", "required", "items", "enum"]);

/** What belongs to one type alone, and goes with it. */
const ofType: Partial<Record<SchemaType, readonly string[]>> = {
  object: ["properties", "required"],
  array: ["items"],
};

const isType = (value: Json | undefined): value is SchemaType =>
  value !== "any" && schemaTypes.some((type) => type === value);

/** The type that a schema has, beside null; undefined where it is not one alone. */
export function typeOf(schema: Json | undefined): SchemaType | undefined {
  if (!isJsonObject(schema)) return schema === undefined || schema === true ? "any" : undefined;
  const { type } = schema;
  if (type === undefined) return isJsonObject(schema.properties) ? "object" : "any";
  if (isType(type)) return type;
  if (!Array.isArray(type) || type.length !== 2 || !type.includes("null")) return undefined;
  const [other] = type.filter((one) => one !== "null");
  return isType(other) ? other : undefined;
}

/** Whether null is allowed beside the type. */
export const mayBeNull = (schema: Json | undefined): boolean =>
  isJsonObject(schema) && Array.isArray(schema.type) && schema.type.includes("null");

/** A type that the list of types does not have, in words. */
export function oddType(schema: Json): string {
  if (!isJsonObject(schema)) return JSON.stringify(schema);
  const { type } = schema;
  return Array.isArray(type) ? type.map(String).join(" or ") : String(type);
}

/** The keywords that have no control; they stay as they are. */
export function otherKeywords(schema: Json | undefined): string[] {
  if (!isJsonObject(schema)) return [];
  const type = typeOf(schema);
  return Object.keys(schema).filter((key) => {
    if (!known.has(key)) return true;
    if (key === "items") return type !== "array" || !isJsonObject(schema.items);
    if (key === "required") return type !== "object" || !isList(schema.required);
    if (key === "properties") return type !== "object" || !isJsonObject(schema.properties);
    if (key === "enum") return !Array.isArray(schema.enum);
    return key === "type" ? type === undefined : typeof schema.description !== "string";
  });
}

const isList = (value: Json | undefined): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === "string");

/** Whether a field must be there; undefined where `required` is no list of names. */
export function isNeeded(schema: JsonObject, name: string): boolean | undefined {
  const { required } = schema;
  if (required === undefined) return false;
  return isList(required) ? required.includes(name) : undefined;
}

const fieldPlace = (at: string, name: string): string => toPointer([...fromPointer(at), "properties", name]);

/** A field more. A schema that is not there yet is made. */
export function addFieldChanges(at: string, schema: JsonObject | undefined, name: string): Change[] {
  const field = { type: "string" };
  if (schema === undefined) return [{ at, value: { type: "object", properties: { [name]: field } } }];
  return isJsonObject(schema.properties)
    ? [{ at: fieldPlace(at, name), value: field }]
    : [{ at: `${at}/properties`, value: { [name]: field } }];
}

/** Renames a field, in its place, where it is required too. */
export function renameFieldChanges(at: string, schema: JsonObject, name: string, wanted: string): Change[] {
  const { required } = schema;
  const place = isList(required) ? required.indexOf(name) : -1;
  return [
    { at: fieldPlace(at, name), key: wanted },
    ...(place < 0 ? [] : [{ at: `${at}/required/${place}`, value: wanted }]),
  ];
}

/** Removes a field, and its name from what is required. */
export const removeFieldChanges = (at: string, schema: JsonObject, name: string): Change[] => [
  { at: fieldPlace(at, name), value: undefined },
  ...needChanges(at, schema, name, false),
];

/** Makes a field one that must be there, or not. A list without names is left out. */
export function needChanges(at: string, schema: JsonObject, name: string, needed: boolean): Change[] {
  const { required } = schema;
  if (isNeeded(schema, name) !== !needed) return [];
  const place = `${at}/required`;
  if (!isList(required)) return [{ at: place, value: [name] }];
  if (needed) return [{ at: place, insert: name }];
  const rest = required.filter((other) => other !== name);
  return [{ at: place, value: rest.length === 0 ? undefined : rest }];
}

/**
 * Gives a schema another type. What only the old type has goes; `before`, the schema when it last had the new type,
 * brings such parts back. All other keywords stay.
 */
export function typeChanges(at: string, schema: Json, type: SchemaType, before?: JsonObject): Change[] {
  const written = type === "any" ? undefined : mayBeNull(schema) && type !== "null" ? [type, "null"] : type;
  if (!isJsonObject(schema)) return [{ at, value: written === undefined ? {} : { type: written } }];
  const own = ofType[type] ?? [];
  const gone = Object.values(ofType)
    .flat()
    .filter((key) => !own.includes(key) && schema[key] !== undefined);
  const isUnfit = Array.isArray(schema.enum) && !schema.enum.every((value) => fits(value, type));
  const start: JsonObject = { ...(type === "array" && { items: { type: "string" } }), ...before };
  const back = [...own, "enum"].filter(
    (key) => start[key] !== undefined && (schema[key] === undefined || (key === "enum" && isUnfit)),
  );
  return [
    { at: `${at}/type`, value: written },
    ...[...gone, ...(isUnfit && !back.includes("enum") ? ["enum"] : [])].map((key) => ({
      at: `${at}/${key}`,
      value: undefined,
    })),
    ...back.map((key) => ({ at: `${at}/${key}`, value: start[key] })),
  ];
}

function fits(value: Json, type: SchemaType): boolean {
  if (type === "any" || value === null) return true;
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  return type === "object" ? isJsonObject(value) : typeof value === type;
}

/** Allows null beside the type, or not. */
export const nullChanges = (at: string, type: SchemaType, allowed: boolean): Change[] => [
  { at: `${at}/type`, value: allowed ? [type, "null"] : type },
];

/** Whether the choices of a schema can be written one on each line. */
export const hasPlainChoices = (value: Json | undefined): boolean =>
  value === undefined ||
  (Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number"));

/** Choices from lines; a number where the type wants numbers and the line is one. */
export function choicesFrom(text: string, type: SchemaType): Json | undefined {
  if (text === "") return undefined;
  const numbers = type === "number" || type === "integer";
  return text.split("\n").map((line) => (numbers && String(Number(line)) === line ? Number(line) : line));
}
