import "server-only";
import { isJsonObject, type JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import type { NodeReport } from "../run/engine";
import type { RunEvent } from "../run/events";
import { nodeRunOf } from "../run/state";
import { requireRun } from "./access/permissions";
import type { Actor } from "./actor";
import { type ApiError, apiError } from "./api/errors";
import { parseObject } from "./drafts";
import { portNodeRun } from "./port-shape";
import type { Services } from "./running";
import { reportNodeRun, runState } from "./runs";

/** The run of a node run. */
async function runOf({ db }: Pick<Services, "db">, nodeRun: string): Promise<Result<string, ApiError>> {
  const event = await db
    .selectFrom("run_events")
    .select("run_id")
    .where("node_run", "=", nodeRun)
    .limit(1)
    .executeTakeFirst();
  return event === undefined
    ? err(apiError("not_found", `There is no node run "${nodeRun}".`))
    : ok(event.run_id);
}

/**
 * Delivers a report for those who may give it: programs, Admins and whoever started the run. `run` is checked when
 * it is given.
 *
 * @returns the run's identifier
 */
export async function report(
  services: Services,
  actor: Actor,
  nodeRun: string,
  said: NodeReport,
  run?: string,
): Promise<Result<string, ApiError>> {
  const found = await runOf(services, nodeRun);
  if (!found.ok) return found;
  if (run !== undefined && run !== found.value)
    return err(apiError("not_found", `Run "${run}" has no node run "${nodeRun}".`));
  const allowed = await requireRun(services, actor, found.value, true);
  if (!allowed.ok) return allowed;
  const delivered = await reportNodeRun(services, nodeRun, said);
  return delivered.ok ? found : delivered;
}

/** The node runs that an outside system has named as its own, the newest first; those that the actor may see. */
export async function findNodeRuns(
  services: Services,
  actor: Actor,
  externalRunId: string,
  config: boolean,
): Promise<JsonObject[]> {
  const { db } = services;
  const rows = await db
    .selectFrom("external_runs as e")
    .innerJoin("runs as r", "r.id", "e.run_id")
    .select(["e.node_run", "e.run_id", "r.document"])
    .where("e.external_run_id", "=", externalRunId)
    .orderBy("r.created_at", "desc")
    .orderBy("e.node_run")
    .limit(1000)
    .execute();
  const shown: JsonObject[] = [];
  for (const row of rows) {
    if (!(await requireRun(services, actor, row.run_id)).ok) continue;
    const state = nodeRunOf(await runState(services, row.run_id), row.node_run);
    // A later report may have given it another name.
    if (state?.externalRunId !== externalRunId) continue;
    const { nodes } = parseObject(row.document);
    const node = Array.isArray(nodes)
      ? nodes.find((each) => isJsonObject(each) && each.identifier === state.node)
      : undefined;
    shown.push({
      ...portNodeRun(state, isJsonObject(node) ? node : undefined, config),
      workflowRunIdentifier: row.run_id,
    });
  }
  return shown;
}

/** The lines of a run's log, oldest first, in both spellings (reference 6.7, row 10). */
export async function runLogs(
  services: Services,
  actor: Actor,
  run: string,
  page: { limit: number; offset: number },
): Promise<Result<JsonObject[], ApiError>> {
  const allowed = await requireRun(services, actor, run);
  return allowed.ok ? ok(await lines(services, run, undefined, page)) : allowed;
}

/** The same of one node run. */
export async function nodeRunLogs(
  services: Services,
  actor: Actor,
  nodeRun: string,
  page: { limit: number; offset: number },
): Promise<Result<JsonObject[], ApiError>> {
  const run = await runOf(services, nodeRun);
  if (!run.ok) return run;
  const allowed = await requireRun(services, actor, run.value);
  return allowed.ok ? ok(await lines(services, run.value, nodeRun, page)) : allowed;
}

async function lines(
  { db }: Pick<Services, "db">,
  run: string,
  nodeRun: string | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<JsonObject[]> {
  const starts = await db
    .selectFrom("run_events")
    .select(["node_run", "body"])
    .where("run_id", "=", run)
    .where("type", "in", ["run.started", "node.started"])
    .execute();
  const nodes = new Map<string | null, string>();
  for (const { node_run, body } of starts) {
    const event = JSON.parse(body) as RunEvent;
    if (event.type === "run.started") nodes.set(node_run, event.trigger.node);
    else if (event.type === "node.started") nodes.set(node_run, event.node);
  }
  let query = db
    .selectFrom("run_events")
    .select(["node_run", "body"])
    .where("run_id", "=", run)
    .where("type", "=", "node.log");
  if (nodeRun !== undefined) query = query.where("node_run", "=", nodeRun);
  const rows = await query.orderBy("seq").limit(limit).offset(offset).execute();
  return rows.flatMap(({ node_run, body }) => {
    const event = JSON.parse(body) as RunEvent;
    if (event.type !== "node.log") return [];
    const { level, message, tags, at } = event;
    return {
      nodeRunIdentifier: event.nodeRun,
      nodeIdentifier: nodes.get(node_run) ?? "",
      level,
      logLevel: level,
      message,
      log: message,
      tags: tags ?? {},
      createdAt: at,
      updatedAt: at,
    };
  });
}
