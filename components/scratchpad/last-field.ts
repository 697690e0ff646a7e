import { createStore } from "zustand/vanilla";
import { fromPointer } from "@/lib/base/pointer";

/** The form's field in which the cursor was last. */
export interface LastField {
  id: string;
  /** Pointer of its place in the document. */
  at: string;
  /** How its label calls it. */
  name: string;
  start: number;
  end: number;
}

export const lastField = createStore<{ field: LastField | null }>(() => ({ field: null }));

type TextControl = HTMLInputElement | HTMLTextAreaElement;

const isText = (target: unknown): target is TextControl =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");

/** How a control is called: by its label, else by what it says it is a part of, else by the words for screen readers. */
const nameOf = (target: TextControl): string | undefined =>
  target.labels?.[0]?.firstChild?.textContent?.trim() ||
  target.closest<HTMLElement>("[data-field-name]")?.dataset.fieldName ||
  target.getAttribute("aria-label")?.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());

/** Remembers where the cursor is in the forms' fields, and where it leaves them; call what it returns to stop. */
export function trackFields(): () => void {
  const note = ({ target }: FocusEvent): void => {
    if (!isText(target) || !target.id.startsWith("field/") || target.readOnly) return;
    const at = target.id.slice("field".length);
    lastField.setState({
      field: {
        id: target.id,
        at,
        name: nameOf(target) || String(fromPointer(at).at(-1) ?? ""),
        start: target.selectionStart ?? target.value.length,
        end: target.selectionEnd ?? target.value.length,
      },
    });
  };
  document.addEventListener("focusin", note);
  document.addEventListener("focusout", note);
  return () => {
    document.removeEventListener("focusin", note);
    document.removeEventListener("focusout", note);
  };
}

/** Types a text where the cursor was in a field; false when the field is no longer on screen. */
export function typeInto({ id, start, end }: LastField, text: string): boolean {
  const control = document.getElementById(id);
  if (!isText(control) || control.readOnly) return false;
  control.setRangeText(text, start, end, "end");
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.focus();
  return true;
}
