import { parse } from "oniguruma-parser/parser";
import type { Budget } from "../budget";
import { fail } from "../errors";
import { compileTree } from "./compile";
import { engineMessage, translate } from "./dialect";
import type { CompiledPattern } from "./instructions";

export interface Flags {
  global: boolean;
  ignoreCase: boolean;
  extended: boolean;
  dotAll: boolean;
  longest: boolean;
  skipEmpty: boolean;
}

/** Reads jq's flag letters. */
export function readFlags(letters: string): Flags {
  const flags = {
    global: false,
    ignoreCase: false,
    extended: false,
    dotAll: false,
    longest: false,
    skipEmpty: false,
  };
  for (const letter of letters) {
    if (letter === "g") flags.global = true;
    else if (letter === "i") flags.ignoreCase = true;
    else if (letter === "x") flags.extended = true;
    // Line anchors are those of a single line already.
    else if (letter === "s") continue;
    else if (letter === "n") flags.skipEmpty = true;
    else if (letter === "l") flags.longest = true;
    else if (letter === "p") flags.dotAll = true;
    else fail(`${letters} is not a valid modifier string`);
  }
  return flags;
}

const cacheSize = 200;

/** Longer patterns are forgotten with the evaluation that used them. */
const longestKept = 2_000;

const cache = new Map<string, CompiledPattern>();

/** The compiled form of a pattern. An ill-formed one is a run-time error, as in jq. */
export function patternOf(budget: Budget, source: string, flags: Flags): CompiledPattern {
  const key = `${flags.ignoreCase ? "i" : ""}${flags.extended ? "x" : ""}${flags.dotAll ? "s" : ""}/${source}`;
  return budget.pattern(source, key, () => cachedPattern(source, key, flags));
}

function cachedPattern(source: string, key: string, flags: Flags): CompiledPattern {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const pattern = compileSource(source, flags);
  if (source.length > longestKept) return pattern;
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value!);
  cache.set(key, pattern);
  return pattern;
}

/** A longer pattern is refused: its tree could be too deep to walk. */
const maxPattern = 20_000;

function compileSource(source: string, flags: Flags): CompiledPattern {
  if (source.length > maxPattern) return fail("Regex failure: the pattern is too long");
  try {
    const letters = `${flags.ignoreCase ? "i" : ""}${flags.dotAll ? "m" : ""}${flags.extended ? "x" : ""}`;
    const translated = translate(source);
    const tree = parse(translated.source, {
      flags: letters,
      rules: { captureGroup: true, singleline: !translated.multiline },
      // A group may be referred to before it is read, as long as there is one.
      skipBackrefValidation: true,
    });
    return compileTree(tree, { ignoreCase: flags.ignoreCase, dotAll: flags.dotAll });
  } catch (failure) {
    if (failure instanceof Error) return fail(`Regex failure: ${engineMessage(failure.message)}`);
    throw failure;
  }
}
