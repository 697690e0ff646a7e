import type { editor } from "monaco-editor/editor";
import { type ExpressionCaret, expressionAround } from "@/lib/editor/language/caret";
import { expressionStringAt } from "@/lib/editor/language/expression-strings";
import type { LanguageFacts } from "@/lib/editor/language/facts";
import { plainExpression } from "@/lib/editor/language/plain-expression";
import { escapeForJson } from "@/lib/editor/language/string-literal";
import type { monaco } from "./monaco";

/** A scratchpad's text: a template or jq by itself. */
export interface ScratchModel {
  syntax(): "template" | "jq";
  node(): { node: string; nodeType: string };
  facts(): LanguageFacts;
}

/** The expression at a place of a model, and how a text is written into it. */
export interface PlacedCaret {
  caret: ExpressionCaret;
  write(text: string): string;
}

/** Languages of models that hold nothing but jq or a template. */
export const scratchLanguage = { jq: "slipway-jq", template: "slipway-template" } as const;

// Monaco's providers are for all editors of a language, so they find what they read by its model.
const scratchpads = new Map<string, ScratchModel>();

export function registerScratchpad(model: editor.ITextModel, scratchpad: ScratchModel): () => void {
  const key = model.uri.toString();
  scratchpads.set(key, scratchpad);
  return () => scratchpads.delete(key);
}

export const scratchpadOf = (model: editor.ITextModel): ScratchModel | undefined =>
  scratchpads.get(model.uri.toString());

/** The caret in a scratchpad; nothing in the plain text of a template. */
export function scratchCaret(
  model: editor.ITextModel,
  scratchpad: ScratchModel,
  position: monaco.IPosition,
): PlacedCaret | undefined {
  const string = plainExpression(model.getValue(), { syntax: scratchpad.syntax(), ...scratchpad.node() });
  const caret = expressionAround(string, model.getOffsetAt(position));
  return caret && { caret, write: (text) => text };
}

/** The caret in a string of a JSON text. */
export function jsonCaret(
  model: editor.ITextModel,
  part: Parameters<typeof expressionStringAt>[1],
  position: monaco.IPosition,
): PlacedCaret | undefined {
  const offset = model.getOffsetAt(position);
  const string = expressionStringAt(model.getValue(), part, offset);
  const caret = string && expressionAround(string, string.literal.indexOf(offset));
  return caret && { caret, write: escapeForJson };
}
