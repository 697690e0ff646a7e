import type { Ast, Span } from "./ast";
import type { Compile } from "./compile";
import { fail, RuntimeFailure } from "./errors";
import type { Count } from "./held";
import { keyValue } from "./keys";
import { place } from "./located";
import { backtrack, type Choice, type Env, give, type Machine, Path, type Step } from "./machine";
import {
  After,
  aside,
  type Direct,
  directNode,
  type Each,
  eachNode,
  type Node,
  pathNode,
  stepNode,
} from "./node";
import { index, sliceKey } from "./path-access";
import type { Scope } from "./scope";
import { shown } from "./show";
import { isObject, kindOf, member, type Value } from "./value";

type Indexing = Extract<Ast, { type: "index" | "slice" | "iterate" }>;

/** An error unless the value at hand is the one the path leads to. */
export function checkPath(machine: Machine): void {
  const { path, value } = machine;
  if (path !== null && !Object.is(path.at, value))
    fail(`Invalid path expression with result ${shown(value)}`);
}

/** Gives the member found under `key`, keeping the path where one is asked for. */
export function descend(machine: Machine, key: Value, found: Value): void {
  if (machine.path !== null) machine.path = new Path(key, machine.path, found);
  machine.value = found;
  machine.code = give;
}

/** Goes on to the member under `by`, by its path. An error unless the value at hand is the one the path leads to. */
export function goTo(machine: Machine, by: Value, span: Span): void {
  checkedPath(machine, span, () => `access element ${shown(by)} of ${shown(machine.value)}`);
  descend(machine, by, index(machine.budget, machine.value, by));
}

export function compileIndex(ast: Extract<Ast, { type: "index" }>, scope: Scope, compile: Compile): Node {
  return lookup(compile(ast.target, scope), compile(ast.key, scope), ast);
}

export function compileSlice(ast: Extract<Ast, { type: "slice" }>, scope: Scope, compile: Compile): Node {
  const absent = directNode((): Value => null, []);
  const from = ast.from === null ? absent : compile(ast.from, scope);
  const to = ast.to === null ? absent : compile(ast.to, scope);
  return lookup(compile(ast.target, scope), sliceNode(from, to), ast);
}

/** The pair of bounds as the object that stands for a slice in paths; the start is the outer loop. */
function sliceNode(from: Node, to: Node): Node {
  const start = from.direct;
  const end = to.direct;
  if (start !== null && end !== null) {
    return directNode(
      (machine, value, env) => {
        const a = start(machine, value, env);
        if (a === undefined) return undefined;
        const b = end(machine, value, env);
        return b === undefined ? undefined : sliceKey(a, b);
      },
      [from, to],
    );
  }
  return stepNode((machine) =>
    aside(machine, from, (afterStart, a) =>
      aside(afterStart, to, (inner, b) => {
        inner.value = sliceKey(a, b);
        inner.code = give;
      }),
    ),
  );
}

/** The key is evaluated first and is the outer loop; then it is looked up in what the target gives. */
function lookup(target: Node, key: Node, ast: Indexing): Node {
  const find = (machine: Machine, value: Value, by: Value): Value | undefined => {
    try {
      return index(machine.budget, value, by);
    } catch (failure) {
      if (ast.optional && failure instanceof RuntimeFailure) {
        machine.budget.failure();
        return undefined;
      }
      throw place(failure, ast.type === "index" ? ast.keySpan : ast);
    }
  };
  const apply = (machine: Machine, by: Value): void => {
    checkedPath(machine, ast, () => `access element ${shown(by)} of ${shown(machine.value)}`);
    const found = find(machine, machine.value, by);
    if (found === undefined) machine.code = backtrack;
    else descend(machine, by, found);
  };
  const step: Step = (machine) =>
    aside(machine, key, (afterKey, by) => {
      if (target.identity) {
        apply(afterKey, by);
        return;
      }
      afterKey.next = new After(afterKey, (inner) => apply(inner, by));
      afterKey.code = target.step;
    });
  const subject = target.direct;
  const select = key.direct;
  if (subject === null || select === null) return stepNode(step);
  if (typeof key.constant === "string") {
    return pathNode(step, fieldOf(target, subject, key.constant, find), [target]);
  }
  return pathNode(
    step,
    (machine, value, env) => {
      const by = select(machine, value, env);
      if (by === undefined) return undefined;
      const from = subject(machine, value, env);
      return from === undefined ? undefined : find(machine, from, by);
    },
    [target, key],
  );
}

/** A member by a name known beforehand: the most common thing that templates do. */
function fieldOf(
  target: Node,
  subject: Direct,
  name: string,
  find: (machine: Machine, value: Value, by: Value) => Value | undefined,
): Direct {
  const read = (machine: Machine, from: Value): Value | undefined =>
    isObject(from) ? member(from, name) : from === null ? null : find(machine, from, name);
  if (target.identity) return (machine, value) => read(machine, value);
  return (machine: Machine, value: Value, env: Env | null) => {
    const from = subject(machine, value, env);
    return from === undefined ? undefined : read(machine, from);
  };
}

function checkedPath(machine: Machine, ast: Span, attempt: () => string): void {
  if (machine.path === null || Object.is(machine.path.at, machine.value)) return;
  throw place(new RuntimeFailure(`Invalid path expression near attempt to ${attempt()}`), ast);
}

/** The members not yet given. */
class Members implements Choice {
  declare counted: number;
  declare private at: number;
  declare private readonly values: Value;
  declare private readonly keys: string[] | null;
  declare private readonly length: number;
  declare private readonly path: Path | null;
  declare private readonly env: Env | null;
  declare private readonly next: Machine["next"];

  constructor(machine: Machine, values: Value[] | Record<string, Value>) {
    this.counted = 0;
    this.at = 0;
    this.values = values;
    this.keys = Array.isArray(values) ? null : Object.keys(values);
    this.length = this.keys?.length ?? (values as Value[]).length;
    if (this.keys !== null) machine.budget.keys(this.length);
    this.path = machine.path;
    this.env = machine.env;
    this.next = machine.next;
  }

  hold(count: Count): void {
    count.see(this.path);
    count.see(this.env);
    count.see(this.next);
  }

  resume(machine: Machine): void {
    const at = this.at++;
    if (at >= this.length) {
      machine.code = backtrack;
      return;
    }
    if (at + 1 < this.length) machine.push(this);
    machine.path = this.path;
    machine.env = this.env;
    machine.next = this.next;
    if (this.keys === null) descend(machine, at, (this.values as Value[])[at] ?? null);
    else {
      const key = this.keys[at]!;
      descend(
        machine,
        keyValue(this.values as object, key),
        member(this.values as Record<string, Value>, key),
      );
    }
  }
}

/** Gives every member of the current value. */
export function iterate(machine: Machine, ast: Span): void {
  const { value } = machine;
  if (!Array.isArray(value) && !isObject(value)) throw place(notIterable(value), ast);
  new Members(machine, value).resume(machine);
}

/** The error of going through a value that has no members. */
export const notIterable = (value: Value) => new RuntimeFailure(`Cannot iterate over ${described(value)}`);

const described = (value: Value): string => `${kindOf(value)} (${shown(value)})`;

export function compileIterate(ast: Extract<Ast, { type: "iterate" }>, scope: Scope, compile: Compile): Node {
  const target = compile(ast.target, scope);
  const members: Step = (machine) => {
    checkedPath(machine, ast, () => `iterate through ${shown(machine.value)}`);
    const { value } = machine;
    if (ast.optional && !Array.isArray(value) && !isObject(value)) machine.code = backtrack;
    else iterate(machine, ast);
  };
  const step: Step = target.identity
    ? members
    : (machine) => {
        machine.next = new After(machine, members);
        machine.code = target.step;
      };
  const source = target.each;
  const each: Each | null =
    source &&
    ((machine, value, env, emit) =>
      source(machine, value, env, (from) => {
        const { budget } = machine;
        if (Array.isArray(from)) {
          for (let at = 0; at < from.length; at++) {
            if (--budget.fuel < 0) budget.refill();
            emit(from[at] ?? null);
          }
        } else if (isObject(from)) {
          const keys = Object.keys(from);
          budget.keys(keys.length);
          for (const key of keys) {
            if (--budget.fuel < 0) budget.refill();
            emit(member(from, key));
          }
        } else if (!ast.optional) throw place(notIterable(from), ast);
      }));
  return eachNode(step, each, [target]);
}
