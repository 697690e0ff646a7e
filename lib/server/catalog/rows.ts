import "server-only";
import type { JsonObject } from "../../base/json";
import { Blueprint } from "../../catalog/blueprint";
import type { Entity } from "../../catalog/entity";
import type { BlueprintsTable, EntitiesTable } from "../db/schema";

/** A blueprint out of its row. */
export const blueprintOfRow = (row: BlueprintsTable): Blueprint => ({
  ...Blueprint.parse(JSON.parse(row.body)),
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
