import { noteSize } from "@/lib/editor/board-edits";
import type { FlowNode } from "@/lib/editor/flow";

const room = 32;

/**
 * The middle of a new note where it covers no card: the place that was meant, else the nearest below it. Where that
 * would be out of sight, below `lowest`, it is the place that was meant after all.
 */
export function besideCards(
  middle: { x: number; y: number },
  cards: readonly Pick<FlowNode, "position" | "width" | "height">[],
  lowest: number,
): { x: number; y: number } {
  const { width, height } = noteSize;
  const left = middle.x - width / 2;
  let top = middle.y - height / 2;
  for (;;) {
    const covered = cards.filter(
      ({ position: { x, y }, width: wide = 0, height: high = 0 }) =>
        x < left + width && left < x + wide && y < top + height && top < y + high,
    );
    if (top + height > lowest) return middle;
    if (covered.length === 0) return { x: middle.x, y: top + height / 2 };
    top = Math.max(...covered.map((card) => card.position.y + (card.height ?? 0))) + room;
  }
}
