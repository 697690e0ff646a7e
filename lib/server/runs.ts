import "server-only";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import { definitionOf } from "../nodes/definitions";
import type { EngineError, NodeReport } from "../run/engine";
import type { RunEnvironment, RunEvent, RunResult, RunStatus } from "../run/events";
import { emptyRun, type RunState, reduceRun } from "../run/state";
import type { WorkflowDocument, WorkflowNode } from "../workflow/document";
import { validateInputs } from "../workflow/inputs";
import { localActor } from "./actor";
import { type ApiError, apiError } from "./api/errors";
import { requireRunnable } from "./drafts";
import { freshId } from "./ids";
import type { Services } from "./running";
import { latestVersion, requireWorkflow } from "./workflows";

/** What a run is started with. */
export interface StartInput {
  inputs: JsonObject;
  /** The trigger; may be left out when there is one alone. */
  nodeIdentifier?: string | undefined;
  /** Name of an environment; null or absent for none. */
  environment?: string | null | undefined;
}

/** A run in a list. */
export interface RunRow {
  id: string;
  status: RunStatus;
  result: RunResult | null;
  trigger: string;
  startedAt: string;
  completedAt: string | null;
  version: number | null;
  environment: string | null;
}

/** Starts the draft of a workflow, as the editor's Run button does. */
export async function startDraft(
  services: Services,
  id: string,
  input: StartInput,
): Promise<Result<string, ApiError>> {
  const row = await requireWorkflow(services.db, id);
  if (!row.ok) return row;
  const { value } = row;
  const published = await latestVersion(services.db, value.id);
  // A draft that was not touched since is that version.
  const same = published?.text === value.draft ? published : undefined;
  return start(services, input, {
    workflowId: value.id,
    text: value.draft,
    version: same?.version ?? null,
    versionIdentifier: same?.id ?? null,
    draft: true,
  });
}

/** Starts the latest published version of a workflow. */
export async function startPublished(
  services: Services,
  id: string,
  input: StartInput,
): Promise<Result<string, ApiError>> {
  const row = await requireWorkflow(services.db, id);
  if (!row.ok) return row;
  const published = await latestVersion(services.db, row.value.id);
  if (published === undefined) {
    return err(
      apiError("not_published", `The workflow "${id}" has no published version yet. Publish it first.`),
    );
  }
  return start(services, input, {
    workflowId: row.value.id,
    text: published.text,
    version: published.version,
    versionIdentifier: published.id,
    draft: false,
  });
}

interface Startable {
  workflowId: string;
  text: string;
  version: number | null;
  versionIdentifier: string | null;
  /** True for a test run, which a trigger that is not published takes too. */
  draft: boolean;
}

async function start(
  { engine, environments, settings, log }: Services,
  input: StartInput,
  what: Startable,
): Promise<Result<string, ApiError>> {
  const runnable = requireRunnable(what.text);
  if (!runnable.ok) return runnable;
  const { document } = runnable.value;
  const trigger = chooseTrigger(document, input.nodeIdentifier, what.draft);
  if (!trigger.ok) return trigger;
  const output = checkInputs(trigger.value, input.inputs);
  if (!output.ok) return output;
  let environment: RunEnvironment | undefined;
  if (typeof input.environment === "string") {
    environment = await environments.find(input.environment);
    if (environment === undefined) {
      return err(apiError("unknown_environment", `There is no environment called "${input.environment}".`));
    }
  }
  const run = freshId("wfr");
  const started = await engine.start({
    run,
    document: document as unknown as JsonObject,
    workflow: {
      identifier: document.identifier,
      version: what.version,
      versionIdentifier: what.versionIdentifier,
    },
    workflowId: what.workflowId,
    trigger: trigger.value.identifier,
    by: localActor,
    output: output.value,
    ...(environment === undefined ? {} : { environment }),
    asyncWebhooks: settings.asyncWebhooks,
  });
  if (!started.ok) return err(refused(started.error));
  log.info(
    { run, workflow: what.workflowId, version: what.version, environment: environment?.name ?? null },
    "run started",
  );
  return ok(run);
}

function chooseTrigger(
  document: WorkflowDocument,
  wanted: string | undefined,
  draft: boolean,
): Result<WorkflowNode, ApiError> {
  const triggers = document.nodes.filter((node) => definitionOf(node.config.type)?.role === "trigger");
  const quoted = (nodes: WorkflowNode[]) => nodes.map((node) => `"${node.identifier}"`).join(", ");
  const refuse = (message: string) => {
    const detail: Problem = { code: "request/trigger", severity: "error", at: "/nodeIdentifier", message };
    return err(apiError("invalid_inputs", message, [detail]));
  };
  let chosen: WorkflowNode | undefined;
  if (wanted !== undefined) {
    chosen = triggers.find((node) => node.identifier === wanted);
    if (chosen === undefined)
      return refuse(`No trigger is called "${wanted}"; there is ${quoted(triggers)}.`);
  } else {
    const forms = triggers.filter((node) => node.config.type === "SELF_SERVE_TRIGGER");
    const candidates = forms.length > 0 ? forms : triggers;
    if (candidates.length > 1) {
      return refuse(`The workflow has several triggers. Name one in nodeIdentifier: ${quoted(candidates)}.`);
    }
    chosen = candidates[0];
    if (chosen === undefined) return refuse("The workflow has no trigger.");
  }
  if (!draft && "published" in chosen.config && chosen.config.published === false) {
    return refuse(`The trigger "${chosen.identifier}" is not published, so nothing can start it.`);
  }
  return ok(chosen);
}

/** A form's inputs are checked and completed; what another trigger outputs is taken as it is. */
function checkInputs(trigger: WorkflowNode, inputs: JsonObject): Result<JsonObject, ApiError> {
  if (trigger.config.type !== "SELF_SERVE_TRIGGER") return ok(inputs);
  const checked = validateInputs(trigger.config.userInputs as JsonObject | undefined, inputs);
  if (checked.ok) return ok(checked.value);
  const details = checked.error;
  const [first] = details;
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : "";
  return err(apiError("invalid_inputs", `${first?.message ?? "The inputs are not valid."}${more}`, details));
}

/** A run with the document as it ran. */
export async function openRun(
  { db }: Services,
  run: string,
): Promise<Result<{ run: RunState; document: JsonObject }, ApiError>> {
  const row = await db.selectFrom("runs").select("document").where("id", "=", run).executeTakeFirst();
  if (row === undefined) return err(noRun(run));
  const document: Json = JSON.parse(row.document);
  return ok({ run: await runState({ db }, run), document: isJsonObject(document) ? document : {} });
}

/** A run, folded from its log. */
export async function runState({ db }: Pick<Services, "db">, run: string): Promise<RunState> {
  const events = await db
    .selectFrom("run_events")
    .select("body")
    .where("run_id", "=", run)
    .orderBy("seq")
    .execute();
  return events.reduce((state, { body }) => reduceRun(state, JSON.parse(body) as RunEvent), emptyRun(run));
}

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
  const row = await db.selectFrom("runs").select("id").where("id", "=", run).executeTakeFirst();
  if (row === undefined) return err(noRun(run));
  return ok(async function* (signal) {
    for await (const event of engine.follow(run, seq, signal)) yield { id: event.seq, data: event };
  });
}

/** The whole stored text of a response that was too long for the log, masked; else what the log has of it. */
export async function readBody(
  { db, bodies }: Services,
  run: string,
  nodeRun: string,
): Promise<Result<string, ApiError>> {
  const whole = await bodies.get(run, nodeRun);
  if (whole !== undefined) return ok(whole);
  const state = await runState({ db }, run);
  const body = state.nodeRuns.find((each) => each.nodeRun === nodeRun)?.response?.body;
  return body === undefined
    ? err(apiError("not_found", `Node run "${nodeRun}" of run "${run}" has no response.`))
    : ok(body);
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

/** Delivers what an outside system says about a node run (reference 7.4). `run` is checked when it is given. */
export async function reportNodeRun(
  { db, engine }: Services,
  nodeRun: string,
  report: NodeReport,
  run?: string,
): Promise<Result<void, ApiError>> {
  if (run !== undefined) {
    const event = await db
      .selectFrom("run_events")
      .select("run_id")
      .where("node_run", "=", nodeRun)
      .where("run_id", "=", run)
      .limit(1)
      .executeTakeFirst();
    if (event === undefined) return err(apiError("not_found", `Run "${run}" has no node run "${nodeRun}".`));
  }
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
  "report/invalid": "invalid_value",
} as const satisfies Record<EngineError["code"], ApiError["code"]>;

const refused = ({ code, message }: EngineError): ApiError => apiError(codes[code], message);
