import "server-only";
import type { Entity } from "../../catalog/entity";
import type { Database } from "../db/client";
import type { EntityChangesTable } from "../db/schema";

/** Who changes the catalog: a person or program, or the node run of a run. */
export interface ChangeSource {
  by: string;
  run?: string;
  nodeRun?: string;
}

/** Port's event object about an entity (reference 2.3). */
export interface EntityEvent {
  action: "CREATE" | "UPDATE" | "DELETE";
  resourceType: "entity";
  diff: { before: Entity | null; after: Entity | null };
  context: { blueprintIdentifier: string; entityIdentifier: string };
}

/** One change of the catalog. `seq` grows without being used twice, so that a consumer knows where it stands. */
export interface CatalogChange extends ChangeSource {
  seq: number;
  /** ISO 8601. */
  at: string;
  event: EntityEvent;
}

/** Writes a change; part of the transaction that makes it. */
export async function recordChange(
  db: Database,
  at: string,
  before: Entity | null,
  after: Entity | null,
  source: ChangeSource,
): Promise<CatalogChange> {
  const entity = after ?? before;
  if (entity === null) throw new Error("A change is about an entity.");
  const action = before === null ? "CREATE" : after === null ? "DELETE" : "UPDATE";
  const { seq } = await db
    .insertInto("entity_changes")
    .values({
      at,
      action,
      blueprint: entity.blueprint,
      identifier: entity.identifier,
      before: before === null ? null : JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
      by: source.by,
      run_id: source.run ?? null,
      node_run: source.nodeRun ?? null,
    })
    .returning("seq")
    .executeTakeFirstOrThrow();
  return { ...source, seq, at, event: eventOf(action, before, after) };
}

function eventOf(action: EntityEvent["action"], before: Entity | null, after: Entity | null): EntityEvent {
  const entity = after ?? before;
  return {
    action,
    resourceType: "entity",
    diff: { before, after },
    context: {
      blueprintIdentifier: entity?.blueprint ?? "",
      entityIdentifier: entity?.identifier ?? "",
    },
  };
}

function changeOfRow(row: EntityChangesTable & { seq: unknown }): CatalogChange {
  const read = (text: string | null) => (text === null ? null : (JSON.parse(text) as Entity));
  return {
    seq: Number(row.seq),
    at: row.at,
    by: row.by,
    ...(row.run_id === null ? {} : { run: row.run_id }),
    ...(row.node_run === null ? {} : { nodeRun: row.node_run }),
    event: eventOf(row.action as EntityEvent["action"], read(row.before), read(row.after)),
  };
}

/** Changes after a sequence number, the oldest first. */
export async function changesAfter(db: Database, seq: number, limit: number): Promise<CatalogChange[]> {
  const rows = await db
    .selectFrom("entity_changes")
    .selectAll()
    .where("seq", ">", seq)
    .orderBy("seq")
    .limit(limit)
    .execute();
  return rows.map((row) => changeOfRow(row as never));
}

/** The sequence number of the newest change; 0 when there is none. */
export async function lastChange(db: Database): Promise<number> {
  const row = await db
    .selectFrom("entity_changes")
    .select(({ fn }) => fn.max("seq").as("seq"))
    .executeTakeFirst();
  return Number(row?.seq ?? 0);
}

/** Changes of one entity, or of one run, the newest first; `before` a sequence number, to go on with. */
export async function changesOf(
  db: Database,
  what: { blueprint: string; identifier: string } | { run: string },
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<CatalogChange[]> {
  const all = db
    .selectFrom("entity_changes")
    .selectAll()
    .where("seq", "<", before)
    .orderBy("seq", "desc")
    .limit(limit);
  const rows = await ("run" in what
    ? all.where("run_id", "=", what.run)
    : all.where("blueprint", "=", what.blueprint).where("identifier", "=", what.identifier)
  ).execute();
  return rows.map((row) => changeOfRow(row as never));
}

/** Whether a node run made this entity: what a request that is sent again after a crash asks. */
export async function madeBy(
  db: Database,
  entity: { blueprint: string; identifier: string },
  nodeRun: string,
): Promise<boolean> {
  const row = await db
    .selectFrom("entity_changes")
    .select("seq")
    .where("blueprint", "=", entity.blueprint)
    .where("identifier", "=", entity.identifier)
    .where("action", "=", "CREATE")
    .where("node_run", "=", nodeRun)
    .executeTakeFirst();
  return row !== undefined;
}

/** Forgets all but the newest `keep` changes. */
export async function pruneChanges(db: Database, keep: number): Promise<void> {
  const newest = await lastChange(db);
  await db
    .deleteFrom("entity_changes")
    .where("seq", "<=", newest - keep)
    .execute();
}
