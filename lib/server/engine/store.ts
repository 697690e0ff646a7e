import "server-only";
import type { Json, JsonObject } from "../../base/json";
import type { RunRequest } from "../../run/engine";
import type { RunEvent, RunStatus } from "../../run/events";
import type { Batch, RunStore } from "../../run/store";
import { viewOf } from "../../run/view";
import type { Bodies } from "../bodies";
import { type Database, type RunStatement, transact } from "../db/client";
import type { RunEventsTable } from "../db/schema";
import { followClaims } from "./claims";
import { followInbox } from "./inbox";

/**
 * Runs in the database, in five tables:
 *
 * - `runs`: a row for each run, written when it is created; `request` is the `RunRequest` without its
 *   document. `status`, `result`, `updated_at` and `completed_at` follow the log in the same transaction.
 *   `parked` and `wake_at` tell of runs that wait and are in no memory.
 * - `run_events`: the log. `node_run` is the node run an event is about (the trigger's for `run.started`).
 *   `body` is what people look at; an event with a large value is whole in a file beside the database, written
 *   before the row.
 * - `waiting`: a row for each node run that waits for people; see `followInbox`.
 * - `external_runs`: which node runs an outside system has named as its own.
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
      return transact(db, (run) => writeAll(run, batches, rows));
    },

    mayPass: (error) =>
      error instanceof Error &&
      "code" in error &&
      /^(SQLITE_(FULL|BUSY|LOCKED|IOERR|NOMEM|READONLY|CANTOPEN)|ENOSPC|EDQUOT|EIO|EMFILE|ENFILE|EROFS)/.test(
        String(error.code),
      ),

    async load(run) {
      const row = await db
        .selectFrom("runs")
        .select(["document", "request", "parked"])
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
        parked: row.parked === 1,
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
        .where("parked", "=", 0)
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map(({ id }) => id);
    },

    async due(now, limit) {
      const rows = await parked(db)
        .select("id")
        .where("wake_at", "<=", momentOf(now))
        .orderBy("wake_at")
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    async nextDue() {
      const row = await parked(db)
        .select(({ fn }) => fn.min("wake_at").as("at"))
        .executeTakeFirst();
      return typeof row?.at === "string" ? Date.parse(row.at) : undefined;
    },

    async parked() {
      const row = await parked(db)
        .select(({ fn }) => fn.countAll<number | bigint>().as("count"))
        .executeTakeFirst();
      return Number(row?.count ?? 0);
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

const parked = (db: Database) => db.selectFrom("runs").where("parked", "=", 1);

const momentOf = (milliseconds: number) => new Date(milliseconds).toISOString();

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

function writeAll(
  run: RunStatement,
  batches: readonly Batch[],
  rows: ReadonlyMap<Batch, EventRow[]>,
): string[] {
  const refused: string[] = [];
  for (const batch of batches) {
    // A refused batch shares its name with a run that may be adding to its own log in this very transaction.
    if (batch.create !== undefined && !createRun(run, batch.create, batch.events[0]?.at)) {
      refused.push(batch.run);
      continue;
    }
    addEvents(run, rows.get(batch) ?? []);
    for (const event of batch.events)
      if (event.type === "node.external" && event.externalRunId !== undefined)
        run(sql.addExternal, event.externalRunId, event.nodeRun, batch.run);
    for (const key of batch.remove) run(sql.removeEntry, batch.run, key);
    for (const { key, value } of batch.put) run(sql.addEntry, batch.run, key, JSON.stringify(value));
    followLog(run, batch);
    followInbox(run, batch);
    followClaims(run, batch);
  }
  return refused;
}

/** Rows of one INSERT. */
const MAX_ROWS = 16;

const sql = {
  addRun: `INSERT INTO runs (id, workflow_id, identifier, version, version_id, document, trigger_node, request,
    status, created_at, updated_at, environment, created_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'IN_PROGRESS', ?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING`,
  /** A text for each number of rows: one call for several costs little more than for one. */
  addEvents: Array.from(
    { length: MAX_ROWS },
    (_, more) =>
      `INSERT INTO run_events (run_id, seq, at, type, node_run, body, cut) VALUES ${"(?, ?, ?, ?, ?, ?, ?), ".repeat(more)}(?, ?, ?, ?, ?, ?, ?)`,
  ),
  addExternal:
    "INSERT INTO external_runs (external_run_id, node_run, run_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  addEntry: "INSERT INTO journal (run_id, key, result) VALUES (?, ?, ?)",
  removeEntry: "DELETE FROM journal WHERE run_id = ? AND key = ?",
  complete: "UPDATE runs SET status = 'COMPLETED', result = ?, updated_at = ?, completed_at = ? WHERE id = ?",
  park: "UPDATE runs SET parked = 1, wake_at = ? WHERE id = ?",
  unpark: "UPDATE runs SET parked = 0, wake_at = NULL WHERE id = ?",
  cancel: "UPDATE runs SET status = 'CANCELLING', updated_at = ? WHERE id = ?",
};

function addEvents(run: RunStatement, rows: readonly EventRow[]): void {
  for (let start = 0; start < rows.length; start += MAX_ROWS) {
    const some = rows.slice(start, start + MAX_ROWS);
    const values = some.flatMap(({ run_id, seq, at, type, node_run, body, cut }) => [
      run_id,
      seq,
      at,
      type,
      node_run,
      body,
      cut,
    ]);
    run(sql.addEvents[some.length - 1] ?? "", ...values);
  }
}

/** False when a run of that name exists. */
function createRun(run: RunStatement, given: RunRequest, at = new Date().toISOString()): boolean {
  const { document, ...request } = given;
  const { identifier, version, versionIdentifier } = request.workflow;
  return (
    run(
      sql.addRun,
      request.run,
      request.workflowId ?? null,
      identifier,
      version,
      versionIdentifier,
      JSON.stringify(document),
      request.trigger,
      JSON.stringify(request),
      at,
      at,
      request.environment?.name ?? null,
      request.by?.email ?? null,
    ) === 1
  );
}

/** The run's row says what its last events say; other events do not touch it. */
function followLog(run: RunStatement, batch: Batch): void {
  const last = batch.events.findLast(({ type }) => type === "run.completed" || type === "run.cancelling");
  if (last?.type === "run.completed") run(sql.complete, last.result, last.at, last.at, batch.run);
  else if (last !== undefined) run(sql.cancel, last.at, batch.run);
  const { park, unpark } = batch;
  if (park !== undefined) run(sql.park, park.until === null ? null : momentOf(park.until), batch.run);
  else if (unpark) run(sql.unpark, batch.run);
}

function nodeRunOf(event: RunEvent): string | null {
  if (event.type === "run.started") return event.trigger.nodeRun;
  return "nodeRun" in event ? event.nodeRun : null;
}
