import { CompileFailure } from "./errors";
import { unescapeText } from "./unescape";

export type TokenKind =
  | "number"
  | "name"
  | "keyword"
  | "field"
  | "variable"
  | "format"
  | "operator"
  | "quote"
  | "text"
  | "interpolation"
  | "end";

export interface Token {
  kind: TokenKind;
  /** For `text` the unescaped characters, for `field` and `variable` the bare name. */
  text: string;
  start: number;
  end: number;
}

const keywords = new Set(
  "def as if then elif else end and or reduce foreach try catch label import include module __loc__".split(
    " ",
  ),
);

// Longest first, so that the first match is the right one.
const operators = ["?//", "//=", "!=", "==", "//", "|=", "+=", "-=", "*=", "/=", "%=", "<=", ">=", ".."];

const space = /[ \t\r\n]+/y;
const name = /[A-Za-z_][A-Za-z0-9_]*(?:::[A-Za-z_][A-Za-z0-9_]*)*/y;
const field = /\.([A-Za-z_][A-Za-z0-9_]*)/y;
const variable = /\$([A-Za-z_][A-Za-z0-9_]*(?:::[A-Za-z_][A-Za-z0-9_]*)*)/y;
const format = /@[A-Za-z0-9_]+/y;
const number = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;

/** A comment runs to the end of its line; an odd number of backslashes before the break continues it. */
function skipComment(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === "\\") {
      at += text[at + 1] === "\r" && text[at + 2] === "\n" ? 3 : 2;
      continue;
    }
    if (char === "\n" || (char === "\r" && text[at + 1] === "\n")) return at;
    at++;
  }
  return text.length;
}

/** Splits a program into tokens. A string gives quote, text and interpolation tokens around its inner tokens. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  // One entry per open bracket; `"` marks a string whose interpolation is being read.
  const open: string[] = [];
  let at = 0;

  const push = (kind: TokenKind, value: string, start: number, end: number): void => {
    tokens.push({ kind, text: value, start, end });
    at = end;
  };
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };

  const readString = (start: number): void => {
    const from = start;
    let end = start;
    while (true) {
      const char = text[end];
      if (char === undefined) {
        throw new CompileFailure(
          "syntax error, unexpected end of file in a string",
          { start: start - 1, end: text.length },
          'A string begins here and has no closing ".',
        );
      }
      if (char === '"') {
        if (end > from) push("text", unescapeText(text, from, end), from, end);
        push("quote", '"', end, end + 1);
        return;
      }
      if (char === "\\" && text[end + 1] === "(") {
        if (end > from) push("text", unescapeText(text, from, end), from, end);
        push("interpolation", "\\(", end, end + 2);
        open.push('"');
        return;
      }
      end += char === "\\" ? 2 : 1;
    }
  };

  while (at < text.length) {
    const char = text[at]!;
    const start = at;
    if (char === " " || char === "\t" || char === "\n" || char === "\r") {
      at = start + match(space)![0].length;
      continue;
    }
    if (char === "#") {
      at = skipComment(text, at);
      continue;
    }
    if (char === '"') {
      push("quote", '"', at, at + 1);
      readString(at);
      continue;
    }
    let found = match(name);
    if (found) {
      push(keywords.has(found[0]) ? "keyword" : "name", found[0], at, at + found[0].length);
      continue;
    }
    found = match(field);
    if (found) {
      push("field", found[1]!, at, at + found[0].length);
      continue;
    }
    found = match(number);
    if (found) {
      push("number", found[0], at, at + found[0].length);
      continue;
    }
    found = match(variable);
    if (found) {
      push("variable", found[1]!, at, at + found[0].length);
      continue;
    }
    found = match(format);
    if (found) {
      push("format", found[0], at, at + found[0].length);
      continue;
    }
    if (char === ")" && open.at(-1) === '"') {
      open.pop();
      push("interpolation", ")", at, at + 1);
      readString(at);
      continue;
    }
    const operator = operators.find((candidate) => text.startsWith(candidate, start));
    if (operator !== undefined) {
      push("operator", operator, at, at + operator.length);
      continue;
    }
    if (".[]{}()|,:;=<>+-*/%?$".includes(char)) {
      if (char === "(" || char === "[" || char === "{") open.push(char);
      else if (char === ")" || char === "]" || char === "}") open.pop();
      push("operator", char, at, at + 1);
      continue;
    }
    throw new CompileFailure(
      `syntax error, unexpected INVALID_CHARACTER ${JSON.stringify(char)}`,
      { start, end: start + 1 },
      mistakenCharacter(text, start),
    );
  }
  tokens.push({ kind: "end", text: "", start: text.length, end: text.length });
  return tokens;
}

function mistakenCharacter(text: string, at: number): string | undefined {
  if (text[at] === "'") return 'Strings take double quotes: "text".';
  if (text.startsWith("&&", at)) return "jq writes `and`.";
  if (text[at] === "!") return "jq writes `!=` for unequal and `| not` to negate.";
  if (text[at] === "`") return 'Strings take double quotes: "text \\(.value)".';
  return undefined;
}
