import { findNodeAtLocation, parseTree } from "jsonc-parser";
import type { editor } from "monaco-editor/editor";
import type { StoreApi } from "zustand";
import type { TextPart } from "@/lib/editor/language/expression-strings";
import { nodePlaces, treeOf } from "@/lib/editor/language/json-tree";
import { changeBetween } from "@/lib/editor/language/text-change";
import {
  followChange,
  openWindow,
  type TextWindow,
  wholeWindow,
  writeThrough,
} from "@/lib/editor/language/text-window";
import type { EditorStore } from "@/lib/editor/store-types";
import { maxBytes } from "@/lib/workflow/parse";

/** What a panel shows: the whole workflow, or one node of it. */
export type JsonTarget = { kind: "document" } | { kind: "node"; id: string };

/** A panel's text and the store's, kept the same. */
export interface TextSync {
  model: editor.ITextModel;
  target: JsonTarget;
  window(): TextWindow;
  part(): TextPart;
  /** Calls back on each change of the model, before anything else is told of it. */
  onEdit(listener: () => void): () => void;
  /** Identifier of the node as the text has it now; `""` for the whole document. */
  node(): string;
  /** The pointer of what the panel shows: `""`, or `/nodes/3`. */
  base(): string;
  dispose(): void;
}

/** What the panel's window is in a document; nothing when the node is not there or the text is too broken. */
export function windowOf(
  text: string,
  target: JsonTarget,
): { window: TextWindow; index: number } | undefined {
  if (target.kind === "document") return { window: wholeWindow(text), index: -1 };
  const place = nodePlaces(treeOf(text)).find(({ identifier }) => identifier === target.id);
  if (place === undefined) return undefined;
  return { window: openWindow(text, place.range.start, place.range.end), index: place.index };
}

/**
 * Writes what is typed into the store as the smallest change of the document, and brings changes from
 * elsewhere into the model as the smallest edit, so that the caret stays where it is.
 */
export function syncText(
  code: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
  opened: { window: TextWindow; index: number },
  store: StoreApi<EditorStore>,
  target: JsonTarget,
  onRefuse: (message: string | null) => void,
): TextSync {
  let { window, index } = opened;
  let text = store.getState().text;
  let id = target.kind === "node" ? target.id : "";
  let count = nodePlaces(treeOf(text)).length;
  let isApplying = false;
  const listeners = new Set<() => void>();

  const showInModel = (wanted: string): void => {
    const change = changeBetween(model.getValue(), wanted);
    if (change === undefined) return;
    const start = model.getPositionAt(change.start);
    const end = model.getPositionAt(change.end);
    isApplying = true;
    model.pushEditOperations(
      null,
      [
        {
          range: {
            startLineNumber: start.lineNumber,
            startColumn: start.column,
            endLineNumber: end.lineNumber,
            endColumn: end.column,
          },
          text: change.text,
        },
      ],
      () => null,
    );
    isApplying = false;
    if (!code.hasTextFocus()) return;
    code.setPosition(model.getPositionAt(change.start + change.text.length));
    code.revealPositionInCenterIfOutsideViewport(code.getPosition() ?? start);
  };

  const typed = model.onDidChangeContent(() => {
    for (const listener of listeners) listener();
    if (isApplying) return;
    const written = writeThrough(text, window, model.getValue());
    if (written === undefined) return;
    if (written.document.length > maxBytes) {
      onRefuse(tooLong(written.document.length));
      showInModel(window.text);
      return;
    }
    onRefuse(null);
    ({ window } = written);
    text = written.document;
    const before = id;
    if (target.kind === "node") id = identifierIn(window.text) ?? id;
    write(store, text, target.kind === "node" ? { id: before, now: id } : undefined);
  });

  /** Undo may take back an identifier that was typed here: the node at the same place is still this one. */
  const followRename = (): void => {
    const places = nodePlaces(treeOf(text));
    const before = count;
    count = places.length;
    if (count !== before || places.some(({ identifier }) => identifier === id)) return;
    const now = places.find((place) => place.index === index)?.identifier;
    if (now === undefined) return;
    id = now;
    store.getState().actions.select({ kind: "node", id });
  };

  const unsubscribe = store.subscribe((state) => {
    if (state.text === text) return;
    const change = changeBetween(text, state.text);
    text = state.text;
    if (target.kind === "node") followRename();
    const found = windowOf(text, target.kind === "node" ? { kind: "node", id } : target);
    if (found !== undefined) ({ window, index } = found);
    else if (change !== undefined) window = followChange(text, window, change);
    showInModel(window.text);
  });

  return {
    model,
    target,
    window: () => window,
    part: () => (target.kind === "node" ? { kind: "node", index } : { kind: "document" }),
    onEdit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    node: () => id,
    base: () => (target.kind === "node" ? `/nodes/${index}` : ""),
    dispose() {
      typed.dispose();
      unsubscribe();
    },
  };
}

export const tooLong = (length: number): string =>
  `The text would be ${(length / 1e6).toFixed(1)} MB long; Slipway takes at most ${maxBytes / 1e6} MB. Nothing was changed.`;

/** A node keeps its place on the canvas and its selection while its identifier is typed. */
function write(store: StoreApi<EditorStore>, text: string, node?: { id: string; now: string }): void {
  const { actions, layout, textBroken } = store.getState();
  if (node === undefined || node.id === node.now || textBroken) {
    actions.setText(text, { merge: "text" });
  } else {
    const { [node.id]: position, ...others } = layout;
    actions.edit(() => text, {
      merge: "text",
      select: { kind: "node", id: node.now },
      ...(position === undefined ? {} : { layout: { ...others, [node.now]: position } }),
    });
  }
  const { selection, document } = store.getState();
  const lost = node !== undefined && selection === null;
  if (lost && document?.nodes.some(({ identifier }) => identifier === node.now))
    actions.select({ kind: "node", id: node.now });
}

function identifierIn(nodeText: string): string | undefined {
  const root = parseTree(nodeText);
  const found: unknown = root === undefined ? undefined : findNodeAtLocation(root, ["identifier"])?.value;
  return typeof found === "string" ? found : undefined;
}
