"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { FlowNode } from "@/lib/editor/flow";
import { useEditorStore } from "@/lib/editor/use-editor";

/** Room that a card keeps from the canvas's edge. */
const margin = 24;

/** Moves the view just far enough to show a card that was added and chosen. */
export function useNewInView(cards: readonly FlowNode[]): void {
  const store = useEditorStore();
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const before = useRef(cards);
  useEffect(() => {
    const known = before.current;
    before.current = cards;
    const { selection } = store.getState();
    if (known === cards || known.length === 0 || selection?.kind !== "node") return;
    const card = cards.find(({ id }) => id === selection.id);
    if (!card || known.some(({ id }) => id === card.id)) return;
    const { width, height, transform } = flowStore.getState();
    const [x, y, zoom] = transform;
    const start = { x: card.position.x * zoom + x, y: card.position.y * zoom + y };
    const end = { x: start.x + (card.width ?? 0) * zoom, y: start.y + (card.height ?? 0) * zoom };
    const across = shift(start.x, end.x, width);
    const down = shift(start.y, end.y, height);
    if (across !== 0 || down !== 0)
      void flow.setViewport({ x: x + across, y: y + down, zoom }, { duration: 200 });
  }, [cards, store, flow, flowStore]);
}

/** How far to move so that a stretch lies inside; its beginning counts when it does not fit. */
function shift(start: number, end: number, room: number): number {
  if (start < margin) return margin - start;
  return end > room - margin ? Math.max(room - margin - end, margin - start) : 0;
}
