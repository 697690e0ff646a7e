import { fromPointer, toPointer } from "@/lib/base/pointer";
import type { NodeRunState, RunState } from "@/lib/run/state";
import type { WorkflowDocument } from "@/lib/workflow/document";

/**
 * The node run whose details are shown: the chosen one while it belongs to this run; else the one that
 * failed; else, while the run goes on, the newest; else the last that did something.
 */
export function shownNodeRun(run: RunState, chosen: string | null): NodeRunState | undefined {
  const own = run.nodeRuns.find((nodeRun) => nodeRun.nodeRun === chosen);
  if (own) return own;
  const failed = run.nodeRuns.findLast((nodeRun) => nodeRun.result === "FAILED" && !nodeRun.continued);
  return failed ?? run.nodeRuns.at(-1);
}

/** How the author calls a node: its title, else its identifier. */
export function nodeTitle(document: WorkflowDocument | null | undefined, identifier: string): string {
  const title = document?.nodes.find((node) => node.identifier === identifier)?.title;
  return typeof title === "string" && title !== "" ? title : identifier;
}

/**
 * A place in the document that ran, as a place in the draft: nodes are matched by identifier, because they
 * may have moved. Undefined when the draft has no such node any more.
 */
export function placeInDraft(at: string, ran: WorkflowDocument, draft: WorkflowDocument): string | undefined {
  const [area, index, ...rest] = fromPointer(at);
  if (area !== "nodes" || typeof index !== "number") return at;
  const identifier = ran.nodes[index]?.identifier;
  const now = draft.nodes.findIndex((node) => node.identifier === identifier);
  return now === -1 ? undefined : toPointer(["nodes", now, ...rest]);
}
