import { getViewportForBounds, type ReactFlowInstance } from "@xyflow/react";
import { reducedMotion } from "@/components/ui/use-media";
import { frameOf } from "@/lib/editor/align";
import type { FlowNode } from "@/lib/editor/flow";

/** How the whole graph is brought into view: close to the edges, never larger than life. */
export const fitOptions = { padding: 0.04, maxZoom: 1 };
export const fitMove = {
  ...fitOptions,
  get duration() {
    return travel(200);
  },
};

/** How long the view moves, in milliseconds; not at all for who asked for less movement. */
export const travel = (time: number): number => (reducedMotion() ? 0 : time);

/** Brings cards into view where they are going to stand, while they may still be on their way. */
export function fitCards(
  flow: ReactFlowInstance,
  { width, height }: { width: number; height: number },
  cards: readonly FlowNode[],
): void {
  const frame = frameOf(
    cards.map((card) => ({ ...card.position, width: card.width ?? 0, height: card.height ?? 0 })),
  );
  if (frame === undefined || width === 0 || height === 0) return;
  const { padding, maxZoom, duration } = fitMove;
  void flow.setViewport(getViewportForBounds(frame, width, height, 0.1, maxZoom, padding), { duration });
}
