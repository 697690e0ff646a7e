import "server-only";
import type { Json, JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import type { ImportItem, ImportReport } from "../../catalog/answers";
import { type Blueprint, BlueprintInput, mergeBlueprint } from "../../catalog/blueprint";
import { EntityInput } from "../../catalog/entity";
import { readExport } from "../../catalog/read-export";
import { type ApiError, apiError } from "../api/errors";
import { createBlueprint, findBlueprint, replaceBlueprint } from "./blueprints";
import type { CatalogChange } from "./changes";
import { type Writing, writeEntity } from "./entities";
import { isSystem, workflowBlueprint } from "./system";

/** The most items that a report lists. */
const mostListed = 1_000;

/** How often entities that wait for others are tried again. */
const rounds = 20;

/** A report, and the changes that listeners have to hear of. */
export interface Imported {
  report: Omit<ImportReport, "applied">;
  changes: CatalogChange[];
}

/**
 * Brings an export of Port in: blueprints first, then entities, each for itself, so that one that is wrong keeps
 * no other out. Entities are merged into those there are. The caller's transaction decides whether any of it
 * stays.
 */
export async function importExport(writing: Writing, given: Json): Promise<Result<Imported, ApiError>> {
  const read = readExport(given);
  if (!read.ok) return err(apiError("invalid_value", read.error));
  const items: ImportItem[] = await importBlueprints(writing, read.value.blueprints);
  const entities = await importEntities(writing, read.value.entities);
  items.push(...entities.items);
  const rank = (item: ImportItem) => (item.outcome === "failed" ? 0 : item.outcome === "skipped" ? 1 : 2);
  items.sort((a, b) => rank(a) - rank(b));
  return ok({
    changes: entities.changes,
    report: {
      counts: { blueprint: countOf(items, "blueprint"), entity: countOf(items, "entity") },
      items: items.slice(0, mostListed),
      more: Math.max(0, items.length - mostListed),
      ignored: read.value.ignored,
    },
  });
}

function countOf(items: ImportItem[], kind: ImportItem["kind"]): ImportReport["counts"]["entity"] {
  const counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  for (const item of items) if (item.kind === kind) counts[item.outcome] += 1;
  return counts;
}

/** Blueprints may lead to each other in circles, so all are there in name before any gets its relations. */
async function importBlueprints(writing: Writing, given: JsonObject[]): Promise<ImportItem[]> {
  const { db, source, now } = writing;
  const items: ImportItem[] = [];
  const fresh = new Set<string>();
  const readable: BlueprintInput[] = [];
  for (const one of given) {
    const identifier = typeof one.identifier === "string" ? one.identifier : "";
    const item = (outcome: ImportItem["outcome"], message?: string) =>
      items.push({ kind: "blueprint", identifier, outcome, ...(message === undefined ? {} : { message }) });
    if (identifier === workflowBlueprint.identifier) {
      item("skipped", "Workflows are brought in as workflows.");
      continue;
    }
    const parsed = BlueprintInput.safeParse(withoutMoments(one));
    if (!parsed.success) {
      item("failed", `${parsed.error.issues[0]?.message ?? "It is no blueprint"}.`);
      continue;
    }
    if ((await findBlueprint(db, identifier)) === undefined) {
      const bare = { ...parsed.data, relations: {}, mirrorProperties: {}, calculationProperties: {} };
      const made = await createBlueprint(db, bare, source, now);
      if (!made.ok) {
        item("failed", made.error.message);
        continue;
      }
      fresh.add(identifier);
    }
    readable.push(parsed.data);
  }
  for (const input of readable) {
    const { identifier } = input;
    const known = await findBlueprint(db, identifier);
    if (known === undefined) continue;
    // What Slipway itself needs of people and teams stays.
    const wanted = isSystem(identifier)
      ? BlueprintInput.parse(mergeBlueprint(withoutMoments(known as JsonObject), input as JsonObject))
      : input;
    const same = JSON.stringify(withoutMoments(known as JsonObject)) === JSON.stringify(wanted);
    const written = same ? ok(known) : await replaceBlueprint(db, identifier, wanted, source, now);
    items.push(
      written.ok
        ? {
            kind: "blueprint",
            identifier,
            outcome: fresh.has(identifier) ? "created" : same ? "unchanged" : "updated",
          }
        : {
            kind: "blueprint",
            identifier,
            outcome: "failed",
            message: `${fresh.has(identifier) ? "Created without its relations and computed properties. " : ""}${written.error.message}`,
          },
    );
  }
  return items;
}

function withoutMoments(blueprint: JsonObject): JsonObject {
  const { createdAt: _, createdBy: __, updatedAt: ___, updatedBy: ____, ...rest } = blueprint;
  return rest;
}

interface Waiting {
  blueprint: string;
  identifier: string;
  input: EntityInput;
  /** Why it could not be written yet. */
  error?: ApiError;
}

/** Entities wait for those that they lead to; those that wait in a circle get them by name first. */
async function importEntities(
  writing: Writing,
  given: JsonObject[],
): Promise<{ items: ImportItem[]; changes: CatalogChange[] }> {
  const items: ImportItem[] = [];
  const changes: CatalogChange[] = [];
  let waiting: Waiting[] = [];
  for (const one of given) {
    const blueprint = typeof one.blueprint === "string" ? one.blueprint : "";
    const identifier = typeof one.identifier === "string" ? one.identifier : "";
    const declared = await findBlueprint(writing.db, blueprint);
    const item = { kind: "entity" as const, blueprint, identifier };
    if (blueprint === workflowBlueprint.identifier) {
      items.push({ ...item, outcome: "skipped", message: "Workflows are brought in as workflows." });
      continue;
    }
    if (declared === undefined) {
      items.push({ ...item, outcome: "failed", message: `There is no blueprint "${blueprint}".` });
      continue;
    }
    const parsed = EntityInput.safeParse(onlyKnown(one, declared));
    if (!parsed.success || identifier === "")
      items.push({
        ...item,
        outcome: "failed",
        message: parsed.success
          ? "It has no identifier."
          : `${parsed.error.issues[0]?.message ?? "It is no entity"}.`,
      });
    else waiting.push({ blueprint, identifier, input: parsed.data });
  }

  const write = async (one: Waiting, createMissing: boolean): Promise<boolean> => {
    const options = { mode: "upsert" as const, merge: true, createMissing };
    const result = await writeEntity(writing, one.blueprint, one.input, options, one.identifier);
    if (!result.ok) {
      one.error = result.error;
      return false;
    }
    changes.push(...result.value.changes);
    items.push({
      kind: "entity",
      blueprint: one.blueprint,
      identifier: one.identifier,
      outcome: result.value.created ? "created" : result.value.changes.length > 0 ? "updated" : "unchanged",
    });
    return true;
  };
  const names = new Set(waiting.map(({ blueprint, identifier }) => `${blueprint}\n${identifier}`));
  for (let round = 0; round < rounds && waiting.length > 0; round += 1) {
    const left: Waiting[] = [];
    for (const one of waiting) if (!(await write(one, false))) left.push(one);
    if (left.length === waiting.length) break;
    // What is wrong in itself does not get better by waiting.
    waiting = left.filter(({ error }) => error?.code === "not_found");
    for (const one of left) if (one.error?.code !== "not_found") items.push(failed(one));
  }
  for (const one of waiting) {
    const inFile = await missingIn(writing, one, names);
    if (!inFile || !(await write(one, true))) items.push(failed(one));
  }
  return { items, changes };
}

const failed = ({ blueprint, identifier, error }: Waiting): ImportItem => ({
  kind: "entity",
  blueprint,
  identifier,
  outcome: "failed",
  message: error?.message ?? "It could not be written.",
});

/** True when every entity that this one leads to is part of the import or there already. */
async function missingIn({ db }: Writing, one: Waiting, names: ReadonlySet<string>): Promise<boolean> {
  const blueprint = await findBlueprint(db, one.blueprint);
  if (blueprint === undefined || one.error?.code !== "not_found") return false;
  for (const [relation, value] of Object.entries(one.input.relations ?? {})) {
    const target = blueprint.relations[relation]?.target ?? "";
    for (const identifier of [value ?? []].flat()) {
      if (names.has(`${target}\n${String(identifier)}`)) continue;
      const row = await db
        .selectFrom("entities")
        .select("identifier")
        .where("blueprint", "=", target)
        .where("identifier", "=", String(identifier))
        .executeTakeFirst();
      if (row === undefined) return false;
    }
  }
  return true;
}

const ours = new Set(["identifier", "title", "icon", "team", "properties", "relations"]);

/** An exported entity with what the catalog takes: what was computed there is computed here, or has no place. */
function onlyKnown(entity: JsonObject, blueprint: Blueprint): JsonObject {
  const aggregated = blueprint.aggregationProperties;
  const computed = new Set([
    ...Object.keys(blueprint.mirrorProperties),
    ...Object.keys(blueprint.calculationProperties),
    ...Object.keys((aggregated as JsonObject | undefined) ?? {}),
  ]);
  const known = Object.fromEntries(Object.entries(entity).filter(([name]) => ours.has(name)));
  const { properties } = known;
  if (typeof properties !== "object" || properties === null || Array.isArray(properties)) return known;
  return {
    ...known,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !computed.has(name))),
  };
}
