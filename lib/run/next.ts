import type { RunError, Way } from "../nodes/runner";
import type { RunResult } from "./events";
import type { Plan } from "./plan";
import { type NodeRunState, type RunState, wayOf } from "./state";

/** What a run does now. */
export type Next =
  | { do: "start"; node: string; from: { node: string } & Way }
  /** Run this node run, which has begun: for the first time, or again after a crash. */
  | { do: "run"; nodeRun: NodeRunState }
  /** Nothing until a report, a cancel, or the timer of `nodeRun`. */
  | { do: "wait"; until?: { nodeRun: string; at: string } }
  | { do: "finish"; result: RunResult; error?: RunError }
  | { do: "nothing" };

/** A run may not have more events than this; a log that outside systems fill without end stops there. */
export const MAX_EVENTS = 100_000;

/**
 * Decides, from the log alone, what a run does now. There is no fan-out, so the node run that began last
 * is where the run stands.
 *
 * - A node that failed ends the run as FAILED, unless its `onFailure` is `"continue"`: then the run goes on
 *   and may still end as SUCCESS. That holds for an asynchronous webhook too: a report of FAILED ends the
 *   run before its next node, whichever node that is.
 * - A node run that is open while the run walks on (design, section 6) is waited for at the end.
 * - A cancel lets the request in flight finish; node runs that only wait for a report are closed.
 */
export function next(plan: Plan, run: RunState): Next {
  const last = run.nodeRuns.at(-1);
  if (run.status === "COMPLETED" || last === undefined) return { do: "nothing" };
  const waits = last.waitingFor !== undefined;
  const open = last.status === "IN_PROGRESS";
  if (run.cancelling !== undefined && (run.cancelling.force || !open || waits))
    return { do: "finish", result: "CANCELLED" };
  const stopped = run.nodeRuns.find((node) => isStopped(node));
  if (stopped !== undefined && (!open || waits))
    return {
      do: "finish",
      result: "FAILED",
      ...(stopped.error === undefined ? {} : { error: stopped.error }),
    };
  if (run.seq >= MAX_EVENTS)
    return {
      do: "finish",
      result: "FAILED",
      error: {
        code: "run/too-many-events",
        message: `The run has ${run.seq} events, more than the ${MAX_EVENTS} that a run may have.`,
        hint: "Let the outside system write fewer log lines.",
      },
    };
  if (open && !waits) return { do: "run", nodeRun: last };
  if (open && !last.continues) return { do: "wait", ...timerOf(last) };

  const target = plan.successor(last.node, last);
  if (target === undefined)
    return run.nodeRuns.some((node) => node.status === "IN_PROGRESS")
      ? { do: "wait" }
      : { do: "finish", result: "SUCCESS" };
  if (plan.node(target) === undefined || run.nodeRuns.some((node) => node.node === target))
    return { do: "finish", result: "FAILED", error: badTarget(plan, last.node, target) };
  return {
    do: "start",
    node: target,
    from: { node: last.node, ...wayOf(last) },
  };
}

const isStopped = (node: NodeRunState) =>
  node.status === "COMPLETED" && node.result !== "SUCCESS" && !node.continued;

const timerOf = (node: NodeRunState) =>
  node.until === undefined ? {} : { until: { nodeRun: node.nodeRun, at: node.until } };

const badTarget = (plan: Plan, from: string, target: string): RunError =>
  plan.node(target) === undefined
    ? {
        code: "graph/unknown-node",
        message: `The connection from "${from}" leads to "${target}", which is no node of this workflow.`,
        hint: "Connect it to a node that exists.",
      }
    : {
        code: "graph/cycle",
        message: `The connection from "${from}" leads back to "${target}", which has run already.`,
        hint: "Remove the connection that closes the circle.",
      };
