import { containsTaint, Tainted } from "../jq";

type TaintSpan = Tainted["spans"][number];

/** A text that may hold stretches which came from secrets. */
export type Text = string | Tainted;

/** Joins texts; the stretches that came from secrets keep their places. */
export function joinTexts(texts: readonly Text[]): Text {
  if (texts.every((text) => typeof text === "string")) return texts.join("");
  let joined = "";
  const spans: TaintSpan[] = [];
  for (const text of texts) {
    if (typeof text === "string") {
      joined += text;
      continue;
    }
    for (const span of text.spans)
      spans.push({ start: joined.length + span.start, end: joined.length + span.end, names: span.names });
    joined += text.text;
  }
  return new Tainted(joined, spans);
}

/** What an expression's value looks like inside longer text (template semantics, 3). */
export function interpolated(value: unknown): Text {
  if (typeof value === "string" || value instanceof Tainted) return value;
  if (value === undefined) return "undefined";
  return containsTaint(value) ? stringify(value) : JSON.stringify(value);
}

/** `JSON.stringify` for values with secrets in them. */
function stringify(value: unknown): Text {
  if (value instanceof Tainted) return escaped(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return joinTexts(["[", ...separated(value.map(stringify)), "]"]);
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => joinTexts([JSON.stringify(key), ":", stringify(member)]));
  return joinTexts(["{", ...separated(entries), "}"]);
}

const separated = (texts: Text[]): Text[] =>
  texts.flatMap((text, index) => (index === 0 ? [text] : [",", text]));

/** A JSON string literal; escaping moves offsets, so each stretch is escaped by itself. */
function escaped(value: Tainted): Text {
  const inner = (text: string) => JSON.stringify(text).slice(1, -1);
  const texts: Text[] = ['"'];
  let from = 0;
  for (const span of value.spans) {
    texts.push(inner(value.text.slice(from, span.start)));
    const secret = inner(value.text.slice(span.start, span.end));
    texts.push(new Tainted(secret, [{ start: 0, end: secret.length, names: span.names }]));
    from = span.end;
  }
  texts.push(inner(value.text.slice(from)), '"');
  return joinTexts(texts);
}
