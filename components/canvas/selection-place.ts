/** Room between the bar and the cards, and between the bar and the edges of the canvas. */
const gap = 14;
const margin = 8;

const within = (at: number, length: number, room: number): number =>
  Math.max(margin, Math.min(at, room - length - margin));

/** Where the bar of several cards stands on the canvas: above them, below them without room, always inside. */
export function barPlace(
  cards: { left: number; top: number; right: number; bottom: number },
  bar: { width: number; height: number },
  view: { width: number; height: number },
): { x: number; y: number } {
  const above = cards.top - gap - bar.height;
  const below = cards.bottom + gap;
  const hasRoomBelow = below + bar.height + margin <= view.height;
  return {
    x: Math.round(within((cards.left + cards.right - bar.width) / 2, bar.width, view.width)),
    y: Math.round(within(above < margin && hasRoomBelow ? below : above, bar.height, view.height)),
  };
}
