import "server-only";
import { createHash } from "node:crypto";
import type { Json, JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import type { ImportReport } from "../../catalog/answers";
import type { Blueprint, BlueprintInput } from "../../catalog/blueprint";
import type { Entity, EntityInput } from "../../catalog/entity";
import { everything } from "../../catalog/query";
import { type ApiError, apiError } from "../api/errors";
import type { Database } from "../db/client";
import { freshId } from "../ids";
import * as blueprints from "./blueprints";
import {
  type CatalogChange,
  type ChangeSource,
  changesAfter,
  changesOf,
  lastChange,
  pruneChanges,
} from "./changes";
import { deleteEntity } from "./delete-entity";
import { findEntity, noEntity, type WriteOptions, type Written, writeEntity } from "./entities";
import { importExport } from "./import";
import { present } from "./present";
import { countMatching, type SearchAnswer, type SearchRequest, searchEntities } from "./search";
import { seedSystem } from "./system";

/** The built-in catalog: what Port's own would hold. */
export interface Catalog {
  blueprints(): Promise<Blueprint[]>;
  blueprint(identifier: string): Promise<Result<Blueprint, ApiError>>;
  createBlueprint(input: BlueprintInput, source: ChangeSource): Promise<Result<Blueprint, ApiError>>;
  replaceBlueprint(
    identifier: string,
    input: BlueprintInput,
    source: ChangeSource,
  ): Promise<Result<Blueprint, ApiError>>;
  patchBlueprint(
    identifier: string,
    change: JsonObject,
    source: ChangeSource,
  ): Promise<Result<Blueprint, ApiError>>;
  deleteBlueprint(identifier: string): Promise<Result<void, ApiError>>;
  /** One entity with its computed properties. */
  entity(blueprint: string, identifier: string): Promise<Result<Entity, ApiError>>;
  /**
   * Writes an entity. Without an identifier one is made up, the same for every request of one node run, so that
   * a request that is sent twice makes one entity.
   */
  write(
    blueprint: string,
    input: EntityInput,
    options: WriteOptions,
    source: ChangeSource,
  ): Promise<Result<Written, ApiError>>;
  deleteEntity(
    blueprint: string,
    identifier: string,
    dependents: boolean,
    source: ChangeSource,
  ): Promise<Result<void, ApiError>>;
  search(request: SearchRequest): Promise<Result<SearchAnswer, ApiError>>;
  count(request: Omit<SearchRequest, "limit" | "from" | "sort">): Promise<number>;
  /** How many entities each blueprint has. */
  counts(): Promise<Map<string, number>>;
  /** Changes after a sequence number, the oldest first: how a consumer catches up after a crash. */
  changesAfter(seq: number, limit: number): Promise<CatalogChange[]>;
  /** The sequence number of the newest change. */
  lastChange(): Promise<number>;
  /** The history of an entity, or what a run changed; the newest first, from before a sequence number. */
  changesOf(
    what: { blueprint: string; identifier: string } | { run: string },
    limit: number,
    before?: number,
  ): Promise<CatalogChange[]>;
  /** Brings an export of Port in, or says what that would do. */
  import(given: Json, apply: boolean, source: ChangeSource): Promise<Result<ImportReport, ApiError>>;
  /**
   * Calls a listener after each change, once it is durable. What a listener missed while the process was down it
   * finds with `changesAfter`. The result ends it.
   */
  onChange(listener: (change: CatalogChange) => void): () => void;
}

export interface CatalogOptions {
  /** Milliseconds since the epoch. */
  now?(): number;
  /** How many changes are kept. */
  keepChanges?: number;
  /** Told of a listener that threw. */
  fault?(error: unknown): void;
}

/** Changes between two looks at how many there are. */
const pruneEvery = 500;

/** Undoes what was only tried. */
const onlyTried = apiError("invalid_request", "This was tried, not done.");

/** Leaves a transaction and undoes it. */
class Refused extends Error {
  constructor(readonly reason: ApiError) {
    super(reason.message);
  }
}

/** Opens the catalog in a database, and writes the blueprints that are always there. */
export async function openCatalog(db: Database, options: CatalogOptions = {}): Promise<Catalog> {
  const { now = Date.now, keepChanges = 50_000, fault = () => undefined } = options;
  const listeners = new Set<(change: CatalogChange) => void>();
  const moment = () => new Date(now()).toISOString();
  let sincePrune = 0;
  await seedSystem(db, moment());

  /** One transaction: nothing of it stays when it is refused, and listeners hear of it when it is durable. */
  async function inOne<T>(
    work: (transaction: Database) => Promise<Result<{ value: T; changes: CatalogChange[] }, ApiError>>,
  ): Promise<Result<T, ApiError>> {
    let done: { value: T; changes: CatalogChange[] };
    try {
      done = await db.transaction().execute(async (transaction) => {
        const result = await work(transaction);
        if (!result.ok) throw new Refused(result.error);
        sincePrune += result.value.changes.length;
        if (sincePrune >= pruneEvery) {
          sincePrune = 0;
          await pruneChanges(transaction, keepChanges);
        }
        return result.value;
      });
    } catch (error) {
      if (error instanceof Refused) return err(error.reason);
      throw error;
    }
    for (const change of done.changes)
      for (const listener of listeners)
        try {
          listener(change);
        } catch (error) {
          fault(error);
        }
    return ok(done.value);
  }

  const withoutChanges = async <T>(result: Promise<Result<T, ApiError>>) => {
    const settled = await result;
    return settled.ok ? ok({ value: settled.value, changes: [] }) : settled;
  };

  return {
    blueprints: async () => [...(await blueprints.allBlueprints(db)).values()],
    blueprint: (identifier) => blueprints.requireBlueprint(db, identifier),
    createBlueprint: (input, source) =>
      inOne((transaction) =>
        withoutChanges(blueprints.createBlueprint(transaction, input, source, moment())),
      ),
    replaceBlueprint: (identifier, input, source) =>
      inOne((transaction) =>
        withoutChanges(blueprints.replaceBlueprint(transaction, identifier, input, source, moment())),
      ),
    patchBlueprint: (identifier, change, source) =>
      inOne((transaction) =>
        withoutChanges(blueprints.patchBlueprint(transaction, identifier, change, source, moment())),
      ),
    deleteBlueprint: (identifier) =>
      inOne((transaction) => withoutChanges(blueprints.deleteBlueprint(transaction, identifier))),
    async entity(blueprint, identifier) {
      const found = await blueprints.requireBlueprint(db, blueprint);
      if (!found.ok) return found;
      const entity = await findEntity(db, blueprint, identifier);
      if (entity === undefined) return err(noEntity(blueprint, identifier));
      const [shown = entity] = await present(db, [entity], await blueprints.allBlueprints(db), now());
      return ok(shown);
    },
    async write(blueprint, input, how, source) {
      const written = await inOne(async (transaction) => {
        const result = await writeEntity(
          { db: transaction, now: moment(), source },
          blueprint,
          input,
          how,
          identifierFor(source),
        );
        return result.ok ? ok({ value: result.value, changes: result.value.changes }) : result;
      });
      if (!written.ok) return written;
      const all = await blueprints.allBlueprints(db);
      const [entity = written.value.entity] = await present(db, [written.value.entity], all, now());
      return ok({ ...written.value, entity });
    },
    deleteEntity: (blueprint, identifier, dependents, source) =>
      inOne(async (transaction) => {
        const writing = { db: transaction, now: moment(), source };
        const changes = await deleteEntity(writing, blueprint, identifier, dependents);
        return changes.ok ? ok({ value: undefined, changes: changes.value }) : changes;
      }),
    search: (request) => searchEntities(db, request, now()),
    count: (request) => countMatching(db, request, now()),
    async counts() {
      const rows = await db
        .selectFrom("entities")
        .select(({ fn }) => ["blueprint", fn.countAll<number>().as("count")])
        .groupBy("blueprint")
        .execute();
      const counts = new Map(rows.map((row) => [row.blueprint, Number(row.count)]));
      const workflows = { query: everything, blueprint: "_workflow", by: "" };
      return counts.set("_workflow", await countMatching(db, workflows, now()));
    },
    changesAfter: (seq, limit) => changesAfter(db, seq, limit),
    lastChange: () => lastChange(db),
    changesOf: (what, limit, before) => changesOf(db, what, limit, before),
    async import(given, apply, source) {
      let report: ImportReport | undefined;
      const imported = await inOne(async (transaction) => {
        const result = await importExport({ db: transaction, now: moment(), source }, given);
        if (!result.ok) return result;
        report = { applied: apply, ...result.value.report };
        // Everything is tried for the report, and nothing of it stays.
        return apply ? ok({ value: report, changes: result.value.changes }) : err(onlyTried);
      });
      return report !== undefined && !apply ? ok(report) : imported;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function identifierFor({ nodeRun }: ChangeSource): string {
  if (nodeRun === undefined) return freshId("e");
  return `e_${createHash("sha256").update(nodeRun).digest("hex").slice(0, 16)}`;
}
