"use client";

import { type DragEvent, useRef, useState } from "react";
import { say } from "@/components/canvas/say";
import { outHandle } from "@/lib/editor/flow";
import { moveStep, type Way, whyFixed } from "@/lib/editor/move-step";
import type { OutlineRow } from "@/lib/editor/outline";
import { useEditorStore } from "@/lib/editor/use-editor";

/** Dragging a step to another place of the flow: behind the row that it is dropped on. */
export function useStepDrag(rows: readonly OutlineRow[]) {
  const store = useEditorStore();
  const dragged = useRef<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);

  /** The way out that a row stands for; none where it is not clear what would follow. */
  const wayOf = (row: OutlineRow | undefined): Way | undefined => {
    const { document } = store.getState();
    if (row === undefined || !document || dragged.current === null) return undefined;
    if (row.kind === "way") return { source: row.source, handle: row.handle };
    if (row.kind !== "node" || row.node === dragged.current) return undefined;
    return rows.some((each) => each.kind === "way" && each.source === row.node)
      ? undefined
      : { source: row.node, handle: outHandle };
  };
  return {
    /** The row behind which the step would go. */
    target,
    start(event: DragEvent, row: OutlineRow | undefined) {
      const { document, ui, textBroken } = store.getState();
      if (row?.kind !== "node" || !document || ui.readOnly || textBroken) return event.preventDefault();
      const fixed = whyFixed(document, row.node);
      if (fixed !== undefined) {
        event.preventDefault();
        say({ refused: fixed });
        return;
      }
      dragged.current = row.node;
      event.dataTransfer.setData("text/plain", row.node);
      event.dataTransfer.effectAllowed = "move";
    },
    over(event: DragEvent, row: OutlineRow | undefined) {
      if (dragged.current === null) return;
      const way = wayOf(row);
      setTarget(way && row ? row.key : null);
      if (!way) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
    },
    leave() {
      setTarget(null);
    },
    end() {
      dragged.current = null;
      setTarget(null);
    },
    drop(event: DragEvent, row: OutlineRow | undefined) {
      const way = wayOf(row);
      const node = dragged.current;
      dragged.current = null;
      setTarget(null);
      if (node === null || way === undefined) return;
      event.preventDefault();
      say(moveStep(store, node, way));
    },
  };
}
