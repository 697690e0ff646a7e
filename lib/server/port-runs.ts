import "server-only";
import type { JsonObject } from "../base/json";
import { ok, type Result } from "../base/result";
import type { RunEvent } from "../run/events";
import { emptyRun, type RunState, reduceRun } from "../run/state";
import { requireRun, seesAllRuns } from "./access/permissions";
import { type Actor, nameOf } from "./actor";
import type { ApiError } from "./api/errors";
import type { Database } from "./db/client";
import { portRun } from "./port-shape";
import type { Services } from "./running";
import { runState } from "./runs";

/** Which runs to list (reference 7.3); an empty list does not filter. */
export interface RunFilter {
  limit: number;
  offset: number;
  runs: string[];
  workflows: string[];
  /** `wfv_…`, or version numbers. */
  versions: string[];
  createdBy: string[];
  statuses: string[];
  results: string[];
}

/** The lists hold no bodies; only these events shape what a list shows. */
const listed: RunEvent["type"][] = [
  "run.started",
  "node.started",
  "node.log",
  "node.links",
  "node.external",
  "node.waiting",
  "node.completed",
  "run.cancelling",
  "run.completed",
];

const columns = [
  "id",
  "document",
  "identifier",
  "version",
  "version_id",
  "status",
  "result",
  "created_at",
  "updated_at",
  "completed_at",
  "created_by",
] as const;

/** A run in Port's shape, with everything, for those who may see it. */
export async function portRunDetail(
  { db, bodies }: Pick<Services, "db" | "bodies">,
  actor: Actor,
  run: string,
): Promise<Result<JsonObject, ApiError>> {
  const allowed = await requireRun({ db }, actor, run);
  if (!allowed.ok) return allowed;
  const row = await db.selectFrom("runs").select(columns).where("id", "=", run).executeTakeFirstOrThrow();
  return ok(portRun(row, await runState({ db, bodies }, run), true));
}

/** The runs that match and that the actor may see, newest first. Of a large output the list has the size alone. */
export async function listPortRuns(
  { db }: Pick<Services, "db">,
  actor: Actor,
  filter: RunFilter,
): Promise<JsonObject[]> {
  let query = db.selectFrom("runs").select(columns);
  if (!seesAllRuns(actor)) {
    query = query.where(({ or, eb, selectFrom }) =>
      or([
        eb("created_by", "=", nameOf(actor)),
        eb(
          "workflow_id",
          "not in",
          selectFrom("workflows")
            .select("id")
            .where("private_runs", "=", 1)
            .unionAll(selectFrom("deleted_workflows").select("id").where("private_runs", "=", 1)),
        ),
      ]),
    );
  }
  if (filter.createdBy.length > 0) query = query.where("created_by", "in", filter.createdBy);
  if (filter.runs.length > 0) query = query.where("id", "in", filter.runs);
  if (filter.workflows.length > 0) {
    query = query.where(({ or, eb }) =>
      or([eb("identifier", "in", filter.workflows), eb("workflow_id", "in", filter.workflows)]),
    );
  }
  if (filter.versions.length > 0) {
    const numbers = filter.versions.filter((version) => /^\d+$/.test(version)).map(Number);
    query = query.where(({ or, eb }) =>
      or([
        eb("version_id", "in", filter.versions),
        ...(numbers.length > 0 ? [eb("version", "in", numbers)] : []),
      ]),
    );
  }
  if (filter.statuses.length > 0) query = query.where("status", "in", filter.statuses);
  if (filter.results.length > 0) query = query.where("result", "in", filter.results);
  const rows = await query
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  const states = await statesOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => portRun(row, states.get(row.id) ?? emptyRun(row.id), false));
}

async function statesOf(db: Database, runs: string[]): Promise<Map<string, RunState>> {
  const states = new Map<string, RunState>();
  for (let start = 0; start < runs.length; start += 100) {
    const events = await db
      .selectFrom("run_events")
      .select(["run_id", "body"])
      .where("run_id", "in", runs.slice(start, start + 100))
      .where("type", "in", listed)
      .orderBy("run_id")
      .orderBy("seq")
      .execute();
    for (const { run_id, body } of events) {
      const event = JSON.parse(body) as RunEvent;
      states.set(run_id, reduceRun(states.get(run_id) ?? emptyRun(run_id), event));
    }
  }
  return states;
}
