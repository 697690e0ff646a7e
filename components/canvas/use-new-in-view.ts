"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { FlowNode } from "@/lib/editor/flow";
import { useEditorStore } from "@/lib/editor/use-editor";
import { bringIntoView } from "./into-view";

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
    bringIntoView(flow, flowStore.getState(), [card]);
  }, [cards, store, flow, flowStore]);
}
