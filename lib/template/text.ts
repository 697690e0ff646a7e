import { concatenate, containsTaint, keyOf, Tainted, TaintedNumber } from "../jq";

/** A text that may hold stretches which came from secrets. */
export type Text = string | Tainted;

/** What an expression's value looks like inside longer text (template semantics, 3). */
export function interpolated(value: unknown): Text {
  if (typeof value === "string" || value instanceof Tainted) return value;
  if (value === undefined) return "undefined";
  return containsTaint(value) ? stringify(value) : JSON.stringify(value);
}

/** `JSON.stringify` for values with secrets in them. */
function stringify(value: unknown): Text {
  if (value instanceof Tainted) return escaped(value);
  if (value instanceof TaintedNumber) return whole(JSON.stringify(value.number), value.names);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return concatenate(["[", ...separated(value.map(stringify)), "]"]);
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => concatenate([stringify(keyOf(value, key)), ":", stringify(member)]));
  return concatenate(["{", ...separated(entries), "}"]);
}

const separated = (texts: Text[]): Text[] =>
  texts.flatMap((text, index) => (index === 0 ? [text] : [",", text]));

const whole = (text: string, names: readonly string[]): Text =>
  new Tainted(text, [{ start: 0, end: text.length, names }]);

/** A JSON string literal; escaping moves offsets, so each stretch is escaped by itself. */
function escaped(value: Tainted): Text {
  const inner = (text: string) => JSON.stringify(text).slice(1, -1);
  const texts: Text[] = ['"'];
  let from = 0;
  for (const span of value.spans) {
    texts.push(inner(value.text.slice(from, span.start)));
    texts.push(whole(inner(value.text.slice(span.start, span.end)), span.names));
    from = span.end;
  }
  texts.push(inner(value.text.slice(from)), '"');
  return concatenate(texts);
}
