import type { Ast } from "../ast";
import { mask } from "../output";
import { compile } from "../program";
import type { Explanation, JqError, Program, Reference } from "../types";
import { isObject, type Value } from "../value";
import { valuesAt } from "./complete";
import { constantsOf } from "./constants";
import { nearest } from "./nearest";
import { outputReferences, references } from "./references";

/**
 * Why an expression gives null, nothing, or an error on an input: the first step that led nowhere, what is there
 * instead, and what was probably meant.
 */
export function explain(text: string, input: unknown): Explanation {
  const program = compile(text);
  if (!program.ok) return fromError(program.error);
  const outcome = program.value.first(input);
  if (outcome.ok && outcome.value !== undefined && outcome.value !== null)
    return { status: "value", message: "The expression has a value." };
  if (!outcome.ok && outcome.error.start === undefined)
    Object.assign(outcome.error, stageThatFails(program.value, input));
  const error = outcome.ok ? undefined : outcome.error;
  const broken =
    firstBroken(likeliestFirst(program.value, error), input) ?? brokenWhileRunning(program.value, input);
  if (!outcome.ok) {
    return broken === null ? fromError(outcome.error) : { ...broken, status: "error", error: outcome.error };
  }
  if (outcome.value === undefined) {
    const message = "The expression has no output.";
    return broken === null ? { status: "empty", message } : { ...broken, status: "empty" };
  }
  return broken ?? { status: "null", message: "The value is null where the expression looks." };
}

/** Where an error lies that was raised inside a builtin: the first stage of the pipe that cannot run. */
function stageThatFails({ ast, text }: Program, input: unknown): { start: number; end: number } | undefined {
  const stages = ast.type === "pipe" ? ast.stages : [ast];
  const found = stages.find(({ end }) => {
    const program = compile(text.slice(ast.start, end));
    return program.ok && !program.value.first(input).ok;
  });
  return found && { start: found.start, end: found.end };
}

/** What a program reads: first where its error lies, or what its outputs are; then all else, as it is written. */
function likeliestFirst({ ast }: Program, error: JqError | undefined): Reference[] {
  const all = references(ast);
  const { start, end } = error ?? {};
  const likely =
    start === undefined || end === undefined
      ? outputReferences(ast)
      : all.filter((reference) => reference.start <= end && start <= reference.end);
  return [...likely, ...all];
}

/** Steps are followed while the program runs only as far as this. */
const mostSteps = 20;

/** The first step with a fixed key that gives null each time it is taken, though there is something to take it on. */
function brokenWhileRunning({ ast, text }: Program, input: unknown): Explanation | null {
  for (const { target, key, keySpan, start, end } of stepsIn(ast).slice(0, mostSteps)) {
    const missing = constantsOf(key, new Map())?.[0]?.key;
    if (missing === undefined) continue;
    const found = valuesAt(text.slice(0, end), input);
    if (found.length === 0 || found.some((value) => value !== null)) continue;
    const before = text.slice(0, target.type === "identity" ? start : target.end);
    const on = valuesAt(before, input).find((value) => value !== null);
    if (on !== undefined) return missingStep(on, null, missing, keySpan.start, keySpan.end);
  }
  return null;
}

type Step = Extract<Ast, { type: "index" }>;

/** Every step of a program, as it is written. */
function stepsIn(ast: unknown): Step[] {
  if (typeof ast !== "object" || ast === null) return [];
  const inner = Object.values(ast).flatMap(stepsIn);
  const own = "type" in ast && ast.type === "index" ? [ast as Step] : [];
  return [...inner, ...own].sort((a, b) => a.end - b.end);
}

function fromError(error: JqError): Explanation {
  const explanation: Explanation = { status: "error", message: error.hint ?? error.message, error };
  if (error.start !== undefined) explanation.start = error.start;
  if (error.end !== undefined) explanation.end = error.end;
  return explanation;
}

/** Follows each reference into the input, up to the first that leads nowhere. */
function firstBroken(found: readonly Reference[], input: unknown): Explanation | null {
  for (const { segments } of found) {
    let value = (input ?? null) as Value;
    const path: (string | number)[] = [];
    for (const { key, start, end } of segments) {
      const next = step(value, key);
      if (next === null) return missingStep(value, path, key, start, end);
      path.push(key);
      value = next;
    }
  }
  return null;
}

function step(value: Value, key: string | number): Value {
  if (typeof key === "number") return Array.isArray(value) ? (value.at(key) ?? null) : null;
  return isObject(value) && Object.hasOwn(value, key) ? (value[key] ?? null) : null;
}

function missingStep(
  value: Value,
  path: (string | number)[] | null,
  missing: string | number,
  start: number,
  end: number,
): Explanation {
  const place = path === null ? "The value here" : path.length === 0 ? "The input" : pathText(path);
  const found: Explanation = { status: "null", message: "", start, end, ...(path && { path }), missing };
  if (isObject(value)) {
    // A secret key stays secret in what is shown.
    const keys = Object.keys(mask(value) as object);
    const suggestions = nearest(String(missing), keys);
    found.keys = keys;
    found.suggestions = suggestions;
    if (Object.hasOwn(value, String(missing))) {
      found.message = `${pathText([...(path ?? []), missing])} is null.`;
      return found;
    }
    const known =
      keys.length === 0
        ? "it is empty"
        : `it has ${keys.slice(0, 12).join(", ")}${keys.length > 12 ? ", …" : ""}`;
    const meant = suggestions.length > 0 ? ` Did you mean ${suggestions[0]}?` : "";
    found.message = `${place} has no ${JSON.stringify(missing)}; ${known}.${meant}`;
    return found;
  }
  if (Array.isArray(value)) {
    found.message =
      typeof missing === "number"
        ? `${place} has ${value.length} items, and none at ${missing}.`
        : `${place} is an array; use [] or [0] before ${JSON.stringify(missing)}.`;
    return found;
  }
  const kind = value === null ? "null" : `a ${typeof value === "object" ? "string" : typeof value}`;
  found.message = `${place} is ${kind}, so it has no ${JSON.stringify(missing)}.`;
  return found;
}

/** A path as it is written. */
export function pathText(path: readonly (string | number)[]): string {
  const text = path
    .map((key) => {
      if (typeof key === "number") return `[${key}]`;
      return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    })
    .join("");
  return text.startsWith("[") ? `.${text}` : text;
}
