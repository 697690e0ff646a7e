"use client";

import { History } from "lucide-react";
import { NodeRunDetail } from "@/components/run/node-run-detail";
import { EmptyState } from "@/components/ui/empty-state";
import { nodeOf, nodeRunOf } from "@/lib/editor/selectors";
import { useEditor } from "@/lib/editor/use-editor";

/** What this node did in the run on screen, else in the newest one. */
export function LastRun({ node }: { node: string }) {
  const run = useEditor((state) => state.run ?? state.lastRun);
  const title = useEditor((state) => nodeOf(state, node)?.title || node);
  const nodeRun = nodeRunOf(run, node);
  if (!run || !nodeRun)
    return (
      <EmptyState icon={<History />} title={run ? "Not part of the last run" : "No run yet"}>
        {run
          ? "That run took another way, or ended before it came here."
          : "After a run, the request, the response and the output of this node are here."}
      </EmptyState>
    );
  return <NodeRunDetail key={nodeRun.nodeRun} run={run.run} nodeRun={nodeRun} title={title} />;
}
