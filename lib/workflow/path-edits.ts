import type { Reference } from "../jq";

/** The string with one step of a path replaced, in dot form or brackets as it was. */
export function withSegment(
  text: string,
  start: number,
  segment: Reference["segments"][number],
  name: string,
): string {
  const from = start + segment.start;
  const to = start + segment.end;
  const raw = text.slice(from, to);
  const key = String(segment.key);
  const at = raw.lastIndexOf(key);
  const plain = /^[A-Za-z_]\w*$/.test(name) || raw.includes('"');
  if (at < 0 || !plain) return text.slice(0, from) + bracketed(raw, name) + text.slice(to);
  return text.slice(0, from) + raw.slice(0, at) + name + raw.slice(at + key.length) + text.slice(to);
}

const bracketed = (raw: string, name: string): string =>
  raw.startsWith(".") || raw.startsWith("[") ? `[${JSON.stringify(name)}]` : JSON.stringify(name);

/** A path written as one plain chain of names and brackets, which can be put in parentheses as it is. */
const chain = /^\.outputs(?:\.\w+|\.?\["[^"\\]*"\]|\[\d+\])*$/;

/**
 * The string with a default behind the path at `from` to `to`, `//` and the empty text, or the empty list where
 * the path is gone through. Undefined where it is not plain to see what would be right.
 */
export function withDefault(text: string, from: number, to: number, isWhole: boolean): string | undefined {
  const path = text.slice(from, to);
  const before = text[from - 1] ?? "";
  const rest = text.slice(to);
  if (!chain.test(path) || /[\w.)\]"$]/.test(before)) return undefined;
  const isIterated = rest.startsWith("[]");
  if (!isIterated && /^[.[?]/.test(rest)) return undefined;
  const value = `${path} // ${isIterated ? "[]" : '""'}`;
  return text.slice(0, from) + (isWhole && !isIterated ? value : `(${value})`) + rest;
}

/** The string with what the first three steps of the path at `from` to `to` give read as JSON. */
export function withFromJson(text: string, from: number, to: number): string | undefined {
  const path = text.slice(from, to);
  const head = /^\.outputs(?:\.\w+|\.?\["[^"\\]*"\]){2}/.exec(path)?.[0];
  if (head === undefined || !chain.test(path) || /[\w.)\]"$]/.test(text[from - 1] ?? "")) return undefined;
  return `${text.slice(0, from)}(${head} | fromjson)${path.slice(head.length)}${text.slice(to)}`;
}
