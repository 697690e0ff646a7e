"use client";

import { useReactFlow } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { hasMod, isTyping } from "@/lib/editor/keys";
import { useEditorStore } from "@/lib/editor/use-editor";
import type { CanvasActions } from "./canvas-actions";
import { fitMove, travel } from "./fit";

export interface CanvasKeys {
  actions: CanvasActions;
  locked: boolean;
  arrange: () => void;
  /** Opens the list of node types for a connection. */
  insertOn: (connection: string) => void;
  /** Dragging on the empty canvas chooses cards, or moves the view. */
  onSelects: (selects: boolean) => void;
}

/** The canvas's shortcuts; silent while something takes text. */
export function useCanvasKeys(keys: CanvasKeys): void {
  const store = useEditorStore();
  const flow = useReactFlow();
  const latest = useRef(keys);
  latest.current = keys;

  useEffect(() => {
    const views: Record<string, () => void> = {
      "1": () => flow.fitView(fitMove),
      "0": () => flow.zoomTo(1, { duration: travel(200) }),
      "+": () => flow.zoomIn({ duration: travel(120) }),
      "=": () => flow.zoomIn({ duration: travel(120) }),
      "-": () => flow.zoomOut({ duration: travel(120) }),
      v: () => latest.current.onSelects(true),
      h: () => latest.current.onSelects(false),
    };
    const withMod: Record<string, () => void> = {
      a: () => latest.current.actions.selectAll(),
      d: () => latest.current.actions.duplicate(),
      delete: () => latest.current.actions.removeAndReconnect(),
    };
    const plain: Record<string, () => void> = {
      delete: () => latest.current.actions.remove(),
      p: () => latest.current.actions.togglePins(),
      d: () => latest.current.actions.toggleDisabled(),
      c: () => latest.current.actions.connect(),
      i: () => {
        const { selection } = store.getState();
        if (selection?.kind === "connection") latest.current.insertOn(selection.id);
      },
    };
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || event.altKey) return;
      const mod = hasMod(event);
      const key = event.key === "Backspace" ? "delete" : event.key.toLowerCase();
      const act = () => {
        if (key === "escape") return () => latest.current.actions.selectNone();
        if (mod && key === "a") return withMod.a;
        if (!mod && !event.shiftKey && views[key]) return views[key];
        if (!mod && views[event.key] && /[+=]/.test(event.key)) return views[event.key];
        if (latest.current.locked) return undefined;
        if (mod) return withMod[key];
        if (event.shiftKey) return key === "l" ? () => latest.current.arrange() : undefined;
        return plain[key];
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
