import { fail } from "../errors";
import { backtrack, type Choice, give, type Machine } from "../machine";
import { aside, eachNode, type Node, Resume } from "../node";
import { namesOf } from "../taint-all";
import { taintNumber } from "../tainted-number";
import { isNumber, numberOf, type Value } from "../value";
import type { Special } from "./special";

/** The numbers not yet given. */
class Numbers extends Resume implements Choice {
  private at: number;
  private readonly to: number;
  private readonly by: number;
  private readonly names: readonly string[];

  constructor(machine: Machine, from: Value, to: Value, by: Value) {
    super(machine, give);
    this.at = bound(from);
    this.to = bound(to);
    this.by = bound(by);
    this.names = namesOf(from, to, by);
  }

  override resume(machine: Machine): void {
    const { at, by } = this;
    if (!within(at, this.to, by)) {
      machine.code = backtrack;
      return;
    }
    this.at = at + by;
    if (within(this.at, this.to, by)) machine.push(this);
    super.resume(machine);
    machine.value = taintNumber(at, this.names);
  }
}

const within = (at: number, to: number, by: number): boolean => (by > 0 ? at < to : by < 0 && at > to);

function bound(value: Value): number {
  return isNumber(value) ? numberOf(value) : fail("Range bounds must be numeric");
}

const number = (value: number): Node => ({
  step: (machine) => {
    machine.value = value;
    machine.code = give;
  },
  direct: () => value,
  each: null,
  cost: 1,
  nesting: 0,
});

/** The first bound is the outermost loop. */
function range(from: Node, to: Node, by: Node): Node {
  const a = from.direct;
  const b = to.direct;
  const c = by.direct;
  const quick = a !== null && b !== null && c !== null;
  return eachNode(
    (machine) =>
      aside(machine, from, (one, start) =>
        aside(one, to, (two, end) =>
          aside(two, by, (inner, step) => {
            new Numbers(inner, start, end, step).resume(inner);
          }),
        ),
      ),
    quick
      ? (machine, value, env, emit) => {
          const start = a(machine, value, env);
          const end = b(machine, value, env);
          const step = c(machine, value, env);
          if (start === undefined || end === undefined || step === undefined) return;
          const limit = bound(end);
          const stride = bound(step);
          const names = namesOf(start, end, step);
          const { budget } = machine;
          for (let at = bound(start); within(at, limit, stride); at += stride) {
            if (--budget.fuel < 0) budget.refill();
            emit(taintNumber(at, names));
          }
        }
      : null,
    [from, to, by],
  );
}

export const ranges: Record<string, Special> = {
  "range/1": ([to]) => range(number(0), to!, number(1)),
  "range/2": ([from, to]) => range(from!, to!, number(1)),
  "range/3": ([from, to, by]) => range(from!, to!, by!),
};
