import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import {
  anything,
  objectOf,
  type Shape,
  type ShapeField,
  type ShapeSource,
  type ShapeType,
  shapeOf,
} from "./shape";

const types: readonly unknown[] = ["string", "number", "boolean", "array", "object", "null"];

/** The shape that a JSON Schema (an input of a form, a property of a blueprint) describes. Queries leave it open. */
export function shapeOfSchema(schema: Json | undefined, from: ShapeSource, depth = 0): Shape {
  if (!isJsonObject(schema) || depth > 12) return anything(from);
  const { type, title, default: given, format, example } = schema;
  const named = typeof title === "string" && title !== "" ? { title } : {};
  const single = type === "integer" ? "number" : type;
  if (!types.includes(single)) return { ...anything(from), ...named };
  // What an encrypted input holds is a text, whatever was typed into it.
  if (schema.encryption !== undefined) return shapeOf(from, "string", named);
  const values = Array.isArray(schema.enum) ? { values: schema.enum } : {};
  const shown = example ?? (isQuery(given) ? undefined : given);
  const more = { ...named, ...values, ...(shown !== undefined && { example: shown }) };
  if (single === "array")
    return shapeOf(from, "array", { ...more, items: shapeOfSchema(schema.items, from, depth + 1) });
  if (single !== "object") return shapeOf(from, single as ShapeType, more);
  if (format === "labeled-url")
    return objectOf(from, { url: shapeOf(from, "string"), displayText: shapeOf(from, "string") }, more);
  const { properties, additionalProperties } = schema;
  if (!isJsonObject(properties)) return shapeOf(from, "object", more);
  return {
    ...shapeOf(from, "object", more),
    fields: fieldsOf(schema, from, depth),
    ...(additionalProperties === false && { closed: true }),
  };
}

/** The fields that a schema's `properties` declare; those that it does not require may be missing. */
export function fieldsOf(schema: JsonObject, from: ShapeSource, depth = 0): Record<string, ShapeField> {
  const { properties, required } = schema;
  const needed = Array.isArray(required) ? required : [];
  return Object.fromEntries(
    Object.entries(isJsonObject(properties) ? properties : {}).map(
      ([name, property]): [string, ShapeField] => {
        const shape = shapeOfSchema(property, from, depth + 1);
        const given = isJsonObject(property) && property.default !== undefined;
        return [name, needed.includes(name) || given ? { shape } : { shape, optional: true }];
      },
    ),
  );
}

const isQuery = (value: Json | undefined): boolean =>
  isJsonObject(value) && typeof value.jqQuery === "string";
