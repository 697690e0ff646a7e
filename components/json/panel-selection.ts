import type { editor } from "monaco-editor/editor";
import type { StoreApi } from "zustand";
import { connectionId } from "@/lib/editor/flow";
import {
  connectionPlaces,
  nodePlaces,
  rangeOfPointer,
  type TextRange,
  treeOf,
} from "@/lib/editor/language/json-tree";
import { toDocument } from "@/lib/editor/language/text-window";
import type { EditorStore, Selection } from "@/lib/editor/store-types";
import { isWithin, rangeInModel } from "./panel-markers";
import type { TextSync } from "./text-sync";

/** How long the caret must rest before the canvas follows (ms): walking through lines selects nothing. */
const rest = 120;

const isSame = (one: Selection | null, other: Selection | null): boolean =>
  one?.kind === other?.kind && one?.id === other?.id;

/**
 * The caret selects the node or connection it stands in; a selection made elsewhere is brought into view and
 * marked. What began in the text does not come back to it.
 */
export function attachSelection(
  code: editor.IStandaloneCodeEditor,
  sync: TextSync,
  store: StoreApi<EditorStore>,
): () => void {
  const mark = code.createDecorationsCollection();
  let fromText: Selection | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const showMark = (): TextRange | undefined => {
    const { selection, textBroken } = store.getState();
    if (textBroken) return undefined;
    const range = selection === null ? undefined : rangeOf(selection, store.getState().text);
    const inModel = range && rangeInModel(sync, range.start, range.end);
    mark.set(
      inModel === undefined
        ? []
        : [{ range: inModel, options: { isWholeLine: true, linesDecorationsClassName: "slip-selected" } }],
    );
    return range;
  };

  const follow = (): void => {
    const { selection, textBroken, text, actions } = store.getState();
    const position = code.getPosition();
    if (textBroken || position === null) return;
    const offset = toDocument(sync.window(), sync.model.getOffsetAt(position));
    const found = selectionAt(offset, text);
    if (found === undefined || isSame(found, selection)) return;
    fromText = found;
    actions.select(found);
  };

  const listeners =
    sync.target.kind === "node"
      ? []
      : [
          code.onDidChangeCursorPosition((event) => {
            clearTimeout(timer);
            // Only the person's own moves: a reveal or an edit from elsewhere moves the caret as well.
            const isOwn = event.source === "keyboard" || event.source === "mouse";
            if (isOwn && code.hasTextFocus()) timer = setTimeout(follow, rest);
          }),
        ];

  const unsubscribe = store.subscribe((state, before) => {
    if (state.ui.reveal !== before.ui.reveal && state.ui.reveal !== null) revealPlace(state.ui.reveal.at);
    if (sync.target.kind === "node") return;
    if (!isSame(state.selection, before.selection)) {
      const range = showMark();
      const isEcho = isSame(state.selection, fromText);
      fromText = null;
      if (range !== undefined && !isEcho && !code.hasTextFocus()) bringIntoView(range);
    } else if (state.text !== before.text) showMark();
  });

  const bringIntoView = (range: TextRange): void => {
    const inModel = rangeInModel(sync, range.start, range.end);
    if (inModel === undefined) return;
    const start = inModel.getStartPosition();
    code.setPosition(start, "slipway");
    code.revealRangeNearTopIfOutsideViewport(inModel);
  };

  const revealPlace = (pointer: string): void => {
    if (!isWithin(pointer, sync.base()) || store.getState().textBroken) return;
    const { start, end } = rangeOfPointer(treeOf(store.getState().text), pointer);
    const inModel = rangeInModel(sync, start, end);
    if (inModel === undefined) return;
    code.setSelection(inModel, "slipway");
    code.revealRangeInCenter(inModel);
  };

  if (sync.target.kind === "document") {
    const range = showMark();
    if (range !== undefined) bringIntoView(range);
  }
  const { ui, selection, text } = store.getState();
  if (ui.reveal !== null && selection !== null) {
    // A place that was asked for before the panel was open; an old one is of another node by now.
    const { start } = rangeOfPointer(treeOf(text), ui.reveal.at);
    if (isSame(selectionAt(start, text) ?? null, selection)) revealPlace(ui.reveal.at);
  }

  return () => {
    clearTimeout(timer);
    for (const listener of listeners) listener.dispose();
    unsubscribe();
    mark.clear();
  };
}

function rangeOf(selection: Selection, text: string): TextRange | undefined {
  const tree = treeOf(text);
  return selection.kind === "node"
    ? nodePlaces(tree).find(({ identifier }) => identifier === selection.id)?.range
    : connectionPlaces(tree).find(({ value }) => connectionId(value) === selection.id)?.range;
}

function selectionAt(offset: number, text: string): Selection | undefined {
  const tree = treeOf(text);
  const isInside = ({ range }: { range: TextRange }): boolean => range.start <= offset && offset <= range.end;
  const node = nodePlaces(tree).find(isInside);
  if (node !== undefined) return { kind: "node", id: node.identifier };
  const connection = connectionPlaces(tree).find(isInside);
  return connection && { kind: "connection", id: connectionId(connection.value) };
}
