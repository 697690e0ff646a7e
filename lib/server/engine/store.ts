import "server-only";
import type { Transaction } from "kysely";
import type { Json, JsonObject } from "../../base/json";
import type { RunRequest } from "../../run/engine";
import type { RunEvent, RunStatus } from "../../run/events";
import type { Batch, RunStore } from "../../run/store";
import { viewOf } from "../../run/view";
import type { Bodies } from "../bodies";
import type { Database } from "../db/client";
import type { RunEventsTable, Schema } from "../db/schema";

/** Rows of one INSERT; SQLite binds at most 32,766 values in a statement, and a row has seven. */
const ROWS = 1_000;

/**
 * Runs in the database, in three tables:
 *
 * - `runs`: a row for each run, written when it is created; `request` is the `RunRequest` without its
 *   document. `status`, `result`, `updated_at` and `completed_at` follow the log in the same transaction.
 * - `run_events`: the log. `node_run` is the node run an event is about (the trigger's for `run.started`).
 *   `body` is what people look at; an event with a large value is whole in a file beside the database, written
 *   before the row.
 * - `journal`: what is durable but in no event yet: `step:<wfnr>` (the outcome of a node whose end is not
 *   logged) and `signal:<n>` (a report not worked on). Rows leave it with the events that replace them, so it
 *   is nearly always empty.
 */
export function createRunStore(db: Database, files: Bodies): RunStore {
  return {
    async append(batches) {
      const rows = new Map(
        batches.map((batch) => [batch, batch.events.map((event) => rowOf(batch.run, event))]),
      );
      for (const { run_id, seq, whole } of [...rows.values()].flat())
        if (whole !== undefined) await files.put(run_id, fileOf(seq), whole);
      return db.transaction().execute((transaction) => writeAll(transaction, batches, rows));
    },

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
        events: await wholeEvents(db, files, run),
        journal: journal.map(({ key, result }) => ({ key, value: JSON.parse(result) as Json })),
      };
    },

    events: (run, after) => wholeEvents(db, files, run, after),

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

/** The log as people look at it, after `seq`. */
export async function eventViews(db: Database, run: string, after = 0): Promise<RunEvent[]> {
  return (await rowsAfter(db, run, after)).map(({ body }) => JSON.parse(body) as RunEvent);
}

/** The log with its large values, after `seq`. */
export async function wholeEvents(db: Database, files: Bodies, run: string, after = 0): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for (const row of await rowsAfter(db, run, after)) events.push(await wholeEvent(files, run, row));
  return events;
}

/** An event out of its row, and out of its file when the row has but the head of it. */
export async function wholeEvent(
  files: Bodies,
  run: string,
  { seq, body, cut }: { seq: number; body: string; cut: number },
): Promise<RunEvent> {
  const text = cut === 0 ? body : await files.get(run, fileOf(seq));
  if (text === undefined)
    throw new Error(
      `The file of event ${seq} of ${run} is missing from the data folder. Restore it from a backup.`,
    );
  return JSON.parse(text) as RunEvent;
}

const rowsAfter = (db: Database, run: string, after: number) =>
  db
    .selectFrom("run_events")
    .select(["seq", "body", "cut"])
    .where("run_id", "=", run)
    .where("seq", ">", after)
    .orderBy("seq")
    .execute();

const fileOf = (seq: number) => `event_${seq}`;

interface EventRow extends RunEventsTable {
  /** The text of an event of which `body` has the head alone. */
  whole?: string;
}

function rowOf(run: string, event: RunEvent): EventRow {
  const view = viewOf(event);
  const row = {
    run_id: run,
    seq: event.seq,
    at: event.at,
    type: event.type,
    node_run: nodeRunOf(event),
    body: JSON.stringify(view),
  };
  return view === event ? { ...row, cut: 0 } : { ...row, cut: 1, whole: JSON.stringify(event) };
}

async function writeAll(
  db: Transaction<Schema>,
  batches: readonly Batch[],
  rows: ReadonlyMap<Batch, EventRow[]>,
): Promise<string[]> {
  const refused = await createRuns(db, batches);
  // A refused batch shares its name with a run that may be adding to its own log in this very transaction.
  const written = batches.filter((batch) => batch.create === undefined || !refused.has(batch));

  const events = written.flatMap((batch) => (rows.get(batch) ?? []).map(({ whole: _, ...row }) => row));
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
