import { expressionStrings, type TextPart } from "./language/expression-strings";
import type { TextRange } from "./language/json-tree";
import type { Preview, Previewer } from "./preview";

/** The previews of one string, with their places in the text. */
export interface InlayPreview {
  /** The string, quotes included. */
  start: number;
  end: number;
  /** Where the previews are shown: the end of the line when nothing but punctuation follows the string. */
  at: number;
  syntax: "template" | "jq";
  /** One for each expression; `start` and `end` are in the text, braces included. */
  parts: (Preview & TextRange)[];
  /** The whole string as it is sent, when it is more than one expression. */
  result?: Preview;
}

/**
 * Previews the strings in a range of the text. When `isLate` says so, the strings that are left are skipped
 * and `complete` is false: asking again soon finds the earlier ones remembered.
 */
export function inlaysOf(
  text: string,
  part: TextPart,
  range: TextRange,
  preview: Previewer,
  isLate: () => boolean,
): { inlays: InlayPreview[]; complete: boolean } {
  const inlays: InlayPreview[] = [];
  for (const one of expressionStrings(text, part, range)) {
    if (isLate()) return { inlays, complete: false };
    const { literal, syntax, place, node, nodeType } = one;
    const { parts, result } = preview({ value: literal.value, syntax, place, node, nodeType });
    const isPlain = parts.length === 1 && parts[0]?.text === result?.text;
    inlays.push({
      start: literal.start,
      end: literal.end,
      at: shownAt(text, literal.end),
      syntax,
      parts: parts.map((found) => ({
        ...found,
        start: literal.offsetOf(found.start),
        end: literal.offsetOf(found.end),
      })),
      ...(result === undefined || isPlain ? {} : { result }),
    });
  }
  return { inlays, complete: true };
}

/** After the punctuation that ends the line, else right after the string. */
function shownAt(text: string, end: number): number {
  const rest = /^[ \t]*[,}\]][ \t,}\]]*(?=\r?\n|$)|^(?=[ \t]*(\r?\n|$))/.exec(text.slice(end, end + 200));
  return rest === null ? end : end + rest[0].length;
}
