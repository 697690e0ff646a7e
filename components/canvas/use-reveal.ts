"use client";

import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { selectionAt } from "@/lib/editor/selectors";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { travel } from "./fit";

/** Brings the card of a place that was asked for into the middle of the view. */
export function useReveal(): void {
  const store = useEditorStore();
  const flow = useReactFlow();
  const reveal = useEditor((state) => state.ui.reveal);
  useEffect(() => {
    const { document, layout } = store.getState();
    if (!reveal || !document) return;
    const selection = selectionAt(document, reveal.at);
    const id = selection?.kind === "connection" ? selection.id.split("|")[0] : selection?.id;
    const place = id === undefined ? undefined : (flow.getNode(id)?.position ?? layout[id]);
    if (place)
      void flow.setCenter(place.x + 120, place.y + 32, {
        zoom: Math.max(0.8, flow.getZoom()),
        duration: travel(200),
      });
  }, [reveal, flow, store]);
}
