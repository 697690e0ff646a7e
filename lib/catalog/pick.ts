import type { Json, JsonObject } from "../base/json";
import type { Entity } from "./entity";

/**
 * The parts of an entity that a caller asked for. Names are those of the entity's fields, of its properties, or
 * either with their place: `title`, `language`, `properties.language`, `relations.service`. The identifier and
 * the blueprint always stay.
 */
export function pick(entity: Entity, include: readonly string[], exclude: readonly string[]): JsonObject {
  if (include.length === 0 && exclude.length === 0) return entity as unknown as JsonObject;
  const named = (list: readonly string[], ...names: string[]) => names.some((name) => list.includes(name));
  const keeps = (...names: string[]) =>
    (include.length === 0 || named(include, ...names)) && !named(exclude, ...names);
  const part = (place: string, values: Record<string, Json>): JsonObject =>
    Object.fromEntries(
      Object.entries(values).filter(([name]) =>
        keeps(name, `${place}.${name}`, ...(named(include, place) ? [place] : [])),
      ),
    );
  const { identifier, blueprint, properties, relations, ...rest } = entity;
  return {
    identifier,
    blueprint,
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => keeps(name, `$${name}`))),
    ...(named(exclude, "properties") ? {} : { properties: part("properties", properties) }),
    ...(named(exclude, "relations") ? {} : { relations: part("relations", relations) }),
  };
}
