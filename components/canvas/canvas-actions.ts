"use client";

import { createStore, type StoreApi } from "zustand/vanilla";
import { announce } from "@/components/ui/announcer";
import { toast } from "@/components/ui/toast";
import { type Axis, align, type Box, distribute, type Edge } from "@/lib/editor/align";
import { copyNodes, duplicateNodes } from "@/lib/editor/clipboard";
import { removeThings } from "@/lib/editor/graph-edits";
import { toggleDisabled, togglePins } from "@/lib/editor/pin-edits";
import { removeAndReconnect } from "@/lib/editor/reconnect";
import { nodePlace } from "@/lib/editor/selectors";
import type { EditorStore } from "@/lib/editor/store-types";
import { counted } from "@/lib/nodes/fields";
import { connectionsOf, type WorkflowDocument } from "@/lib/workflow/document";
import { sizeOf } from "@/lib/workflow/layout";
import { focusCard } from "./focus-card";
import { say, sayPins } from "./say";

/** What a right click, or the menu key, was about, and where. */
export interface Asked {
  at: { x: number; y: number };
  /** The card, the connection, or neither. */
  node?: string;
  connection?: string;
  /** Asked for in the outline, which has keys of its own and takes the keyboard back afterwards. */
  outline?: { back: () => void };
}

/** What the outline asks of the canvas that shows the same workflow. */
export interface CanvasReach {
  /** Chooses cards, one or several. */
  choose(ids: readonly string[]): void;
  /** Moves the view just far enough to show a card, or the collapsed group that it is in. */
  show(node: string): void;
  openMenu(asked: Asked): void;
  /** Opens the list of node types at a place on the screen; what is picked goes behind a way out, the first free one when none is named. */
  insertAfter(
    source: string,
    at: { x: number; y: number },
    options?: { handle?: string; back?: () => void },
  ): void;
}

/** What can be done with the chosen cards, from keys, menus, the bar above them and the command palette alike. */
export interface CanvasActions extends CanvasReach {
  chosen(): string[];
  align(edge: Edge): void;
  distribute(axis: Axis): void;
  duplicate(): void;
  /** Lays the chosen cards out afresh, and leaves the others. */
  tidy(): void;
  copy(): Promise<void>;
  remove(): void;
  removeAndReconnect(): void;
  /** Test runs leave the chosen nodes out, or run them again. */
  togglePins(): void;
  toggleDisabled(): void;
  selectAll(): void;
  selectNone(): void;
  /** Begins a connection that the keyboard leads; from the chosen card. */
  connect(): void;
}

/** Of the canvas that is on the page, for the command palette and the outline. */
export const canvasActions = createStore<{
  now: CanvasActions | null;
  chosen: ReadonlySet<string>;
  /** The node that the pointer is over in the outline. */
  pointed: string | null;
}>(() => ({ now: null, chosen: new Set(), pointed: null }));

/** The nearest card before some of the graph that is not one of them; the first there is when nothing leads to them. */
function leadsTo(document: WorkflowDocument, nodes: readonly string[]): string | undefined {
  const gone = new Set(nodes);
  const into = connectionsOf(document).find(
    (each) => gone.has(each.targetIdentifier) && !gone.has(each.sourceIdentifier),
  );
  return into?.sourceIdentifier ?? document.nodes.find(({ identifier }) => !gone.has(identifier))?.identifier;
}

/** The actions of one canvas. `locked` tells whether anything may change, `takesFocus` whether the keyboard goes on at a card. */
export function createCanvasActions(
  store: StoreApi<EditorStore>,
  {
    chosen,
    locked,
    connect,
    takesFocus,
    ...reach
  }: CanvasReach & {
    chosen: () => string[];
    locked: () => boolean;
    connect: () => void;
    takesFocus: () => boolean;
  },
): CanvasActions {
  const { choose } = reach;
  const goOn = (card: string | undefined) => {
    if (card !== undefined && takesFocus()) focusCard(card);
  };
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
    ...reach,
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
      if (result.added.length === 1) goOn(result.added[0]);
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
      if (!say(removeThings(store, { nodes, connections }))) goOn(next);
    },
    removeAndReconnect() {
      if (locked() || chosen().length === 0) return;
      const count = chosen().length;
      const next = nextTo(chosen(), []);
      const result = removeAndReconnect(store, chosen());
      if (say(result) || !("ended" in result)) return;
      goOn(next);
      const { ended } = result;
      if (ended > 0)
        toast({
          title: `Deleted ${counted(count, "node")}; ${ended === 1 ? "one connection ends" : `${ended} connections end`} there now`,
          description: "What it led to is not one single node, or cannot be led to.",
        });
    },
    togglePins: () => sayPins(togglePins(store, chosen())),
    toggleDisabled: () => sayPins(toggleDisabled(store, chosen())),
    selectNone: () => choose([]),
    selectAll() {
      const all = store.getState().document?.nodes.map(({ identifier }) => identifier) ?? [];
      choose(all);
      announce(`${counted(all.length, "node")} chosen`);
    },
  };
}
