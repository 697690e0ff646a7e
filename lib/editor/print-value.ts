import { keyOf, mask, Tainted, TaintedNumber } from "../jq";

/** What kind of value an expression gave; `nothing` is no output at all, `unknown` what only a run can tell. */
export type ValueType = "unknown" | "string" | "number" | "boolean" | "array" | "object" | "null" | "nothing";

export function typeOfValue(value: unknown): ValueType {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (value instanceof Tainted) return "string";
  if (value instanceof TaintedNumber) return "number";
  if (Array.isArray(value)) return "array";
  return typeof value === "object" ? "object" : (typeof value as "string" | "number" | "boolean");
}

/**
 * A value as JSON on one line, cut at `limit` characters with `…`; secrets by name. A string alone has no
 * quotes unless it is blank. Stops reading where it is cut, so large values cost nothing.
 */
export function printValue(value: unknown, limit: number): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string" || value instanceof Tainted) {
    const text = masked(value).slice(0, limit * 2);
    return text.trim() === "" ? JSON.stringify(text) : cut(visible(text), limit);
  }
  return cut(write(value, limit + 1), limit);
}

const masked = (value: string | Tainted | TaintedNumber): string => String(mask(value));

/** Line breaks and tabs as marks, since a preview is one line. */
const visible = (text: string): string =>
  text
    .replace(/\r?\n/g, "⏎")
    .replaceAll("\t", "⇥")
    .replace(/\p{Cc}/gu, "·");

export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = /[\ud800-\udbff]/.test(text[limit - 2] ?? "") ? limit - 2 : limit - 1;
  return `${text.slice(0, end)}…`;
}

/** At least `limit` characters of the JSON when there are as many; may end in the middle. */
function write(value: unknown, limit: number): string {
  if (value === undefined) return "null";
  if (typeof value === "string" || value instanceof Tainted)
    return JSON.stringify(masked(value).slice(0, limit));
  if (value instanceof TaintedNumber) return masked(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  let text = isList ? "[" : "{";
  let first = true;
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    if (text.length >= limit) return text;
    if (!first) text += isList ? "," : ", ";
    else if (!isList) text += " ";
    first = false;
    if (!isList) text += `${JSON.stringify(masked(keyOf(value, key)))}: `;
    text += write((value as Record<string, unknown>)[key], limit - text.length);
  }
  if (isList) return `${text}]`;
  return first ? "{}" : `${text} }`;
}
