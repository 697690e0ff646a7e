/** Where things stand on the timeline's shared axis; all in epoch milliseconds. */
export interface TimeAxis {
  from: number;
  to: number;
  /** Marks between, as offsets from `from` in milliseconds. */
  ticks: number[];
}

const NICE = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const LONG = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400];

/** The axis of a run: from its start to its end, or to now while it goes on; never shorter than 10 ms. */
export function timeAxis(startedAt: number, endedAt: number, most = 5): TimeAxis {
  const span = Math.max(10, endedAt - startedAt);
  const steps = [...NICE, ...LONG.map((seconds) => seconds * 1000)];
  const step = steps.find((size) => span / size <= most) ?? Math.ceil(span / most);
  const ticks: number[] = [];
  for (let at = step; at < span; at += step) ticks.push(at);
  return { from: startedAt, to: startedAt + span, ticks };
}

/** A bar as shares (0-1) of the axis; at least `least` wide, so that a fast node can be seen and clicked. */
export function barOn(
  axis: TimeAxis,
  from: number,
  to: number,
  least = 0.006,
): { left: number; width: number } {
  const span = axis.to - axis.from;
  const left = clamp((from - axis.from) / span);
  const width = Math.max(least, clamp((to - axis.from) / span) - left);
  return { left: Math.min(left, 1 - least), width: Math.min(width, 1 - Math.min(left, 1 - least)) };
}

/** Which marks get words: the column is narrow, and words that touch cannot be read. Marks are shares (0-1). */
export function labelled(marks: readonly number[], apart = 0.45): number[] {
  const kept: number[] = [];
  for (const mark of marks)
    if (mark > 0.38 && mark < 0.85 && mark - (kept.at(-1) ?? -1) >= apart) kept.push(mark);
  return kept;
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));
