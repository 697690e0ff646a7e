"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import type { Direction } from "@/lib/workflow/layout";
import { fitMove } from "./fit";

/**
 * Lays everything out afresh, and brings it into view once the cards stand where they were put; likewise when a
 * text that was typed or pasted made the whole graph.
 */
export function useArrange(cards: readonly unknown[]): (direction?: Direction) => void {
  const store = useEditorStore();
  const flow = useReactFlow();
  const waits = useRef(false);
  useEffect(() => {
    if (!waits.current || cards.length === 0) return;
    waits.current = false;
    void flow.fitView(fitMove);
  }, [cards, flow]);
  const arranged = useEditor((state) => state.arranged);
  useEffect(() => {
    if (arranged) void flow.fitView(fitMove);
  }, [arranged, flow]);
  return useCallback(
    (direction) => {
      waits.current = true;
      store.getState().actions.tidy(direction);
    },
    [store],
  );
}
