"use client";

import { useReactFlow } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { toast } from "@/components/ui/toast";
import { duplicateNodes, removeThings } from "@/lib/editor/graph-edits";
import { hasMod, isTyping } from "@/lib/editor/keys";
import { useEditorStore } from "@/lib/editor/use-editor";
import { fitMove } from "./fit";

/** The canvas's shortcuts; silent while something takes text. `chosen` gives the chosen cards at the moment of the key. */
export function useCanvasKeys(chosen: () => string[], locked: boolean, arrange: () => void): void {
  const store = useEditorStore();
  const flow = useReactFlow();
  const latest = useRef({ chosen, locked, arrange });
  latest.current = { chosen, locked, arrange };

  useEffect(() => {
    const zooms: Record<string, () => void> = {
      "1": () => flow.fitView(fitMove),
      "0": () => flow.zoomTo(1, { duration: 200 }),
      "+": () => flow.zoomIn({ duration: 120 }),
      "=": () => flow.zoomIn({ duration: 120 }),
      "-": () => flow.zoomOut({ duration: 120 }),
    };
    const refused = (result: { refused: string } | undefined) => {
      if (result) toast({ title: result.refused, tone: "bad" });
    };
    const remove = () => {
      const { selection } = store.getState();
      refused(
        removeThings(store, {
          nodes: latest.current.chosen(),
          connections: selection?.kind === "connection" ? [selection.id] : [],
        }),
      );
    };
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const mod = hasMod(event);
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const act = () => {
        if (!mod && !latest.current.locked && (key === "Delete" || key === "Backspace")) return remove;
        if (mod && !latest.current.locked && key === "d")
          return () => refused(duplicateNodes(store, latest.current.chosen()));
        if (!mod && event.shiftKey && key === "l" && !latest.current.locked)
          return () => latest.current.arrange();
        if (key === "Escape") return () => store.getState().actions.select(null);
        return mod || event.altKey ? undefined : zooms[event.key];
      };
      const action = act();
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [store, flow]);
}
