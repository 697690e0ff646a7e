import "server-only";
import type { Transaction } from "kysely";
import type { Json, JsonObject } from "../../base/json";
import type { RunRequest } from "../../run/engine";
import type { RunEvent, RunStatus } from "../../run/events";
import type { Batch, RunStore } from "../../run/store";
import type { Database } from "../db/client";
import type { Schema } from "../db/schema";

/** Rows of one INSERT; SQLite binds at most 32,766 values in a statement, and a row has six. */
const ROWS = 1_000;

/**
 * Runs in the database, in three tables:
 *
 * - `runs`: a row for each run, written when it is created; `request` is the `RunRequest` without its
 *   document. `status`, `result`, `updated_at` and `completed_at` follow the log in the same transaction.
 * - `run_events`: the log. `node_run` is the node run an event is about (the trigger's for `run.started`).
 * - `journal`: what is durable but in no event yet: `step:<wfnr>` (the outcome of a node whose end is not
 *   logged) and `signal:<n>` (a report not worked on). Rows leave it with the events that replace them, so it
 *   is nearly always empty.
 */
export function createRunStore(db: Database): RunStore {
  return {
    append: (batches) => db.transaction().execute((transaction) => writeAll(transaction, batches)),

    async load(run) {
      const row = await db
        .selectFrom("runs")
        .select(["document", "request"])
        .where("id", "=", run)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const journal = await db
        .selectFrom("journal")
        .select(["key", "result"])
        .where("run_id", "=", run)
        .execute();
      const request = JSON.parse(row.request) as Omit<RunRequest, "document">;
      return {
        request: { ...request, document: JSON.parse(row.document) as JsonObject },
        events: await eventsAfter(db, run, 0),
        journal: journal.map(({ key, result }) => ({ key, value: JSON.parse(result) as Json })),
      };
    },

    events: (run, after) => eventsAfter(db, run, after),

    async status(run) {
      const row = await db.selectFrom("runs").select("status").where("id", "=", run).executeTakeFirst();
      return row?.status as RunStatus | undefined;
    },

    async unfinished() {
      const rows = await db
        .selectFrom("runs")
        .select("id")
        .where("status", "!=", "COMPLETED")
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map(({ id }) => id);
    },

    async findByNodeRun(nodeRun) {
      const row = await db
        .selectFrom("run_events")
        .select("run_id")
        .where("node_run", "=", nodeRun)
        .limit(1)
        .executeTakeFirst();
      return row?.run_id;
    },
  };
}

async function eventsAfter(db: Database, run: string, after: number): Promise<RunEvent[]> {
  const rows = await db
    .selectFrom("run_events")
    .select("body")
    .where("run_id", "=", run)
    .where("seq", ">", after)
    .orderBy("seq")
    .execute();
  return rows.map(({ body }) => JSON.parse(body) as RunEvent);
}

async function writeAll(db: Transaction<Schema>, batches: readonly Batch[]): Promise<string[]> {
  const refused = await createRuns(db, batches);
  // A refused batch shares its name with a run that may be adding to its own log in this very transaction.
  const written = batches.filter((batch) => batch.create === undefined || !refused.has(batch));

  const events = written.flatMap(({ run, events }) =>
    events.map((event) => ({
      run_id: run,
      seq: event.seq,
      at: event.at,
      type: event.type,
      node_run: nodeRunOf(event),
      body: JSON.stringify(event),
    })),
  );
  for (let index = 0; index < events.length; index += ROWS)
    await db
      .insertInto("run_events")
      .values(events.slice(index, index + ROWS))
      .execute();

  for (const { run, events, put, remove } of written) {
    if (remove.length > 0)
      await db.deleteFrom("journal").where("run_id", "=", run).where("key", "in", remove).execute();
    if (put.length > 0)
      await db
        .insertInto("journal")
        .values(put.map(({ key, value }) => ({ run_id: run, key, result: JSON.stringify(value) })))
        .execute();
    await followLog(db, run, events);
  }
  return [...refused].map(({ run }) => run);
}

async function createRuns(db: Transaction<Schema>, batches: readonly Batch[]): Promise<Set<Batch>> {
  const refused = new Set<Batch>();
  for (const batch of batches) {
    if (batch.create === undefined) continue;
    const { document, ...request } = batch.create;
    const at = batch.events[0]?.at ?? new Date().toISOString();
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("runs")
      .values({
        id: batch.run,
        workflow_id: request.workflowId ?? null,
        identifier: request.workflow.identifier,
        version: request.workflow.version,
        version_id: request.workflow.versionIdentifier,
        document: JSON.stringify(document),
        trigger_node: request.trigger,
        request: JSON.stringify(request),
        status: "IN_PROGRESS",
        result: null,
        created_at: at,
        updated_at: at,
        completed_at: null,
        environment: request.environment?.name ?? null,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) refused.add(batch);
  }
  return refused;
}

/** The run's row says what its last events say; other events do not touch it. */
async function followLog(db: Transaction<Schema>, run: string, events: readonly RunEvent[]): Promise<void> {
  const last = events.findLast(({ type }) => type === "run.completed" || type === "run.cancelling");
  if (last === undefined) return;
  const values =
    last.type === "run.completed"
      ? { status: "COMPLETED", result: last.result, updated_at: last.at, completed_at: last.at }
      : { status: "CANCELLING", updated_at: last.at };
  await db.updateTable("runs").set(values).where("id", "=", run).execute();
}

function nodeRunOf(event: RunEvent): string | null {
  if (event.type === "run.started") return event.trigger.nodeRun;
  return "nodeRun" in event ? event.nodeRun : null;
}
