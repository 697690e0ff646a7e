import "server-only";
import { err, ok, type Result } from "../../base/result";
import type { Entity } from "../../catalog/entity";
import { type ApiError, apiError } from "../api/errors";
import type { Database } from "../db/client";
import { readOnly, requireBlueprint } from "./blueprints";
import { type CatalogChange, recordChange } from "./changes";
import { findEntity, noEntity, type Writing } from "./entities";
import { workflowBlueprint } from "./system";

/** The most entities that one delete may take along. */
const mostDependents = 10_000;

/**
 * Deletes an entity. What leads to it by a relation that is not required lets go of it; what needs it is deleted
 * too with `dependents`, and refuses the delete without.
 */
export async function deleteEntity(
  writing: Writing,
  blueprintIdentifier: string,
  identifier: string,
  dependents: boolean,
): Promise<Result<CatalogChange[], ApiError>> {
  const { db } = writing;
  const blueprint = await requireBlueprint(db, blueprintIdentifier);
  if (!blueprint.ok) return blueprint;
  if (blueprintIdentifier === workflowBlueprint.identifier) return err(readOnly(blueprintIdentifier));
  const known = await findEntity(db, blueprintIdentifier, identifier);
  if (known === undefined) return err(noEntity(blueprintIdentifier, identifier));
  const changes: CatalogChange[] = [];
  const doomed: Entity[] = [known];
  const seen = new Set([`${known.blueprint}\n${known.identifier}`]);
  for (let entity = doomed.shift(); entity !== undefined; entity = doomed.shift()) {
    for (const holder of await holdersOf(db, entity)) {
      const of = await requireBlueprint(db, holder.entity.blueprint);
      const needed = of.ok && of.value.relations[holder.relation]?.required === true;
      const key = `${holder.entity.blueprint}\n${holder.entity.identifier}`;
      if (seen.has(key)) continue;
      const left = without(holder.entity, holder.relation, entity.identifier);
      if (!needed || (left.relations[holder.relation] ?? []).length > 0) {
        const after = { ...left, updatedAt: writing.now, updatedBy: writing.source.by };
        await db
          .updateTable("entities")
          .set({
            relations: JSON.stringify(after.relations),
            updated_at: after.updatedAt,
            updated_by: after.updatedBy,
          })
          .where("blueprint", "=", after.blueprint)
          .where("identifier", "=", after.identifier)
          .execute();
        await unlink(db, holder, entity);
        changes.push(await recordChange(db, writing.now, holder.entity, after, writing.source));
      } else if (dependents) {
        seen.add(key);
        doomed.push(holder.entity);
      } else
        return err(
          apiError(
            "has_dependents",
            `The entity "${holder.entity.identifier}" of blueprint "${holder.entity.blueprint}" needs "${entity.identifier}" by its relation "${holder.relation}". Delete it first, or send delete_dependents=true.`,
          ),
        );
    }
    if (seen.size > mostDependents)
      return err(apiError("has_dependents", `More than ${mostDependents} entities would be deleted along.`));
    await db
      .deleteFrom("entities")
      .where("blueprint", "=", entity.blueprint)
      .where("identifier", "=", entity.identifier)
      .execute();
    changes.push(await recordChange(db, writing.now, entity, null, writing.source));
  }
  return ok(changes);
}

interface Holder {
  entity: Entity;
  relation: string;
}

/** The entities that lead to this one. */
async function holdersOf(db: Database, entity: Entity): Promise<Holder[]> {
  const rows = await db
    .selectFrom("entity_relations")
    .select(["blueprint", "identifier", "relation"])
    .where("target_blueprint", "=", entity.blueprint)
    .where("target", "=", entity.identifier)
    .limit(mostDependents + 1)
    .execute();
  const holders: Holder[] = [];
  for (const row of rows) {
    const holder = await findEntity(db, row.blueprint, row.identifier);
    if (holder !== undefined) holders.push({ entity: holder, relation: row.relation });
  }
  return holders;
}

function without(entity: Entity, relation: string, identifier: string): Entity {
  const value = entity.relations[relation] ?? null;
  const left = Array.isArray(value) ? value.filter((one) => one !== identifier) : null;
  return { ...entity, relations: { ...entity.relations, [relation]: left } };
}

const unlink = (db: Database, holder: Holder, target: Entity) =>
  db
    .deleteFrom("entity_relations")
    .where("blueprint", "=", holder.entity.blueprint)
    .where("identifier", "=", holder.entity.identifier)
    .where("relation", "=", holder.relation)
    .where("target", "=", target.identifier)
    .execute();
