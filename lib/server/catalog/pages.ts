import "server-only";
import { ok, type Result } from "../../base/result";
import type { BlueprintRow, ChangeRow, EntityDetail, EntityName } from "../../catalog/answers";
import type { Blueprint } from "../../catalog/blueprint";
import { differencesOf } from "../../catalog/diff";
import type { Entity } from "../../catalog/entity";
import type { ApiError } from "../api/errors";
import type { Database } from "../db/client";
import type { Services } from "../running";
import type { CatalogChange } from "./changes";
import { findEntity } from "./entities";
import { isSystem, workflowBlueprint } from "./system";

type Needs = Pick<Services, "catalog" | "db">;

/** How many entities that lead to one are shown. */
const incomingShown = 100;

/** Whether a blueprint's entities can be written through the catalog. */
export const isReadOnly = (blueprint: string): boolean => blueprint === workflowBlueprint.identifier;

const titled = (one: { identifier: string; title?: string | null | undefined }): string =>
  one.title || one.identifier;

/** Every blueprint with its number of entities; those of the system last. */
export async function blueprintRows({ catalog }: Needs): Promise<BlueprintRow[]> {
  const counts = await catalog.counts();
  const rows = (await catalog.blueprints()).map(
    (blueprint): BlueprintRow => ({
      identifier: blueprint.identifier,
      title: titled(blueprint),
      description: blueprint.description ?? "",
      icon: blueprint.icon ?? null,
      entities: counts.get(blueprint.identifier) ?? 0,
      system: isSystem(blueprint.identifier),
      readOnly: isReadOnly(blueprint.identifier),
    }),
  );
  return rows.sort((a, b) => Number(a.system) - Number(b.system) || a.title.localeCompare(b.title));
}

/** One entity with what it leads to and what leads to it. */
export async function entityDetail(
  { catalog, db }: Needs,
  blueprintIdentifier: string,
  identifier: string,
): Promise<Result<EntityDetail, ApiError>> {
  const blueprint = await catalog.blueprint(blueprintIdentifier);
  if (!blueprint.ok) return blueprint;
  const entity = await catalog.entity(blueprintIdentifier, identifier);
  if (!entity.ok) return entity;
  return ok({
    blueprint: blueprint.value,
    readOnly: isReadOnly(blueprintIdentifier),
    entity: entity.value,
    related: await relatedOf(db, blueprint.value, entity.value),
    ...(await incomingOf(db, entity.value)),
  });
}

async function relatedOf(
  db: Database,
  blueprint: Blueprint,
  entity: Entity,
): Promise<EntityDetail["related"]> {
  const related: EntityDetail["related"] = [];
  for (const [relation, { target, title, many }] of Object.entries(blueprint.relations)) {
    const entities: EntityName[] = [];
    for (const identifier of [entity.relations[relation] ?? []].flat())
      entities.push(await nameOf(db, target, identifier));
    related.push({ relation, title: title || relation, blueprint: target, many, entities });
  }
  return related;
}

async function nameOf(db: Database, blueprint: string, identifier: string): Promise<EntityName> {
  const found = await findEntity(db, blueprint, identifier);
  return { blueprint, identifier, title: found === undefined ? identifier : titled(found) };
}

async function incomingOf(
  db: Database,
  entity: Entity,
): Promise<Pick<EntityDetail, "incoming" | "incomingTotal">> {
  const leading = db
    .selectFrom("entity_relations as r")
    .where("r.target_blueprint", "=", entity.blueprint)
    .where("r.target", "=", entity.identifier);
  const incoming = await leading
    .innerJoin("entities as e", (join) =>
      join.onRef("e.blueprint", "=", "r.blueprint").onRef("e.identifier", "=", "r.identifier"),
    )
    .select(["r.relation", "e.blueprint", "e.identifier", "e.title"])
    .orderBy("e.blueprint")
    .orderBy("e.title")
    .limit(incomingShown)
    .execute();
  const { count } = await leading
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { incoming, incomingTotal: Number(count) };
}

/** What changed, the newest first: of one entity, or by one run. */
export async function changeRows(
  { catalog, db }: Needs,
  what: { blueprint: string; identifier: string } | { run: string },
  limit: number,
  before?: number,
): Promise<ChangeRow[]> {
  const changes = await catalog.changesOf(what, limit, before);
  const ids = [...new Set(changes.flatMap(({ run }) => run ?? []))];
  const runs = new Map(
    ids.length === 0
      ? []
      : (
          await db
            .selectFrom("runs")
            .select(["id", "workflow_id", "identifier"])
            .where("id", "in", ids)
            .execute()
        ).map((row) => [row.id, row]),
  );
  return changes.map((change) => {
    const run = change.run === undefined ? undefined : runs.get(change.run);
    return changeRow(change, {
      workflowId: run?.workflow_id ?? null,
      workflow: run?.identifier ?? "",
    });
  });
}

function changeRow(change: CatalogChange, of: { workflowId: string | null; workflow: string }): ChangeRow {
  const { before, after } = change.event.diff;
  const { blueprintIdentifier, entityIdentifier } = change.event.context;
  return {
    seq: change.seq,
    at: change.at,
    by: change.by,
    run: change.run === undefined ? null : { id: change.run, ...of },
    action: change.event.action,
    entity: {
      blueprint: blueprintIdentifier,
      identifier: entityIdentifier,
      title: (after ?? before)?.title ?? entityIdentifier,
    },
    differences: differencesOf(before, after),
  };
}
