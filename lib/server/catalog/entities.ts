import "server-only";
import { toPointer } from "../../base/pointer";
import type { Problem } from "../../base/problem";
import { err, ok, type Result } from "../../base/result";
import type { Blueprint } from "../../catalog/blueprint";
import { applyInput, checkEntity, type Entity, type EntityInput, relatedOf } from "../../catalog/entity";
import { type ApiError, apiError } from "../api/errors";
import type { Database } from "../db/client";
import { readOnly, requireBlueprint } from "./blueprints";
import { type CatalogChange, type ChangeSource, madeBy, recordChange } from "./changes";
import { entityOfRow, rowOfEntity } from "./rows";
import { isSystem, workflowBlueprint, workflowEntities } from "./system";

/** The largest entity, in characters of its JSON; Port takes bodies of 1 MiB. */
const largest = 1_048_576;

/** How an entity is written. */
export interface WriteOptions {
  /** `create` refuses one that exists, `upsert` takes both, `update` refuses one that does not exist. */
  mode: "create" | "upsert" | "update";
  /** Keep what the input does not name. */
  merge: boolean;
  /** Make related entities that do not exist, with their identifier alone. */
  createMissing: boolean;
  /** Check everything and write nothing. */
  validationOnly?: boolean;
}

/** An entity that was written, and what changed by that; nothing when it was as it is. */
export interface Written {
  entity: Entity;
  created: boolean;
  changes: CatalogChange[];
}

/** What a write has at hand. */
export interface Writing {
  /** The transaction. */
  db: Database;
  /** ISO 8601. */
  now: string;
  source: ChangeSource;
}

export async function findEntity(
  db: Database,
  blueprint: string,
  identifier: string,
): Promise<Entity | undefined> {
  if (blueprint === workflowBlueprint.identifier)
    return (await workflowEntities(db)).find((one) => one.identifier === identifier);
  const row = await db
    .selectFrom("entities")
    .selectAll()
    .where("blueprint", "=", blueprint)
    .where("identifier", "=", identifier)
    .executeTakeFirst();
  return row === undefined ? undefined : entityOfRow(row);
}

export const noEntity = (blueprint: string, identifier: string): ApiError =>
  apiError("not_found", `Entity with identifier "${identifier}" of blueprint "${blueprint}" was not found.`);

/** Writes one entity. `identifier` is what it is called when the input does not say. */
export async function writeEntity(
  writing: Writing,
  blueprintIdentifier: string,
  input: EntityInput,
  options: WriteOptions,
  identifier: string,
): Promise<Result<Written, ApiError>> {
  const { db, source } = writing;
  const found = await requireBlueprint(db, blueprintIdentifier);
  if (!found.ok) return found;
  const blueprint = found.value;
  if (blueprint.identifier === workflowBlueprint.identifier) return err(readOnly(blueprint.identifier));
  const named = input.identifier ?? identifier;
  const known = await findEntity(db, blueprint.identifier, named);
  if (known !== undefined && options.mode === "create") {
    // A request that a crash cut off from its answer is sent again; it made this entity itself.
    if (source.nodeRun !== undefined && (await madeBy(db, known, source.nodeRun)))
      return ok({ entity: known, created: true, changes: [] });
    return err(
      apiError(
        "identifier_taken",
        `Entity with identifier "${named}" of blueprint "${blueprint.identifier}" already exists. Send upsert=true to change it.`,
      ),
    );
  }
  if (known === undefined && options.mode === "update") return err(noEntity(blueprint.identifier, named));

  const draft = applyInput(blueprint, known, input, named, options.merge);
  const relations = checkEntity(blueprint, draft, known);
  if (!relations.ok) return err(invalid(relations.error));
  const entity: Entity = {
    ...draft,
    blueprint: blueprint.identifier,
    relations: relations.value,
    createdAt: known?.createdAt ?? writing.now,
    createdBy: known?.createdBy ?? source.by,
    updatedAt: writing.now,
    updatedBy: source.by,
  };
  if (JSON.stringify(entity).length > largest)
    return err(apiError("too_large", `The entity "${named}" is larger than ${largest} characters of JSON.`));
  const stubs = await relate(writing, blueprint, entity, options.createMissing);
  if (!stubs.ok) return stubs;
  if (options.validationOnly) return ok({ entity, created: known === undefined, changes: [] });

  const changes: CatalogChange[] = [];
  for (const stub of stubs.value) {
    await store(db, stub, []);
    changes.push(await recordChange(db, writing.now, null, stub, source));
  }
  if (known !== undefined && sameContent(known, entity))
    return ok({ entity: known, created: false, changes });
  await store(db, entity, relatedOf(blueprint, entity.relations));
  changes.push(await recordChange(db, writing.now, known ?? null, entity, source));
  return ok({ entity, created: known === undefined, changes });
}

/** Says what is wrong in one sentence, and each thing with its place. */
function invalid(problems: Problem[]): ApiError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return apiError("invalid_entity", `${first?.message ?? "The entity is not valid."}${more}`, problems);
}

const sameContent = (a: Entity, b: Entity): boolean => contentOf(a) === contentOf(b);

/** Everything but who and when; the order of keys does not count at the top. */
function contentOf({ title, icon, team, properties, relations }: Entity): string {
  const sorted = (values: object) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([title, icon, team, sorted(properties), sorted(relations)]);
}

/** The related entities that have to be made first; a refusal when one is missing and must not be made. */
async function relate(
  { db, now, source }: Writing,
  blueprint: Blueprint,
  entity: Entity,
  createMissing: boolean,
): Promise<Result<Entity[], ApiError>> {
  const missing: Entity[] = [];
  const problems: Problem[] = [];
  for (const target of relatedOf(blueprint, entity.relations)) {
    const itself = target.blueprint === entity.blueprint && target.identifier === entity.identifier;
    if (itself || (await findEntity(db, target.blueprint, target.identifier)) !== undefined) continue;
    if (missing.some((one) => one.blueprint === target.blueprint && one.identifier === target.identifier))
      continue;
    // As in Port, people, teams and workflows are not made by the way.
    if (createMissing && !isSystem(target.blueprint))
      missing.push({
        identifier: target.identifier,
        title: target.identifier,
        icon: null,
        blueprint: target.blueprint,
        team: [],
        properties: {},
        relations: {},
        createdAt: now,
        createdBy: source.by,
        updatedAt: now,
        updatedBy: source.by,
      });
    else
      problems.push({
        code: "entity/related",
        severity: "error",
        at: toPointer(["relations", target.relation]),
        message: `The relation "${target.relation}" leads to the entity "${target.identifier}" of blueprint "${target.blueprint}", which does not exist. Create it first, or send create_missing_related_entities=true.`,
      });
  }
  const [first] = problems;
  return first === undefined ? ok(missing) : err(apiError("not_found", first.message, problems));
}

async function store(
  db: Database,
  entity: Entity,
  related: { relation: string; blueprint: string; identifier: string }[],
): Promise<void> {
  const row = rowOfEntity(entity);
  const { blueprint, identifier, created_at: _, created_by: __, ...rest } = row;
  await db
    .insertInto("entities")
    .values(row)
    .onConflict((conflict) => conflict.columns(["blueprint", "identifier"]).doUpdateSet(rest))
    .execute();
  await db
    .deleteFrom("entity_relations")
    .where("blueprint", "=", blueprint)
    .where("identifier", "=", identifier)
    .execute();
  for (const target of related)
    await db
      .insertInto("entity_relations")
      .values({
        blueprint,
        identifier,
        relation: target.relation,
        target_blueprint: target.blueprint,
        target: target.identifier,
      })
      .execute();
}
