import type { Direction } from "../workflow/layout";
import type { Layout } from "./api-types";
import type { EditorState } from "./store-types";

/** What reading a text gave. */
export type Said = Pick<
  EditorState,
  "document" | "documentText" | "textBroken" | "textProblems" | "identifier" | "title"
>;

/** What undo brings back. */
export interface Snapshot {
  text: string;
  layout: Layout;
  direction: Direction;
  /** What the text said, so that going back reads nothing again. */
  said?: Said;
}

/** Steps before and after the present one, oldest first in `past`, next first in `future`. */
export interface History {
  past: readonly Snapshot[];
  future: readonly Snapshot[];
  /** What the newest step belongs to, and when it was last added to (ms); null after undo, redo and moves. */
  open: { merge: string; at: number } | null;
}

/** How many steps can be undone. */
export const historyLimit = 200;

/** A pause longer than this (ms) ends a stretch of typing. */
export const mergeWindow = 1200;

export const emptyHistory: History = { past: [], future: [], open: null };

/** Records that `present` was left behind. With the same `merge` soon after the last, the step grows instead. */
export function record(history: History, present: Snapshot, now: number, merge?: string): History {
  const grows =
    merge !== undefined &&
    history.open?.merge === merge &&
    now - history.open.at <= mergeWindow &&
    history.past.length > 0;
  const open = merge === undefined ? null : { merge, at: now };
  if (grows) return { past: history.past, future: [], open };
  return { past: [...history.past, present].slice(-historyLimit), future: [], open };
}

/** One step back: the state to show and the history after it; undefined when there is none. */
export function stepBack(
  history: History,
  present: Snapshot,
): { history: History; present: Snapshot } | undefined {
  const previous = history.past.at(-1);
  if (!previous) return undefined;
  return {
    present: previous,
    history: { past: history.past.slice(0, -1), future: [present, ...history.future], open: null },
  };
}

/** One step forward again. */
export function stepForward(
  history: History,
  present: Snapshot,
): { history: History; present: Snapshot } | undefined {
  const next = history.future[0];
  if (!next) return undefined;
  return {
    present: next,
    history: { past: [...history.past, present], future: history.future.slice(1), open: null },
  };
}
