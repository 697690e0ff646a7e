"use client";

import { History, Pin } from "lucide-react";
import { sayPins } from "@/components/canvas/say";
import { NodeRunDetail } from "@/components/run/node-run-detail";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Keys } from "@/components/ui/kbd";
import { lastOutput, togglePins } from "@/lib/editor/pin-edits";
import { mayPin } from "@/lib/editor/pins";
import { own } from "@/lib/editor/preview-context";
import { nodeOf, nodeRunOf } from "@/lib/editor/selectors";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";

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
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-0 flex-1">
        <NodeRunDetail key={nodeRun.nodeRun} run={run.run} nodeRun={nodeRun} title={title} />
      </div>
      <PinBar node={node} />
    </div>
  );
}

/** Keeps what came back for the next test runs. */
function PinBar({ node }: { node: string }) {
  const store = useEditorStore();
  const locked = useEditor((state) => state.ui.readOnly);
  const pinned = useEditor((state) => own(state.pins, node)?.output !== undefined);
  const offers = useEditor((state) => {
    const found = nodeOf(state, node);
    return found !== undefined && mayPin(found) && lastOutput(state, node) !== undefined;
  });
  if (!offers && !pinned) return null;
  return (
    <div className="flex shrink-0 items-center gap-2 border-line border-t px-3 py-1.5 text-dim text-xs">
      <span className="min-w-0 flex-1">
        {pinned
          ? "Test runs give the pinned output, which is in the form."
          : "Test runs can give this output again, without running the node."}
      </span>
      <Button disabled={locked} onClick={() => sayPins(togglePins(store, [node]))}>
        <Pin />
        {pinned ? "Unpin" : "Pin output"}
      </Button>
      <Keys keys={["P"]} />
    </div>
  );
}
