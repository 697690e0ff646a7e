import "server-only";
import type { JsonObject } from "../../base/json";
import { Lru } from "../../base/lru";
import { Blueprint } from "../../catalog/blueprint";
import type { Entity } from "../../catalog/entity";
import type { BlueprintsTable, EntitiesTable } from "../db/schema";

/** Blueprints by their text: each write of an entity reads its blueprint, and checking one takes far longer. */
const read = new Lru<string, Blueprint>(500);

function blueprintOfText(text: string): Blueprint {
  const known = read.get(text);
  if (known !== undefined) return known;
  const blueprint = Blueprint.parse(JSON.parse(text));
  read.set(text, blueprint);
  return blueprint;
}

/** A blueprint out of its row. */
export const blueprintOfRow = (row: BlueprintsTable): Blueprint => ({
  ...blueprintOfText(row.body),
  createdAt: row.created_at,
  createdBy: row.created_by,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
});

/** An entity out of its row. */
export const entityOfRow = (row: EntitiesTable): Entity => ({
  identifier: row.identifier,
  title: row.title,
  icon: row.icon,
  blueprint: row.blueprint,
  team: JSON.parse(row.team) as string[],
  properties: JSON.parse(row.properties) as JsonObject,
  relations: JSON.parse(row.relations) as Entity["relations"],
  createdAt: row.created_at,
  createdBy: row.created_by,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
});

/** The row of an entity. */
export const rowOfEntity = (entity: Entity): EntitiesTable => ({
  blueprint: entity.blueprint,
  identifier: entity.identifier,
  title: entity.title,
  icon: entity.icon,
  team: JSON.stringify(entity.team),
  properties: JSON.stringify(entity.properties),
  relations: JSON.stringify(entity.relations),
  created_at: entity.createdAt,
  created_by: entity.createdBy,
  updated_at: entity.updatedAt,
  updated_by: entity.updatedBy,
});
