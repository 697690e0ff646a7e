import type { FieldLanguage } from "./field-language";

/** A text to be written into a field over `[start, end)`, and where the caret stands afterwards. */
export interface Insertion {
  start: number;
  end: number;
  text: string;
  caret: number;
}

/**
 * How the jq `expression` is put into a field's text over `[start, end)`: by itself inside of an expression or in
 * a bare jq field, in braces elsewhere. In JSON outside of every string it comes with quotes.
 */
export function insertionOf(
  language: FieldLanguage,
  text: string,
  expression: string,
  start: number,
  end = start,
): Insertion {
  const place = language.placeAt(text, start);
  const wrapped =
    place === undefined
      ? JSON.stringify(`{{ ${expression} }}`)
      : place.write(place.caret === undefined ? `{{ ${expression} }}` : expression);
  return { start, end, text: wrapped, caret: start + wrapped.length };
}
