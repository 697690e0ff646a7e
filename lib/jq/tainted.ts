export interface TaintSpan {
  start: number;
  end: number;
  names: readonly string[];
}

/** A string some of whose characters come from secrets. Plain strings never pay for it. */
export class Tainted {
  readonly text: string;
  /** Sorted, disjoint, not empty. */
  readonly spans: readonly TaintSpan[];

  constructor(text: string, spans: readonly TaintSpan[]) {
    this.text = text;
    this.spans = spans;
  }

  /** What a careless `JSON.stringify` gives. */
  toJSON(): string {
    return this.toString();
  }

  toString(): string {
    return maskText(this);
  }
}

type Text = string | Tainted;

/** A secret string: every character of it belongs to `name`. */
export function taint(name: string, value: string): Tainted {
  return new Tainted(value, [{ start: 0, end: value.length, names: [name] }]);
}

export const namesIn = (value: Text): readonly string[] =>
  typeof value === "string" ? [] : union(value.spans.map((span) => span.names));

export function union(lists: readonly (readonly string[])[]): readonly string[] {
  if (lists.length === 1) return lists[0]!;
  return [...new Set(lists.flat())];
}

/** How the names of secrets are shown in the place of their values. */
export const showNames = (names: readonly string[]): string => `‹secret:${names.join("+")}›`;

/** The text with `show` of its names in the place of every secret stretch. */
export function maskText({ text, spans }: Tainted, show: typeof showNames = showNames): string {
  let result = "";
  let at = 0;
  for (const { start, end, names } of spans) {
    result += text.slice(at, start) + show(names);
    at = end;
  }
  return result + text.slice(at);
}

/** `text`, all of it belonging to `names`; a plain string when there are none. */
export function taintWhole(text: string, names: readonly string[]): Text {
  return names.length === 0 ? text : new Tainted(text, [{ start: 0, end: text.length, names }]);
}

/** Joins texts; each keeps its own spans. */
export function joinTexts(parts: readonly Text[]): Text {
  // Left to additions, every part would take 32 bytes until the text is read.
  if (parts.every((part) => typeof part === "string")) return parts.join("");
  let text = "";
  let spans: TaintSpan[] | null = null;
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    spans ??= [];
    for (const { start, end, names } of part.spans) {
      const last = spans.at(-1);
      const from = start + text.length;
      // Two pieces of one secret side by side are masked as one.
      if (last?.end === from && last.names.join() === names.join()) last.end = end + text.length;
      else spans.push({ start: from, end: end + text.length, names });
    }
    text += part.text;
  }
  return spans === null ? text : new Tainted(text, spans);
}

/** The first span that does not end before a place. A text may have many, and be cut into many pieces. */
function firstSpan(spans: readonly TaintSpan[], from: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A part of a text, by UTF-16 units, with the spans that lie in it. */
export function sliceText(value: Text, from: number, to: number): Text {
  if (typeof value === "string") return value.slice(from, to);
  // All of it is that very text, to which a path may lead.
  if (from === 0 && to === value.text.length) return value;
  const text = value.text.slice(from, to);
  const spans: TaintSpan[] = [];
  for (let at = firstSpan(value.spans, from); at < value.spans.length; at++) {
    const { start, end, names } = value.spans[at]!;
    if (start > to) break;
    const span = { start: Math.max(start, from) - from, end: Math.min(end, to) - from, names };
    if (span.end > span.start || (value.text === "" && span.end >= span.start)) spans.push(span);
  }
  return spans.length === 0 ? text : new Tainted(text, spans);
}

/** A text whose characters are all changed by `change`, in a way that loses their positions. */
export function mapText(value: Text, change: (text: string) => string): Text {
  if (typeof value === "string") return change(value);
  return taintWhole(change(value.text), namesIn(value));
}

/** A text whose characters are each changed by themselves, so that every stretch stays as secret as it was. */
export function mapStretches(value: Text, change: (text: string) => string): Text {
  if (typeof value === "string") return change(value);
  const parts: Text[] = [];
  let at = 0;
  for (const { start, end, names } of value.spans) {
    parts.push(change(value.text.slice(at, start)), taintWhole(change(value.text.slice(start, end)), names));
    at = end;
  }
  parts.push(change(value.text.slice(at)));
  return joinTexts(parts);
}

/** As `mapText`, for a change that keeps the length and place of every character. */
export function mapInPlace(value: Text, change: (text: string) => string): Text {
  return typeof value === "string" ? change(value) : new Tainted(change(value.text), value.spans);
}
