"use client";

import { type NodeChange, type NodePositionChange, useStoreApi } from "@xyflow/react";
import { useEffect, useRef, useState } from "react";
import { createStore, type StoreApi } from "zustand/vanilla";
import { frameOf } from "@/lib/editor/align";
import type { FlowNode } from "@/lib/editor/flow";
import { type Guide, type Lines, linesOf, snapTo } from "@/lib/editor/guides";

/** On the screen, in pixels: nearer than this a card falls into line. */
const reach = 6;

export interface Guiding {
  /** Cards that are dragged fall into line with those that stay; Alt holds that off. */
  guide(changes: NodeChange<FlowNode>[], nodes: readonly FlowNode[]): NodeChange<FlowNode>[];
  /** The lines to show now; apart from the page's store, because they change with every move. */
  shown: StoreApi<{ guides: readonly Guide[] }>;
}

const none: readonly Guide[] = [];

const boxOf = ({ position, width = 0, height = 0 }: FlowNode) => ({ ...position, width, height });

/** Helper lines while cards are dragged. */
export function useGuides(): Guiding {
  const flowStore = useStoreApi();
  const isOff = useRef(false);
  const drag = useRef<{ lines: Lines } | null>(null);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      isOff.current = event.altKey;
    };
    window.addEventListener("keydown", key);
    window.addEventListener("keyup", key);
    return () => {
      window.removeEventListener("keydown", key);
      window.removeEventListener("keyup", key);
    };
  }, []);

  const [guiding] = useState((): Guiding => {
    const shown = createStore<{ guides: readonly Guide[] }>(() => ({ guides: none }));
    const show = (guides: readonly Guide[]) => {
      if (guides.length > 0 || shown.getState().guides.length > 0) shown.setState({ guides });
    };
    return {
      shown,
      guide(changes, nodes) {
        const moves = changes.filter(
          (change): change is NodePositionChange =>
            change.type === "position" && change.position !== undefined,
        );
        if (moves.length === 0 || !moves.some(({ dragging }) => dragging)) {
          drag.current = null;
          show(none);
          return changes;
        }
        const moving = new Map(moves.map((change) => [change.id, change]));
        drag.current ??= { lines: linesOf(nodes.filter(({ id }) => !moving.has(id)).map(boxOf)) };
        const frame = frameOf(
          nodes.flatMap((node) => {
            const position = moving.get(node.id)?.position;
            return position ? [boxOf({ ...node, position })] : [];
          }),
        );
        if (frame === undefined || isOff.current) {
          show(none);
          return changes;
        }
        const { dx, dy, guides } = snapTo(
          frame,
          drag.current.lines,
          reach / flowStore.getState().transform[2],
        );
        show(guides);
        if (dx === 0 && dy === 0) return changes;
        return changes.map((change) =>
          change.type === "position" && change.position
            ? { ...change, position: { x: change.position.x + dx, y: change.position.y + dy } }
            : change,
        );
      },
    };
  });
  return guiding;
}
