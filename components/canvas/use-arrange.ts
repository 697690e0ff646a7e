"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import { useEditorStore } from "@/lib/editor/use-editor";
import type { Direction } from "@/lib/workflow/layout";
import { fitMove } from "./fit";

/** Lays everything out afresh, and brings it into view once the cards stand where they were put. */
export function useArrange(cards: readonly unknown[]): (direction?: Direction) => void {
  const store = useEditorStore();
  const flow = useReactFlow();
  const waits = useRef(false);
  useEffect(() => {
    if (!waits.current || cards.length === 0) return;
    waits.current = false;
    void flow.fitView(fitMove);
  }, [cards, flow]);
  return useCallback(
    (direction) => {
      waits.current = true;
      store.getState().actions.tidy(direction);
    },
    [store],
  );
}
