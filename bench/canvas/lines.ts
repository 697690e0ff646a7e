import { type Line, median, ms, quantile } from "../measure";
import type { SizeTimes, View } from "./times";

const p95 = (times: number[]) => quantile(times, 0.95);
const both = (times: number[]) => `${ms(median(times))}, ${ms(p95(times))}`;
const times = (ratio: number) => `${ratio.toFixed(2)} ×`;
const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;

/** The budget of a frame while dragging, by size; smaller graphs have that of 500 nodes. */
const dragAims: Record<number, string> = { 1000: "≤ 25 ms", 2000: "≤ 33 ms" };

const gestures: [View, string][] = [
  ["drag", "Dragging a card, all in view"],
  ["pan", "Panning, all in view"],
  ["zoom", "Zooming in and out"],
  ["drag at 100 %", "Dragging a card at 100 %"],
  ["pan at 100 %", "Panning at 100 %"],
];

/** The rows of the table, size by size. */
export const linesOf = (results: readonly SizeTimes[]): Line[] => results.flatMap(linesOfSize);

function linesOfSize({ nodes, ours, floor, culled, editor, check }: SizeTimes): Line[] {
  const size = nodes.toLocaleString("en");
  const named = (what: string, value: string, aim = "") => ({ what: `${size} nodes: ${what}`, value, aim });
  const frames = gestures.map(([gesture, what]) => {
    const [mine, bare, seen] = [ours, floor, culled].map((page) => page.frames[gesture]);
    const ratios = `${times(p95(mine!.busy) / p95(bare!.busy))} bare, ${times(p95(mine!.busy) / p95(seen!.busy))} culled`;
    const value = `frames ${both(mine!.apart)}; work ${both(mine!.busy)}; ${ratios}`;
    const aim = gesture.startsWith("drag") ? `${dragAims[nodes] ?? "≤ 16.7 ms"}, ≤ 1.3 ×` : "≤ 1.3 ×";
    return named(what, value, aim);
  });
  const usable = median(ours.usable);
  const ratio = times(usable / median(floor.usable));
  return [
    named("until usable", `${ms(usable)}; ${ratio} bare`, nodes <= 1_000 ? "≤ 1.5 s" : ""),
    ...frames,
    named("a click chooses a card", both(editor.select)),
    named("undo of a move", both(editor.undoMove), nodes <= 1_000 ? "≤ 50 ms" : ""),
    named("undo of a text", both(editor.undoText), nodes <= 1_000 ? "≤ 50 ms" : ""),
    named("keystroke in a form", both(editor.keystroke)),
    named("keystroke in a form to its preview", both(editor.preview), "≤ 100 ms"),
    named(
      "heap after loading, and more after 200 edits",
      `${megabytes(editor.heapAfterLoad)}, ${megabytes(editor.heapAfterEdits - editor.heapAfterLoad)}`,
    ),
    named("check of the whole text, in a worker", ms(median(check))),
  ];
}
