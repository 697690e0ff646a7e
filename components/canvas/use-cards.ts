"use client";

import { applyNodeChanges, type NodeChange } from "@xyflow/react";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { reducedMotion } from "@/components/ui/use-media";
import type { FlowNode } from "@/lib/editor/flow";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import type { Guiding } from "./use-guides";

/** How long cards take to their new places, in milliseconds. */
const glideTime = 200;
/** More cards than this are put there at once: a frame of each costs more than it tells. */
const glideMost = 300;

export interface Cards {
  nodes: FlowNode[];
  onNodesChange(changes: NodeChange<FlowNode>[]): void;
  /** The chosen cards at this moment. */
  chosen(): string[];
  /** Chooses several cards at once, also ones that are about to come. */
  choose(ids: readonly string[]): void;
}

const isElsewhere = (one: FlowNode, other: FlowNode | undefined): boolean =>
  other !== undefined && (one.position.x !== other.position.x || one.position.y !== other.position.y);

/**
 * The cards as they are shown: those of the store (`known`), what is being dragged, and what is chosen. Cards that
 * the store moves glide to their places.
 */
export function useCards(known: FlowNode[], guiding: Guiding): Cards {
  const store = useEditorStore();
  const selection = useEditor((state) => state.selection);
  const [nodes, setNodes] = useState<FlowNode[]>(known);
  const latest = useRef(nodes);
  latest.current = nodes;

  // The store's cards take over after each edit; what is only chosen here (several cards at once) stays chosen.
  // While drawing, not after it: otherwise every edit would be drawn twice.
  const [taken, setTaken] = useState(known);
  if (taken !== known) {
    const shown = new Map(nodes.map((node) => [node.id, node]));
    const glides = known.length <= glideMost && !reducedMotion();
    setTaken(known);
    setNodes(
      known.map((node) => {
        const before = shown.get(node.id);
        const isMoving = glides && isElsewhere(node, before);
        if (!before?.selected && !isMoving) return node;
        return {
          ...node,
          ...(isMoving && before ? { position: before.position } : {}),
          ...(before?.selected ? { selected: true } : {}),
        };
      }),
    );
  }

  useLayoutEffect(() => {
    const places = new Map(known.map((node) => [node.id, node]));
    const movers = latest.current.filter((node) => isElsewhere(node, places.get(node.id)) && !node.dragging);
    if (movers.length === 0) return;
    const from = new Map(movers.map(({ id, position }) => [id, position]));
    const begin = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const part = Math.min(1, Math.max(0, (now - begin) / glideTime));
      const eased = 1 - (1 - part) ** 3;
      setNodes((shown) =>
        shown.map((node) => {
          const start = from.get(node.id);
          const end = places.get(node.id)?.position;
          if (!start || !end || node.dragging) return node;
          return {
            ...node,
            position:
              part === 1
                ? end
                : { x: start.x + (end.x - start.x) * eased, y: start.y + (end.y - start.y) * eased },
          };
        }),
      );
      if (part < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [known]);

  useEffect(() => {
    setNodes((shown) => {
      const chosen = shown.filter((node) => node.selected);
      if (selection === null && chosen.length > 1) return shown;
      const id = selection?.kind === "node" ? selection.id : undefined;
      return shown.map((node) =>
        (node.selected ?? false) === (node.id === id) ? node : { ...node, selected: node.id === id },
      );
    });
  }, [selection]);

  const [wanted, setWanted] = useState<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    setWanted(null);
    setNodes((shown) =>
      shown.map((node) =>
        (node.selected ?? false) === wanted.has(node.id) ? node : { ...node, selected: wanted.has(node.id) },
      ),
    );
  }, [wanted]);
  const choose = useCallback(
    (ids: readonly string[]) => {
      const { actions } = store.getState();
      if (ids.length === 1) actions.select({ kind: "node", id: ids[0]! });
      else actions.select(null);
      setWanted(new Set(ids));
    },
    [store],
  );

  const onNodesChange = (changes: NodeChange<FlowNode>[]) => {
    const wantedChanges = guiding.guide(
      changes.filter((change) => change.type === "position" || change.type === "select"),
      nodes,
    );
    if (wantedChanges.length === 0) return;
    const next = applyNodeChanges(wantedChanges, nodes);
    setNodes(next);
    const { actions } = store.getState();
    if (wantedChanges.some((change) => change.type === "select")) {
      const chosen = next.filter((node) => node.selected);
      if (chosen.length === 1) actions.select({ kind: "node", id: chosen[0]!.id });
      else if (chosen.length > 1 || store.getState().selection?.kind === "node") actions.select(null);
    }
    const dropped = wantedChanges.filter((change) => change.type === "position" && !change.dragging);
    if (dropped.length > 0) {
      const moved = new Set(dropped.map((change) => ("id" in change ? change.id : "")));
      actions.moveNodes(
        Object.fromEntries(next.filter((node) => moved.has(node.id)).map((node) => [node.id, node.position])),
      );
    }
  };

  // One chosen node is the store's, which knows of it a frame earlier than the cards do.
  const chosen = useCallback(() => {
    const { selection: now } = store.getState();
    if (now?.kind === "node") return [now.id];
    return latest.current.filter((node) => node.selected).map((node) => node.id);
  }, [store]);
  return { nodes, onNodesChange, chosen, choose };
}
