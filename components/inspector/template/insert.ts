import type { FieldLanguage } from "@/lib/editor/language/field-language";
import { type Insertion, insertionOf } from "@/lib/editor/language/insertion";

/** What a dragged value carries: the jq that reads it, such as `.outputs.trigger.repo`. */
export const expressionMime = "application/x-slipway-expression";

/**
 * Writes into a control as if it were typed, so that the field's own change handler hears of it. The control
 * has the focus afterwards, and the caret stands where the insertion says.
 */
export function writeInto(control: HTMLTextAreaElement, { start, end, text, caret }: Insertion): void {
  control.focus();
  control.setSelectionRange(start, end);
  // Deprecated, and still the one way to write that counts as typing everywhere.
  if (!document.execCommand("insertText", false, text)) {
    control.setRangeText(text, start, end, "end");
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  control.setSelectionRange(caret, caret);
}

/** Puts the jq `expression` at a place of the control's text, by default at the caret; in braces where it needs them. */
export function insertExpression(
  control: HTMLTextAreaElement,
  language: FieldLanguage,
  expression: string,
  at?: number,
): void {
  const start = at ?? control.selectionStart;
  const end = at ?? control.selectionEnd;
  writeInto(control, insertionOf(language, control.value, expression, start, end));
}
