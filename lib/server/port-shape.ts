import "server-only";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import type { NodeRunState, RunState } from "../run/state";
import type { DeletedWorkflowsTable, RunsTable, WorkflowsTable, WorkflowVersionsTable } from "./db/schema";
import { parseObject } from "./drafts";

/** Slipway is one organisation. */
const organisation = "slipway";

/** A workflow that was deleted, as it was then. */
export const portDeletedWorkflow = (row: DeletedWorkflowsTable): JsonObject => ({
  ...portWorkflow(row, {
    id: row.version_id ?? "",
    version: row.version ?? 0,
    text: row.text,
    created_at: row.updated_at,
    created_by: row.version_by ?? row.created_by,
  }),
  deletedAt: row.deleted_at,
  deletedBy: row.deleted_by,
});

/** A published workflow with Port's read-only fields, and `variables` on every node (reference 1). */
export function portWorkflow(
  row: Pick<WorkflowsTable, "id" | "created_at" | "created_by">,
  version: Omit<WorkflowVersionsTable, "workflow_id">,
): JsonObject {
  const document = parseObject(version.text);
  const nodes = Array.isArray(document.nodes) ? document.nodes : [];
  return {
    ...document,
    nodes: nodes.map((node) => (isJsonObject(node) ? { ...node, variables: node.variables ?? {} } : node)),
    connections: document.connections ?? [],
    allowAnyoneToViewRuns: document.allowAnyoneToViewRuns ?? true,
    id: row.id,
    orgId: organisation,
    version: version.version,
    versionIdentifier: version.id,
    createdBy: row.created_by,
    updatedBy: version.created_by,
    createdAt: row.created_at,
    updatedAt: version.created_at,
  };
}

type RunSource = Pick<
  RunsTable,
  | "id"
  | "document"
  | "identifier"
  | "version"
  | "version_id"
  | "status"
  | "result"
  | "created_at"
  | "updated_at"
  | "completed_at"
  | "created_by"
>;

/**
 * A run as Port's API shows it, with both spellings of the workflow it belongs to (reference 6.7 row 24, 7.2).
 *
 * @param detail false in lists, which leave out the configuration of each node run
 */
export function portRun(row: RunSource, state: RunState, detail: boolean): JsonObject {
  const document = parseObject(row.document);
  const nodes = new Map<string, JsonObject>();
  for (const node of Array.isArray(document.nodes) ? document.nodes : []) {
    if (isJsonObject(node) && typeof node.identifier === "string") nodes.set(node.identifier, node);
  }
  // The row's own moment follows the run's status alone; moments of ISO 8601 in UTC compare as text.
  const moments = state.nodeRuns.flatMap((run) => [
    run.startedAt,
    run.completedAt ?? "",
    run.logs.at(-1)?.at ?? "",
  ]);
  const updated = [row.updated_at, ...moments].sort().at(-1) ?? row.updated_at;
  const outputs: JsonObject = Object.create(null);
  for (const { node, output } of state.nodeRuns) if (output !== undefined) outputs[node] = output;
  return {
    identifier: row.id,
    title: document.title ?? null,
    icon: document.icon ?? null,
    status: row.status,
    result: row.result,
    createdAt: row.created_at,
    updatedAt: updated,
    completedAt: row.completed_at,
    createdBy: row.created_by,
    workflow: { identifier: row.identifier, version: row.version },
    workflowVersion: {
      identifier: row.version_id,
      version: row.version,
      workflow: { identifier: row.identifier },
    },
    workflowVersionId: row.version_id,
    nodeConfigType: state.trigger.nodeType,
    environment: state.environment?.name ?? null,
    error: state.error === undefined ? null : { ...state.error },
    statusLabel: state.label === undefined ? null : { ...state.label },
    variables: { outputs },
    nodeRuns: state.nodeRuns.map((run) => portNodeRun(run, nodes.get(run.node), detail)),
  };
}

/** A node run as Port's API shows it. */
export function portNodeRun(run: NodeRunState, node: JsonObject | undefined, detail: boolean): JsonObject {
  const last = run.logs.at(-1)?.at ?? run.startedAt;
  return {
    identifier: run.nodeRun,
    node: { identifier: run.node },
    nodeUid: run.node,
    nodeTitle: node?.title ?? null,
    nodeIcon: node?.icon ?? null,
    nodeConfigType: run.nodeType,
    status: run.status,
    result: run.result,
    output: run.output ?? null,
    ...(run.outputHead === undefined ? {} : { outputSize: run.outputHead.size }),
    createdAt: run.startedAt,
    updatedAt: run.completedAt ?? last,
    completedAt: run.completedAt ?? null,
    links: run.links,
    externalRunId: run.externalRunId ?? null,
    nodeRunLogs: run.logs.map(({ level, message, tags, at }) => ({
      logLevel: level,
      log: message,
      tags: tags ?? {},
      createdAt: at,
      updatedAt: at,
    })),
    statusLabel: run.label === undefined ? null : { ...run.label },
    pendingExecution: false,
    claimedUntil: null,
    installationId: null,
    ...(detail ? { config: (node?.config ?? null) as Json } : {}),
  };
}
