import type { Budget } from "./budget";
import type { Machine } from "./machine";

/*
 * What a machine holds is not made of values: continuations, choices, environments, paths. A program can make it
 * hold far more than its depth tells, for every choice keeps the continuations of its moment. So it is counted every
 * so often, and has to fit into the memory that the values made so far leave free.
 */

/** Something that the machine holds, and that holds more. */
export interface Holder {
  /** The latest count in which this was seen. */
  counted: number;
  /** Shows the count everything this refers to. */
  hold(count: Count): void;
}

/** What one of them takes at the most, with the closures that belong to it. */
const bytesEach = 200;

/** Steps between two counts at the least. */
const interval = 32_768;

let counts = 0;

class Count {
  found = 0;
  private readonly round = ++counts;
  private readonly waiting: Holder[] = [];

  see(holder: Holder | null): void {
    if (holder === null || holder.counted === this.round) return;
    holder.counted = this.round;
    this.waiting.push(holder);
  }

  finish(): void {
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) {
      this.found++;
      next.hold(this);
    }
  }
}

export type { Count };

/**
 * Fails when a machine holds more than its budget has left. Returns when, in steps, to look again: the more there is
 * left the later, for a step adds about one thing; and so late that looking takes less time than the steps between.
 */
export function checkHeld(machine: Machine): number {
  const count = new Count();
  count.see(machine.env);
  count.see(machine.path);
  count.see(machine.next);
  for (const choice of machine.choices) count.see(choice);
  count.finish();
  return nextCheck(machine.budget, count.found);
}

/** When a machine that holds so many things is to be looked at, in steps. Fails when there are too many of them. */
export function nextCheck(budget: Budget, found: number): number {
  const free = budget.besides(found * bytesEach);
  return budget.spent + Math.max(interval, 2 * found, Math.floor(free / bytesEach));
}
