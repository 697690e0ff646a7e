import { afterBracket, type ShellWords, WordList } from "./shell-words";

const VARIABLE = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/;
const LETTERS: Record<string, number> = {
  a: 7,
  b: 8,
  e: 27,
  E: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
};

/**
 * Splits a command as a POSIX shell or bash does, without running anything: the three kinds of quotes,
 * `$'…'`, backslashes at the end of lines, and variables. It ends at the first unquoted `|`, `;`, `&`, `<`,
 * `>` or line break.
 */
export function splitSh(text: string): ShellWords {
  const list = new WordList();
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    const two = text.slice(at, at + 2);
    if (char === "\\") {
      const lineEnd = /^\\\r?\n/.exec(text.slice(at, at + 3));
      if (lineEnd) at += lineEnd[0].length;
      else {
        list.add(text[at + 1] ?? "\\");
        at += 2;
      }
    } else if (char === " " || char === "\t" || char === "\r") {
      list.end();
      at++;
    } else if (char === "\n" && text.slice(at).trim() === "") at = text.length;
    else if (char === "#" && !list.inWord) return list.stop(text.slice(at));
    else if ("|;&<>\n".includes(char)) return list.stop(text.slice(at));
    else if (char === "'") {
      const close = text.indexOf("'", at + 1);
      const end = close < 0 ? text.length : close;
      list.add(text.slice(at + 1, end));
      at = end + 1;
    } else if (two === "$'") at = ansiQuoted(list, text, at + 2);
    else if (char === '"' || two === '$"') at = doubleQuoted(list, text, at + (char === '"' ? 1 : 2));
    else at = expansion(list, text, at);
  }
  return list.stop("");
}

/** One character, or what a `$` or a backtick at it stands for. Returns where to go on. */
function expansion(list: WordList, text: string, at: number): number {
  const char = text[at] as string;
  if (char === "`") {
    const close = text.indexOf("`", at + 1);
    const end = close < 0 ? text.length : close + 1;
    list.substitution(text.slice(at, end));
    return end;
  }
  if (char !== "$") {
    list.add(char);
    return at + 1;
  }
  const variable = VARIABLE.exec(text.slice(at, at + 200));
  if (variable) {
    list.variable(variable[1] ?? variable[2] ?? "");
    return at + variable[0].length;
  }
  const open = text[at + 1];
  if (open === "(" || open === "{") {
    const close = text.indexOf("}", at);
    const end = open === "(" ? afterBracket(text, at + 1) : close < 0 ? text.length : close + 1;
    list.substitution(text.slice(at, end));
    return end;
  }
  list.add("$");
  return at + 1;
}

function doubleQuoted(list: WordList, text: string, from: number): number {
  list.add("");
  let at = from;
  while (at < text.length && text[at] !== '"') {
    const lineEnd = /^\\\r?\n/.exec(text.slice(at, at + 3));
    if (lineEnd) at += lineEnd[0].length;
    else if (text[at] === "\\" && '$`"\\'.includes(text[at + 1] ?? " ")) {
      list.add(text[at + 1] as string);
      at += 2;
    } else at = expansion(list, text, at);
  }
  return at + 1;
}

/** `$'…'`: escapes of C; bytes that follow each other are one text in UTF-8. */
function ansiQuoted(list: WordList, text: string, from: number): number {
  const bytes: number[] = [];
  const put = (more: string) => bytes.push(...new TextEncoder().encode(more));
  let at = from;
  while (at < text.length && text[at] !== "'") {
    if (text[at] !== "\\") {
      const char = String.fromCodePoint(text.codePointAt(at) as number);
      put(char);
      at += char.length;
      continue;
    }
    const rest = text.slice(at + 1, at + 10);
    const code = /^(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3}))/.exec(rest);
    if (code) {
      const [all, hex, short, long, octal] = code;
      const point = Number.parseInt(short ?? long ?? "0", 16);
      if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
      else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 255);
      else put(point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD");
      at += 1 + all.length;
    } else if (rest[0] === "c" && rest.length > 1) {
      bytes.push((rest.charCodeAt(1) || 0) & 31);
      at += 3;
    } else {
      const letter = LETTERS[rest[0] ?? ""];
      if (letter !== undefined) bytes.push(letter);
      else put(/^['"?\\]/.test(rest) ? (rest[0] as string) : `\\${rest[0] ?? ""}`);
      at += 2;
    }
  }
  list.add(new TextDecoder().decode(Uint8Array.from(bytes)));
  return at + 1;
}
