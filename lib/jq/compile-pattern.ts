import type { Ast, Pattern } from "./ast";
import type { Compile } from "./compile";
import { checkKey } from "./constant";
import { fail, type RuntimeFailure } from "./errors";
import type { Count } from "./held";
import { backtrack, type Choice, Env, type Machine, Path, type Step } from "./machine";
import { aside, type Node, pathNode, Resume, stepNode } from "./node";
import { index } from "./path-access";
import type { Scope } from "./scope";
import { shown } from "./show";
import type { Value } from "./value";

/** Takes a value apart into new variables of the environment, then runs `then`. Keys may have several outputs. */
export type Destructure = (machine: Machine, value: Value, then: Step) => void;

/** The variables of patterns, in the order they are bound, each once. */
export function variablesOf(patterns: readonly Pattern[]): string[] {
  const names: string[] = [];
  const visit = (pattern: Pattern): void => {
    if (pattern.type === "variable") names.push(pattern.name);
    else if (pattern.type === "array") pattern.items.forEach(visit);
    else {
      for (const entry of pattern.entries) {
        if (entry.variable !== null) names.push(entry.variable);
        if (entry.value !== null) visit(entry.value);
      }
    }
  };
  patterns.forEach(visit);
  return [...new Set(names)];
}

interface Slots {
  scope: Scope;
  names: readonly string[];
}

/**
 * Every variable of every alternative gets a slot, null at first. Binding one replaces its slot in a fresh chain of
 * environments, so that outputs of other branches keep theirs.
 */
function bind({ names }: Slots, machine: Machine, name: string, value: Value): void {
  const position = names.length - 1 - names.indexOf(name);
  machine.budget.step(3 * (position + 1));
  const above: Env[] = [];
  let env = machine.env!;
  for (let left = position; left > 0; left--) {
    above.push(env);
    env = env.up!;
  }
  let result = new Env(value, null, null, env.up);
  for (const slot of above.reverse()) result = new Env(slot.value, null, null, result);
  machine.env = result;
}

/** The member of `value` that a pattern names. Where a path is asked for, it is gone to from the value at hand. */
function take(machine: Machine, value: Value, by: Value): Value {
  const { path } = machine;
  if (path === null) return index(machine.budget, value, by);
  if (!Object.is(path.at, value)) {
    fail(`Invalid path expression near attempt to access element ${shown(by)} of ${shown(value)}`);
  }
  const found = index(machine.budget, value, by);
  machine.path = new Path(by, path, found);
  return found;
}

/** `bound` holds the variables that this pattern has bound already: the first place counts. */
function compilePattern(pattern: Pattern, slots: Slots, bound: Set<string>, compile: Compile): Destructure {
  if (pattern.type === "variable") {
    const { name } = pattern;
    const isFirst = !bound.has(name);
    bound.add(name);
    return (machine, value, then) => {
      if (isFirst) bind(slots, machine, name, value);
      machine.code = then;
    };
  }
  if (pattern.type === "array") {
    // The last item comes first.
    const items = [...pattern.items.entries()].reverse().map(([position, item]): Destructure => {
      const inner = compilePattern(item, slots, bound, compile);
      return (machine, value, then) => inner(machine, take(machine, value, position), then);
    });
    return inTurn(items);
  }
  return inTurn(
    pattern.entries.map((entry) => {
      const { variable } = entry;
      if (variable !== null) {
        const isFirst = !bound.has(variable);
        bound.add(variable);
        const inner = entry.value === null ? null : compilePattern(entry.value, slots, bound, compile);
        return (machine, value, then) => {
          const found = take(machine, value, variable);
          if (isFirst) bind(slots, machine, variable, found);
          if (inner === null) machine.code = then;
          else inner(machine, found, then);
        };
      }
      const inner = compilePattern(entry.value!, slots, bound, compile);
      const key = compile(entry.key!, slots.scope);
      checkKey(entry.key!);
      return (machine, value, then) =>
        aside(machine, key, (afterKey, by) => inner(afterKey, take(afterKey, value, by), then));
    }),
  );
}

function inTurn(parts: readonly Destructure[]): Destructure {
  const run = (machine: Machine, value: Value, then: Step, at: number): void => {
    const part = parts[at];
    if (part === undefined) machine.code = then;
    else part(machine, value, (inner) => run(inner, value, then, at + 1));
  };
  return (machine, value, then) => run(machine, value, then, 0);
}

/** Tries the next pattern when the one before, or anything that used its variables, raised an error. */
class NextPattern implements Choice {
  declare counted: number;
  declare private readonly state: Resume;
  declare private readonly retry: Step;

  constructor(machine: Machine, retry: Step) {
    this.counted = 0;
    this.retry = retry;
    this.state = new Resume(machine, retry);
  }

  hold(count: Count): void {
    count.see(this.state);
  }

  resume(machine: Machine): void {
    machine.code = backtrack;
  }

  handle(machine: Machine, _failure: RuntimeFailure): void {
    this.state.restore(machine);
    machine.code = this.retry;
  }
}

export interface Patterns {
  scope: Scope;
  /** Binds `value` in the machine's environment and runs `then` there, with the machine's value as it is. */
  destructure: Destructure;
}

export function compilePatterns(patterns: readonly Pattern[], scope: Scope, compile: Compile): Patterns {
  const names = variablesOf(patterns);
  const inner = names.reduce<Scope>((outer, name) => outer.with({ kind: "variable", name }), scope);
  const [only] = patterns;
  if (patterns.length === 1 && only?.type === "variable") {
    return {
      scope: inner,
      destructure: (machine, value, then) => {
        machine.env = new Env(value, null, null, machine.env);
        machine.code = then;
      },
    };
  }
  const slots = { scope: inner, names };
  const compiled = patterns.map((pattern) => compilePattern(pattern, slots, new Set(), compile));
  const attempt = (machine: Machine, value: Value, then: Step, at: number): void => {
    const pattern = compiled[at]!;
    if (at + 1 < compiled.length) {
      machine.guarded = true;
      machine.push(new NextPattern(machine, (retry) => attempt(retry, value, then, at + 1)));
    }
    machine.budget.step(3 * names.length);
    for (const _ of names) machine.env = new Env(null, null, null, machine.env);
    pattern(machine, value, then);
  };
  return { scope: inner, destructure: (machine, value, then) => attempt(machine, value, then, 0) };
}

/** `source as $x | body` */
export function compileBinding(ast: Extract<Ast, { type: "as" }>, scope: Scope, compile: Compile): Node {
  const source = compile(ast.source, scope);
  const { scope: inner, destructure } = compilePatterns(ast.patterns, scope, compile);
  const body = compile(ast.body, inner);
  const step: Step = (machine) =>
    aside(machine, source, (afterSource, value) => destructure(afterSource, value, body.step));
  const from = source.direct;
  const quick = body.direct;
  if (ast.patterns.length !== 1 || ast.patterns[0]?.type !== "variable" || from === null || quick === null) {
    return stepNode(step);
  }
  return pathNode(
    step,
    (machine, value, env) => {
      const bound = from(machine, value, env);
      return bound === undefined ? undefined : quick(machine, value, new Env(bound, null, null, env));
    },
    [source, body],
  );
}
