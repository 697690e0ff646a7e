import { fail } from "../errors";
import { backtrack, type Choice, give, type Machine } from "../machine";
import { along, aside, constantNode, eachNode, type Node, Resume } from "../node";
import { namesOf } from "../taint-all";
import { taintNumber } from "../tainted-number";
import { isNumber, numberOf, type Value } from "../value";
import type { Special } from "./special";

/** The numbers not yet given. */
class Numbers extends Resume implements Choice {
  declare private at: number;
  /** Only the first number may be one that was there before: the bound itself. */
  declare isNew: boolean;
  declare private readonly to: number;
  declare private readonly by: number;
  declare private readonly names: readonly string[];

  constructor(machine: Machine, from: Value, to: Value, by: Value) {
    super(machine, give);
    this.isNew = false;
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
    if (this.isNew) machine.path = machine.path?.leave() ?? null;
    this.isNew = true;
  }
}

const within = (at: number, to: number, by: number): boolean => (by > 0 ? at < to : by < 0 && at > to);

function bound(value: Value): number {
  return isNumber(value) ? numberOf(value) : fail("Range bounds must be numeric");
}

/** The first bound is the outermost loop. `bounds` says whether both bounds are gone to by their paths, or the first. */
function range(from: Node, to: Node, by: Node, bounds: "both" | "first"): Node {
  const a = from.direct;
  const b = to.direct;
  const c = by.direct;
  const quick = a !== null && b !== null && c !== null;
  return eachNode(
    (machine) => {
      const { path } = machine;
      along(machine, from, (one, start, isFound) => {
        if (bounds === "first") one.path = path;
        const next = bounds === "both" ? along : aside;
        next(one, to, (two, end) =>
          aside(two, by, (inner, step) => {
            const numbers = new Numbers(inner, start, end, step);
            numbers.isNew = !isFound;
            numbers.resume(inner);
          }),
        );
      });
    },
    quick
      ? (machine, value, env, emit) => {
          const start = a(machine, value, env);
          if (start === undefined) return;
          const end = b(machine, value, env);
          if (end === undefined) return;
          const step = c(machine, value, env);
          if (step === undefined) return;
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
  "range/1": ([to]) => range(constantNode(0), to!, constantNode(1), "first"),
  "range/2": ([from, to]) => range(from!, to!, constantNode(1), "both"),
  "range/3": ([from, to, by]) => range(from!, to!, by!, "first"),
};
