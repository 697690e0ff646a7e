import type { Box } from "./align";

/** A line through what stands in a row or a column with the card that is dragged, in canvas pixels. */
export interface Guide {
  /** `x` stands upright at that x, `y` lies at that y. */
  axis: "x" | "y";
  at: number;
  from: number;
  to: number;
}

/** Edges and middles of the cards that stay, for looking lines up while one is dragged. */
export interface Lines {
  x: Line[];
  y: Line[];
}
interface Line {
  at: number;
  from: number;
  to: number;
}

const edgesOf = ({ x, y, width, height }: Omit<Box, "id">) => ({
  x: [x, x + width / 2, x + width],
  y: [y, y + height / 2, y + height],
});

/** The lines of the cards that stay, in order: made once when a drag begins. */
export function linesOf(boxes: readonly Omit<Box, "id">[]): Lines {
  const lines: Lines = { x: [], y: [] };
  for (const box of boxes) {
    const edges = edgesOf(box);
    for (const at of edges.x) lines.x.push({ at, from: box.y, to: box.y + box.height });
    for (const at of edges.y) lines.y.push({ at, from: box.x, to: box.x + box.width });
  }
  lines.x.sort((a, b) => a.at - b.at);
  lines.y.sort((a, b) => a.at - b.at);
  return lines;
}

/**
 * How far a card must move to stand in line with others, and the lines to show. Each axis takes the nearest line
 * within `reach` canvas pixels; 0 where there is none.
 */
export function snapTo(
  box: Omit<Box, "id">,
  lines: Lines,
  reach: number,
): { dx: number; dy: number; guides: Guide[] } {
  const edges = edgesOf(box);
  const dx = nearest(edges.x, lines.x, reach);
  const dy = nearest(edges.y, lines.y, reach);
  const there = { ...box, x: box.x + (dx ?? 0), y: box.y + (dy ?? 0) };
  const now = edgesOf(there);
  return {
    dx: dx ?? 0,
    dy: dy ?? 0,
    guides: [
      ...(dx === undefined ? [] : drawn("x", now.x, lines.x, there.y, there.y + there.height)),
      ...(dy === undefined ? [] : drawn("y", now.y, lines.y, there.x, there.x + there.width)),
    ],
  };
}

function nearest(edges: readonly number[], lines: readonly Line[], reach: number): number | undefined {
  let best: number | undefined;
  for (const edge of edges) {
    for (let index = firstFrom(lines, edge - reach); index < lines.length; index++) {
      const gap = lines[index]!.at - edge;
      if (gap > reach) break;
      if (best === undefined || Math.abs(gap) < Math.abs(best)) best = gap;
    }
  }
  return best;
}

/** One guide for each line that an edge lies on, as long as everything on it. */
function drawn(
  axis: "x" | "y",
  edges: readonly number[],
  lines: readonly Line[],
  from: number,
  to: number,
): Guide[] {
  return edges.flatMap((edge) => {
    const guide: Guide = { axis, at: edge, from, to };
    let found = false;
    for (let index = firstFrom(lines, edge - 0.5); index < lines.length; index++) {
      const line = lines[index]!;
      if (line.at > edge + 0.5) break;
      found = true;
      guide.from = Math.min(guide.from, line.from);
      guide.to = Math.max(guide.to, line.to);
    }
    return found ? [guide] : [];
  });
}

/** The index of the first line at a place or after it. */
function firstFrom(lines: readonly Line[], at: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
