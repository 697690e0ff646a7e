import type { Ast } from "./ast";
import { type Budget, defaultLimits } from "./budget";
import { compileAst } from "./compile";
import { CompileFailure, compileError, LimitFailure, RuntimeFailure } from "./errors";
import { toJson } from "./json-text";
import { Machine } from "./machine";
import type { Node } from "./node";
import { toOutput } from "./output";
import { parse } from "./parser";
import { Scope } from "./scope";
import { shownText } from "./show";
import { Tainted } from "./tainted";
import type { Compiled, EvalOptions, JqError, JqLimits, Outcome, Program } from "./types";
import type { Value } from "./value";

const cacheSize = 2_000;

/** Longer programs are rare, and would make the cache large. */
const longestKept = 20_000;

/** The latest programs by text; a map keeps the order in which they were last used. */
const cache = new Map<string, Compiled>();

/** Makes a program of its text. Equal texts give the same program. */
export function compile(text: string): Compiled {
  const known = cache.get(text);
  if (known !== undefined) {
    cache.delete(text);
    cache.set(text, known);
    return known;
  }
  const result = build(text);
  if (text.length > longestKept) return result;
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value!);
  cache.set(text, result);
  return result;
}

function build(text: string): Compiled {
  try {
    const ast = parse(text);
    return { ok: true, value: new Executable(text, ast, compileAst(ast, new Scope())) };
  } catch (failure) {
    if (failure instanceof CompileFailure) return { ok: false, error: compileError(failure) };
    if (failure instanceof RangeError) {
      return {
        ok: false,
        error: { kind: "compile", message: "the program is nested too deeply", start: 0, end: text.length },
      };
    }
    throw failure;
  }
}

export class Executable implements Program {
  readonly text: string;
  readonly ast: Ast;
  private readonly node: Node;

  constructor(text: string, ast: Ast, node: Node) {
    this.text = text;
    this.ast = ast;
    this.node = node;
  }

  first(input: unknown, options?: EvalOptions): Outcome {
    const machine = this.start(input, options);
    const { budget } = machine;
    try {
      const { direct } = this.node;
      let value: Value | undefined;
      if (direct !== null) {
        budget.step(this.node.cost);
        value = direct(machine, input as Value, null);
      } else if (machine.advance()) value = machine.value;
      return {
        ok: true,
        value: value === undefined ? undefined : toOutput(value, budget, options?.keepNonFinite),
      };
    } catch (failure) {
      return { ok: false, error: runError(failure, budget) };
    }
  }

  all(
    input: unknown,
    options?: EvalOptions & { maxOutputs?: number },
  ): { outputs: unknown[]; error?: JqError } {
    const outputs: unknown[] = [];
    const most = options?.maxOutputs ?? Number.POSITIVE_INFINITY;
    const machine = this.start(input, options);
    try {
      while (outputs.length < most && machine.advance()) {
        machine.budget.bytes(16);
        outputs.push(toOutput(machine.value, machine.budget));
      }
      return { outputs };
    } catch (failure) {
      return { outputs, error: runError(failure, machine.budget) };
    }
  }

  /** The values that reach `_probe` while the program runs to its end or its first error. */
  probe(input: unknown): Value[] {
    const seen: Value[] = [];
    const machine = this.start(input, { limits: { steps: 200_000, milliseconds: 50 } });
    try {
      machine.probe = seen;
      while (machine.advance()) if (seen.length >= 50) break;
    } catch (failure) {
      runError(failure, machine.budget);
    }
    return seen;
  }

  private start(input: unknown, options: EvalOptions | undefined): Machine {
    const limits: JqLimits =
      options?.limits === undefined ? defaultLimits : { ...defaultLimits, ...options.limits };
    return new Machine(this.node.step, (input ?? null) as Value, limits, options?.now ?? Date.now);
  }
}

/** What ended an evaluation, as an error value. A JavaScript stack overflow counts as too much depth. */
function runError(failure: unknown, budget: Budget): JqError {
  if (failure instanceof LimitFailure)
    return { kind: "limit", message: failure.message, limit: failure.limit };
  if (failure instanceof RuntimeFailure) return runtimeError(failure, budget);
  if (failure instanceof RangeError) {
    const length = failure.message.includes("length");
    return {
      kind: "limit",
      message: "the expression needs too much memory",
      limit: length ? "bytes" : "depth",
    };
  }
  throw failure;
}

function runtimeError({ value, span }: RuntimeFailure, budget: Budget): JqError {
  const error: JqError = { kind: "runtime", message: "" };
  if (typeof value === "string") error.message = value;
  else {
    let text: string;
    try {
      error.value = toOutput(value, budget);
      // A message is read by people, and kept; only `value` has the secrets, as tainted strings.
      text = shownText(value instanceof Tainted ? value : toJson(value, budget));
    } catch (tooLarge) {
      return runError(tooLarge, budget);
    }
    error.message = value instanceof Tainted ? text : `(not a string): ${text}`;
  }
  if (span !== undefined) {
    error.start = span.start;
    error.end = span.end;
  }
  return error;
}
