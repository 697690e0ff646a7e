import type { Json, JsonObject } from "../../base/json";
import { shapeOfSchema } from "./from-schema";
import { objectOf, type Shape, type ShapeField, shapeOf } from "./shape";

/** What of a blueprint says how its entities look. */
export interface BlueprintShape {
  identifier: string;
  properties: JsonObject;
  required: readonly string[];
  relations: Readonly<Record<string, { target: string; many: boolean; required: boolean }>>;
  /** Mirror and calculation properties: read, never written. */
  computed: readonly string[];
}

/** By identifier. */
export type Blueprints = Readonly<Record<string, BlueprintShape>>;

export const blueprintOf = (
  blueprints: Blueprints | undefined,
  name: Json | undefined,
): BlueprintShape | undefined =>
  blueprints !== undefined && typeof name === "string" && Object.hasOwn(blueprints, name)
    ? blueprints[name]
    : undefined;

const text = shapeOf("catalog", "string");

/** An entity as the catalog gives it: every property and relation of its blueprint, and no other. */
export function entityShape(blueprint: BlueprintShape | undefined): Shape {
  const parts =
    blueprint === undefined ? undefined : { ...propertiesOf(blueprint), ...relationsOf(blueprint) };
  return objectOf("catalog", {
    identifier: text,
    title: { shape: text, optional: true },
    icon: { shape: text, optional: true },
    blueprint: {
      ...text,
      ...(blueprint && { values: [blueprint.identifier], example: blueprint.identifier }),
    },
    team: shapeOf("catalog", "array", { items: text }),
    properties: parts?.properties ?? shapeOf("catalog", "object"),
    relations: parts?.relations ?? shapeOf("catalog", "object"),
    createdAt: text,
    createdBy: text,
    updatedAt: text,
    updatedBy: text,
  });
}

function propertiesOf({ identifier, properties, required, computed }: BlueprintShape): { properties: Shape } {
  const declared = Object.entries(properties).map(([name, property]): [string, ShapeField] => {
    const shape = shapeOfSchema(property, "catalog");
    return [name, required.includes(name) ? { shape } : { shape, optional: true }];
  });
  const read = computed.map((name): [string, ShapeField] => [
    name,
    { shape: { from: "catalog" }, optional: true },
  ]);
  return {
    properties: {
      from: "catalog",
      types: ["object"],
      fields: Object.fromEntries([...declared, ...read]),
      closed: true,
      title: `properties of the blueprint "${identifier}"`,
    },
  };
}

function relationsOf({ identifier, relations }: BlueprintShape): { relations: Shape } {
  const fields = Object.entries(relations).map(([name, { many, required }]): [string, ShapeField] => {
    const shape = many ? shapeOf("catalog", "array", { items: text }) : text;
    return [name, required ? { shape } : { shape, optional: true }];
  });
  return {
    relations: {
      from: "catalog",
      types: ["object"],
      fields: Object.fromEntries(fields),
      closed: true,
      title: `relations of the blueprint "${identifier}"`,
    },
  };
}
