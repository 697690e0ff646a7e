import type { Ast } from "./ast";
import type { Compile } from "./compile";
import { CompileFailure, RuntimeFailure } from "./errors";
import type { Count } from "./held";
import { backtrack, Continuation, give, type Machine, type Step } from "./machine";
import { aside, eachNode, type Node, pathNode, Resume, stepNode, Then } from "./node";
import { bindValue, climb, type Scope } from "./scope";
import { isTruthy, type Value } from "./value";

/** Runs the stages one into the next. */
export function compilePipe(stages: readonly Ast[], scope: Scope, compile: Compile): Node {
  return stages.map((stage) => compile(stage, scope)).reduceRight((rest, stage) => pipe(stage, rest));
}

/** Two nodes in the same environment, one into the other. */
export function pipe(first: Node, second: Node): Node {
  const step: Step = (machine) => {
    machine.next = new Then(machine, second.step);
    machine.code = first.step;
  };
  const one = first.direct;
  const two = second.direct;
  if (one !== null && two !== null) {
    return pathNode(
      step,
      (machine, value, env) => {
        const between = one(machine, value, env);
        return between === undefined ? undefined : two(machine, between, env);
      },
      [first, second],
      0,
    );
  }
  const source = first.each;
  const sink = second.each;
  if (source === null || sink === null) return stepNode(step);
  const { cost } = second;
  return eachNode(
    step,
    (machine, value, env, emit) =>
      source(machine, value, env, (between) => {
        machine.budget.step(cost);
        sink(machine, between, env, emit);
      }),
    [first, second],
  );
}

export function compileComma(items: readonly Ast[], scope: Scope, compile: Compile): Node {
  const nodes = items.map((item) => compile(item, scope));
  const last = nodes.length - 1;
  const steps: Step[] = nodes.map((node) => node.step);
  for (let at = last - 1; at >= 0; at--) {
    const own = steps[at]!;
    const rest = steps[at + 1]!;
    steps[at] = (machine) => {
      machine.push(new Resume(machine, rest));
      machine.code = own;
    };
  }
  const each = nodes.map((node) => node.each);
  if (each.some((one) => one === null)) return stepNode(steps[0]!);
  return eachNode(
    steps[0]!,
    (machine, value, env, emit) => {
      for (const one of each) one!(machine, value, env, emit);
    },
    nodes,
  );
}

export function compileIf(ast: Extract<Ast, { type: "if" }>, scope: Scope, compile: Compile): Node {
  const condition = compile(ast.condition, scope);
  const then = compile(ast.then, scope);
  const otherwise = ast.otherwise === null ? null : compile(ast.otherwise, scope);
  const elseStep = otherwise?.step ?? give;
  const step: Step = (machine) =>
    aside(machine, condition, (inner, result) => {
      inner.code = isTruthy(result) ? then.step : elseStep;
    });
  const test = condition.direct;
  const yes = then.direct;
  const no = otherwise === null ? (_: Machine, value: Value) => value : otherwise.direct;
  const parts = otherwise === null ? [condition, then] : [condition, then, otherwise];
  if (test === null) return stepNode(step);
  if (yes !== null && no !== null) {
    return pathNode(
      step,
      (machine, value, env) => {
        const result = test(machine, value, env);
        if (result === undefined) return undefined;
        return isTruthy(result) ? yes(machine, value, env) : no(machine, value, env);
      },
      parts,
    );
  }
  return stepNode(step);
}

/** Set up while the body of a `try` runs; taken off by its output, so that later errors pass it by. */
export class Handler extends Continuation {
  declare private readonly choices: number;
  private readonly onError: (machine: Machine, failure: RuntimeFailure) => void;
  declare private readonly env: Machine["env"];
  declare private readonly path: Machine["path"];

  constructor(machine: Machine, onError: (machine: Machine, failure: RuntimeFailure) => void) {
    super(machine, machine.next);
    this.choices = machine.choices.length;
    this.onError = onError;
    this.env = machine.env;
    this.path = machine.path;
  }

  override hold(count: Count): void {
    super.hold(count);
    count.see(this.env);
    count.see(this.path);
  }

  override get height(): number {
    return this.choices;
  }

  resume(machine: Machine): void {
    machine.code = give;
  }

  override handle(machine: Machine, failure: RuntimeFailure): void {
    machine.env = this.env;
    machine.path = this.path;
    this.onError(machine, failure);
  }
}

export function compileTry(ast: Extract<Ast, { type: "try" }>, scope: Scope, compile: Compile): Node {
  const body = compile(ast.body, scope);
  const handler = ast.handler === null ? null : compile(ast.handler, scope);
  const step: Step = (machine) => {
    machine.next = new Handler(machine, (inner, failure) => {
      if (handler === null) inner.code = backtrack;
      else {
        inner.value = failure.value;
        inner.code = handler.step;
      }
    });
    machine.code = body.step;
  };
  const attempt = body.direct;
  const recover = handler === null ? () => undefined : handler.direct;
  if (attempt === null || recover === null) return stepNode(step);
  return pathNode(
    step,
    (machine, value, env) => {
      try {
        return attempt(machine, value, env);
      } catch (failure) {
        if (!(failure instanceof RuntimeFailure)) throw failure;
        machine.budget.failure();
        return recover(machine, failure.value, env);
      }
    },
    handler === null ? [body] : [body, handler],
  );
}

/** Marks where a label was set up. */
class LabelMark extends Continuation {
  declare readonly label: number;
  declare readonly choices: number;

  constructor(machine: Machine) {
    super(machine, machine.next);
    this.label = ++machine.labels;
    this.choices = machine.choices.length;
  }

  resume(machine: Machine): void {
    machine.code = give;
  }
}

/** A label is a variable that holds the number of its mark. */
export function compileLabel(ast: Extract<Ast, { type: "label" }>, scope: Scope, compile: Compile): Node {
  const body = compile(ast.body, scope.with({ kind: "label", name: ast.name }));
  return stepNode((machine) => {
    const mark = new LabelMark(machine);
    machine.next = mark;
    bindValue(machine, mark.label);
    machine.code = body.step;
  });
}

/** Leaves a label. As in jq this is an error to any `try` in between. */
export function compileBreak(ast: Extract<Ast, { type: "break" }>, scope: Scope): Node {
  const distance = scope.find("label", ast.name);
  if (distance === null) throw new CompileFailure(`$*label-${ast.name} is not defined`, ast);
  return stepNode((machine) => {
    const label = climb(machine.env, distance)!.value;
    let next = machine.next;
    while (next !== null && !(next instanceof LabelMark && next.label === label)) {
      machine.budget.step(1);
      if (next.height >= 0) throw new RuntimeFailure({ __jq: 0 });
      next = next.next;
    }
    const height = next instanceof LabelMark ? next.choices : 0;
    if (machine.guardedAbove(height)) throw new RuntimeFailure({ __jq: 0 });
    machine.cut(height);
    machine.code = backtrack;
  });
}
