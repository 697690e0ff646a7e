import type { editor } from "monaco-editor/editor";
import type { StoreApi } from "zustand";
import { expressionAround } from "@/lib/editor/language/caret";
import { formattedAt } from "@/lib/editor/language/expression-edits";
import { expressionStringAt } from "@/lib/editor/language/expression-strings";
import type { EditorStore } from "@/lib/editor/store-types";
import { maxBytes } from "@/lib/workflow/parse";
import { caretAt } from "./language-providers";
import { monaco } from "./monaco";
import { type TextSync, tooLong } from "./text-sync";

/** Keys of the panel. Undo and redo are the page's: text, canvas and forms have one history. */
export function attachKeys(
  code: editor.IStandaloneCodeEditor,
  store: StoreApi<EditorStore>,
  onLeave: () => void,
): () => void {
  const { KeyCode, KeyMod } = monaco;
  const { actions } = store.getState();
  const added = [
    code.addAction({
      id: "slipway.undo",
      label: "Undo",
      keybindings: [KeyMod.CtrlCmd | KeyCode.KeyZ],
      run: () => actions.undo(),
    }),
    code.addAction({
      id: "slipway.redo",
      label: "Redo",
      keybindings: [KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, KeyMod.CtrlCmd | KeyCode.KeyY],
      run: () => actions.redo(),
    }),
    code.addAction({
      id: "slipway.formatExpression",
      label: "Format the expression",
      keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyE],
      precondition: "!editorReadonly",
      contextMenuGroupId: "1_modification",
      run: () => formatExpression(code),
    }),
    code.addAction({
      id: "slipway.leave",
      label: "Leave the editor",
      keybindings: [KeyCode.Escape],
      precondition:
        "!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !markersNavigationVisible && !inSnippetMode && !editorHasMultipleSelections && !editorHoverVisible && !codeActionMenuVisible",
      run: onLeave,
    }),
  ];
  return () => {
    for (const one of added) one.dispose();
  };
}

/** Gives the expression at the caret regular spacing. */
function formatExpression(code: editor.ICodeEditor): void {
  const model = code.getModel();
  const position = code.getPosition();
  const found = model && position && caretAt(model, position);
  const edit = found && formattedAt(found.caret);
  if (!edit) return;
  const { literal } = found.caret.string;
  const place = (index: number) => model.getPositionAt(literal.offsetOf(index));
  const range = monaco.Range.fromPositions(place(edit.start), place(edit.end));
  code.pushUndoStop();
  code.executeEdits("slipway", [{ range, text: found.write(edit.text) }]);
}

/**
 * A quote typed inside an expression is a quote of jq, which a JSON string holds as `\"`: it is written so,
 * instead of ending the string.
 */
export function attachQuotes(code: editor.IStandaloneCodeEditor, sync: TextSync): () => void {
  const listener = code.onKeyDown((event) => {
    if (event.browserEvent.key !== '"' || event.ctrlKey || event.metaKey || event.altKey) return;
    const selection = code.getSelection();
    if (selection === null || !selection.isEmpty() || (code.getSelections()?.length ?? 0) > 1) return;
    const offset = sync.model.getOffsetAt(selection.getPosition());
    if (!wantsEscape(sync, offset)) return;
    const before = sync.model.getValue()[offset - 1];
    event.preventDefault();
    event.stopPropagation();
    code.trigger("slipway", "type", { text: "\\" });
    code.executeEdits("slipway", [
      { range: code.getSelection() ?? selection, text: '"', forceMoveMarkers: true },
    ]);
    if (before === "[") code.trigger("slipway", "editor.action.triggerSuggest", {});
  });
  return () => listener.dispose();
}

function wantsEscape(sync: TextSync, offset: number): boolean {
  const text = sync.window().text;
  if (text[offset - 1] === "\\") return false;
  const string = expressionStringAt(text, sync.part(), offset);
  if (string === undefined) return false;
  const { literal } = string;
  const caret = expressionAround(string, literal.indexOf(offset));
  if (caret === undefined) return false;
  if (string.syntax === "template") return true;
  // Bare jq fills its whole string, so a quote may mean the string's end: only where jq expects one it does not.
  const before = caret.expression.slice(0, caret.offset);
  const isOpen = (before.match(/"/g)?.length ?? 0) % 2 === 1;
  return isOpen || /[=[(,:|+<>]\s*$/.test(before);
}

/** Text that is too long is refused before it reaches the editor, which it would hold up for seconds. */
export function attachPasteLimit(
  container: HTMLElement,
  sync: TextSync,
  onRefuse: (message: string | null) => void,
): () => void {
  const check = (event: Event, data: DataTransfer | null): void => {
    const length = (data?.getData("text/plain").length ?? 0) + sync.window().text.length;
    if (length <= maxBytes) return;
    event.preventDefault();
    event.stopPropagation();
    onRefuse(tooLong(length));
  };
  const paste = (event: ClipboardEvent): void => check(event, event.clipboardData);
  const drop = (event: DragEvent): void => check(event, event.dataTransfer);
  container.addEventListener("paste", paste, true);
  container.addEventListener("drop", drop, true);
  return () => {
    container.removeEventListener("paste", paste, true);
    container.removeEventListener("drop", drop, true);
  };
}
