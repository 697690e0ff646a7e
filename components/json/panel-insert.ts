import type { editor } from "monaco-editor/editor";
import type { StoreApi } from "zustand";
import { lastPanel, type PanelTarget, readDragged } from "@/components/data/insert-target";
import { fromPointer } from "@/lib/base/pointer";
import { insertIntoJson } from "@/lib/editor/insert-json";
import { pathFor, syntaxAt } from "@/lib/editor/insert-place";
import { type DraggedValue, valueMime } from "@/lib/editor/insert-value";
import { pathAtOffset } from "@/lib/editor/language/json-tree";
import type { EditorStore } from "@/lib/editor/store-types";
import { monaco } from "./monaco";
import type { TextSync } from "./text-sync";

/** Lets values be dropped into the text, and written at its caret from the data panel. */
export function attachInsert(
  code: editor.IStandaloneCodeEditor,
  container: HTMLElement,
  sync: TextSync,
  store: StoreApi<EditorStore>,
): () => void {
  const { model } = sync;
  const insert = (value: DraggedValue): boolean => {
    const selection = code.getSelection();
    if (selection === null || store.getState().ui.readOnly) return false;
    const start = model.getOffsetAt(selection.getStartPosition());
    const end = model.getOffsetAt(selection.getEndPosition());
    const { document } = store.getState();
    const base = fromPointer(sync.base());
    const here = [...base, ...pathAtOffset(model.getValue(), start)];
    const edit = insertIntoJson(
      model.getValue(),
      { start, end },
      pathFor(document, value, here),
      (inner, text) => syntaxAt(document, [...base, ...inner], text),
    );
    if (edit === undefined) return false;
    const range = monaco.Range.fromPositions(model.getPositionAt(edit.start), model.getPositionAt(edit.end));
    code.executeEdits("slipway", [{ range, text: edit.text, forceMoveMarkers: true }]);
    code.setPosition(model.getPositionAt(edit.start + edit.text.length));
    code.focus();
    return true;
  };
  const target: PanelTarget = { name: "the JSON", insert };
  const isValue = (event: DragEvent) => event.dataTransfer?.types.includes(valueMime) === true;
  const move = (event: DragEvent): void => {
    if (!isValue(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    const position = code.getTargetAtClientPoint(event.clientX, event.clientY)?.position;
    const selection = code.getSelection();
    if (position && !(selection && !selection.isEmpty() && selection.containsPosition(position)))
      code.setPosition(position);
    code.focus();
  };
  const drop = (event: DragEvent): void => {
    const value = isValue(event) ? readDragged(event.dataTransfer) : undefined;
    if (value === undefined) return;
    move(event);
    insert(value);
  };
  // Before Monaco's own, which would drop the plain text.
  container.addEventListener("dragenter", move, true);
  container.addEventListener("dragover", move, true);
  container.addEventListener("drop", drop, true);
  const focused = code.onDidFocusEditorText(() => lastPanel.setState({ panel: target }));
  return () => {
    container.removeEventListener("dragenter", move, true);
    container.removeEventListener("dragover", move, true);
    container.removeEventListener("drop", drop, true);
    focused.dispose();
    if (lastPanel.getState().panel === target) lastPanel.setState({ panel: null });
  };
}
