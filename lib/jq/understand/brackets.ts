/** What is still open at the end of a piece of program text. */
export interface OpenBracket {
  kind: "(" | "[" | "{" | '"' | "\\(" | "if" | "branch" | "def";
  at: number;
}

const words = /[A-Za-z_][A-Za-z0-9_]*/y;

/** Reads text that may stop anywhere, a string included, and says what is open there, outermost first. */
export function openBrackets(text: string): OpenBracket[] {
  const open: OpenBracket[] = [];
  const top = (): OpenBracket["kind"] | undefined => open.at(-1)?.kind;
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (top() === '"') {
      if (char === "\\" && text[at + 1] === "(") open.push({ kind: "\\(", at });
      else if (char === '"') open.pop();
      at += char === "\\" ? 2 : 1;
      continue;
    }
    words.lastIndex = at;
    const word = words.exec(text)?.[0];
    if (word !== undefined) {
      const plain = !".$@".includes(text[at - 1] ?? " ");
      if (plain && word === "if") open.push({ kind: "if", at });
      else if (plain && (word === "then" || word === "else") && top() === "if")
        open[open.length - 1] = { kind: "branch", at };
      else if (plain && word === "elif" && top() === "branch") open[open.length - 1] = { kind: "if", at };
      else if (plain && word === "end" && (top() === "branch" || top() === "if")) open.pop();
      else if (plain && word === "def") open.push({ kind: "def", at });
      at += word.length;
      continue;
    }
    if (char === "#") {
      const end = text.indexOf("\n", at);
      if (end < 0) break;
      at = end;
    } else if (char === '"' || char === "(" || char === "[" || char === "{") open.push({ kind: char, at });
    else if (char === ")" || char === "]" || char === "}") open.pop();
    else if (char === ";" && top() === "def") open.pop();
    at++;
  }
  return open;
}

const closers: Record<OpenBracket["kind"], string> = {
  "(": ")",
  "[": "]",
  "{": "}",
  '"': '"',
  "\\(": ")",
  if: " then . else . end",
  branch: " end",
  def: "; .",
};

/** Ways to finish text that stops in the middle, the likeliest first. */
export function closings(open: readonly OpenBracket[]): string[] {
  const inside = [...open].reverse();
  const plain = inside.map(({ kind }) => closers[kind]);
  // `reduce` and `foreach` want more parts within their parentheses.
  const withParts = (extra: string): string => {
    const first = inside.findIndex(({ kind }) => kind === "(");
    return plain.map((closer, at) => (at === first ? extra + closer : closer)).join("");
  };
  // A key in parentheses wants a value.
  const asKey = inside.map(({ kind }, at) =>
    kind === "(" && inside[at + 1]?.kind === "{" ? "): ." : closers[kind],
  );
  return [plain.join(""), asKey.join(""), withParts("; ."), withParts("; .; ."), withParts("; .; .; .")];
}
