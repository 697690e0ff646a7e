import { builtinDocs, complete as completeJq, isSecret, valuesAt } from "../../jq";
import { typeWords } from "../../workflow/shapes/shape";
import { own } from "../preview-context";
import { printValue, typeOfValue } from "../print-value";
import type { ExpressionCaret } from "./caret";
import type { LanguageFacts } from "./facts";
import { builtinLines, originText } from "./hover";

/** One entry of the completion list. Offsets are into the string's value; texts are without JSON's escapes. */
export interface Suggestion {
  label: string;
  kind: "node" | "secret" | "key" | "function" | "keyword" | "variable" | "format";
  insert: string;
  start: number;
  end: number;
  /** What the list is filtered by, as it would stand between `start` and the caret. */
  filter: string;
  detail?: string;
  /** Markdown. */
  documentation?: string;
  /** Entries are listed in this order. */
  rank: number;
}

/** The steps before the caret that can be followed without running anything, and the step being written. */
interface StaticPath {
  steps: (string | number)[];
  partial: string;
  /** Where the written step begins, its dot or bracket included. */
  start: number;
  form: "dot" | "bracket";
}

/** What can be written at the caret, best first. */
export function suggestionsAt(caret: ExpressionCaret, facts: LanguageFacts): Suggestion[] {
  const { string, expression, offset, start } = caret;
  const shape = facts.shape(string.node, string.nodeType, string.place);
  const before = expression.slice(0, offset);
  const shorthand = objectKeys(caret, before, shape);
  if (shorthand.length > 0) return shorthand;
  const path = staticPath(before);
  const known = path === undefined ? [] : keySuggestions(path, caret, shape, facts);
  const isOver = isFinished(before);
  const sample = known.length > 0 ? undefined : sampleAt(before, shape);
  const rest = completeJq(expression, offset, shape)
    .filter((one) => !isOver || one.kind === "keyword")
    .filter((one) => one.kind !== "key" || known.length === 0)
    .map((one, index) => ({
      label: one.label,
      kind: one.kind,
      insert: one.insert,
      start: start + one.start,
      end: start + one.end,
      filter: expression.slice(one.start, one.start + 1) === "." ? `.${one.label}` : one.label,
      ...(one.kind === "key"
        ? { detail: detailOf(own(sample ?? {}, one.label)) }
        : one.detail === undefined
          ? {}
          : { detail: one.detail }),
      ...(one.kind === "key" ? {} : documented(one.label)),
      rank: 1_000 + index,
    }));
  return [...known, ...rest];
}

/** The first object in which the field before the caret is looked for. */
function sampleAt(before: string, shape: unknown): Record<string, unknown> | undefined {
  const field = /\.?(?:\[\s*"[^"\\]*|(?<=\.)[A-Za-z_]\w*|(?<=\.))$/.exec(before);
  if (field === null) return undefined;
  const prefix = before.slice(0, field.index).replace(/\.$/, "");
  return recordAt(prefix, shape);
}

const recordAt = (prefix: string, shape: unknown): Record<string, unknown> | undefined =>
  (valuesAt(prefix, shape) as unknown[]).find(isRecord);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isSecret(value);

/** `{name}` reads a key of the place's input: its keys, where one is being written. */
function objectKeys(
  { expression, start, offset }: ExpressionCaret,
  before: string,
  shape: unknown,
): Suggestion[] {
  const found = /\{(?:[^{}()[\]|"]*,)?\s*([A-Za-z_]\w*)?$/.exec(before);
  if (found === null) return [];
  const partial = found[1] ?? "";
  const sample = recordAt(before.slice(0, found.index), shape) ?? {};
  const rest = /^\w*/.exec(expression.slice(offset))?.[0].length ?? 0;
  return visibleKeys(sample).map((name, rank) => ({
    label: name,
    kind: "key",
    insert: /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name),
    start: start + offset - partial.length,
    end: start + offset + rest,
    filter: name,
    detail: detailOf(own(sample, name)),
    rank,
  }));
}

/** After a finished value only an operator or a keyword makes sense. */
function isFinished(before: string): boolean {
  if (/[)\]}"']\s*$/.test(before)) return true;
  const word = /(\w+)\s+$/.exec(before)?.[1];
  return word !== undefined && !/^(and|or|if|then|elif|else|as|try|catch|reduce|foreach|not)$/.test(word);
}

function documented(name: string): { documentation?: string } {
  const doc = builtinDocs.find((one) => one.name === name);
  return doc === undefined ? {} : { documentation: builtinLines(doc).join("\n\n") };
}

function keySuggestions(
  path: StaticPath,
  caret: ExpressionCaret,
  shape: unknown,
  facts: LanguageFacts,
): Suggestion[] {
  const target = follow(shape, path.steps);
  const [root] = path.steps;
  const isNodes = path.steps.length === 1 && root === "outputs";
  const isSecrets = path.steps.length === 1 && root === "secrets";
  const names = isNodes
    ? nodeNames(caret, facts)
    : isSecrets
      ? [...facts.data.secrets].sort()
      : isRecord(target)
        ? visibleKeys(target)
        : [];
  return names.map((name, rank) => ({
    label: name,
    kind: isNodes ? "node" : isSecrets ? "secret" : "key",
    ...written(name, path, caret, isSecrets),
    ...(isNodes
      ? nodeDetail(name, facts)
      : isSecrets
        ? { detail: "secret" }
        : keyDetail(name, isRecord(target) ? target : {}, path, caret, facts)),
    rank,
  }));
}

/** Nodes that may have run first, nearest first; then the alias; then the others, which cannot have run. */
function nodeNames(caret: ExpressionCaret, facts: LanguageFacts): string[] {
  const upstream = facts.upstream(caret.string.node);
  const others = [...facts.nodes.keys()].filter(
    (name) => name !== caret.string.node && !upstream.includes(name),
  );
  const hasTrigger = facts.nodes.has("trigger");
  return [...upstream, ...(hasTrigger ? [] : ["trigger"]), ...others];
}

function nodeDetail(name: string, facts: LanguageFacts): { detail: string; documentation?: string } {
  const node = facts.nodes.get(name);
  if (node === undefined) return { detail: "the trigger that fired" };
  const output = own(facts.data.outputs, name)?.output;
  const origin = own(facts.data.origins, name);
  const from =
    origin === undefined
      ? "has not run yet"
      : origin.kind === "last-run"
        ? "last run"
        : originText(origin, 0);
  return {
    detail: `${node.title} · ${from}`,
    ...(output === undefined ? {} : { documentation: `\`\`\`json\n${printValue(output, 400)}\n\`\`\`` }),
  };
}

/** Type and value; where there is no value yet, what the shape says of it and whether it may be missing. */
function keyDetail(
  name: string,
  target: object,
  { steps }: StaticPath,
  { string }: ExpressionCaret,
  facts: LanguageFacts,
): { detail: string; documentation?: string } {
  const at = [...steps, name];
  const shape = facts.shapeAt(string.node, string.place, at);
  const value = own(target as Record<string, unknown>, name);
  if (shape?.types === undefined) return { detail: detailOf(value) };
  const optional = facts.isOptional(string.node, string.place, at) ? " · optional" : "";
  const isKnown = value !== undefined && value !== null;
  const choices = shape.values?.slice(0, 12).map((one) => printValue(one, 40));
  return {
    detail: isKnown ? `${detailOf(value)}${optional}` : `${typeWords(shape)}${optional}`,
    ...(choices && { documentation: `One of ${choices.map((one) => `\`${one}\``).join(", ")}.` }),
  };
}

const detailOf = (value: unknown): string => {
  const type = typeOfValue(value);
  return type === "null" ? "null" : `${type} · ${printValue(value, 40)}`;
};

/** Reading a key with a dot or in brackets, whichever its name allows; replaces the step being written. */
function written(
  name: string,
  path: StaticPath,
  caret: ExpressionCaret,
  brackets: boolean,
): Pick<Suggestion, "insert" | "start" | "end" | "filter"> {
  const { expression, offset } = caret;
  const after = expression.slice(offset);
  const closing = /^\w*(?:"\]|")?/.exec(after)?.[0] ?? "";
  const rest = path.form === "bracket" ? closing : (/^\w*/.exec(after)?.[0] ?? "");
  const plain = /^[A-Za-z_]\w*$/.test(name) && path.form === "dot" && !brackets;
  const head = expression.slice(path.start, offset);
  return {
    insert: plain ? `.${name}` : `[${JSON.stringify(name)}]`,
    start: caret.start + path.start,
    end: caret.start + offset + rest.length,
    filter: head.slice(0, head.length - path.partial.length) + name,
  };
}

const step = String.raw`\.[A-Za-z_]\w*|\.?\["(?:[^"\\]|\\.)*"\]|\.?\[\d+\]|\?`;
const tail = new RegExp(String.raw`((?:${step})*)(\.(?:[A-Za-z_]\w*)?|\.?\["?(?:[^"\\\]]*))$`);

/** Reads `.outputs.a["b"].c` before the caret. Nothing when the path begins with something to be computed. */
function staticPath(before: string): StaticPath | undefined {
  const found = tail.exec(before);
  if (found === null) return undefined;
  const [, done = "", last = ""] = found;
  const preceding = before.slice(0, found.index);
  if (/[\w\])"}$?]$/.test(preceding) || hasOtherInput(preceding)) return undefined;
  const form = last.includes("[") ? "bracket" : "dot";
  const partial = form === "dot" ? last.slice(1) : last.replace(/^\.?\["?/, "");
  return { steps: stepsOf(done), partial, start: found.index + done.length, form };
}

/** After a pipe and in the arguments of a function a path may begin at another value than the whole input. */
function hasOtherInput(preceding: string): boolean {
  let rest = preceding;
  for (let shorter = ""; shorter !== rest; ) {
    shorter = rest;
    rest = rest.replace(/\([^()]*\)/g, "");
  }
  return /\||\w\s*\(/.test(rest);
}

function stepsOf(path: string): (string | number)[] {
  return Array.from(path.matchAll(new RegExp(step, "g")), ([text]) => {
    if (text === "?") return undefined;
    const inner = text.replace(/^\.?\[?/, "").replace(/\]$/, "");
    if (inner.startsWith('"')) return JSON.parse(inner) as string;
    return /^\d+$/.test(inner) ? Number(inner) : inner;
  }).filter((one) => one !== undefined);
}

function follow(value: unknown, steps: readonly (string | number)[]): unknown {
  let at = value;
  for (const one of steps) {
    if (typeof at !== "object" || at === null || isSecret(at)) return undefined;
    at = (at as Record<string, unknown>)[one];
  }
  return at;
}

/** What a listing would show; the places of older pages answer, but are not offered. */
const visibleKeys = (target: object): string[] => Object.keys(target).slice(0, 500);
