"use client";

import { useEditor } from "@/lib/editor/use-editor";
import type { RunState } from "@/lib/run/state";
import { formatDuration } from "./format";
import { nodeRunLook, runLook } from "./status";
import { useTitles } from "./use-titles";

/** Tells a screen reader how the run stands, in few words. */
export function RunAnnouncer() {
  const run = useEditor((state) => state.run);
  const titleOf = useTitles();
  return (
    <p aria-live="polite" className="sr-only">
      {run && run.seq > 0 ? announce(run, titleOf) : ""}
    </p>
  );
}

/** `Running: Send webhook.` while it goes on; how it ended afterwards. */
function announce(run: RunState, titleOf: (node: string) => string): string {
  const look = runLook(run);
  if (run.status === "COMPLETED") {
    const took = run.completedAt
      ? ` after ${formatDuration(Date.parse(run.completedAt) - Date.parse(run.startedAt))}`
      : "";
    const failed = run.nodeRuns.findLast((nodeRun) => nodeRun.result === "FAILED" && !nodeRun.continued);
    return `Run ${look.label.toLowerCase()}${took}${failed ? ` at ${titleOf(failed.node)}` : ""}.`;
  }
  const newest = run.nodeRuns.at(-1);
  if (run.status === "CANCELLING" || !newest) return `${look.label}.`;
  return `${nodeRunLook(newest).label}: ${titleOf(newest.node)}.`;
}
