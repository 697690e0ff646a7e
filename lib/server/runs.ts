import "server-only";
import { sql } from "kysely";
import type { JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import type { StatusLabel } from "../nodes/runner";
import type { RunRow } from "../run/answers";
import type { EngineError, NodeReport } from "../run/engine";
import type { RunEvent, RunResult, RunStatus } from "../run/events";
import { emptyRun, type RunState, reduceRun } from "../run/state";
import { viewOf } from "../run/view";
import { type ApiError, apiError } from "./api/errors";
import { parseObject } from "./drafts";
import { eventViews, wholeEvent, wholeEvents } from "./engine/store";
import type { Services } from "./running";
import { requireWorkflow } from "./workflows";

/** A run with the document as it ran. */
export async function openRun(
  { db }: Pick<Services, "db">,
  run: string,
): Promise<Result<{ run: RunState; document: JsonObject }, ApiError>> {
  const row = await db.selectFrom("runs").select("document").where("id", "=", run).executeTakeFirst();
  if (row === undefined) return err(noRun(run));
  return ok({ run: fold(run, await eventViews(db, run)), document: parseObject(row.document) });
}

/** A run with all of its values, folded from its log. */
export const runState = async ({ db, bodies }: Pick<Services, "db" | "bodies">, run: string) =>
  fold(run, await wholeEvents(db, bodies, run));

const fold = (run: string, events: RunEvent[]): RunState => events.reduce(reduceRun, emptyRun(run));

/** Counted where they stand, since all outputs that are pinned in a run may be large together. */
const mocksOf = sql<string | null>`(
  SELECT CASE WHEN count(*) > 0 THEN json_object('pinned', count(*) - count(json_type(pin.value, '$.disabled')),
    'disabled', count(json_type(pin.value, '$.disabled'))) END
  FROM run_events AS event, json_each(event.body, '$.pins') AS pin
  WHERE event.run_id = runs.id AND event.type = 'run.started')`;

/** The newest runs of a workflow. */
export async function listRuns(
  { db }: Services,
  id: string,
  limit: number,
): Promise<Result<RunRow[], ApiError>> {
  const workflow = await requireWorkflow(db, id);
  if (!workflow.ok) return workflow;
  const rows = await db
    .selectFrom("runs")
    .select([
      "id",
      "status",
      "result",
      "trigger_node",
      "created_at",
      "completed_at",
      "version",
      "environment",
      "label",
      mocksOf.as("mocks"),
    ])
    .where("workflow_id", "=", workflow.value.id)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return ok(
    rows.map((row) => ({
      id: row.id,
      status: row.status as RunStatus,
      result: row.result as RunResult | null,
      trigger: row.trigger_node,
      startedAt: row.created_at,
      completedAt: row.completed_at,
      version: row.version,
      environment: row.environment,
      label: row.label === null ? null : (JSON.parse(row.label) as StatusLabel),
      mocks: row.mocks === null ? null : (JSON.parse(row.mocks) as RunRow["mocks"]),
    })),
  );
}

/**
 * The events of a run from after the one named by `after` (a sequence number in text; null for all), then each
 * new one, ready for a stream.
 */
export async function followRun(
  { db, engine }: Services,
  run: string,
  after: string | null,
): Promise<Result<(signal: AbortSignal) => AsyncIterable<{ id: number; data: RunEvent }>, ApiError>> {
  const seq = after === null || after === "" ? 0 : /^\d{1,15}$/.test(after) ? Number(after) : undefined;
  if (seq === undefined) {
    return err(
      apiError("invalid_value", `The last event must be a whole number; it is ${JSON.stringify(after)}.`),
    );
  }
  const row = await db.selectFrom("runs").select("status").where("id", "=", run).executeTakeFirst();
  if (row === undefined) return err(noRun(run));
  const over = row.status === "COMPLETED";
  return ok(async function* (signal) {
    for await (const event of over ? await eventViews(db, run, seq) : engine.follow(run, seq, signal))
      yield { id: event.seq, data: viewOf(event) };
  });
}

/** What of a node run has a text of its own. */
export const bodyParts = ["response", "request", "output"] as const;
type BodyPart = (typeof bodyParts)[number];

/**
 * The whole text of a node run's response, request body or output, masked, however large: a body as it was
 * sent, an output as JSON.
 */
export async function readBody(
  { db, bodies }: Pick<Services, "db" | "bodies">,
  run: string,
  nodeRun: string,
  part: BodyPart,
): Promise<Result<string, ApiError>> {
  const whole =
    part === "response" && nodeRun.startsWith("wfnr_") ? await bodies.get(run, nodeRun) : undefined;
  if (whole !== undefined) return ok(whole);
  const rows = await db
    .selectFrom("run_events")
    .select(["seq", "body", "cut"])
    .where("run_id", "=", run)
    .where("node_run", "=", nodeRun)
    .where("type", "in", holders[part])
    .orderBy("seq", "desc")
    .execute();
  for (const row of rows) {
    const text = textIn(await wholeEvent(bodies, run, row), part);
    if (text !== undefined) return ok(text);
  }
  return err(apiError("not_found", `Node run "${nodeRun}" of run "${run}" has no ${part}.`));
}

const holders: Record<BodyPart, RunEvent["type"][]> = {
  response: ["node.response"],
  request: ["node.request"],
  output: ["node.completed", "node.external", "run.started"],
};

function textIn(event: RunEvent, part: BodyPart): string | undefined {
  if (event.type === "node.response") return event.response.body;
  const value =
    event.type === "node.request" ? event.request.body : "output" in event ? event.output : undefined;
  return typeof value === "string" && part === "request" ? value : JSON.stringify(value);
}

/** Cancels after the current node, or at once with `force` (reference 7.3). */
export async function cancelRun(
  { engine }: Services,
  run: string,
  force: boolean,
): Promise<Result<void, ApiError>> {
  const cancelled = await engine.cancel(run, { force });
  return cancelled.ok ? cancelled : err(refused(cancelled.error));
}

/** Delivers what an outside system says about a node run (reference 7.4). */
export async function reportNodeRun(
  { engine }: Pick<Services, "engine">,
  nodeRun: string,
  report: NodeReport,
): Promise<Result<void, ApiError>> {
  const delivered = await engine.signal(nodeRun, report);
  return delivered.ok ? delivered : err(refused(delivered.error));
}

/** Waits until the run is over, or for some milliseconds, or until the client is gone. */
export async function awaitRun(
  { engine }: Services,
  run: string,
  ms: number,
  client: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([client, AbortSignal.timeout(ms)]);
  for await (const event of engine.follow(run, 0, signal)) if (event.type === "run.completed") return;
}

const noRun = (run: string): ApiError => apiError("not_found", `There is no run "${run}".`);

const codes = {
  "run/exists": "already_over",
  "run/not-found": "not_found",
  "run/over": "not_running",
  "node-run/not-found": "not_found",
  "node-run/over": "already_over",
  "node-run/not-asking": "not_asking",
  "node-run/answered": "already_answered",
  "node-run/broken": "invalid_value",
  "report/invalid": "invalid_value",
  "store/failing": "storage_failing",
} as const satisfies Record<EngineError["code"], ApiError["code"]>;

/** An error of the engine as the API says it. */
export const refused = ({ code, message }: EngineError): ApiError => apiError(codes[code], message);
