import { unknownProperty } from "./chars";

/** A pattern in the dialect of the parser, and whether `^` and `$` also match at inner line ends. */
export interface Translated {
  source: string;
  multiline: boolean;
}

const inlineFlags = /^\(\?([a-z]*)(-[a-z]*)?(?=[:)])/;

/** Letters that Ruby's dialect gives a meaning after a backslash and Perl's does not. */
const plainLetters = "hHuvCM";

/**
 * jq hands its patterns to Oniguruma in the Perl dialect, the parser reads Ruby's: `(?s)` is Ruby's `(?m)`, `(?m)`
 * frees the line anchors, some escapes are ordinary letters, `{,3}` is text, `\\Q…\\E` quotes, and a class knows
 * neither classes within nor `&&`.
 */
export function translate(source: string): Translated {
  let result = "";
  let multiline = false;
  let at = 0;
  while (at < source.length) {
    const char = source[at]!;
    if (char === "\\") {
      const quoted = source[at + 1] === "Q" ? /^\\Q([\s\S]*?)(?:\\E|$)/.exec(source.slice(at)) : null;
      result += quoted === null ? escaped(source, at) : quoted[1]!.replace(/[^\w\s]/g, "\\$&");
      at += quoted === null ? 2 : quoted[0].length;
      continue;
    }
    if (char === "[") {
      const end = classEnd(source, at);
      result += translateClass(source.slice(at, end));
      at = end;
      continue;
    }
    if (char === "(") {
      const special = specialGroup(source, at);
      if (special !== null) {
        result += special.text;
        at += special.length;
        continue;
      }
      const found = inlineFlags.exec(source.slice(at, at + 20));
      if (found !== null && (found[1] !== "" || found[2] !== undefined)) {
        if (found[1]!.includes("m")) multiline = true;
        const letters = `${perlFlags(found[1]!)}${perlFlags(found[2] ?? "")}`.replace(/-$/, "");
        at += found[0].length;
        result += letters === "" && source[at] === ")" ? "(?:" : `(?${letters}`;
        continue;
      }
    }
    if (char === "{") checkRange(source.slice(at, at + 24));
    result += char === "{" && source[at + 1] === "," ? "\\{" : char;
    at++;
  }
  return { source: result, multiline };
}

/** Marks a conditional group for the compiler: the parser knows none, and hands on the tags of callouts. */
export const conditionMark = "__if_";
/** As `conditionMark`, where the condition is a pattern: that follows as a group. */
export const patternMark = "__when";

const reference = /^(?:<([^>]*)>|'([^']*)'|([+-]?\d+))\)/;

/** What stands for a group that the parser does not know, and how much of the pattern that is. */
function specialGroup(source: string, at: number): { text: string; length: number } | null {
  if (source[at + 1] !== "?") return null;
  if (source[at + 2] === "#") {
    const end = source.indexOf(")", at);
    return end < 0 ? null : { text: "(?:)", length: end + 1 - at };
  }
  const rest = source.slice(at + 2, at + 200);
  const call = /^(?:([+-]?\d+)|&(\w+))\)/.exec(rest);
  if (call !== null) return { text: `\\g<${call[1] ?? call[2]}>`, length: call[0].length + 2 };
  const note = /^\{[^{}]*\}\)/.exec(rest);
  // A callout of contents calls nothing here.
  if (note !== null) return { text: "(?:)", length: note[0].length + 2 };
  if (!rest.startsWith("(")) return null;
  const found = reference.exec(rest.slice(1));
  if (found === null) return { text: `(?:(*FAIL[${patternMark}])(?:`, length: 3 };
  const name = found[1] ?? found[2] ?? found[3]!;
  const tag = name
    .replace(/^(?=\d)/, "n")
    .replace(/^\+(?=\d)/, "r")
    .replace(/^-(?=\d)/, "l");
  if (!/^\w+$/.test(tag)) throw new SyntaxError(`invalid group name <${name}>`);
  return {
    text: `(?:(*FAIL[${conditionMark}${tag === name ? "x" : ""}${tag}])`,
    length: 3 + found[0].length,
  };
}

function escaped(source: string, at: number): string {
  const next = source[at + 1] ?? "";
  if (next === "p" || next === "P") {
    const named = /^\{\^?([^}]*)\}/.exec(source.slice(at + 2, at + 300));
    if (named !== null && !/^[-\x20_]*[A-Za-z][-\x20\w]*$/.test(named[1]!)) throw unknownProperty(named[1]!);
  }
  return next !== "" && plainLetters.includes(next) ? next : `\\${next}`;
}

const posix = /^\[:\^?\w+:\]/;

/** Where the class that begins at `from` ends; the end of the pattern when it does not. */
function classEnd(source: string, from: number): number {
  let at = from + (source[from + 1] === "^" ? 2 : 1);
  if (source[at] === "]") at++;
  while (at < source.length && source[at] !== "]") {
    const named = posix.exec(source.slice(at, at + 24));
    at += named?.[0].length ?? (source[at] === "\\" ? 2 : 1);
  }
  return Math.min(at + 1, source.length);
}

function translateClass(text: string): string {
  const start = text.startsWith("[^") ? 2 : 1;
  let result = text.slice(0, start);
  for (let at = start; at < text.length; at++) {
    const char = text[at]!;
    const named = posix.exec(text.slice(at, at + 24));
    if (named !== null) {
      result += named[0];
      at += named[0].length - 1;
    } else if (char === "\\") {
      result += escaped(text, at);
      at++;
    } else result += char === "[" || (char === "&" && text[at + 1] === "&") ? `\\${char}` : char;
  }
  return result;
}

const perlFlags = (letters: string): string => letters.replace("m", "").replace("s", "m");

function checkRange(rest: string): void {
  const range = /^\{(\d+),(\d+)\}/.exec(rest);
  if (range !== null && Number(range[1]) > Number(range[2])) {
    throw new SyntaxError("upper is smaller than lower in repeat range");
  }
}

const messages: readonly (readonly [RegExp, string])[] = [
  [/^Unclosed group/, "end pattern with unmatched parenthesis"],
  [/^Unmatched "\)"/, "unmatched close parenthesis"],
  [/^Unclosed character class/, "premature end of char-class"],
  [/^Quantifier requires/, "target of repeat operator is not specified"],
  [/^Quantifier value/, "too big number for repeat range"],
  [/range out of order/i, "empty range in char class"],
  [/^Incomplete escape/, "end pattern at escape"],
  [/^Invalid or unsupported group option/, "undefined group option"],
  [/^Group name "" /, "group name is empty"],
  [/^Group name "(.*)" invalid/, "invalid group name <$1>"],
  [/^Group name not defined to the left "\\k<(.*)>"/, "undefined name <$1> reference"],
  [/^Subroutine uses a group name that's not defined "\\g<(.*)>"/, "undefined name <$1> reference"],
  [/^Subroutine uses a duplicate group name "\\g<(.*)>"/, "multiplex definition name <$1> call"],
  [/^Subroutine uses a group number/, "undefined group reference"],
  [/^Lookbehind includes/, "invalid pattern in look-behind"],
  [/^Unsupported absence function/, "range absences are not supported"],
  [/^Not enough capturing groups/, "invalid backref number/name"],
  [/not defined/, "undefined name reference"],
];

/** The engine's own words for what the parser found wrong. */
export function engineMessage(message: string): string {
  const found = messages.find(([pattern]) => pattern.test(message));
  return found === undefined ? message : message.replace(new RegExp(`[^]*?${found[0].source}[^]*`), found[1]);
}
