import type { Json } from "../../base/json";

export type ShapeType = "string" | "number" | "boolean" | "array" | "object" | "null";

/** How a shape is known, the surest first: the document says it, the catalog does, or earlier runs showed it. */
export type ShapeSource = "declared" | "catalog" | "seen";

/** What a value may be. Plain data, so that it can be sent to a worker. */
export interface Shape {
  from: ShapeSource;
  /** Every type it may have; nothing when any. */
  types?: readonly ShapeType[];
  /** Of an object. */
  fields?: Readonly<Record<string, ShapeField>>;
  /** True when an object has no other fields. */
  closed?: boolean;
  /** Of a list. */
  items?: Shape;
  /** The only values that it may have. */
  values?: readonly Json[];
  /** A value as it was, or could be. */
  example?: Json;
  /** What it is called, for people: `inputs`, `properties of service`. */
  title?: string;
}

export interface ShapeField {
  shape: Shape;
  /** It may be missing, and then reads as null. */
  optional?: boolean;
}

/** Of which nothing is known but where that is said. */
export const anything = (from: ShapeSource): Shape => ({ from });

export const shapeOf = (from: ShapeSource, type: ShapeType, more: Partial<Shape> = {}): Shape => ({
  from,
  types: [type],
  ...more,
});

/** An object with fields that are all there. */
export const objectOf = (
  from: ShapeSource,
  fields: Readonly<Record<string, Shape | ShapeField>>,
  more: Partial<Shape> = {},
): Shape => ({
  from,
  types: ["object"],
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, "shape" in field ? field : { shape: field }]),
  ),
  ...more,
});

/** A field of a shape by a name that people choose, such as `constructor`. */
export const fieldOf = ({ fields }: Shape, name: string): ShapeField | undefined =>
  fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;

/** The shape at a path, as far as it is known. A step into a list by a number gives its items. */
export function shapeAt(shape: Shape | undefined, path: readonly (string | number)[]): Shape | undefined {
  let at = shape;
  for (const step of path) {
    if (at === undefined) return undefined;
    at = typeof step === "number" ? at.items : fieldOf(at, step)?.shape;
  }
  return at;
}

/** `string`, `string or null`, `list of numbers`, in words. */
export function typeWords({ types, items, values }: Shape): string {
  if (types === undefined) return "any value";
  const words = types.map((type) => {
    if (type === "array") {
      const inner = items?.types?.length === 1 ? `${items.types[0]}s` : undefined;
      return inner === undefined ? "list" : `list of ${inner}`;
    }
    return type === "string" && values !== undefined ? "choice" : type;
  });
  return words.join(" or ");
}

const surer: Record<ShapeSource, number> = { declared: 0, catalog: 1, seen: 2 };
const most = (a: ShapeSource, b: ShapeSource): ShapeSource => (surer[a] >= surer[b] ? a : b);

/** What is either of two shapes; a field that only one of them has may be missing. */
export function eitherOf(one: Shape, other: Shape): Shape {
  if (one === other) return one;
  const types =
    one.types === undefined || other.types === undefined
      ? undefined
      : [...new Set([...one.types, ...other.types])];
  const bothObjects = one.types?.includes("object") && other.types?.includes("object");
  const fields = bothObjects ? joined(one.fields ?? {}, other.fields ?? {}) : (one.fields ?? other.fields);
  const items = one.items && other.items ? eitherOf(one.items, other.items) : (one.items ?? other.items);
  const closed = bothObjects ? one.closed && other.closed : (one.closed ?? other.closed);
  const values =
    one.values && other.values ? [...new Set([...one.values, ...other.values])].slice(0, 200) : undefined;
  const example = one.example ?? other.example;
  const title = one.title ?? other.title;
  return {
    from: most(one.from, other.from),
    ...(types && { types }),
    ...(fields && { fields }),
    ...(items && { items }),
    ...(closed && { closed }),
    ...(values && { values }),
    ...(example !== undefined && { example }),
    ...(title !== undefined && { title }),
  };
}

function joined(
  one: Readonly<Record<string, ShapeField>>,
  other: Readonly<Record<string, ShapeField>>,
): Record<string, ShapeField> {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...names].map((name): [string, ShapeField] => {
      const a = Object.hasOwn(one, name) ? one[name] : undefined;
      const b = Object.hasOwn(other, name) ? other[name] : undefined;
      if (a === undefined || b === undefined) {
        const only = (a ?? b) as ShapeField;
        return [name, { ...only, optional: true }];
      }
      const shape = eitherOf(a.shape, b.shape);
      return [name, a.optional || b.optional ? { shape, optional: true } : { shape }];
    }),
  );
}

/**
 * Lays what runs showed over what is declared: the declaration says what may be, the run adds what it leaves
 * open (the fields of a response) and examples.
 */
export function filledIn(declared: Shape, seen: Shape | undefined): Shape {
  if (seen === undefined) return declared;
  if (declared.types === undefined && declared.fields === undefined) return { ...seen, ...dropped(declared) };
  const example = declared.example ?? seen.example;
  const items = declared.items ? filledIn(declared.items, seen.items) : seen.items;
  const fields = declared.types?.includes("object") ? filledFields(declared, seen) : undefined;
  return {
    ...declared,
    ...(example !== undefined && { example }),
    ...(declared.types?.includes("array") && items && { items }),
    ...(fields && { fields }),
  };
}

const dropped = ({ title }: Shape): Partial<Shape> => (title === undefined ? {} : { title });

function filledFields(declared: Shape, seen: Shape): Record<string, ShapeField> | undefined {
  if (seen.fields === undefined) return declared.fields;
  const own = Object.entries(declared.fields ?? {}).map(([name, field]): [string, ShapeField] => [
    name,
    { ...field, shape: filledIn(field.shape, fieldOf(seen, name)?.shape) },
  ]);
  const more = declared.closed
    ? []
    : Object.entries(seen.fields).filter(([name]) => fieldOf(declared, name) === undefined);
  return Object.fromEntries([...own, ...more]);
}
