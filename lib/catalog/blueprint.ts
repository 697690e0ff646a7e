import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../base/json";

/** Identifiers of blueprints, as Port's API states them. */
const blueprintIdentifier = /^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/-]+$/u;
/** Names of properties and relations. */
const fieldName = /^[A-Za-z0-9@_=\\-]+$/;

const types = ["string", "number", "boolean", "object", "array"] as const;

const named = <Value extends z.ZodType>(value: Value, what: string) =>
  z.record(
    z.string().regex(fieldName, { error: `A ${what} is named with letters, digits and @ _ = \\ -` }),
    value,
  );

/** A property of a blueprint: JSON Schema with Port's formats; what Slipway does not know is kept. */
const Property = z.looseObject({
  type: z.enum(types, { error: `The type is one of ${types.join(", ")}` }),
  title: z.string().nullish(),
  description: z.string().nullish(),
  icon: z.string().nullish(),
  format: z.string().nullish(),
  enum: z.array(z.json()).optional(),
  items: z.record(z.string(), z.json()).optional(),
});

const Relation = z.looseObject({
  title: z.string().nullish(),
  description: z.string().nullish(),
  target: z.string().min(1, { error: "A relation names the blueprint it leads to in target" }),
  required: z.boolean().default(false),
  many: z.boolean().default(false),
});

const Mirror = z.looseObject({
  title: z.string().nullish(),
  path: z.string().min(1, { error: "A mirror property has a path such as service.language" }),
});

const Calculation = z.looseObject({
  title: z.string().nullish(),
  type: z.enum(types),
  calculation: z.string().min(1, { error: "A calculation property has a jq expression in calculation" }),
});

const timestamps = { createdAt: true, createdBy: true, updatedAt: true, updatedBy: true } as const;

/** What a blueprint is made of. */
export const Blueprint = z.looseObject({
  identifier: z
    .string({ error: "A blueprint needs an identifier" })
    .max(100, { error: "The identifier has more than 100 characters" })
    .regex(blueprintIdentifier, {
      error: "A blueprint's identifier is made of letters, digits and @ _ . + : \\ / -",
    }),
  title: z.string().max(100).nullish(),
  description: z.string().max(2000).nullish(),
  icon: z.string().max(200).nullish(),
  schema: z
    .looseObject({
      properties: named(Property, "property").default({}),
      required: z.array(z.string()).default([]),
    })
    .default({ properties: {}, required: [] }),
  relations: named(Relation, "relation").default({}),
  mirrorProperties: named(Mirror, "mirror property").default({}),
  calculationProperties: named(Calculation, "calculation property").default({}),
  createdAt: z.string().optional(),
  createdBy: z.string().optional(),
  updatedAt: z.string().optional(),
  updatedBy: z.string().optional(),
});

export type Blueprint = z.output<typeof Blueprint>;
export type Property = z.output<typeof Property>;
export type Relation = z.output<typeof Relation>;

/** A blueprint as it is sent: without the moments that the catalog itself writes. */
export const BlueprintInput = Blueprint.omit(timestamps);
export type BlueprintInput = z.output<typeof BlueprintInput>;

/**
 * Lays a change over a blueprint: objects are joined field by field, as deep as the maps of properties and
 * relations, and everything else is replaced. `null` removes a property or relation.
 */
export function mergeBlueprint(known: JsonObject, change: JsonObject): JsonObject {
  return join(known, change, 3);
}

function join(known: JsonObject, change: JsonObject, levels: number): JsonObject {
  const joined: JsonObject = { ...known };
  for (const [name, value] of Object.entries(change)) {
    const before: Json | undefined = Object.hasOwn(known, name) ? known[name] : undefined;
    if (value === null && levels < 3) delete joined[name];
    else
      joined[name] =
        levels > 1 && isJsonObject(before) && isJsonObject(value) ? join(before, value, levels - 1) : value;
  }
  return joined;
}

/** The properties that are read and never written. */
export const computedNames = (blueprint: Blueprint): string[] => [
  ...Object.keys(blueprint.mirrorProperties),
  ...Object.keys(blueprint.calculationProperties),
];
