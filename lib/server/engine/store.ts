import "server-only";

/**
 * The store of the local engine is `RunStore` of the run room, kept in three tables:
 *
 * - `runs`: a row for each run, written when it is created; `request` is the `RunRequest` without its
 *   document. `status`, `result`, `updated_at` and `completed_at` follow the log in the same transaction.
 * - `run_events`: the log. `node_run` is the node run an event is about (the trigger's for `run.started`).
 * - `journal`: what is durable but in no event yet: `step:<wfnr>` (the outcome of a node whose end is not
 *   logged) and `signal:<n>` (a report not worked on). Rows leave it with the events that replace them,
 *   so it is nearly always empty.
 */
export type { Batch, JournalEntry, RunStore, StoredRun } from "../../run/store";
