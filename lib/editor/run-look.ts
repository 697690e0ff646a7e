import type { WaitingFor } from "../nodes/runner";
import type { NodeRunState, RunState } from "../run/state";
import type { Connection, WorkflowDocument, WorkflowNode } from "../workflow/document";
import { connectionPlace, nodePlace, nodeRunOf } from "./selectors";
import type { EditorState } from "./store-types";

/** How a node or a way stands in the run on screen; the names of the state table. */
export type RunLook =
  | "idle"
  | "running"
  | "waiting"
  | "waiting-person"
  | "sleeping"
  | "retrying"
  | "waiting-agent"
  | "waiting-service"
  | "success"
  | "pinned"
  | "disabled"
  | "failed"
  | "failed-continued"
  | "skipped"
  | "cancelled";

/** What each state is called. */
export const lookWords: Record<RunLook, string> = {
  idle: "Not reached",
  running: "Running",
  waiting: "Waiting for a callback",
  "waiting-person": "Waiting for a person",
  sleeping: "Waiting for its time",
  retrying: "Waiting for the next attempt",
  "waiting-agent": "Waiting for the execution agent",
  "waiting-service": "Waiting for the service",
  success: "Succeeded",
  pinned: "Pinned, not run",
  disabled: "Disabled, not run",
  failed: "Failed",
  "failed-continued": "Failed, the run went on",
  skipped: "Not taken in this run",
  cancelled: "Cancelled",
};

const waitingLooks: Record<WaitingFor, RunLook> = {
  callback: "waiting",
  person: "waiting-person",
  timer: "sleeping",
  poll: "waiting-service",
  retry: "retrying",
  agent: "waiting-agent",
};

/** The state of one node run. */
export function lookOfNodeRun(nodeRun: NodeRunState): RunLook {
  if (nodeRun.status === "IN_PROGRESS")
    return nodeRun.waitingFor === undefined ? "running" : waitingLooks[nodeRun.waitingFor];
  if (nodeRun.mock !== undefined) return nodeRun.mock;
  if (nodeRun.result === "FAILED") return nodeRun.continued ? "failed-continued" : "failed";
  return nodeRun.result === "CANCELLED" ? "cancelled" : "success";
}

/** The state of a node in a run; `skipped` once the run is over without it. */
export function lookOfNode(run: RunState | null, node: string): RunLook {
  if (!run) return "idle";
  const nodeRun = nodeRunOf(run, node);
  if (nodeRun) return lookOfNodeRun(nodeRun);
  return run.status === "COMPLETED" ? "skipped" : "idle";
}

const worstFirst: readonly RunLook[] = [
  "failed",
  "waiting-person",
  "waiting",
  "waiting-agent",
  "waiting-service",
  "retrying",
  "sleeping",
  "running",
  "cancelled",
  "failed-continued",
  "success",
  "pinned",
  "disabled",
  "skipped",
  "idle",
];

/** The state that most asks for attention among several. */
export const worstLook = (looks: readonly RunLook[]): RunLook =>
  worstFirst.find((look) => looks.includes(look)) ?? "idle";

/** The state of a way: that of the node it led to, `skipped` when another way was taken. */
export function lookOfConnection(run: RunState | null, connection: Connection): RunLook {
  if (!run) return "idle";
  const target = nodeRunOf(run, connection.targetIdentifier);
  const source = nodeRunOf(run, connection.sourceIdentifier);
  if (target?.from?.node === connection.sourceIdentifier) {
    const { sourceOutletIdentifier: outlet, fallback } = connection;
    const taken =
      outlet === undefined
        ? fallback !== true || target.from.fallback === true
        : target.from.outlet === outlet;
    if (taken) return lookOfNodeRun(target);
  }
  return source?.status === "COMPLETED" || run.status === "COMPLETED" ? "skipped" : "idle";
}

/** The state of what is drawn as one line, by the names of its connections. */
export function lookOfConnections(
  { document, run }: Pick<EditorState, "document" | "run">,
  connections: readonly string[],
): RunLook {
  if (!run) return "idle";
  return worstLook(
    connections.map((id) => {
      const connection = connectionPlace(document, id)?.value;
      return connection ? lookOfConnection(run, connection) : "idle";
    }),
  );
}

const written = new WeakMap<WorkflowNode, string>();
function textOf(node: WorkflowNode): string {
  const known = written.get(node) ?? JSON.stringify(node);
  written.set(node, known);
  return known;
}

/** Whether a node was changed after the run on screen began, which makes what the run says about it old. */
export function isStale(node: WorkflowNode | undefined, ran: WorkflowDocument | null): boolean {
  const before = node && nodePlace(ran, node.identifier)?.value;
  return before !== undefined && textOf(before) !== textOf(node as WorkflowNode);
}

/** `184 ms`, `2.4 s`, `3 min 05 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${minutes} min ${String(seconds % 60).padStart(2, "0")} s`;
}
