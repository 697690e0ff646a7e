"use client";

import { createStore, type StoreApi } from "zustand/vanilla";
import { announce } from "@/components/ui/announcer";
import { toast } from "@/components/ui/toast";
import { type Axis, align, type Box, distribute, type Edge } from "@/lib/editor/align";
import { copyNodes, duplicateNodes } from "@/lib/editor/clipboard";
import { removeThings } from "@/lib/editor/graph-edits";
import { removeAndReconnect } from "@/lib/editor/reconnect";
import { nodePlace } from "@/lib/editor/selectors";
import type { EditorStore } from "@/lib/editor/store-types";
import { counted } from "@/lib/nodes/fields";
import { sizeOf } from "@/lib/workflow/layout";
import { say } from "./say";

/** What can be done with the chosen cards, from keys, menus, the bar above them and the command palette alike. */
export interface CanvasActions {
  chosen(): string[];
  align(edge: Edge): void;
  distribute(axis: Axis): void;
  duplicate(): void;
  copy(): Promise<void>;
  remove(): void;
  removeAndReconnect(): void;
  selectAll(): void;
  selectNone(): void;
  /** Begins a connection that the keyboard leads; from the chosen card. */
  connect(): void;
}

/** Of the canvas that is on the page, for the command palette. */
export const canvasActions = createStore<{ now: CanvasActions | null; count: number }>(() => ({
  now: null,
  count: 0,
}));

/** The actions of one canvas. `choose` chooses several cards, `locked` tells whether anything may change. */
export function createCanvasActions(
  store: StoreApi<EditorStore>,
  {
    chosen,
    choose,
    locked,
    connect,
  }: {
    chosen: () => string[];
    choose: (ids: readonly string[]) => void;
    locked: () => boolean;
    connect: () => void;
  },
): CanvasActions {
  const boxes = (): Box[] => {
    const { document, layout, direction } = store.getState();
    return chosen().flatMap((id) => {
      const node = document && nodePlace(document, id)?.value;
      const place = layout[id];
      return node && place ? [{ id, ...place, ...sizeOf(node, direction) }] : [];
    });
  };
  return {
    chosen,
    connect,
    align(edge) {
      if (locked() || chosen().length < 2) return;
      store.getState().actions.moveNodes(align(boxes(), edge), `Align ${counted(chosen().length, "node")}`);
      announce(`Aligned ${counted(chosen().length, "node")}`);
    },
    distribute(axis) {
      if (locked() || chosen().length < 3) return;
      store
        .getState()
        .actions.moveNodes(distribute(boxes(), axis), `Distribute ${counted(chosen().length, "node")}`);
      announce(`Distributed ${counted(chosen().length, "node")}`);
    },
    duplicate() {
      if (locked()) return;
      const result = duplicateNodes(store, chosen());
      if (result === undefined || say(result) || !("added" in result)) return;
      choose(result.added);
      announce(`Duplicated ${counted(result.added.length, "node")}`);
    },
    async copy() {
      const { document } = store.getState();
      const ids = chosen();
      if (!document || ids.length === 0) return;
      try {
        await navigator.clipboard.writeText(copyNodes(document, ids));
        toast({ title: `Copied ${counted(ids.length, "node")} as JSON`, tone: "ok" });
      } catch {
        toast({ title: "The browser does not let this page write to the clipboard", tone: "bad" });
      }
    },
    remove() {
      if (locked()) return;
      const { selection } = store.getState();
      const nodes = chosen();
      const connections = selection?.kind === "connection" ? [selection.id] : [];
      if (nodes.length + connections.length === 0) return;
      if (say(removeThings(store, { nodes, connections }))) return;
      announce(nodes.length > 0 ? `Deleted ${counted(nodes.length, "node")}` : "Deleted the connection");
    },
    removeAndReconnect() {
      if (locked() || chosen().length === 0) return;
      const count = chosen().length;
      const result = removeAndReconnect(store, chosen());
      if (say(result) || !("ended" in result)) return;
      const { ended, reconnected } = result;
      if (ended > 0)
        toast({
          title: `Deleted ${counted(count, "node")}; ${ended === 1 ? "one connection ends" : `${ended} connections end`} there now`,
          description: "What it led to is not one single node, or cannot be led to.",
        });
      else announce(`Deleted ${counted(count, "node")}, ${reconnected} reconnected`);
    },
    selectNone: () => choose([]),
    selectAll() {
      const all = store.getState().document?.nodes.map(({ identifier }) => identifier) ?? [];
      choose(all);
      announce(`${counted(all.length, "node")} chosen`);
    },
  };
}
