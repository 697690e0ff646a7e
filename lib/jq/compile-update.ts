import type { Ast } from "./ast";
import type { Compile } from "./compile";
import { operationOf } from "./compile-binary";
import { checkPath } from "./compile-path";
import { RuntimeFailure } from "./errors";
import { backtrack, type Choice, Continuation, give, type Machine, Path } from "./machine";
import { After, along, aside, type Node, Resume, stepNode } from "./node";
import { removePaths } from "./path-delete";
import { getPath, pathKeys, setPath } from "./path-update";
import type { Scope } from "./scope";
import { shown } from "./show";
import { isTruthy, type Value } from "./value";

type Update = Extract<Ast, { type: "update" }>;

export function compileUpdate(ast: Update, scope: Scope, compile: Compile): Node {
  const target = compile(ast.target, scope);
  const { operator } = ast;
  if (operator === "|=") return modify(target, compile(ast.value, scope));
  const value = compile(ast.value, scope);
  if (operator === "=") return assign(target, value);
  const apply =
    operator === "//="
      ? (_: unknown, old: Value, given: Value) => (isTruthy(old) ? old : given)
      : operationOf(operator.slice(0, -1) as "+");
  return stepNode((machine) =>
    along(machine, value, (ready, given) =>
      eachPath(ready, target, (root, path, old, inner) =>
        setPath(inner.budget, root.value, path, apply(inner.budget, old, given), root.owned),
      ),
    ),
  );
}

/** What an update gives is a new value, even where it changed nothing: no path leads to it. */
function leavePath(machine: Machine, value: Value, deleted: Value[] = []): Value {
  if (machine.path === null) return value;
  // jq's own state at that point is the pair of what was changed and what is to be deleted.
  const state = shown([value, deleted]);
  throw new RuntimeFailure(`Invalid path expression near attempt to access element 0 of ${state}`);
}

/** A value being changed path by path. */
export interface Root {
  value: Value;
  /** Containers made by this very update, which nothing else can see yet. */
  owned: Set<object>;
}

class Done extends Resume {
  private readonly finish: (machine: Machine) => Value;

  constructor(machine: Machine, finish: (machine: Machine) => Value) {
    super(machine, give);
    this.finish = finish;
  }

  override resume(machine: Machine): void {
    super.resume(machine);
    machine.value = this.finish(machine);
  }
}

/** Asks `target` for paths into the current value and gives each to `found`; then `finish` makes the result. */
export function forPaths(
  machine: Machine,
  target: Node,
  found: (machine: Machine, path: Value[]) => void,
  finish: (machine: Machine) => Value,
): void {
  machine.push(new Done(machine, finish));
  machine.next = new After(machine, (inner) => {
    checkPath(inner);
    inner.budget.step(8);
    const path = pathKeys(inner.path!, inner.budget);
    inner.path = null;
    inner.code = backtrack;
    found(inner, path);
  });
  machine.path = new Path(null, null, machine.value);
  machine.code = target.step;
}

function eachPath(
  machine: Machine,
  target: Node,
  change: (root: Root, path: readonly Value[], old: Value, machine: Machine) => Value,
): void {
  const root: Root = { value: machine.value, owned: new Set() };
  forPaths(
    machine,
    target,
    (inner, path) => {
      root.value = change(root, path, read(root, path, inner), inner);
    },
    (inner) => leavePath(inner, root.value),
  );
}

/** What is read may be kept by whoever reads it, so it may no longer be changed in place. */
function read(root: Root, path: readonly Value[], machine: Machine): Value {
  const value = getPath(machine.budget, root.value, path);
  if (typeof value === "object" && value !== null && root.owned.has(value)) root.owned.clear();
  return value;
}

function assign(target: Node, value: Node): Node {
  return stepNode((machine) =>
    aside(machine, value, (ready, given) => {
      const root: Root = { value: ready.value, owned: new Set() };
      forPaths(
        ready,
        target,
        (inner, path) => {
          root.value = setPath(inner.budget, root.value, path, given, root.owned);
        },
        () => root.value,
      );
    }),
  );
}

/** Reached when the update of a path has no output: the path is to be deleted. */
class NoOutput implements Choice {
  declare counted: number;
  declare private readonly path: Value[];
  declare private readonly deleted: Value[][];

  constructor(path: Value[], deleted: Value[][]) {
    this.counted = 0;
    this.path = path;
    this.deleted = deleted;
  }

  /** Only values, which are charged when they are made. */
  hold(): void {}

  resume(machine: Machine): void {
    this.deleted.push(this.path);
    machine.code = backtrack;
  }
}

/** Takes the first output of an update and gives up the rest of them. */
class TakeFirst extends Continuation {
  declare private readonly choices: number;
  private readonly use: (value: Value) => void;

  constructor(machine: Machine, use: (value: Value) => void) {
    super(machine, machine.next);
    this.choices = machine.choices.length;
    this.use = use;
  }

  resume(machine: Machine): void {
    machine.cut(this.choices);
    this.use(machine.value);
    machine.code = backtrack;
  }
}

/** `target |= update`: the first output of `update` counts, and none deletes. */
export function modify(target: Node, update: Node): Node {
  return stepNode((machine) => {
    const root: Root = { value: machine.value, owned: new Set() };
    const deleted: Value[][] = [];
    const outer = machine.path;
    forPaths(
      machine,
      target,
      (inner, path) => {
        const old = read(root, path, inner);
        const store = (value: Value): void => {
          root.value = setPath(inner.budget, root.value, path, value, root.owned);
        };
        if (update.direct !== null && outer === null) {
          inner.budget.step(update.cost);
          const value = update.direct(inner, old, inner.env);
          if (value === undefined) deleted.push(path);
          else store(value);
          return;
        }
        inner.next = new TakeFirst(inner, store);
        inner.push(new NoOutput(path, deleted));
        inner.value = old;
        // What is updated has no place on a path that is asked for around all this.
        inner.path = outer?.leave() ?? null;
        inner.code = update.step;
      },
      (inner) => {
        leavePath(inner, root.value, deleted);
        return deleted.length === 0 ? root.value : removePaths(inner.budget, root.value, deleted);
      },
    );
  });
}
