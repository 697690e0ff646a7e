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
import { connectionsOf, type WorkflowDocument } from "@/lib/workflow/document";
import { sizeOf } from "@/lib/workflow/layout";
import { focusCard } from "./focus-card";
import { say } from "./say";

/** What can be done with the chosen cards, from keys, menus, the bar above them and the command palette alike. */
export interface CanvasActions {
  chosen(): string[];
  align(edge: Edge): void;
  distribute(axis: Axis): void;
  duplicate(): void;
  /** Lays the chosen cards out afresh, and leaves the others. */
  tidy(): void;
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

/** The nearest card before some of the graph that is not one of them; the first there is when nothing leads to them. */
function leadsTo(document: WorkflowDocument, nodes: readonly string[]): string | undefined {
  const gone = new Set(nodes);
  const into = connectionsOf(document).find(
    (each) => gone.has(each.targetIdentifier) && !gone.has(each.sourceIdentifier),
  );
  return into?.sourceIdentifier ?? document.nodes.find(({ identifier }) => !gone.has(identifier))?.identifier;
}

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
  /** The card that the keyboard goes on at once these are gone: what led to them, else what is left. */
  const nextTo = (nodes: readonly string[], connections: readonly string[]): string | undefined => {
    const { document } = store.getState();
    const from = connections[0]?.split("|")[0];
    return from ?? (document && leadsTo(document, nodes));
  };
  return {
    chosen,
    connect,
    align(edge) {
      if (locked() || chosen().length < 2) return;
      store.getState().actions.moveNodes(align(boxes(), edge), {
        label: `Align ${counted(chosen().length, "node")}`,
      });
    },
    distribute(axis) {
      if (locked() || chosen().length < 3) return;
      store.getState().actions.moveNodes(distribute(boxes(), axis), {
        label: `Distribute ${counted(chosen().length, "node")}`,
      });
    },
    tidy() {
      if (!locked() && chosen().length > 1) store.getState().actions.tidy(undefined, chosen());
    },
    duplicate() {
      if (locked()) return;
      const result = duplicateNodes(store, chosen());
      if (result === undefined || say(result) || !("added" in result)) return;
      choose(result.added);
      if (result.added.length === 1) focusCard(result.added[0]!);
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
      const next = nextTo(nodes, connections);
      if (!say(removeThings(store, { nodes, connections })) && next !== undefined) focusCard(next);
    },
    removeAndReconnect() {
      if (locked() || chosen().length === 0) return;
      const count = chosen().length;
      const next = nextTo(chosen(), []);
      const result = removeAndReconnect(store, chosen());
      if (say(result) || !("ended" in result)) return;
      if (next !== undefined) focusCard(next);
      const { ended } = result;
      if (ended > 0)
        toast({
          title: `Deleted ${counted(count, "node")}; ${ended === 1 ? "one connection ends" : `${ended} connections end`} there now`,
          description: "What it led to is not one single node, or cannot be led to.",
        });
    },
    selectNone: () => choose([]),
    selectAll() {
      const all = store.getState().document?.nodes.map(({ identifier }) => identifier) ?? [];
      choose(all);
      announce(`${counted(all.length, "node")} chosen`);
    },
  };
}
