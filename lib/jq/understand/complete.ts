import { formatNames } from "../formats";
import { mask } from "../output";
import { compile, Executable } from "../program";
import type { Completion } from "../types";
import { isObject, type Value } from "../value";
import { closings, openBrackets } from "./brackets";
import { builtinDocs } from "./docs";

const keywords = "and as catch def elif else end foreach if label or reduce then try".split(" ");

/**
 * What may be written at a position: keys of the value that the expression has there (found by running what
 * stands before it on the sample), variables, functions, formats and keywords.
 */
export function complete(text: string, position: number, sampleInput: unknown): Completion[] {
  const before = text.slice(0, position);
  const inString = openBrackets(before).at(-1)?.kind === '"';
  const bracket = /\[\s*"([^"\\]*)$/.exec(before);
  if (inString && bracket !== null) {
    const target = before.slice(0, bracket.index).replace(/\.$/, "");
    const end = position + (/^[^"\\\]]*"?\s*\]?/.exec(text.slice(position))?.[0].length ?? 0);
    return keysAt(target, sampleInput, bracket[1]!).map((key) => ({
      ...keyCompletion(key, bracket.index, end),
      insert: `[${JSON.stringify(key)}]`,
    }));
  }
  if (inString) return [];
  const rest = /^\w*/.exec(text.slice(position))![0].length;
  const field = /\.([A-Za-z_]\w*)?$/.exec(before);
  if (field !== null && !/\.\.$/.test(before)) {
    const partial = field[1] ?? "";
    const end = position + rest;
    return keysAt(before.slice(0, field.index), sampleInput, partial).map((key) =>
      keyCompletion(key, field.index, end),
    );
  }
  const word = /[$@]?\w*$/.exec(before)![0];
  return named(before, word).map((item) => ({
    ...item,
    start: position - word.length,
    end: position + rest,
  }));
}

function keyCompletion(key: string, start: number, end: number): Completion {
  const plain = /^[A-Za-z_]\w*$/.test(key);
  return { label: key, kind: "key", insert: plain ? `.${key}` : `.[${JSON.stringify(key)}]`, start, end };
}

/** The keys of the values that `prefix` has when it runs, those beginning with `partial` first. */
function keysAt(prefix: string, input: unknown, partial: string): string[] {
  const keys = new Set<string>();
  for (const value of valuesAt(prefix, input)) {
    if (!isObject(value)) continue;
    for (const key of Object.keys(mask(value) as object)) if (keys.size < 500) keys.add(key);
  }
  const wanted = partial.toLowerCase();
  return [...keys]
    .filter((key) => key.toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.toLowerCase().startsWith(wanted)) - Number(a.toLowerCase().startsWith(wanted)));
}

/**
 * What the path that ends a piece of program text gives there, when all that stands before it runs on an
 * input: every value, in order. Without a path at the end: the input of the place. Nothing when the text
 * cannot be finished to a program.
 */
export function valuesAt(prefix: string, input: unknown): Value[] {
  // `.a + .b` probes `.b`, though a pipe would take the sum.
  const path = trailingPath.exec(prefix)?.[0] ?? "";
  const head = prefix.slice(0, prefix.length - path.length);
  if (path !== "" && !/[\w)\]}"?.$@]$/.test(head)) {
    const found = probed(`${head}(${path} | _probe)`, prefix, input);
    if (found !== undefined) return found;
  }
  // After a term the probe follows it; elsewhere it stands for the term, and sees the input of the place.
  const afterTerm =
    /[\w)\]}"?.]\s*$/.test(prefix) &&
    !/\b(?:and|or|then|else|elif|if|try|catch|reduce|foreach|def|as)\s*$/.test(prefix);
  const probes = afterTerm ? [" | _probe", "| _probe"] : [" _probe"];
  for (const probe of probes) {
    const found = probed(`${prefix}${probe}`, prefix, input);
    if (found !== undefined) return found;
  }
  return [];
}

const trailingPath =
  /(?:\.[A-Za-z_]\w*|\$[A-Za-z_]\w*|\.?\[(?:\d*|"(?:[^"\\]|\\.)*")\]|\.?"(?:[^"\\(]|\\[^(])*"|\?)+$/;

function probed(text: string, prefix: string, input: unknown): Value[] | undefined {
  for (const closing of closings(openBrackets(prefix))) {
    const program = compile(`${text}${closing}`);
    if (program.ok && program.value instanceof Executable) return program.value.probe(input);
  }
  return undefined;
}

type Named = Omit<Completion, "start" | "end">;

function named(before: string, word: string): Named[] {
  if (word.startsWith("$")) {
    const variables = new Set([...before.matchAll(/\$(\w+)/g)].map(([name]) => name));
    if (!before.slice(0, -word.length).includes(word)) variables.delete(word);
    return [...variables, "$ENV", "$__loc__"]
      .filter((name) => name.startsWith(word))
      .map((name) => ({ label: name, kind: "variable", insert: name }));
  }
  if (word.startsWith("@")) {
    return formatNames
      .map((name) => `@${name}`)
      .filter((name) => name.startsWith(word))
      .map((name) => ({ label: name, kind: "format", insert: name }));
  }
  const own = [...before.matchAll(/\bdef\s+(\w+)/g)].map(([, name]) => name!);
  const functions = new Map<string, Named>();
  for (const name of own) functions.set(name, { label: name, kind: "function", insert: name });
  for (const { name, arity, signature, summary } of builtinDocs) {
    if (functions.has(name)) continue;
    functions.set(name, {
      label: name,
      kind: "function",
      insert: arity > 0 ? `${name}(` : name,
      detail: `${signature}: ${summary}`,
    });
  }
  return [
    ...[...functions.values()].filter(({ label }) => label.startsWith(word)),
    ...keywords
      .filter((name) => name.startsWith(word) && word !== "")
      .map((name): Named => ({ label: name, kind: "keyword", insert: name })),
  ];
}
