import type { Json } from "../base/json";
import type { JsonTree } from "./json-tree";

/** How a document is written, so that what is added looks as if its author had written it. */
export interface TextStyle {
  /** One level of indentation. */
  unit: string;
  eol: string;
  /** False when the whole document stands on one line. */
  multiline: boolean;
  /** Between key and value. */
  colon: string;
  /** After a comma on the same line. */
  comma: string;
}

/** Reads the style off a document; an empty one gets two spaces and line feeds. */
export function styleOf(text: string, root: JsonTree): TextStyle {
  const body = text.slice(root.start, root.end);
  const multiline = /[\r\n]/.test(body);
  const eol = body.includes("\r\n") ? "\r\n" : "\n";
  const first = root.kind === "object" ? root.entries[0] : undefined;
  const indent = multiline && first !== undefined ? indentAt(text, first.start) : undefined;
  const outer = indentAt(text, root.start) ?? "";
  const unit = indent !== undefined && indent.length > outer.length ? indent.slice(outer.length) : "  ";
  const colon =
    first === undefined ? ": " : text.slice(first.end, first.value.start).replace(/\s*[\r\n]\s*/, " ");
  const plain = multiline || first === undefined || /,\s/.test(body.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
  return { unit, eol, multiline, colon, comma: plain ? " " : "" };
}

/** The white space before an offset when nothing else precedes it on its line. */
export function indentAt(text: string, offset: number): string | undefined {
  let begin = offset;
  while (begin > 0 && (text[begin - 1] === " " || text[begin - 1] === "\t")) begin--;
  return begin === 0 || text[begin - 1] === "\n" || text[begin - 1] === "\r"
    ? text.slice(begin, offset)
    : undefined;
}

/** The indentation of the line that an offset stands on. */
export function lineIndent(text: string, offset: number): string {
  let begin = offset;
  while (begin > 0 && text[begin - 1] !== "\n" && text[begin - 1] !== "\r") begin--;
  return /^[ \t]*/.exec(text.slice(begin, offset))?.[0] ?? "";
}

/** Writes a value in a document's style, its first line unindented and the others below `indent`. */
export function write(value: Json, style: TextStyle, indent: string): string {
  if (!style.multiline) return writeInline(value, style);
  const plain = JSON.stringify(value, null, style.unit);
  return plain.replaceAll("\n", style.eol + indent);
}

/** Writes a value on one line. */
export function writeInline(value: Json, style: TextStyle): string {
  if (style.colon === ":" && style.comma === "") return JSON.stringify(value);
  const separator = `,${style.comma}`;
  if (Array.isArray(value)) return `[${value.map((item) => writeInline(item, style)).join(separator)}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}${style.colon}${writeInline(item, style)}`,
  );
  if (entries.length === 0) return "{}";
  const pad = style.comma;
  return `{${pad}${entries.join(separator)}${pad}}`;
}
