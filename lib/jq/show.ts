import { toJson } from "./json-text";
import { Tainted } from "./tainted";
import type { Value } from "./value";

const longest = 29;

const encoder = new TextEncoder();

/** A value for an error message: compact JSON, cut where it is long, secrets masked. */
export function shown(value: Value): string {
  const json = toJson(brief(value, 0), null);
  const text = json instanceof Tainted ? masked(json) : json;
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

/** The whole text for an error message, secrets masked. */
export const shownText = (value: string | Tainted): string =>
  typeof value === "string" ? value : masked(value);

/** An error message is a plain string, so what is secret in it is replaced at once. */
function masked({ text, spans }: Tainted): string {
  let result = "";
  let at = 0;
  for (const { start, end, names } of spans) {
    result += `${text.slice(at, start)}‹secret:${names.join("+")}›`;
    at = end;
  }
  return result + text.slice(at);
}
