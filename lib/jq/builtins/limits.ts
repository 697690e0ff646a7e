import { subtract } from "../arithmetic";
import { pipe } from "../compile-control";
import { fail, RuntimeFailure } from "../errors";
import { backtrack, Continuation, give, type Machine, type Step } from "../machine";
import { aside, directNode, type Node, pathNode, Resume, stepNode } from "../node";
import { compare, isTruthy, type Value } from "../value";
import { members } from "./members";
import type { Special } from "./special";

/** Lets values through as `allow` says; when it says "last", nothing more is asked for. */
class Gate extends Continuation {
  declare private readonly choices: number;
  private readonly allow: (machine: Machine) => "pass" | "last" | "skip";

  constructor(machine: Machine, allow: (machine: Machine) => "pass" | "last" | "skip") {
    super(machine, machine.next);
    this.choices = machine.choices.length;
    this.allow = allow;
  }

  resume(machine: Machine): void {
    const verdict = this.allow(machine);
    if (verdict === "last") leave(machine, this.choices);
    machine.code = verdict === "skip" ? backtrack : give;
  }
}

/** Leaves a loop once more is asked for. As with `break`, that is an error to a `?//` on the way out. */
class Leaving extends Resume {
  declare private readonly height: number;

  constructor(machine: Machine, height: number) {
    super(machine, backtrack);
    this.height = height;
  }

  override resume(machine: Machine): void {
    super.resume(machine);
    if (machine.guardedAbove(this.height)) throw new RuntimeFailure({ __jq: 0 });
    machine.cut(this.height);
  }
}

/** Nothing more is wanted of what began when there were `height` choices. */
function leave(machine: Machine, height: number): void {
  if (machine.guardedAbove(height)) machine.push(new Leaving(machine, height));
  else machine.cut(height);
}

function first(f: Node): Node {
  const step: Step = (machine) => {
    machine.next = new Gate(machine, () => "last");
    machine.code = f.step;
  };
  return f.direct === null ? stepNode(step) : pathNode(step, f.direct, [f]);
}

/** Counts outputs down. A count that is no number fails as soon as there is something to count. */
class Countdown {
  private left: Value;

  constructor(value: Value, negative: string) {
    if (compare(value, 0) < 0) fail(negative);
    this.left = value;
  }

  /** Nothing more is wanted. */
  get over(): boolean {
    return compare(this.left, 0) <= 0;
  }

  get below(): boolean {
    return compare(this.left, 0) < 0;
  }

  take(machine: Machine): void {
    if (this.below) return;
    this.left = subtract(machine.budget, this.left, 1);
  }
}

function limit(n: Node, f: Node): Node {
  return stepNode((machine) =>
    aside(machine, n, (inner, value) => {
      const left = new Countdown(value, "limit doesn't support negative count");
      if (left.over) {
        inner.code = backtrack;
        return;
      }
      inner.next = new Gate(inner, (passing) => {
        left.take(passing);
        return left.over ? "last" : "pass";
      });
      inner.code = f.step;
    }),
  );
}

function skip(n: Node, f: Node): Node {
  return stepNode((machine) =>
    aside(machine, n, (inner, value) => {
      const left = new Countdown(value, "skip doesn't support negative count");
      inner.next = new Gate(inner, (passing) => {
        left.take(passing);
        return left.below ? "pass" : "skip";
      });
      inner.code = f.step;
    }),
  );
}

function nth(n: Node, f: Node): Node {
  return stepNode((machine) =>
    aside(machine, n, (inner, value) => {
      const left = new Countdown(value, "nth doesn't support negative indices");
      inner.next = new Gate(inner, (passing) => {
        left.take(passing);
        return left.below ? "last" : "skip";
      });
      inner.code = f.step;
    }),
  );
}

/** Remembers what came by, and gives `finish` of it at the end. */
export class Ending extends Resume {
  private readonly finish: () => Value | undefined;

  constructor(machine: Machine, finish: () => Value | undefined, then: Step = give) {
    super(machine, then);
    this.finish = finish;
  }

  override resume(machine: Machine): void {
    const value = this.finish();
    if (value === undefined) {
      machine.code = backtrack;
      return;
    }
    super.resume(machine);
    machine.value = value;
  }
}

/** Shows every value to `see`, and goes back for more. */
export class Watch extends Continuation {
  private readonly see: (machine: Machine) => void;

  constructor(machine: Machine, see: (machine: Machine) => void) {
    super(machine, machine.next);
    this.see = see;
  }

  resume(machine: Machine): void {
    machine.code = backtrack;
    this.see(machine);
  }
}

function last(f: Node): Node {
  const step: Step = (machine) => {
    let latest: Value | undefined;
    let isFound = true;
    // The path is that of the beginning, for a value that was found and not made.
    const end: Step = (inner) => {
      if (!isFound) inner.path = inner.path?.leave() ?? null;
      inner.code = give;
    };
    machine.push(new Ending(machine, () => latest, end));
    machine.next = new Watch(machine, (inner) => {
      latest = inner.value;
      isFound = inner.path === null || Object.is(inner.path.at, latest);
    });
    machine.code = f.step;
  };
  if (f.direct !== null) return pathNode(step, f.direct, [f]);
  const { each } = f;
  if (each === null) return stepNode(step);
  const quick = directNode(
    (machine, value, env) => {
      let latest: Value | undefined;
      each(machine, value, env, (item) => {
        latest = item;
      });
      return latest;
    },
    [f],
  );
  return { ...quick, step: (machine) => (machine.path === null ? quick.step(machine) : step(machine)) };
}

/** Gives `hit` as soon as `test` says so for an output of `f`, and its opposite when none did. */
function decide(f: Node, test: (value: Value) => boolean, hit: boolean): Node {
  return stepNode((machine) => {
    const height = machine.choices.length;
    machine.push(new Ending(machine, () => !hit));
    const after = machine.next;
    const env = machine.env;
    machine.next = new Watch(machine, (inner) => {
      if (!test(inner.value)) return;
      inner.next = after;
      leave(inner, height);
      inner.value = hit;
      inner.path = inner.path?.comeBack() ?? null;
      inner.env = env;
      inner.code = give;
    });
    machine.code = f.step;
  });
}

/** `any` and `all` over the outputs of `source`, each put to `condition`. */
function quantify(source: Node, condition: Node | null, hit: boolean): Node {
  const answers = condition === null ? source : pipe(source, condition);
  return decide(answers, (value) => isTruthy(value) === hit, hit);
}

export const limits: Record<string, Special> = {
  "first/1": ([f]) => first(f!),
  "limit/2": ([n, f]) => limit(n!, f!),
  "skip/2": ([n, f]) => skip(n!, f!),
  "nth/2": ([n, f]) => nth(n!, f!),
  "last/1": ([f]) => last(f!),
  "any/0": (_, span) => quantify(members(span), null, true),
  "all/0": (_, span) => quantify(members(span), null, false),
  "any/1": ([condition], span) => quantify(members(span), condition!, true),
  "all/1": ([condition], span) => quantify(members(span), condition!, false),
  "any/2": ([source, condition]) => quantify(source!, condition!, true),
  "all/2": ([source, condition]) => quantify(source!, condition!, false),
  "isempty/1": ([f]) => decide(f!, () => true, false),
};
