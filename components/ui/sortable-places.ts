/** Where an item of a list lies, in px. */
export interface Extent {
  top: number;
  height: number;
}

/** The place that an item would take when it is `by` px from where it lay: it passes another at that one's middle. */
export function dropPlace(extents: readonly Extent[], from: number, by: number): number {
  const held = extents[from];
  if (held === undefined) return from;
  const top = held.top + by;
  const bottom = top + held.height;
  let to = from;
  for (let index = from + 1; index < extents.length; index++) {
    const other = extents[index]!;
    if (bottom > other.top + other.height / 2) to = index;
  }
  for (let index = from - 1; index >= 0; index--) {
    const other = extents[index]!;
    if (top < other.top + other.height / 2) to = index;
  }
  return to;
}

/** How far (px) an item makes room while another is held over `to`. */
export function shiftOf(extents: readonly Extent[], from: number, to: number, index: number): number {
  const held = extents[from];
  const next = extents[from + 1] ?? extents[from - 1];
  if (held === undefined || next === undefined || index === from) return 0;
  const [first, second] = held.top < next.top ? [held, next] : [next, held];
  const room = held.height + Math.max(0, second.top - first.top - first.height);
  if (index > from && index <= to) return -room;
  if (index < from && index >= to) return room;
  return 0;
}
