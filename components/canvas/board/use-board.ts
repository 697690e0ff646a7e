"use client";

import { type NodeChange, useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { Layout } from "@/lib/editor/api-types";
import { addNote, changeNote, groupNodes, groupsOf, removeFromBoard } from "@/lib/editor/board-edits";
import {
  foldEdges,
  groupIn,
  groupNode,
  isBoardNode,
  noteIn,
  noteNode,
  placesOf,
  regroup,
  withBoard,
} from "@/lib/editor/board-graph";
import type { FlowEdge, FlowNode } from "@/lib/editor/flow";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { besideCards } from "./beside-cards";
import { type BoardTools, beginEditing, boardTools } from "./board-tools";
import { useBoardKeys } from "./use-board-keys";

type Box = { x: number; y: number; width: number; height: number };
const nothing: ReadonlySet<string> = new Set();
const still: ReadonlyMap<string, Box> = new Map();

export interface OnBoard {
  /** Everything that is drawn on the canvas. */
  nodes: FlowNode[];
  edges: FlowEdge[];
  onNodesChange(changes: NodeChange<FlowNode>[]): void;
  /** What a double click on a group or a note does: writes it, or expands it. */
  open(id: string): void;
  /** Where the arrow keys go. */
  places: Layout;
}

/** Groups and notes around the cards: what is drawn, and what becomes of moving and choosing it. */
export function useBoard({
  cards,
  edges,
  layout,
  direction,
  locked,
  automatic,
  chosenCards,
  changeCards,
}: {
  cards: FlowNode[];
  edges: FlowEdge[];
  layout: Layout;
  direction: FlowNode["data"]["direction"];
  locked: boolean;
  /** The cards stand elsewhere than where people put them, so frames and notes would lie anywhere. */
  automatic: boolean;
  chosenCards(): string[];
  changeCards(changes: NodeChange<FlowNode>[]): void;
}): OnBoard {
  const store = useEditorStore();
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const board = useEditor((state) => state.board);
  const collapsed = useEditor((state) => state.collapsed);
  const [chosen, setChosen] = useState(nothing);
  const [moving, setMoving] = useState(still);
  const selection = useEditor((state) => state.selection);
  useEffect(() => {
    if (selection !== null) setChosen((now) => (now.size === 0 ? now : nothing));
  }, [selection]);

  const nodes = useMemo(
    () => (automatic ? cards : withBoard(cards, { board, collapsed, direction, chosen, moving, layout })),
    [automatic, cards, board, collapsed, direction, chosen, moving, layout],
  );
  const drawn = useMemo(
    () => (automatic ? edges : foldEdges(edges, board, collapsed)),
    [automatic, edges, board, collapsed],
  );
  const places = useMemo(
    () => (automatic ? layout : placesOf(layout, nodes, board)),
    [automatic, layout, nodes, board],
  );

  const onNodesChange = (changes: NodeChange<FlowNode>[]) => {
    const own = changes.filter((change) => "id" in change && isBoardNode(change.id));
    const others = changes.filter((change) => !own.includes(change));
    const moves = others.flatMap((change) => (change.type === "position" ? [change.id] : []));
    const carried = own.flatMap((change) => membersMoved(change, new Set(moves)));
    choose(own);
    const before = store.getState().layout;
    changeCards([...others, ...carried]);
    const dropped = others.flatMap((change) =>
      change.type === "position" && !change.dragging ? [change.id] : [],
    );
    const after = store.getState().layout;
    if (dropped.length > 0 && after !== before) {
      const moved = new Set(dropped);
      store
        .getState()
        .actions.changeBoard((now) => regroup({ board: now, collapsed }, cards, moved, { before, after }), {
          within: true,
        });
    }
    moveNotes(own, dropped.length > 0 && after !== before);
  };

  /** Dragging a group is dragging its cards. */
  const membersMoved = (change: NodeChange<FlowNode>, apart: ReadonlySet<string>): NodeChange<FlowNode>[] => {
    if (change.type !== "position" || !change.position) return [];
    const group = board.groups.find(({ id }) => id === groupIn(change.id));
    const from = nodes.find(({ id }) => id === change.id)?.position;
    if (!group || !from) return [];
    const by = { x: change.position.x - from.x, y: change.position.y - from.y };
    const members = new Set(group.nodes);
    return cards
      .filter(({ id }) => members.has(id) && !apart.has(id))
      .map(({ id, position }) => ({
        id,
        type: "position",
        position: { x: position.x + by.x, y: position.y + by.y },
        ...(change.dragging === undefined ? {} : { dragging: change.dragging }),
      }));
  };

  const choose = (changes: NodeChange<FlowNode>[]) => {
    const next = new Set(chosen);
    for (const change of changes) {
      if (change.type !== "select") continue;
      if (change.selected) next.add(change.id);
      else next.delete(change.id);
    }
    if (next.size === chosen.size && [...next].every((id) => chosen.has(id))) return;
    setChosen(next);
    if (next.size > chosen.size && chosenCards().length === 0) store.getState().actions.select(null);
  };

  const moveNotes = (changes: NodeChange<FlowNode>[], isWithin: boolean) => {
    const next = new Map(moving);
    const done = new Set<string>();
    for (const change of changes) {
      const note = "id" in change && board.notes.find(({ id }) => id === noteIn(change.id));
      if (!note || !("id" in change)) continue;
      const now = next.get(change.id) ?? note;
      const box = { x: now.x, y: now.y, width: now.width, height: now.height };
      if (change.type === "position" && change.position) {
        next.set(change.id, { ...box, ...change.position });
        if (change.dragging === false) done.add(change.id);
      } else if (change.type === "dimensions" && change.dimensions && change.resizing !== undefined) {
        next.set(change.id, { ...box, ...change.dimensions });
        if (!change.resizing) done.add(change.id);
      } else if (change.type === "dimensions" && change.resizing === false) done.add(change.id);
    }
    let within = isWithin;
    for (const id of done) {
      const box = next.get(id);
      next.delete(id);
      const rounded = box && {
        x: Math.round(box.x),
        y: Math.round(box.y),
        width: Math.round(box.width),
        height: Math.round(box.height),
      };
      if (rounded) changeNote(store, noteIn(id)!, rounded, { label: "Move a note", within });
      within = true;
    }
    if (next.size > 0 || moving.size > 0) setMoving(next);
  };

  const latest = useRef({ chosen, locked, automatic, chosenCards, cards });
  latest.current = { chosen, locked, automatic, chosenCards, cards };
  const [tools] = useState((): BoardTools => {
    const mayNot = () => latest.current.locked || latest.current.automatic;
    return {
      group() {
        if (mayNot()) return;
        const nodes = latest.current.chosenCards();
        const made = groupNodes(store, nodes);
        if ("refused" in made) {
          toast({ title: made.refused, tone: "bad" });
          return;
        }
        beginEditing(groupNode(made.group));
      },
      ungroup() {
        if (mayNot()) return;
        const named = [...latest.current.chosen].flatMap((id) => groupIn(id) ?? []);
        const ids = named.length > 0 ? named : groupsOf(store.getState().board, latest.current.chosenCards());
        if (ids.length === 0) {
          toast({ title: "Choose a group, or a node in one, first.", tone: "bad" });
          return;
        }
        removeFromBoard(store, ids, ids.length === 1 ? "Ungroup" : `Ungroup ${ids.length} groups`);
      },
      addNote(at) {
        if (mayNot()) return;
        const pane = flowStore.getState().domNode?.getBoundingClientRect() ?? new DOMRect();
        const middle = flow.screenToFlowPosition({ x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 });
        const lowest = flow.screenToFlowPosition({ x: pane.x, y: pane.bottom }).y;
        const made = addNote(store, at ?? besideCards(middle, latest.current.cards, lowest));
        if ("refused" in made) {
          toast({ title: made.refused, tone: "bad" });
          return;
        }
        beginEditing(noteNode(made.note));
      },
    };
  });
  useEffect(() => {
    boardTools.setState({ now: tools });
    return () => boardTools.setState({ now: null, editing: null });
  }, [tools]);
  useBoardKeys({ chosen, locked: locked || automatic, tools });
  const open = (id: string) => {
    const group = groupIn(id);
    if (group !== undefined && collapsed.includes(group)) store.getState().actions.setCollapsed(group, false);
    else if (!locked) beginEditing(id);
  };
  return { nodes, edges: drawn, onNodesChange, open, places };
}
