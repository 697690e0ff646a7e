"use client";

import type { StoreApi } from "zustand";
import { createStore } from "zustand/vanilla";
import { type LastField, lastField } from "@/components/scratchpad/last-field";
import { fromPointer } from "@/lib/base/pointer";
import { insertIntoJson } from "@/lib/editor/insert-json";
import { pathFor, syntaxAt } from "@/lib/editor/insert-place";
import { type DraggedValue, insertValue, type TextSelection, valueMime } from "@/lib/editor/insert-value";
import type { EditorStore } from "@/lib/editor/store-types";

/** A text editor that takes values at its caret. */
export interface PanelTarget {
  name: string;
  insert(value: DraggedValue): boolean;
}

/** The editor of JSON in which the caret was last, when that is where it was last. */
export const lastPanel = createStore<{ panel: PanelTarget | null }>(() => ({ panel: null }));
lastField.subscribe(() => lastPanel.setState({ panel: null }));

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Writes a value where the cursor was last; false when there is no such place on screen, or it takes none. */
export function insertAtLast(store: StoreApi<EditorStore>, value: DraggedValue): boolean {
  const { panel } = lastPanel.getState();
  if (panel !== null) return panel.insert(value);
  const { field } = lastField.getState();
  const control = field && document.getElementById(field.id);
  return isText(control) && field !== null && insertInto(store, control, field, value);
}

/** How people call the place that takes the next value. */
export const placeOf = (panel: PanelTarget | null, field: LastField | null): string | undefined =>
  panel?.name ?? field?.name;

const isText = (target: unknown): target is TextControl =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");

/** The form's field that an event is over, when it holds templates or jq. */
function fieldOver(store: StoreApi<EditorStore>, target: EventTarget | null): TextControl | undefined {
  if (!isText(target) || target.readOnly || !target.id.startsWith("field/")) return undefined;
  return holdsJson(target) || syntaxOf(store, target) !== undefined ? target : undefined;
}

const placeIn = (control: TextControl) => fromPointer(control.id.slice("field".length));
const holdsJson = (control: TextControl) => control.closest("[data-holds=json]") !== null;
const syntaxOf = (store: StoreApi<EditorStore>, control: TextControl) =>
  syntaxAt(store.getState().document, placeIn(control), control.value);

function insertInto(
  store: StoreApi<EditorStore>,
  control: TextControl,
  selection: TextSelection,
  value: DraggedValue,
): boolean {
  if (control.readOnly) return false;
  const { document } = store.getState();
  const at = placeIn(control);
  const path = pathFor(document, value, at);
  const syntax = syntaxOf(store, control);
  const edit = holdsJson(control)
    ? insertIntoJson(control.value, selection, path, (inner, text) =>
        syntaxAt(document, [...at, ...inner], text),
      )
    : syntax && insertValue(control.value, selection, path, syntax);
  if (edit === undefined) return false;
  control.setRangeText(edit.text, edit.start, edit.end, "end");
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.focus();
  return true;
}

/** Where a drop at a point of the screen would go in a text; the whole selection when it is dropped onto that. */
function selectionAt(control: TextControl, event: DragEvent, before: TextSelection): TextSelection {
  const { caretPositionFromPoint } = document as Document & {
    caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
  };
  const found = caretPositionFromPoint?.call(document, event.clientX, event.clientY);
  const at = found && found.offsetNode === control ? found.offset : control.value.length;
  return before.start < at && at < before.end ? before : { start: at, end: at };
}

/** Lets values be dropped into the forms' fields; call what it returns to stop. */
export function takeDrops(store: StoreApi<EditorStore>): () => void {
  let over: { control: TextControl; before: TextSelection } | undefined;
  const isValue = (event: DragEvent) => event.dataTransfer?.types.includes(valueMime) === true;
  const enter = (control: TextControl): TextSelection => {
    if (over?.control !== control) {
      const before = { start: control.selectionStart ?? 0, end: control.selectionEnd ?? 0 };
      over = { control, before };
    }
    return over.before;
  };
  const move = (event: DragEvent): void => {
    const control = isValue(event) ? fieldOver(store, event.target) : undefined;
    if (control === undefined) {
      over = undefined;
      return;
    }
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    // The caret shows where the value would go.
    const { start, end } = selectionAt(control, event, enter(control));
    control.focus({ preventScroll: true });
    control.setSelectionRange(start, end);
  };
  const drop = (event: DragEvent): void => {
    const control = isValue(event) ? fieldOver(store, event.target) : undefined;
    const value = control && readDragged(event.dataTransfer);
    if (control === undefined || value === undefined) return;
    event.preventDefault();
    insertInto(store, control, selectionAt(control, event, enter(control)), value);
    over = undefined;
  };
  document.addEventListener("dragover", move);
  document.addEventListener("drop", drop);
  return () => {
    document.removeEventListener("dragover", move);
    document.removeEventListener("drop", drop);
  };
}

/** The value that a drag carries. */
export function readDragged(data: DataTransfer | null): DraggedValue | undefined {
  try {
    return JSON.parse(data?.getData(valueMime) || "null") ?? undefined;
  } catch {
    return undefined;
  }
}
