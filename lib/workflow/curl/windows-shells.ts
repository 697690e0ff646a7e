import { afterBracket, type ShellWords, WordList } from "./shell-words";

/** What `%NAME%` is taken for; two characters would be percent-encoding, as in `%C3%A9`. */
const CMD_VARIABLE = /^%([A-Z_][A-Z0-9_]{2,})%/;

/**
 * Splits a command as cmd and then a program of Windows do: carets escape outside quotes and join lines, `\"`
 * and `""` are quotes within a word, `%NAME%` is a variable. It ends at the first unquoted `|`, `&`, `<`, `>` or line break.
 */
export function splitCmd(text: string): ShellWords {
  const list = new WordList();
  /** Whether cmd takes `^`, `|` and the like for text; the program counts quotes for itself. */
  let quoted = false;
  let inQuotes = false;
  let justClosed = false;
  let slashes = 0;
  const take = (char: string) => {
    const doubled = justClosed && char === '"';
    justClosed = false;
    if (char === "\\") {
      slashes++;
      return;
    }
    if (char === '"') {
      list.add("\\".repeat(Math.floor(slashes / 2)));
      if (slashes % 2 === 1 || doubled) list.add('"');
      if (slashes % 2 === 0) {
        justClosed = inQuotes;
        inQuotes = !inQuotes;
      }
      slashes = 0;
      return;
    }
    if (slashes > 0) list.add("\\".repeat(slashes));
    slashes = 0;
    if (!inQuotes && /\s/.test(char)) list.end();
    else list.add(char);
  };
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    const variable = char === "%" ? CMD_VARIABLE.exec(text.slice(at, at + 200)) : null;
    if (variable) {
      take("");
      list.variable(variable[1] as string);
      at += variable[0].length;
    } else if (!quoted && char === "^") {
      const lineEnd = /^\^[ \t]*\r?\n/.exec(text.slice(at, at + 80));
      at += lineEnd ? lineEnd[0].length : 1;
      // The character after a caret is text, a line break after a joined line too.
      const next = lineEnd ? /^\r?\n/.exec(text.slice(at, at + 2))?.[0] : text[at];
      if (next !== undefined) {
        take(next === "\r\n" ? "\n" : next);
        at += next.length;
      }
    } else if (!quoted && ("|&<>".includes(char) || (char === "\n" && text.slice(at).trim() !== "")))
      return finish(text.slice(at));
    else {
      if (char === '"') quoted = !quoted;
      take(char);
      at++;
    }
  }
  return finish("");

  function finish(rest: string): ShellWords {
    if (slashes > 0) list.add("\\".repeat(slashes));
    return list.stop(rest);
  }
}

const POWERSHELL_VARIABLE = /^\$(?:env:)?(?:([A-Za-z_]\w*)|\{(?:env:)?([A-Za-z_]\w*)\})/i;
const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", "0": "\0", e: "\u001b" };

/**
 * Splits a command as PowerShell does: backticks escape and join lines, `''` and `""` are quotes within quotes,
 * `$name` and `$env:NAME` are variables. `\"` is a quote, which programs need from older versions.
 */
export function splitPowerShell(text: string): ShellWords {
  const list = new WordList();
  let quote: string | undefined;
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    const next = text[at + 1] ?? "";
    const lineEnd = char === "`" ? /^`[ \t]*\r?\n/.exec(text.slice(at, at + 80)) : null;
    if (lineEnd && quote === undefined) at += lineEnd[0].length;
    else if (char === "`" && quote !== "'") {
      list.add(ESCAPES[next] ?? next);
      at += 2;
    } else if (char === "\\" && next === '"' && quote !== undefined) {
      list.add('"');
      // Within double quotes PowerShell itself wants one more sign for the quote.
      at += quote === '"' && text[at + 2] === '"' ? 3 : 2;
    } else if (quote !== undefined && char === quote) {
      if (next === quote) list.add(quote);
      else quote = undefined;
      at += next === char && quote !== undefined ? 2 : 1;
    } else if (quote === undefined && (char === "'" || char === '"')) {
      quote = char;
      list.add("");
      at++;
    } else if (char === "$" && quote !== "'") at = dollar(list, text, at);
    else if (quote === undefined && /\s/.test(char) && (char !== "\n" || text.slice(at).trim() === "")) {
      list.end();
      at++;
    } else if (quote === undefined && ("|;&<>\n".includes(char) || (char === "#" && !list.inWord)))
      return list.stop(text.slice(at));
    else {
      list.add(char);
      at++;
    }
  }
  return list.stop("");
}

function dollar(list: WordList, text: string, at: number): number {
  const variable = POWERSHELL_VARIABLE.exec(text.slice(at, at + 200));
  if (variable) {
    list.variable(variable[1] ?? variable[2] ?? "");
    return at + variable[0].length;
  }
  const end = text[at + 1] === "(" ? afterBracket(text, at + 1) : at + 1;
  if (end === at + 1) list.add("$");
  else list.substitution(text.slice(at, end));
  return end;
}
