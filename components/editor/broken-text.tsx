"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";

/** Says that the text cannot be read and that the canvas shows what it said last. */
export function BrokenText() {
  const reason = useEditor(
    (state) => state.problems.find((problem) => problem.severity === "error")?.message,
  );
  const hasDocument = useEditor((state) => state.document !== undefined);
  const canUndo = useEditor((state) => state.history.past.length > 0);
  const { setDrawer, undo } = useEditorActions();
  return (
    <div
      role="status"
      className="absolute top-3 left-1/2 z-10 flex w-max max-w-[calc(100%-24px)] -translate-x-1/2 items-start gap-3 rounded-card border border-line bg-raised py-2 pr-2 pl-3 shadow-float"
    >
      <TriangleAlert className="mt-1 size-4 shrink-0 text-warn" />
      <div className="min-w-0 py-0.5">
        <p className="font-medium text-sm">
          The JSON cannot be read{hasDocument ? "; the canvas shows its last good state" : ""}
        </p>
        {reason && <p className="line-clamp-2 max-w-lg text-dim text-xs">{reason}</p>}
      </div>
      <div className="flex shrink-0 gap-1.5">
        {canUndo && <Button onClick={undo}>Undo</Button>}
        <Button onClick={() => setDrawer({ open: true, tab: "json" })}>Open JSON</Button>
      </div>
    </div>
  );
}
