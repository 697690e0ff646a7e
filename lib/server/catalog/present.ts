import "server-only";
import { type Blueprint, computedNames } from "../../catalog/blueprint";
import { mirrorPath, withComputed } from "../../catalog/computed";
import { declaredOf, type Entity } from "../../catalog/entity";
import type { Database } from "../db/client";
import { entityOfRow } from "./rows";
import { workflowBlueprint, workflowEntities } from "./system";

/** How many identifiers one statement asks for. */
const chunk = 500;

/** Entities as they are shown: what their blueprint declares, with mirror and calculation properties. */
export async function present(
  db: Database,
  entities: readonly Entity[],
  blueprints: ReadonlyMap<string, Blueprint>,
  now: number,
): Promise<Entity[]> {
  const declared = entities.map((entity) => {
    const blueprint = blueprints.get(entity.blueprint);
    return blueprint === undefined ? entity : declaredOf(blueprint, entity);
  });
  const some = declared.filter((entity) => {
    const blueprint = blueprints.get(entity.blueprint);
    return blueprint !== undefined && computedNames(blueprint).length > 0;
  });
  if (some.length === 0) return declared;
  const loaded = await loadMirrored(db, some, blueprints);
  const known = {
    blueprint: (name: string) => blueprints.get(name),
    entity: (blueprint: string, identifier: string) => loaded.get(`${blueprint}\n${identifier}`),
  };
  return declared.map((entity) => {
    const blueprint = blueprints.get(entity.blueprint);
    return blueprint === undefined ? entity : withComputed(entity, blueprint, known, now);
  });
}

/** Every entity that the mirror properties of these read, relation by relation. */
async function loadMirrored(
  db: Database,
  entities: readonly Entity[],
  blueprints: ReadonlyMap<string, Blueprint>,
): Promise<Map<string, Entity>> {
  const loaded = new Map<string, Entity>();
  let frontier = entities.flatMap((entity) =>
    Object.values(blueprints.get(entity.blueprint)?.mirrorProperties ?? {}).map(({ path }) => ({
      entity,
      ahead: mirrorPath(path).relations,
    })),
  );
  while (frontier.length > 0) {
    const asked = frontier.flatMap(({ entity, ahead: [relation, ...rest] }) => {
      const target = blueprints.get(entity.blueprint)?.relations[relation ?? ""]?.target;
      if (target === undefined) return [];
      return [entity.relations[relation ?? ""] ?? []].flat().map((identifier) => ({
        key: `${target}\n${identifier}`,
        blueprint: target,
        identifier,
        ahead: rest,
      }));
    });
    const missing = new Map<string, Set<string>>();
    for (const { key, blueprint, identifier } of asked)
      if (!loaded.has(key)) missing.set(blueprint, (missing.get(blueprint) ?? new Set()).add(identifier));
    for (const [blueprint, identifiers] of missing)
      for (const entity of await fetchSome(db, blueprint, [...identifiers]))
        loaded.set(`${blueprint}\n${entity.identifier}`, entity);
    frontier = asked.flatMap(({ key, ahead }) => {
      const entity = loaded.get(key);
      return entity === undefined || ahead.length === 0 ? [] : [{ entity, ahead }];
    });
  }
  return loaded;
}

async function fetchSome(db: Database, blueprint: string, identifiers: string[]): Promise<Entity[]> {
  if (blueprint === workflowBlueprint.identifier)
    return (await workflowEntities(db)).filter((one) => identifiers.includes(one.identifier));
  const found: Entity[] = [];
  for (let at = 0; at < identifiers.length; at += chunk) {
    const rows = await db
      .selectFrom("entities")
      .selectAll()
      .where("blueprint", "=", blueprint)
      .where("identifier", "in", identifiers.slice(at, at + chunk))
      .execute();
    found.push(...rows.map(entityOfRow));
  }
  return found;
}
