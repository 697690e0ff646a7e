"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { fieldId } from "@/components/inspector/use-field";
import { narrow } from "@/components/ui/use-media";
import type { Layout } from "@/lib/editor/api-types";
import { isBoardNode } from "@/lib/editor/board-graph";
import { hasMod, isTyping } from "@/lib/editor/keys";
import { isArrow, moved, neighbourOf } from "@/lib/editor/neighbour";
import { nodePointer } from "@/lib/editor/selectors";
import type { EditorStore } from "@/lib/editor/store-types";
import { useEditorStore } from "@/lib/editor/use-editor";

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
  /** Opens the list of node types behind a card. */
  addAfter(node: string): void;
}

/** Keys about the chosen card: Enter opens it, F2 renames it, Tab adds one behind it, arrows go to others. */
export function useNodeKeys(keys: NodeKeys): void {
  const store = useEditorStore();
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const latest = useRef(keys);
  latest.current = keys;

  useEffect(() => {
    const go = (state: EditorStore, to: string) => {
      if (!isBoardNode(to)) state.actions.select({ kind: "node", id: to });
      const place = latest.current.layout[to];
      const { width, height, transform } = flowStore.getState();
      const [x, y, zoom] = transform;
      const onScreen = place && { x: place.x * zoom + x, y: place.y * zoom + y };
      const isSeen =
        onScreen &&
        onScreen.x >= 0 &&
        onScreen.y >= 0 &&
        onScreen.x + 240 * zoom <= width &&
        onScreen.y + 64 * zoom <= height;
      if (place && !isSeen) void flow.setCenter(place.x + 120, place.y + 32, { zoom });
      requestAnimationFrame(() =>
        flowStore
          .getState()
          .domNode?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(to)}"]`)
          ?.focus({ preventScroll: true }),
      );
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
        return () => state.actions.moveNodes(Object.fromEntries(places));
      }
      const to = neighbourOf(layout, from, key);
      return () => to && go(state, to);
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
