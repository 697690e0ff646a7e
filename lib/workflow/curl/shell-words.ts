import { mark } from "./marks";

/** A command as a shell would hand it over. */
export interface ShellWords {
  /** The words; a shell variable in one is a mark of its name. */
  words: string[];
  /** Names of the variables that were read. */
  variables: string[];
  /** Parts of words that only a running shell could fill in, as written. */
  substitutions: string[];
  /** What stands after the end of the command: a pipe, a redirection, a second command. */
  rest: string;
}

/** Which shell's quoting a command is written in. */
export type Shell = "sh" | "cmd" | "powershell";

/** One thing outside quotes: a sign of a shell, or a whole quoted text, or a character. */
const TOKEN =
  /(\^"|\^[ \t]*\r?\n)|(`[ \t]*\r?\n|\$env:)|(\\\r?\n)|\$'(?:[^'\\]|\\.)*'|'[^']*'|"(?:[^"\\`]|[\\`].)*"|\\.|./gis;

/** Tells the shell by how its lines go on and its quotes are escaped, whichever shows first; sh when nothing does. */
export function shellOf(text: string): Shell {
  for (const [token, cmd, powershell, sh] of text.matchAll(TOKEN)) {
    if (cmd !== undefined) return "cmd";
    if (powershell !== undefined || (token.startsWith('"') && /\$env:/i.test(token))) return "powershell";
    if (sh !== undefined) return "sh";
  }
  return "sh";
}

/** Collects words, piece by piece. */
export class WordList {
  readonly found: ShellWords = { words: [], variables: [], substitutions: [], rest: "" };
  private word: string | undefined;

  add(text: string): void {
    this.word = (this.word ?? "") + text;
  }

  variable(name: string): void {
    this.add(mark(name));
    if (!this.found.variables.includes(name)) this.found.variables.push(name);
  }

  substitution(text: string): void {
    this.add(text);
    this.found.substitutions.push(text);
  }

  get inWord(): boolean {
    return this.word !== undefined;
  }

  end(): void {
    if (this.word !== undefined) this.found.words.push(this.word);
    this.word = undefined;
  }

  /** The command ends here; the rest of the text is not part of it. */
  stop(rest: string): ShellWords {
    this.end();
    this.found.rest = rest.trim();
    return this.found;
  }
}

/** Where a bracket that opens at `from` closes: the index after it, or the end of the text. */
export function afterBracket(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at + 1;
  }
  return text.length;
}
