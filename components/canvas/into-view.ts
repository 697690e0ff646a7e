import type { ReactFlowInstance } from "@xyflow/react";
import type { FlowNode } from "@/lib/editor/flow";
import { travel } from "./fit";

/** Room that a card keeps from the canvas's edge. */
const margin = 24;

/** Moves the view just far enough to show cards; as far as they fit. */
export function bringIntoView(
  flow: Pick<ReactFlowInstance, "setViewport">,
  {
    width,
    height,
    transform: [x, y, zoom],
  }: { width: number; height: number; transform: [number, number, number] },
  cards: readonly Pick<FlowNode, "position" | "width" | "height">[],
): void {
  if (cards.length === 0) return;
  const left = Math.min(...cards.map(({ position }) => position.x)) * zoom + x;
  const top = Math.min(...cards.map(({ position }) => position.y)) * zoom + y;
  const right = Math.max(...cards.map((card) => card.position.x + (card.width ?? 0))) * zoom + x;
  const bottom = Math.max(...cards.map((card) => card.position.y + (card.height ?? 0))) * zoom + y;
  const across = shift(left, right, width);
  const down = shift(top, bottom, height);
  if (across !== 0 || down !== 0)
    void flow.setViewport({ x: x + across, y: y + down, zoom }, { duration: travel(200) });
}

/** How far to move so that a stretch lies inside; its beginning counts when it does not fit. */
function shift(start: number, end: number, room: number): number {
  if (start < margin) return margin - start;
  return end > room - margin ? Math.max(room - margin - end, margin - start) : 0;
}
