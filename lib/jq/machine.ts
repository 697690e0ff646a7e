import { Budget } from "./budget";
import { RuntimeFailure } from "./errors";
import { type Count, checkHeld, type Holder, nextCheck } from "./held";
import type { JqLimits } from "./types";
import { chargeComparisons, type Value } from "./value";

/*
 * Programs become closures that run on this machine. What is still to be done (a linked list of continuations)
 * and where to go back for the next output (a stack of choices) live on the heap, so recursion is bounded by the
 * budget and never by the JavaScript stack, and a tail call costs nothing.
 */

/*
 * Environments, paths, continuations and choices are made at every turn. Their members are only declared, and set by
 * constructors: as class fields they would be defined one by one before that, which takes longer than all the rest.
 */

/** Does one thing to the machine, and names the next in `machine.code`. */
export type Step = (machine: Machine) => void;

/** A variable, or the closure given for a parameter, with the environment it belongs to. */
export class Env implements Holder {
  declare counted: number;
  declare readonly value: Value;
  declare readonly closure: Step | null;
  declare readonly env: Env | null;
  declare readonly up: Env | null;
  /** How many closures this one reaches through. */
  declare readonly level: number;

  constructor(value: Value, closure: Step | null, env: Env | null, up: Env | null) {
    this.value = value;
    this.closure = closure;
    this.env = env;
    this.up = up;
    const inner = closure === null || env === null ? 0 : env.level + 1;
    this.level = up !== null && up.level > inner ? up.level : inner;
    this.counted = 0;
  }

  hold(count: Count): void {
    count.see(this.env);
    count.see(this.up);
  }
}

/** Where a value was found; kept only while paths are asked for. `at` is the value found there. */
export class Path implements Holder {
  declare counted: number;
  declare readonly key: Value;
  declare readonly up: Path | null;
  declare readonly at: Value;

  constructor(key: Value, up: Path | null, at: Value) {
    this.key = key;
    this.up = up;
    this.at = at;
    this.counted = 0;
  }

  hold(count: Count): void {
    count.see(this.up);
  }

  /** The same place, when the value at hand is no longer the one found there. */
  leave(): Path {
    return new Left(this);
  }

  /** The same place, for a value that may be the one found there again. */
  comeBack(): Path {
    return this;
  }
}

/** A value that no program has. */
const elsewhere: Value = [];

class Left extends Path {
  declare private readonly before: Path;

  constructor(before: Path) {
    super(before.key, before.up, elsewhere);
    this.before = before;
  }

  override leave(): Path {
    return this;
  }

  override comeBack(): Path {
    return this.before;
  }
}

/** What happens to the next value. */
export abstract class Continuation implements Holder {
  declare counted: number;
  declare readonly next: Continuation | null;
  declare readonly depth: number;

  constructor(machine: Machine, next: Continuation | null) {
    this.next = next;
    this.depth = next === null ? 0 : next.depth + 1;
    this.counted = 0;
    if (this.depth > machine.budget.depth) machine.budget.checkDepth(this.depth);
  }

  hold(count: Count): void {
    count.see(this.next);
  }

  /** Called with the value in `machine.value`, this continuation already taken off. */
  abstract resume(machine: Machine): void;

  /** For a handler of errors: how many choices there were when it was set up. */
  get height(): number {
    return -1;
  }

  /** Goes on after an error raised under this handler. */
  handle(_machine: Machine, failure: RuntimeFailure): void {
    throw failure;
  }
}

/** A place to come back to when no more outputs are found. */
export interface Choice extends Holder {
  resume(machine: Machine): void;
  /** Present on constructs that also see the errors raised after their output. */
  handle?(machine: Machine, failure: RuntimeFailure): void;
}

/** Hands the current value to the continuation. */
export const give: Step = (machine) => {
  const { next } = machine;
  machine.next = next!.next;
  next!.resume(machine);
};

/** Goes back to the latest choice. */
export const backtrack: Step = (machine) => {
  const choice = machine.choices.pop();
  if (choice === undefined) machine.state = "ended";
  else choice.resume(machine);
};

class Output extends Continuation {
  resume(machine: Machine): void {
    machine.state = "output";
    machine.code = backtrack;
  }
}

export class Machine {
  readonly budget: Budget;
  readonly choices: Choice[] = [];
  readonly now: () => number;
  code: Step;
  value: Value;
  path: Path | null = null;
  env: Env | null = null;
  next: Continuation | null;
  state: "running" | "output" | "ended" = "running";
  /** Where `_probe` notes the values that come by, for those who ask what an expression would be given. */
  probe: Value[] | null = null;
  /** How many labels have been set up; each has its number. */
  labels = 0;
  /** When what is held is to be counted next, in steps. */
  private nextCheck: number;
  /** Whether any choice made so far handles errors. */
  guarded = false;

  constructor(program: Step, input: Value, limits: JqLimits, now: () => number) {
    this.budget = new Budget(limits);
    chargeComparisons(this.budget);
    this.now = now;
    this.nextCheck = nextCheck(this.budget, 0);
    this.code = program;
    this.value = input;
    this.next = new Output(this, null);
  }

  /** Runs to the next output. False when there is none. Throws what the program does not catch. */
  advance(): boolean {
    const { budget } = this;
    this.state = "running";
    while (true) {
      try {
        while (this.state === "running") {
          if (--budget.fuel < 0) this.refill();
          this.code(this);
        }
        // Set by the steps; the compiler only sees the assignment above.
        return (this.state as string) === "output";
      } catch (failure) {
        if (!(failure instanceof RuntimeFailure)) throw failure;
        budget.failure();
        this.raise(failure);
      }
    }
  }

  private refill(): void {
    this.budget.refill();
    if (this.budget.spent >= this.nextCheck) this.nextCheck = checkHeld(this);
  }

  push(choice: Choice): void {
    this.choices.push(choice);
    if (this.choices.length > this.budget.depth) this.budget.checkDepth(this.choices.length);
  }

  /** Drops every choice made since the stack was `height` high. */
  cut(height: number): void {
    this.choices.length = height;
  }

  /** Whether an error raised now would be handled by a choice made since the stack was `height` high. */
  guardedAbove(height: number): boolean {
    if (!this.guarded) return false;
    for (let at = this.choices.length - 1; at >= height; at--) {
      if (this.choices[at]!.handle !== undefined) return true;
    }
    return false;
  }

  /** The innermost handler goes on; a choice made within a handler is further in than it. */
  private raise(failure: RuntimeFailure): void {
    let handler = this.next;
    while (handler !== null && handler.height < 0) {
      if (--this.budget.fuel < 0) this.budget.refill();
      handler = handler.next;
    }
    const floor = handler?.height ?? 0;
    for (let at = this.choices.length - 1; this.guarded && at >= floor; at--) {
      if (--this.budget.fuel < 0) this.budget.refill();
      const choice = this.choices[at]!;
      if (choice.handle === undefined) continue;
      this.cut(at);
      choice.handle(this, failure);
      return;
    }
    if (handler === null) throw failure;
    this.cut(floor);
    this.next = handler.next;
    handler.handle(this, failure);
  }
}
