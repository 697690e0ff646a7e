import type { Path } from "../base/pointer";
import { scan } from "../template/scan";

/** What a dragged value carries: a `DraggedValue` as JSON. The one place that names it. */
export const valueMime = "application/x-slipway-value";

/** Where a value stands in what an expression reads. */
export interface DraggedValue {
  /** From the root of the context, such as `["outputs", "call", "response"]`. */
  path: Path;
  /** The same value as the node's own `variables` read it, where it is that node's output. */
  own?: { node: string; path: Path };
}

/** How a text is read: with `{{ }}` around expressions, or as one expression. */
export type TextSyntax = "template" | "jq";

/** A stretch of a text, in UTF-16 units; empty for a caret. */
export interface TextSelection {
  start: number;
  end: number;
}

/** A replacement in a text. */
export interface TextInsertion extends TextSelection {
  text: string;
}

/** A path as jq writes it: `.a["b-c"][0]`. The root is `.`; names of secrets stand in brackets, as Port writes them. */
export function jqPath(path: Path): string {
  const text = path
    .map((step, at) => {
      if (typeof step === "number") return `[${step}]`;
      const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(step) && !(at === 1 && path[0] === "secrets");
      return plain ? `.${step}` : `[${quoted(step)}]`;
    })
    .join("");
  return text.startsWith(".") ? text : `.${text}`;
}

/** An apostrophe inside of quotes may be taken for a quote of its own (template semantics, 4.1), so it is escaped. */
const quoted = (name: string): string => JSON.stringify(name).replaceAll("'", "\\u0027");

/** What reads a path in an otherwise empty field. */
export const templateFor = (path: Path, syntax: TextSyntax): string =>
  syntax === "jq" ? jqPath(path) : `{{ ${jqPath(path)} }}`;

/**
 * How a path is written into a text at a caret or over a selection: bare in jq and inside of braces, else with
 * braces of its own. A selection that cuts an expression in two takes all of it.
 */
export function insertValue(
  text: string,
  selection: TextSelection,
  path: Path,
  syntax: TextSyntax,
): TextInsertion {
  const start = clamp(Math.min(selection.start, selection.end), text);
  const end = clamp(Math.max(selection.start, selection.end), text);
  if (text.trim() === "") return { start: 0, end: text.length, text: templateFor(path, syntax) };
  if (syntax === "jq") return spaced(text, start, end, jqPath(path));
  const parts = expressionsIn(text);
  const around = parts.find((part) => part.from <= start && end <= part.to);
  if (around !== undefined) return spaced(text, start, end, jqPath(path), around);
  const cut = parts.filter((part) => part.start < end && start < part.end);
  const isCaret = start === end;
  const inBraces = isCaret ? parts.find((part) => part.start < start && start < part.end) : undefined;
  if (inBraces !== undefined) {
    // Between two braces: before the opening pair, or behind the closing one.
    const at = start < inBraces.from ? inBraces.start : inBraces.end;
    return { start: at, end: at, text: templateFor(path, "template") };
  }
  return {
    start: Math.min(start, ...cut.map((part) => part.start)),
    end: Math.max(end, ...cut.map((part) => part.end)),
    text: templateFor(path, "template"),
  };
}

interface Braced {
  /** Of the first brace. */
  start: number;
  /** After the last brace. */
  end: number;
  /** What stands between the braces. */
  from: number;
  to: number;
}

/** The expressions of a template; one whose braces are not closed yet reaches to the end of the text. */
function expressionsIn(text: string): Braced[] {
  const scanned = scan(text);
  if (scanned.ok)
    return scanned.value.flatMap((part) =>
      part.kind === "expression" ? [{ ...part.outer, from: part.start, to: part.end }] : [],
    );
  const at = scanned.error.openIndex ?? scanned.error.index;
  if (text.slice(at, at + 2) !== "{{") return [];
  const before = scan(text.slice(0, at));
  const open = { start: at, end: text.length, from: at + 2, to: text.length };
  return [...(before.ok ? expressionsIn(text.slice(0, at)) : []), open];
}

/** A space keeps the path apart from a word that it would otherwise become a part of. */
function spaced(text: string, start: number, end: number, path: string, around?: Braced): TextInsertion {
  const before = text.slice(around?.from ?? 0, start);
  const after = text.slice(end, around?.to ?? text.length);
  const isBlank = around !== undefined && before.trim() === "" && after.trim() === "";
  if (isBlank) return { start: around.from, end: around.to, text: ` ${path} ` };
  const left = /[\w.)\]}"'$?]$/.test(before) ? " " : "";
  const right = /^[\w.([{"'$@]/.test(after) ? " " : "";
  return { start, end, text: left + path + right };
}

const clamp = (at: number, text: string): number => Math.max(0, Math.min(at, text.length));

/** The text after an insertion. */
export const inserted = (text: string, { start, end, text: piece }: TextInsertion): string =>
  text.slice(0, start) + piece + text.slice(end);
