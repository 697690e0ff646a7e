"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { fieldId } from "@/components/inspector/use-field";
import { narrow } from "@/components/ui/use-media";
import type { Layout } from "@/lib/editor/api-types";
import { isBoardNode } from "@/lib/editor/board-graph";
import type { FlowNode } from "@/lib/editor/flow";
import { hasMod, isTyping } from "@/lib/editor/keys";
import { isArrow, moved, neighbourOf } from "@/lib/editor/neighbour";
import { nodePointer } from "@/lib/editor/selectors";
import type { EditorStore } from "@/lib/editor/store-types";
import { useEditorStore } from "@/lib/editor/use-editor";
import { focusCard } from "./focus-card";
import { bringIntoView } from "./into-view";

/** Frames to wait for a panel that opens. */
const patience = 30;

/** Puts the cursor into a control once it is there. */
function focusSoon(id: string, select: boolean, frames = patience): void {
  requestAnimationFrame(() => {
    const control = document.getElementById(id);
    if (control) {
      control.focus();
      if (select && control instanceof HTMLInputElement) control.select();
    } else if (frames > 0) focusSoon(id, select, frames - 1);
  });
}

/** Opens a card's form with the cursor in its title, which is marked when `rename` says so. */
export function openForm(state: EditorStore, node: string, rename: boolean): void {
  const at = nodePointer(state, node);
  state.actions.select({ kind: "node", id: node });
  if (window.matchMedia(narrow).matches) state.actions.setSheet("right");
  state.actions.setRight({ open: true, tab: "form" });
  focusSoon(fieldId(`${at}/title`), rename);
}

export interface NodeKeys {
  /** Where the cards are shown. */
  layout: Layout;
  locked: boolean;
  /** Cards cannot be moved: their places are automatic. */
  automatic: boolean;
  /** The chosen cards at the moment of the key. */
  chosen(): string[];
  /** Chooses several cards at once. */
  choose(ids: readonly string[]): void;
  /** Opens the list of node types behind a card. */
  addAfter(node: string): void;
}

/**
 * Keys about the chosen card: Enter opens it, F2 renames it, Tab adds one behind it, arrows go to others, with Shift
 * they choose them as well, with Mod they move what is chosen.
 */
export function useNodeKeys(keys: NodeKeys): void {
  const store = useEditorStore();
  const flow = useReactFlow<FlowNode>();
  const flowStore = useStoreApi();
  const latest = useRef(keys);
  latest.current = keys;

  useEffect(() => {
    const go = (to: string) => {
      const card = flow.getNode(to);
      if (card) bringIntoView(flow, flowStore.getState(), [card]);
      focusCard(to);
    };
    /** Takes the next card in as well; one that was chosen already lets go of the one before. */
    const extend = (from: string, to: string) => {
      const chosen = new Set([...latest.current.chosen(), from]);
      if (chosen.has(to)) chosen.delete(from);
      latest.current.choose([...chosen.add(to)]);
      go(to);
    };
    const actionOf = (event: KeyboardEvent): (() => void) | undefined => {
      const state = store.getState();
      const { layout, locked, automatic, addAfter } = latest.current;
      const { key } = event;
      const focused = (event.target as Element).closest<HTMLElement>(".react-flow__node")?.dataset.id;
      const chosen = state.selection?.kind === "node" ? state.selection.id : undefined;
      const isBoard = focused !== undefined && isBoardNode(focused);
      const onCanvas = focused !== undefined || event.target === document.body;
      if (isBoard && !(isArrow(key) && !hasMod(event))) return undefined;
      if (key === "F2" && chosen && !locked) return () => openForm(state, chosen, true);
      if (!onCanvas) return undefined;
      if (key === "Enter" && !hasMod(event)) {
        const node = focused ?? chosen;
        if (node === undefined) return undefined;
        return () => openForm(state, node, false);
      }
      if (key === "Tab" && !event.shiftKey && chosen && !locked && (focused ?? chosen) === chosen)
        return () => addAfter(chosen);
      if (!isArrow(key) || event.altKey) return undefined;
      const from = focused ?? chosen;
      if (from === undefined) return undefined;
      if (hasMod(event)) {
        if (locked || automatic) return undefined;
        const several = latest.current.chosen();
        const ids = several.includes(from) ? several : [from];
        const places = ids.flatMap((id) => {
          const place = state.layout[id];
          return place ? [[id, moved(place, key, event.shiftKey ? 64 : 16)] as const] : [];
        });
        // Steps that follow each other closely are undone together.
        const merge = `nudge ${ids.join(" ")}`;
        return () => state.actions.moveNodes(Object.fromEntries(places), { merge });
      }
      if (event.shiftKey && !isBoard) {
        const cards = Object.entries(layout).filter(([id]) => !isBoardNode(id));
        const to = neighbourOf(Object.fromEntries(cards), from, key);
        return () => to && extend(from, to);
      }
      const to = neighbourOf(layout, from, key);
      return () => {
        if (to === undefined) return;
        if (!isBoardNode(to)) state.actions.select({ kind: "node", id: to });
        go(to);
      };
    };
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || !(event.target instanceof Element)) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    // Before the cards' own keys, which would move a card with the arrows.
    window.addEventListener("keydown", down, { capture: true });
    return () => window.removeEventListener("keydown", down, { capture: true });
  }, [store, flow, flowStore]);
}
