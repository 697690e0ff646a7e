import { toJson } from "./json-text";
import { maskText, Tainted } from "./tainted";
import type { Value } from "./value";

const longest = 29;

const encoder = new TextEncoder();

/** A value for an error message: compact JSON, cut where it is long, secrets masked. */
export function shown(value: Value): string {
  const json = toJson(brief(value, 0), null);
  const text = shownText(json);
  if (text.length <= longest / 3 || encoder.encode(text).length <= longest) return text;
  const closing = '"]}'.includes(text.at(-1)!) ? text.at(-1)! : "";
  let bytes = longest - 3 - closing.length;
  let end = 0;
  for (const char of text) {
    bytes -= encoder.encode(char).length;
    if (bytes < 0) break;
    end += char.length;
  }
  return `${text.slice(0, end)}...${closing}`;
}

/** Enough of a value to fill the longest text shown, so that a large one costs nothing. */
function brief(value: Value, depth: number): Value {
  if (typeof value === "string") return value.length > 60 ? value.slice(0, 60) : value;
  if (typeof value !== "object" || value === null || value instanceof Tainted || depth > longest)
    return value;
  if (Array.isArray(value)) return value.slice(0, longest).map((item) => brief(item, depth + 1));
  return value;
}

/** The whole text for an error message, which is a plain string: what is secret is replaced at once. */
export const shownText = (value: string | Tainted): string =>
  typeof value === "string" ? value : maskText(value);
