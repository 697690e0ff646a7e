/** A pattern in the dialect of the parser, and whether `^` and `$` also match at inner line ends. */
export interface Translated {
  source: string;
  multiline: boolean;
}

const inlineFlags = /^\(\?([a-z]*)(-[a-z]*)?(?=[:)])/;

/**
 * jq hands its patterns to Oniguruma in the Perl dialect, the parser reads Ruby's: `(?s)` is Ruby's `(?m)`, `(?m)`
 * frees the line anchors, and `\h` is an ordinary letter.
 */
export function translate(source: string): Translated {
  let result = "";
  let multiline = false;
  let inClass = 0;
  let at = 0;
  while (at < source.length) {
    const char = source[at]!;
    if (char === "\\") {
      const next = source[at + 1] ?? "";
      result += next === "h" || next === "H" ? next : char + next;
      at += 2;
      continue;
    }
    if (char === "[") inClass++;
    else if (char === "]" && inClass > 0) inClass--;
    if (inClass === 0 && char === "(") {
      const found = inlineFlags.exec(source.slice(at, at + 20));
      if (found !== null && (found[1] !== "" || found[2] !== undefined)) {
        if (found[1]!.includes("m")) multiline = true;
        const letters = `${perlFlags(found[1]!)}${perlFlags(found[2] ?? "")}`.replace(/-$/, "");
        at += found[0].length;
        result += letters === "" && source[at] === ")" ? "(?:" : `(?${letters}`;
        continue;
      }
    }
    if (inClass === 0 && char === "{") checkRange(source.slice(at, at + 24));
    result += char;
    at++;
  }
  return { source: result, multiline };
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
  [/range out of order/i, "empty range in char class"],
  [/not defined/, "undefined name reference"],
];

/** The engine's own words for what the parser found wrong. */
export function engineMessage(message: string): string {
  return messages.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}
