import type { editor } from "monaco-editor/editor";
import type { StoreApi } from "zustand";
import type { Problem } from "@/lib/base/problem";
import { rangeOfPointer, treeOf } from "@/lib/editor/language/json-tree";
import { toWindow } from "@/lib/editor/language/text-window";
import type { EditorStore } from "@/lib/editor/store-types";
import { syntaxErrorOf } from "@/lib/workflow/parse";
import { monaco } from "./monaco";
import type { TextSync } from "./text-sync";

const owner = "slipway";

/** More marks than this help nobody and cost time. */
const limit = 300;

/** A problem with its place in the panel's text. */
export interface PlacedProblem {
  problem: Problem;
  range: monaco.Range;
}

/** The problems that lie in what the panel shows. */
export function placedProblems(sync: TextSync, store: StoreApi<EditorStore>): PlacedProblem[] {
  const { text, problems, textBroken } = store.getState();
  if (textBroken) return brokenProblem(sync, text, problems);
  const tree = treeOf(text);
  const base = sync.base();
  const placed: PlacedProblem[] = [];
  for (const problem of problems) {
    if (!isWithin(problem.at, base)) continue;
    if (placed.length === limit) break;
    const found = rangeOfPointer(tree, problem.at, problem.span);
    const range = rangeInModel(sync, found.start, found.end);
    if (range !== undefined) placed.push({ problem, range });
  }
  return placed;
}

export const isWithin = (pointer: string, base: string): boolean =>
  base === "" || pointer === base || pointer.startsWith(`${base}/`);

/** Keeps the marks in the text those of the store's problems. */
export function attachMarkers(sync: TextSync, store: StoreApi<EditorStore>, onCount: () => void): () => void {
  const update = (): void => {
    const markers = placedProblems(sync, store).map(
      ({ problem, range }): editor.IMarkerData => ({
        severity: severities[problem.severity],
        message: problem.message,
        code: problem.code,
        startLineNumber: range.startLineNumber,
        startColumn: range.startColumn,
        endLineNumber: range.endLineNumber,
        endColumn: range.endColumn,
      }),
    );
    monaco.editor.setModelMarkers(sync.model, owner, markers);
    onCount();
  };
  update();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = store.subscribe((state, before) => {
    if (state.problems === before.problems && state.textBroken === before.textBroken) return;
    clearTimeout(timer);
    if (state.textBroken !== before.textBroken || state.text === before.text) update();
    else timer = setTimeout(update, pause);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
    if (!sync.model.isDisposed()) monaco.editor.setModelMarkers(sync.model, owner, []);
  };
}

/**
 * Most problems are found when typing pauses. Until then the marks that are there move with the text, which
 * is calmer than taking them away and bringing them back.
 */
const pause = 220;

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

function brokenProblem(sync: TextSync, text: string, problems: readonly Problem[]): PlacedProblem[] {
  const error = syntaxErrorOf(text);
  const problem = problems[0];
  if (problem === undefined) return [];
  if (error === undefined) {
    const { start, end } = rangeOfPointer(treeOf(text), problem.at);
    const range = rangeInModel(sync, start, end);
    return range === undefined ? [] : [{ problem, range }];
  }
  const start = Math.min(error.offset, Math.max(0, text.length - 1));
  const range = rangeInModel(sync, start, Math.max(start + 1, error.offset + error.length));
  return range === undefined ? [] : [{ problem: { ...problem, message: error.message }, range }];
}

/** A stretch of the document in the panel's model, cut to what the panel shows. */
export function rangeInModel(sync: TextSync, start: number, end: number): monaco.Range | undefined {
  const window = sync.window();
  if (end < window.start || start > window.end) return undefined;
  const from = toWindow(window, Math.max(start, window.start)) ?? 0;
  const to = toWindow(window, Math.min(end, window.end)) ?? window.text.length;
  return monaco.Range.fromPositions(sync.model.getPositionAt(from), sync.model.getPositionAt(to));
}
