import { packed } from "./history-pack";
import type { EditorState, Selection } from "./store-types";

/** What reading a text gave. */
export type Said = Pick<
  EditorState,
  "document" | "documentText" | "textBroken" | "textProblems" | "identifier" | "title"
>;

/** What belongs to a draft and stands beside its text: undo, the journal and merges treat each key alike. */
export const besideKeys = ["layout", "direction", "board"] as const;
export type Beside = Pick<EditorState, (typeof besideKeys)[number]>;

export const besideOf = (state: Beside): Beside =>
  Object.fromEntries(besideKeys.map((key) => [key, state[key]])) as unknown as Beside;

/** What undo brings back. */
export interface Snapshot extends Beside {
  text: string;
  selection: Selection | null;
  /** What the text said, so that going back reads nothing again. */
  said?: Said;
}

/** A snapshot with the change that leads from it (in `past`), or to it (in `future`). */
export interface Step extends Snapshot {
  /** The change in people's words: "Move deploy". */
  label: string;
  /** When it was made, or grew last (ms). */
  at: number;
}

/** What was done to the history last: a new step, the newest grew, or so many steps forward (back when negative). */
export type HistoryMove = { kind: "step" } | { kind: "grow" } | { kind: "travel"; by: number };

/** Steps before and after the present one, oldest first in `past`, next first in `future`. */
export interface History {
  past: readonly Step[];
  future: readonly Step[];
  /** What the newest step belongs to, and when it was last added to (ms); null after undo, redo and moves. */
  open: { merge: string; at: number } | null;
  /** The newest of all moves, and how many there were. */
  last: HistoryMove | null;
  moves: number;
}

/** How many steps can be undone. */
export const historyLimit = 200;

/** A pause longer than this (ms) ends a stretch of typing. */
export const mergeWindow = 1200;

export const emptyHistory: History = { past: [], future: [], open: null, last: null, moves: 0 };

/**
 * Records that `present` was left behind. With the same `merge` soon after the last, the step grows instead.
 *
 * @param label names the step, given what stood before it
 */
export function record(
  history: History,
  present: Snapshot,
  { now, merge, label }: { now: number; merge?: string | undefined; label: (before: Snapshot) => string },
): History {
  const newest = history.past.at(-1);
  const grows =
    merge !== undefined &&
    history.open?.merge === merge &&
    now - history.open.at <= mergeWindow &&
    newest !== undefined;
  return {
    ...leftBehind(history, present, grows, { label, at: now }),
    open: merge === undefined ? null : { merge, at: now },
    last: { kind: grows ? "grow" : "step" },
    moves: history.moves + 1,
  };
}

/** The steps once `present` is left behind: as a step of its own, or the newest one grows. */
export function leftBehind(
  { past }: Pick<History, "past">,
  present: Snapshot,
  grows: boolean,
  { label, at }: { label: (before: Snapshot) => string; at: number },
): Pick<History, "past" | "future"> {
  const newest = grows ? past.at(-1) : undefined;
  const from = newest ?? present;
  const before = newest ? past.slice(0, -1) : past;
  return packed({ past: [...before, { ...from, label: label(from), at }].slice(-historyLimit), future: [] });
}

/** So many steps forward, back when negative: the snapshot to show and the history after it; undefined when there are not so many. */
export function travel(
  history: History,
  present: Snapshot,
  by: number,
): { history: History; present: Snapshot } | undefined {
  const past = [...history.past];
  const future = [...history.future];
  let shown = present;
  for (let left = Math.abs(by); left > 0; left--) {
    const step = by < 0 ? past.pop() : future.shift();
    if (step === undefined) return undefined;
    const { label, at, ...snapshot } = step;
    if (by < 0) future.unshift({ ...shown, label, at });
    else past.push({ ...shown, label, at });
    shown = snapshot;
  }
  return {
    present: shown,
    history: packed({ past, future, open: null, last: { kind: "travel", by }, moves: history.moves + 1 }),
  };
}
