"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import type { FlowNode } from "@/lib/editor/flow";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import type { Direction } from "@/lib/workflow/layout";
import { fitCards } from "./fit";

/**
 * Lays everything out afresh, or only the chosen cards when they are several, and brings it into view once the cards stand where they were put; likewise when a
 * text that was typed or pasted made the whole graph.
 */
export function useArrange(
  cards: readonly FlowNode[],
  chosen: () => string[],
): (direction?: Direction) => void {
  const store = useEditorStore();
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  // The cards may all stand where they stood before, and are then the same list.
  const layout = useEditor((state) => state.layout);
  const waits = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout tells that the cards stand where they were put
  useEffect(() => {
    if (!waits.current || cards.length === 0) return;
    waits.current = false;
    fitCards(flow, flowStore.getState(), cards);
  }, [cards, layout, flow, flowStore]);
  const arranged = useEditor((state) => state.arranged);
  const latest = useRef(cards);
  latest.current = cards;
  useEffect(() => {
    if (arranged) fitCards(flow, flowStore.getState(), latest.current);
  }, [arranged, flow, flowStore]);
  return useCallback(
    (direction) => {
      const only = chosen();
      if (direction === undefined && only.length > 1 && only.length < latest.current.length) {
        store.getState().actions.tidy(undefined, only);
        return;
      }
      waits.current = true;
      store.getState().actions.tidy(direction);
    },
    [store, chosen],
  );
}
