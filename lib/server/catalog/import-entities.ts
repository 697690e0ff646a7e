import "server-only";
import type { JsonObject } from "../../base/json";
import type { ImportItem } from "../../catalog/answers";
import type { Blueprint } from "../../catalog/blueprint";
import { EntityInput } from "../../catalog/entity";
import { keyOf } from "../../catalog/search";
import type { ApiError } from "../api/errors";
import { findBlueprint } from "./blueprints";
import type { CatalogChange } from "./changes";
import { findEntity, type Writing, writeEntity } from "./entities";
import { workflowBlueprint } from "./system";

/** How often entities that wait for others are tried again. */
const rounds = 20;

interface Waiting {
  blueprint: string;
  identifier: string;
  input: EntityInput;
  /** Why it could not be written yet. */
  error?: ApiError;
}

/** Entities wait for those that they lead to; those that wait in a circle get them by name first. */
export async function importEntities(
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

  /** Entities that another one made by the way, before their own turn. */
  const byTheWay = new Set<string>();
  const write = async (one: Waiting, createMissing: boolean): Promise<boolean> => {
    const options = { mode: "upsert" as const, merge: true, createMissing };
    const result = await writeEntity(writing, one.blueprint, one.input, options, one.identifier);
    if (!result.ok) {
      one.error = result.error;
      return false;
    }
    for (const { event } of result.value.changes)
      if (event.diff.before === null && event.diff.after !== null) byTheWay.add(keyOf(event.diff.after));
    changes.push(...result.value.changes);
    const { created } = result.value;
    const isFresh = created || byTheWay.has(keyOf(one));
    items.push({
      kind: "entity",
      blueprint: one.blueprint,
      identifier: one.identifier,
      outcome: isFresh ? "created" : result.value.changes.length > 0 ? "updated" : "unchanged",
    });
    return true;
  };
  for (let round = 0; round < rounds && waiting.length > 0; round += 1) {
    const left: Waiting[] = [];
    for (const one of waiting) if (!(await write(one, false))) left.push(one);
    // What is wrong in itself does not get better by waiting.
    for (const one of left) if (one.error?.code !== "not_found") items.push(failed(one));
    const before = waiting.length;
    waiting = left.filter(({ error }) => error?.code === "not_found");
    if (waiting.length === before) break;
  }
  const circle = await inCircles(writing, waiting);
  for (const one of waiting) if (!circle.has(one) || !(await write(one, true))) items.push(failed(one));
  return { items, changes };
}

const failed = ({ blueprint, identifier, error }: Waiting): ImportItem => ({
  kind: "entity",
  blueprint,
  identifier,
  outcome: "failed",
  message: error?.message ?? "It could not be written.",
});

/** Those that wait for nothing but each other. */
async function inCircles({ db }: Writing, waiting: readonly Waiting[]): Promise<Set<Waiting>> {
  const missing = new Map<Waiting, string[]>();
  for (const one of waiting) {
    const blueprint = await findBlueprint(db, one.blueprint);
    const keys: string[] = [];
    for (const [relation, value] of Object.entries(one.input.relations ?? {})) {
      const target = blueprint?.relations[relation]?.target ?? "";
      for (const identifier of [value ?? []].flat().map(String))
        if ((await findEntity(db, target, identifier)) === undefined)
          keys.push(keyOf({ blueprint: target, identifier }));
    }
    missing.set(one, keys);
  }
  const left = new Set(waiting);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    const names = new Set([...left].map(keyOf));
    for (const one of left) if (missing.get(one)?.some((key) => !names.has(key))) left.delete(one);
  }
  return left;
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
