import type { Count } from "./held";
import type { Choice, Env, Machine, Step } from "./machine";
import { backtrack, Continuation, give } from "./machine";
import type { Value } from "./value";

/**
 * The quick way to run an expression with at most one output: a plain call. `undefined` means no output.
 * It knows nothing of paths.
 */
export type Direct = (machine: Machine, value: Value, env: Env | null) => Value | undefined;

/** The quick way to run an expression with several outputs, all of which are wanted. */
export type Each = (machine: Machine, value: Value, env: Env | null, emit: (value: Value) => void) => void;

/** An expression made runnable. */
export interface Node {
  /** Always there, and right in every situation. */
  step: Step;
  direct: Direct | null;
  each: Each | null;
  /** Steps charged for one quick run. */
  cost: number;
  /** How deep quick calls nest; bounded, since they use the JavaScript stack. */
  nesting: number;
  /** A constant, when it is one. */
  constant?: Value | undefined;
  /** True for `.` itself. */
  identity?: boolean;
}

const maxNesting = 100;

/** A node run through `direct`. Its value has no path, unless it `keeps` the very value it was given. */
export function directNode(direct: Direct, parts: readonly Node[], cost = 1, keeps = false): Node {
  const nesting = 1 + Math.max(0, ...parts.map((part) => part.nesting));
  const total = parts.reduce((sum, part) => sum + part.cost, cost);
  const step: Step = (machine) => {
    machine.budget.fuel -= total;
    const result = direct(machine, machine.value, machine.env);
    if (result === undefined) {
      machine.code = backtrack;
      return;
    }
    // A new string or number may look the same as the one at the path, and is another one all the same.
    if (machine.path !== null && !keeps && typeof result !== "object" && typeof result !== "boolean") {
      machine.path = machine.path.leave();
    }
    machine.value = result;
    machine.code = give;
  };
  return trim({ step, direct, each: eachOf(direct), cost: total, nesting });
}

/** A node that keeps paths in `step` and may be run through `direct` where none are asked for. */
export function pathNode(step: Step, direct: Direct | null, parts: readonly Node[], cost = 1): Node {
  if (direct === null) return stepNode(step);
  const quick = directNode(direct, parts, cost, true);
  if (quick.direct === null) return stepNode(step);
  const quickStep = quick.step;
  return { ...quick, step: (machine) => (machine.path === null ? quickStep(machine) : step(machine)) };
}

export function constantNode(value: Value): Node {
  return { ...directNode(() => value, []), constant: value };
}

/** A node that only runs on the machine. */
export const stepNode = (step: Step): Node => ({ step, direct: null, each: null, cost: 1, nesting: 0 });

/** A node of several outputs that has a quick way too. */
export function eachNode(step: Step, each: Each | null, parts: readonly Node[]): Node {
  const nesting = 1 + Math.max(0, ...parts.map((part) => part.nesting));
  const cost = parts.reduce((sum, part) => sum + part.cost, 1);
  return trim({ step, direct: null, each, cost, nesting });
}

/** Past the bound only the machine's way is left, and quick calls start again from nothing. */
function trim(node: Node): Node {
  return node.nesting <= maxNesting ? node : stepNode(node.step);
}

const eachOf =
  (direct: Direct): Each =>
  (machine, value, env, emit) => {
    const result = direct(machine, value, env);
    if (result !== undefined) emit(result);
  };

/** Runs `step` on the next value, in a remembered environment and with a remembered path. */
export class Then extends Continuation {
  declare private readonly step: Step;
  declare private readonly env: Env | null;

  constructor(machine: Machine, step: Step) {
    super(machine, machine.next);
    this.step = step;
    this.env = machine.env;
  }

  override hold(count: Count): void {
    super.hold(count);
    count.see(this.env);
  }

  resume(machine: Machine): void {
    machine.env = this.env;
    machine.code = this.step;
  }
}

/** Continues with `use`, which finds the value and path just made, in the environment of before. */
export class After extends Continuation {
  declare private readonly use: Step;
  declare private readonly env: Env | null;

  constructor(machine: Machine, use: Step) {
    super(machine, machine.next);
    this.use = use;
    this.env = machine.env;
  }

  override hold(count: Count): void {
    super.hold(count);
    count.see(this.env);
  }

  resume(machine: Machine): void {
    machine.env = this.env;
    this.use(machine);
  }
}

/** Continues with a function of the value, as `use` says. The path and input of before are given back to it. */
export class Use extends Continuation {
  private readonly use: (machine: Machine, result: Value, input: Value) => void;
  declare private readonly env: Env | null;
  declare private readonly input: Value;
  declare private readonly path: Machine["path"];

  constructor(machine: Machine, use: (machine: Machine, result: Value, input: Value) => void) {
    super(machine, machine.next);
    this.use = use;
    this.env = machine.env;
    this.input = machine.value;
    this.path = machine.path;
  }

  override hold(count: Count): void {
    super.hold(count);
    count.see(this.env);
    count.see(this.path);
  }

  resume(machine: Machine): void {
    const result = machine.value;
    machine.env = this.env;
    machine.path = this.path;
    machine.value = this.input;
    this.use(machine, result, this.input);
  }
}

/**
 * Evaluates `node` aside from the current path, then calls `use` with its value, while the machine's value,
 * path and environment are again those of now. `use` must set `machine.code`.
 */
export function aside(
  machine: Machine,
  node: Node,
  use: (machine: Machine, result: Value, input: Value) => void,
): void {
  if (node.direct !== null) {
    machine.budget.fuel -= node.cost;
    const result = node.direct(machine, machine.value, machine.env);
    if (result === undefined) machine.code = backtrack;
    else use(machine, result, machine.value);
    return;
  }
  machine.next = new Use(machine, use);
  machine.path = null;
  machine.code = node.step;
}

/** As `Use`, but what the value was found by becomes the path. */
class AlongPath extends Continuation {
  private readonly use: UseAlong;
  private readonly env: Env | null;
  private readonly input: Value;

  constructor(machine: Machine, use: UseAlong) {
    super(machine, machine.next);
    this.use = use;
    this.env = machine.env;
    this.input = machine.value;
  }

  resume(machine: Machine): void {
    const result = machine.value;
    const isFound = Object.is(machine.path!.at, result);
    machine.path = machine.path!.comeBack();
    machine.env = this.env;
    machine.value = this.input;
    this.use(machine, result, isFound);
  }
}

/** `isFound` says that the result is the very value that the path leads to. */
type UseAlong = (machine: Machine, result: Value, isFound: boolean) => void;

/** As `aside`, but where a path is asked for, the one that `node` takes is gone: jq has it so for some operators. */
export function along(machine: Machine, node: Node, use: UseAlong): void {
  if (machine.path === null) {
    aside(machine, node, (inner, result) => use(inner, result, false));
    return;
  }
  machine.next = new AlongPath(machine, use);
  machine.code = node.step;
}

/** Comes back with the value, path, environment and continuation of now, to run `step`. */
export class Resume implements Choice {
  declare counted: number;
  declare private readonly step: Step;
  declare private readonly value: Value;
  declare private readonly path: Machine["path"];
  declare private readonly env: Env | null;
  declare private readonly next: Continuation | null;

  constructor(machine: Machine, step: Step) {
    this.step = step;
    this.value = machine.value;
    this.path = machine.path;
    this.env = machine.env;
    this.next = machine.next;
    this.counted = 0;
  }

  hold(count: Count): void {
    count.see(this.env);
    count.see(this.path);
    count.see(this.next);
  }

  resume(machine: Machine): void {
    this.restore(machine);
    machine.code = this.step;
  }

  restore(machine: Machine): void {
    machine.value = this.value;
    machine.path = this.path;
    machine.env = this.env;
    machine.next = this.next;
  }
}
