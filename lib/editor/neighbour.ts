import type { Layout } from "./api-types";

export type ArrowKey = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

export const isArrow = (key: string): key is ArrowKey => /^Arrow(Left|Right|Up|Down)$/.test(key);

const ways: Record<ArrowKey, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A place moved by steps of an arrow key, in canvas pixels. */
export const moved = (from: { x: number; y: number }, key: ArrowKey, by: number) => ({
  x: from.x + ways[key].x * by,
  y: from.y + ways[key].y * by,
});

/** The nearest card in the direction of an arrow key; what lies aside counts as further away. */
export function neighbourOf(layout: Layout, from: string, key: ArrowKey): string | undefined {
  const here = layout[from];
  if (here === undefined) return undefined;
  const way = ways[key];
  let best: { id: string; far: number } | undefined;
  for (const [id, place] of Object.entries(layout)) {
    const dx = place.x - here.x;
    const dy = place.y - here.y;
    const ahead = dx * way.x + dy * way.y;
    const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x);
    if (id === from || ahead <= 0 || aside > ahead * 3) continue;
    const far = ahead + aside * 2;
    if (best === undefined || far < best.far) best = { id, far };
  }
  return best?.id;
}
