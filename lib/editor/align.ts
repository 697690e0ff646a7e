import type { Layout, Position } from "./api-types";

/** A card's place and size in canvas pixels; `x` and `y` are its top left corner. */
export interface Box {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Edge = "left" | "centre" | "right" | "top" | "middle" | "bottom";
export type Axis = "across" | "down";

/** Where cards stand when they share an edge or a middle line: that of all of them together. */
export function align(boxes: readonly Box[], edge: Edge): Layout {
  const frame = frameOf(boxes);
  if (frame === undefined) return {};
  const place = ({ x, y, width, height }: Box): Position => {
    switch (edge) {
      case "left":
        return { x: frame.x, y };
      case "centre":
        return { x: Math.round(frame.x + (frame.width - width) / 2), y };
      case "right":
        return { x: frame.x + frame.width - width, y };
      case "top":
        return { x, y: frame.y };
      case "middle":
        return { x, y: Math.round(frame.y + (frame.height - height) / 2) };
      case "bottom":
        return { x, y: frame.y + frame.height - height };
    }
  };
  return Object.fromEntries(boxes.map((box) => [box.id, place(box)]));
}

/**
 * Where cards stand with the same space between each two, from left to right or from top to bottom. The outer two
 * stay; when the cards do not fit between them, they follow each other with `least` pixels between.
 */
export function distribute(boxes: readonly Box[], axis: Axis, least = 16): Layout {
  const [at, length] = axis === "across" ? (["x", "width"] as const) : (["y", "height"] as const);
  const ordered = [...boxes].sort((a, b) => a[at] - b[at]);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined || ordered.length < 3) return {};
  const used = ordered.reduce((sum, box) => sum + box[length], 0);
  const space = Math.max(least, (last[at] + last[length] - first[at] - used) / (ordered.length - 1));
  const places: Layout = {};
  let next = first[at];
  for (const box of ordered) {
    places[box.id] = { x: box.x, y: box.y, [at]: Math.round(next) };
    next += box[length] + space;
  }
  return places;
}

/** The smallest rectangle around boxes; nothing around none. */
export function frameOf(boxes: readonly Omit<Box, "id">[]): Omit<Box, "id"> | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
