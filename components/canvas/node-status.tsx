"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { isStale, lookOfNode } from "@/lib/editor/run-look";
import { nodeRunOf, problemCounts, problemsOfNode } from "@/lib/editor/selectors";
import { useEditor } from "@/lib/editor/use-editor";
import type { WorkflowNode } from "@/lib/workflow/document";
import { CardState } from "./card-state";

/** How many problems a node has, and its state in the run on screen: on its card, or `inRow` of the outline. */
export function NodeStatus({ node, inRow = false }: { node: WorkflowNode; inRow?: boolean }) {
  const look = useEditor((state) => lookOfNode(state.run, node.identifier));
  const stale = useEditor((state) => isStale(node, state.run ? state.runDocument : null));
  const milliseconds = useEditor((state) => {
    const nodeRun = nodeRunOf(state.run, node.identifier);
    return nodeRun?.completedAt && Date.parse(nodeRun.completedAt) - Date.parse(nodeRun.startedAt);
  });
  const counts = useEditor((state) => problemCounts(problemsOfNode(state, node.identifier)));
  const count = counts.errors || counts.warnings;
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      {count > 0 && (
        <span
          title={counts.errors ? `${counts.errors} to mend` : `${counts.warnings} to look at`}
          className={cn(
            "tabular inline-flex items-center gap-0.5 font-medium text-xs [&_svg]:size-3.5",
            counts.errors ? "text-bad" : "text-warn",
          )}
        >
          {counts.errors ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
          {count}
          <span className="sr-only">{counts.errors ? "errors" : "warnings"}</span>
        </span>
      )}
      <CardState
        look={look}
        stale={stale}
        inRow={inRow}
        milliseconds={typeof milliseconds === "number" ? milliseconds : undefined}
      />
    </span>
  );
}
