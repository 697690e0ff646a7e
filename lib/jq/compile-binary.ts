import * as arithmetic from "./arithmetic";
import type { Ast, BinaryOperator } from "./ast";
import type { Budget } from "./budget";
import type { Compile } from "./compile";
import { CompileFailure } from "./errors";
import { hyphenHint } from "./hints";
import { place } from "./located";
import { backtrack, Continuation, give, type Machine, type Step } from "./machine";
import { along, aside, type Node, pathNode, Resume, stepNode } from "./node";
import type { Scope } from "./scope";
import { compare, equals, isTruthy, type Value } from "./value";

type Apply = (budget: Budget, left: Value, right: Value) => Value;
type Binary = Extract<Ast, { type: "binary" }>;

/** Texts of different lengths need not be read to be told apart. */
function same(budget: Budget, left: Value, right: Value): boolean {
  if (typeof left === "string" && typeof right === "string" && left.length === right.length) {
    budget.read(left);
    budget.read(right);
  }
  return equals(left, right);
}

function order(budget: Budget, left: Value, right: Value): number {
  budget.read(left);
  budget.read(right);
  return compare(left, right);
}

const operations: Record<Exclude<BinaryOperator, "and" | "or" | "//">, Apply> = {
  "+": arithmetic.add,
  "-": arithmetic.subtract,
  "*": arithmetic.multiply,
  "/": arithmetic.divide,
  "%": (_, left, right) => arithmetic.modulo(left, right),
  "==": (budget, left, right) => same(budget, left, right),
  "!=": (budget, left, right) => !same(budget, left, right),
  "<": (budget, left, right) => order(budget, left, right) < 0,
  "<=": (budget, left, right) => order(budget, left, right) <= 0,
  ">": (budget, left, right) => order(budget, left, right) > 0,
  ">=": (budget, left, right) => order(budget, left, right) >= 0,
};

export function operationOf(operator: keyof typeof operations): Apply {
  return operations[operator];
}

export function compileBinary(ast: Binary, scope: Scope, compile: Compile): Node {
  const { operator } = ast;
  if (operator === "//") return alternative(compile(ast.left, scope), compile(ast.right, scope));
  if (operator === "and" || operator === "or") {
    return logical(operator, compile(ast.left, scope), compile(ast.right, scope));
  }
  const left = compile(ast.left, scope);
  const right = operator === "-" ? compileSubtrahend(ast, scope, compile) : compile(ast.right, scope);
  return apply2(left, right, operations[operator], ast);
}

/** `.my-node` reads as a subtraction; the hint says how to write the key. */
function compileSubtrahend(ast: Binary, scope: Scope, compile: Compile): Node {
  try {
    return compile(ast.right, scope);
  } catch (failure) {
    // What was meant for the rest of the key may have members asked of it.
    let called: Ast = ast.right;
    while (called.type === "index" || called.type === "slice" || called.type === "iterate")
      called = called.target;
    if (!(failure instanceof CompileFailure) || ast.left.type !== "index" || called.type !== "call")
      throw failure;
    const { key } = ast.left;
    const first = key.type === "string" && typeof key.parts[0] === "string" ? key.parts[0] : "…";
    throw new CompileFailure(failure.message, failure.span, hyphenHint(`${first}-${called.name}`));
  }
}

/** Applies a function of two operands; the right one is the outer loop. */
export function apply2(
  left: Node,
  right: Node,
  apply: Apply,
  span: Ast | { start: number; end: number },
): Node {
  const one = left.direct;
  const two = right.direct;
  const step: Step = (machine) =>
    aside(machine, right, (afterRight, b) =>
      aside(afterRight, left, (inner, a) => {
        try {
          inner.value = apply(inner.budget, a, b);
        } catch (failure) {
          throw place(failure, span);
        }
        // Null adds nothing, and so gives the other operand itself; any other string or number is a new one.
        const isNew =
          a !== null && b !== null && typeof inner.value !== "object" && typeof inner.value !== "boolean";
        if (inner.path !== null && isNew) inner.path = inner.path.leave();
        inner.code = give;
      }),
    );
  if (one === null || two === null) return stepNode(step);
  return pathNode(
    step,
    (machine, value, env) => {
      const b = two(machine, value, env);
      if (b === undefined) return undefined;
      const a = one(machine, value, env);
      if (a === undefined) return undefined;
      try {
        return apply(machine.budget, a, b);
      } catch (failure) {
        throw place(failure, span);
      }
    },
    [left, right],
  );
}

function logical(operator: "and" | "or", left: Node, right: Node): Node {
  const decided = operator === "or";
  const one = left.direct;
  const two = right.direct;
  const step: Step = (machine) =>
    along(machine, left, (afterLeft, a) => {
      if (isTruthy(a) === decided) {
        afterLeft.value = decided;
        afterLeft.code = give;
        return;
      }
      along(afterLeft, right, (inner, b) => {
        inner.value = isTruthy(b);
        inner.code = give;
      });
    });
  if (one === null || two === null) return stepNode(step);
  return pathNode(
    step,
    (machine, value, env) => {
      const a = one(machine, value, env);
      if (a === undefined) return undefined;
      if (isTruthy(a) === decided) return decided;
      const b = two(machine, value, env);
      return b === undefined ? undefined : isTruthy(b);
    },
    [left, right],
  );
}

interface Found {
  any: boolean;
}

/** Lets true values through. */
class OnlyTruthy extends Continuation {
  declare private readonly found: Found;

  constructor(machine: Machine, found: Found) {
    super(machine, machine.next);
    this.found = found;
  }

  resume(machine: Machine): void {
    if (isTruthy(machine.value)) {
      this.found.any = true;
      machine.code = give;
    } else machine.code = backtrack;
  }
}

/** Comes after the left side is used up: the right side counts only when nothing was found. */
class Otherwise extends Resume {
  declare private readonly found: Found;

  constructor(machine: Machine, step: Step, found: Found) {
    super(machine, step);
    this.found = found;
  }

  override resume(machine: Machine): void {
    if (this.found.any) machine.code = backtrack;
    else super.resume(machine);
  }
}

function alternative(left: Node, right: Node): Node {
  const step: Step = (machine) => {
    const found = { any: false };
    machine.push(new Otherwise(machine, right.step, found));
    machine.next = new OnlyTruthy(machine, found);
    machine.code = left.step;
  };
  const one = left.direct;
  const two = right.direct;
  if (one === null || two === null) return stepNode(step);
  return pathNode(
    step,
    (machine, value, env) => {
      const found = one(machine, value, env);
      return found !== undefined && isTruthy(found) ? found : two(machine, value, env);
    },
    [left, right],
  );
}
