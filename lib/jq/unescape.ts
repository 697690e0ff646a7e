import { CompileFailure } from "./errors";

const simple: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Resolves the escapes of a string literal. A lone low surrogate becomes U+FFFD; a lone high one is an error. */
export function unescapeText(text: string, from: number, to: number): string {
  if (text.indexOf("\\", from) === -1) return text.slice(from, to).toWellFormed();
  let result = "";
  let at = from;
  while (at < to) {
    const char = text[at]!;
    if (char !== "\\") {
      result += char;
      at++;
      continue;
    }
    const next = text[at + 1] ?? "";
    if (next === "u") {
      const digits = text.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
        throw new CompileFailure("Invalid escape: \\u needs four hexadecimal digits", {
          start: at,
          end: at + 2,
        });
      }
      if (/^d[89ab]/i.test(digits) && !/^\\u[dD][c-fC-F][0-9a-fA-F]{2}/.test(text.slice(at + 6, at + 12))) {
        throw new CompileFailure("Invalid \\uXXXX\\uXXXX surrogate pair escape", { start: at, end: at + 6 });
      }
      result += String.fromCharCode(Number.parseInt(digits, 16));
      at += 6;
      continue;
    }
    const plain = Object.hasOwn(simple, next) ? simple[next] : undefined;
    if (plain === undefined) {
      throw new CompileFailure(
        "Invalid escape",
        { start: at, end: at + 2 },
        'To write a backslash, double it: "\\\\".',
      );
    }
    result += plain;
    at += 2;
  }
  return result.toWellFormed();
}
