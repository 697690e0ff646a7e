import { isJsonObject, type Json } from "../../base/json";
import { eitherOf, type Shape, type ShapeField, type ShapeType } from "./shape";

/** No more than this is looked at, so that a large response takes a moment and no more. */
const limits = { depth: 10, fields: 300, items: 30, values: 4_000 };

const known = new WeakMap<object, Shape>();

/**
 * The shape of a value that a run gave: its types and fields, with the value's own parts as examples. Lists are
 * known by their first items. Looks at no more than some thousand values; remembers the answer for each object.
 */
export function shapeOfValue(value: Json): Shape {
  if (typeof value !== "object" || value === null) return inferred(value, 0, { left: 1 });
  const ready = known.get(value);
  if (ready !== undefined) return ready;
  const shape = inferred(value, 0, { left: limits.values });
  known.set(value, shape);
  return shape;
}

function inferred(value: Json, depth: number, budget: { left: number }): Shape {
  budget.left--;
  const types = [typeOf(value)];
  if (depth >= limits.depth || budget.left <= 0) return { from: "seen", types };
  if (Array.isArray(value)) {
    const shapes = value.slice(0, limits.items).map((item) => inferred(item, depth + 1, budget));
    const items = shapes.reduce<Shape | undefined>((all, one) => (all ? eitherOf(all, one) : one), undefined);
    return { from: "seen", types, ...(items && { items }) };
  }
  if (!isJsonObject(value)) return { from: "seen", types, ...(short(value) && { example: value }) };
  const fields: Record<string, ShapeField> = {};
  for (const [name, item] of Object.entries(value).slice(0, limits.fields))
    Object.defineProperty(fields, name, {
      value: { shape: inferred(item, depth + 1, budget) },
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return { from: "seen", types, fields };
}

const short = (value: Json): boolean => typeof value !== "string" || value.length <= 200;

export function typeOf(value: Json): ShapeType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as "string" | "number" | "boolean" | "object";
}
