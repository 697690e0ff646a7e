"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { useEditor } from "@/lib/editor/use-editor";
import { bringIntoView } from "./into-view";

/** Shows what undo and redo changed, when it lies outside of the view. */
export function useChangedInView(): void {
  const changed = useEditor((state) => state.ui.changed);
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  useEffect(() => {
    if (!changed) return;
    // The cards move in this render; their places are known in the next frame.
    const frame = requestAnimationFrame(() => {
      const cards = changed.nodes.flatMap((id) => flow.getNode(id) ?? []);
      bringIntoView(flow, flowStore.getState(), cards);
    });
    return () => cancelAnimationFrame(frame);
  }, [changed, flow, flowStore]);
}
