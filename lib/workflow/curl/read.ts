import type { JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import { apply } from "./apply";
import { Draft, type FlagFate } from "./draft";
import { longFlag, shortFlag } from "./flags";
import { mark, piecesOf } from "./marks";
import { variableOf } from "./print";
import { splitSh } from "./sh";
import { type ShellWords, shellOf } from "./shell-words";
import { takeUrl } from "./url";
import { splitCmd, splitPowerShell } from "./windows-shells";

/** Characters of a command; a browser's "Copy as cURL" of a large form is well below. */
const MAX_LENGTH = 500_000;
const MAX_FLAGS = 2_000;

/** A `curl` command as a WEBHOOK, and what became of each of its flags, in order. */
export interface CurlCommand {
  config: JsonObject & { url: string; method: string };
  report: FlagFate[];
}

const splitters = { sh: splitSh, cmd: splitCmd, powershell: splitPowerShell };

/** Whether a text is a `curl` command, so that pasting it means the request and not the words. */
export const isCurl = (text: string): boolean => /^\s*(?:[$>#]\s+)?curl(?:\.exe)?[\s^`\\]/i.test(text);

/**
 * Reads a `curl` command of sh, cmd or PowerShell as the config of a WEBHOOK (reference 3.1). A shell variable
 * becomes the secret of that name; nothing is run or read.
 *
 * @param secrets names of secrets that are known: `$API_TOKEN` is `api-token` when that is one
 * @returns the config and every flag's fate, or why there is none
 */
export function readCurl(text: string, secrets: readonly string[] = []): Result<CurlCommand, string> {
  if (text.length > MAX_LENGTH) return err(`The command is longer than ${MAX_LENGTH} characters.`);
  const command = text.trim().replace(/^[$>#]\s+/, "");
  const found = splitters[shellOf(command)](command);
  const named = new Map(secrets.map((name) => [variableOf(name), name]));
  const [program = "", ...words] = found.words.map((word) => withNames(word, named));
  if (!/^curl(\.exe)?$/i.test(program)) return err("The text is no curl command.");
  if (words.length > MAX_FLAGS) return err(`The command has more than ${MAX_FLAGS} words.`);
  const draft = new Draft();
  readWords(draft, words);
  if (draft.url === undefined) return err("The curl command names no address.");
  const config = draft.config();
  sayShell(draft, found, named);
  return ok({ config, report: draft.report });
}

function withNames(word: string, named: ReadonlyMap<string, string>): string {
  return piecesOf(word)
    .map((piece) =>
      piece.kind === "text" ? piece.text : piece.names.map((name) => mark(named.get(name) ?? name)).join(""),
    )
    .join("");
}

function readWords(draft: Draft, words: readonly string[]): void {
  let at = 0;
  let onlyUrls = false;
  while (at < words.length) {
    const word = words[at++] as string;
    if (onlyUrls || !word.startsWith("-") || word === "-") takeUrl(draft, "URL", word);
    else if (word === "--") onlyUrls = true;
    else if (word.startsWith("--")) at = readLong(draft, words, at);
    else at = readShort(draft, words, at);
    if (draft.ended) {
      if (at < words.length)
        draft.say(
          draft.ended,
          "unrepresentable",
          "A node sends one request; what follows begins another and was left out.",
        );
      return;
    }
  }
}

/** `--flag value` or `--flag=value`. Returns where to go on. */
function readLong(draft: Draft, words: readonly string[], next: number): number {
  const word = words[next - 1] as string;
  const equals = word.indexOf("=");
  const written = equals < 0 ? word : word.slice(0, equals);
  const flag = longFlag(written.slice(2));
  if (!flag) {
    draft.say(
      written,
      "unrepresentable",
      "curl's flag is not known here; a word after it was read as an address.",
    );
    return next;
  }
  if (!flag.takes) {
    apply(draft, written, flag.name, "");
    return next;
  }
  const value = equals < 0 ? words[next] : word.slice(equals + 1);
  if (value === undefined) draft.say(written, "unrepresentable", "It needs a value and has none.");
  else apply(draft, written, flag.name, value);
  return equals < 0 ? next + 1 : next;
}

/** Letters behind one hyphen; the first that takes a value takes the rest, or the next word. */
function readShort(draft: Draft, words: readonly string[], next: number): number {
  const letters = words[next - 1] as string;
  for (let at = 1; at < letters.length; at++) {
    const written = `-${letters[at]}`;
    const flag = shortFlag(letters[at] as string);
    if (!flag) draft.say(written, "unrepresentable", "curl's flag is not known here.");
    else if (!flag.takes) apply(draft, written, flag.name, "");
    else {
      const value = at + 1 < letters.length ? letters.slice(at + 1) : words[next];
      if (value === undefined) draft.say(written, "unrepresentable", "It needs a value and has none.");
      else apply(draft, written, flag.name, value);
      return at + 1 < letters.length ? next : next + 1;
    }
  }
  return next;
}

function sayShell(draft: Draft, found: ShellWords, named: ReadonlyMap<string, string>): void {
  for (const name of found.variables)
    draft.say(
      `$${name}`,
      "used",
      `The secret "${named.get(name) ?? name}"; it has to exist when the node runs.`,
    );
  for (const text of found.substitutions)
    draft.say(
      cut(text),
      "unrepresentable",
      "Only a running shell can fill this in; it stands in the node as text.",
    );
  if (found.rest !== "")
    draft.say(
      cut(found.rest),
      found.rest.startsWith("#") ? "note" : "unrepresentable",
      found.rest.startsWith("#")
        ? "A comment."
        : "The shell ends the command here; this is not part of the request.",
    );
}

const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
