import "server-only";
import type { Json, JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import type { ImportItem, ImportReport } from "../../catalog/answers";
import { BlueprintInput, mergeBlueprint } from "../../catalog/blueprint";
import { readExport } from "../../catalog/read-export";
import { type ApiError, apiError } from "../api/errors";
import { createBlueprint, findBlueprint, replaceBlueprint } from "./blueprints";
import type { CatalogChange } from "./changes";
import type { Writing } from "./entities";
import { importEntities } from "./import-entities";
import { isSystem, workflowBlueprint } from "./system";

/** The most items that a report lists. */
const mostListed = 1_000;

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
