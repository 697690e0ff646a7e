import { err, ok, type Result } from "../base/result";

/** A stretch of a template string. Offsets are UTF-16 code units into the whole string. */
export type Part =
  | { kind: "text"; text: string; start: number; end: number }
  | {
      kind: "expression";
      /** The jq program between the braces, untrimmed. */
      text: string;
      start: number;
      end: number;
      /** The same with its braces. */
      outer: { start: number; end: number };
    };

/** A string whose braces do not pair. These throw whatever the options say (template semantics, 2). */
export interface ScanError {
  message: string;
  /** The first brace of the offending pair. */
  index: number;
  /** Where the surrounding expression opened, for a nested opening. */
  openIndex?: number;
}

/** The expression being read, or nothing while outside. */
interface Open {
  /** The first of its two braces. */
  brace: number;
  /** Where the program begins. */
  start: number;
  quote: string | undefined;
}

/**
 * Splits a string into literal text and expressions, as Port's own library does (template semantics, 2):
 * one pass, aware of quotes and backslashes inside an expression and of nothing else.
 */
export function scan(text: string): Result<Part[], ScanError> {
  const parts: Part[] = [];
  let open: Open | undefined;
  let literalStart = 0;

  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (open !== undefined) {
      if (char === "\\") {
        index++;
        continue;
      }
      if (char === '"' || char === "'") {
        if (open.quote === undefined) open.quote = char;
        else if (open.quote === char) open.quote = undefined;
        continue;
      }
      if (open.quote !== undefined) continue;
    }
    if ((char !== "{" && char !== "}") || text[index - 1] !== char) continue;

    if (char === "{") {
      if (open !== undefined) return err(nestedOpening(index - 1, open.brace));
      pushText(parts, text, literalStart, index - 1);
      open = { brace: index - 1, start: index + 1, quote: undefined };
      if (text[index + 1] === "{") index++;
    } else {
      if (open === undefined) return err(strayClosing(index - 1));
      parts.push({
        kind: "expression",
        text: text.slice(open.start, index - 1),
        start: open.start,
        end: index - 1,
        outer: { start: open.brace, end: index + 1 },
      });
      open = undefined;
      literalStart = index + 1;
      if (text[index + 1] === "}") index++;
    }
  }
  if (open !== undefined) return err(unclosed(open.brace));
  pushText(parts, text, literalStart, text.length);
  return ok(parts);
}

/** True when a scanned string gives its one expression's value with its own type (template semantics, 3). */
export function isWholeString(text: string, parts: readonly Part[]): boolean {
  const trimmed = text.trim();
  return (
    trimmed.startsWith("{{") &&
    trimmed.endsWith("}}") &&
    parts.reduce((count, part) => (part.kind === "expression" ? count + 1 : count), 0) === 1
  );
}

function pushText(parts: Part[], text: string, start: number, end: number): void {
  if (end > start) parts.push({ kind: "text", text: text.slice(start, end), start, end });
}

const nestedOpening = (index: number, openIndex: number): ScanError => ({
  message: `Found double braces in index ${index} inside other one in index ${openIndex}`,
  index,
  openIndex,
});

const strayClosing = (index: number): ScanError => ({
  message: `Found closing double braces in index ${index} without opening double braces`,
  index,
});

const unclosed = (index: number): ScanError => ({
  message: `Found opening double braces in index ${index} without closing double braces`,
  index,
});
