import { type Advance, compileAdvance } from "./accumulate";
import type { Ast } from "./ast";
import type { Compile } from "./compile";
import { compilePatterns } from "./compile-pattern";
import { backtrack, Continuation, Env, give, type Machine, type Step } from "./machine";
import { After, aside, directNode, type Node, Resume, stepNode } from "./node";
import type { Scope } from "./scope";
import type { Value } from "./value";

type Fold = Extract<Ast, { type: "reduce" | "foreach" }>;

/** The running value of one fold. */
interface State {
  value: Value;
}

/** Keeps the value an update gave, and goes back for the next item. */
class Keep extends Continuation {
  declare private readonly state: State;

  constructor(machine: Machine, state: State) {
    super(machine, machine.next);
    this.state = state;
  }

  resume(machine: Machine): void {
    this.state.value = machine.value;
    machine.code = backtrack;
  }
}

/** Reached when a `reduce` has seen every item. */
class Finished extends Resume {
  declare private readonly state: State;

  constructor(machine: Machine, state: State) {
    super(machine, give);
    this.state = state;
  }

  override resume(machine: Machine): void {
    super.resume(machine);
    machine.value = this.state.value;
  }
}

/** Takes one step of a `reduce` whose state can be changed in place. */
function inPlace(state: State, advance: Advance): Step {
  const owned = new Set<object>();
  return (machine) => {
    machine.budget.step(4);
    state.value = advance(machine, state.value, machine.env, owned) ?? null;
    machine.code = backtrack;
  };
}

export function compileFold(ast: Fold, scope: Scope, compile: Compile): Node {
  const source = compile(ast.source, scope);
  const init = compile(ast.init, scope);
  const { scope: inner, destructure } = compilePatterns(ast.patterns, scope, compile);
  const update = compile(ast.update, inner);
  const extract = ast.type === "foreach" && ast.extract !== null ? compile(ast.extract, inner) : null;

  const advance = ast.type === "reduce" ? compileAdvance(ast.update, inner, compile) : null;

  // An update without output leaves null for the next one, as in jq.
  const item = (machine: Machine, state: State, proceed: (machine: Machine) => void): void => {
    destructure(machine, machine.value, (bound) => {
      proceed(bound);
      bound.value = state.value;
      bound.path = bound.path?.comeBack() ?? null;
      state.value = null;
      bound.code = update.step;
    });
  };

  const step = (machine: Machine): void => {
    let isUsed = false;
    aside(machine, init, (ready, first, input) => {
      const state = { value: first };
      // jq hands a `reduce` its input once: a second output of `init` finds null.
      ready.value = isUsed ? null : input;
      isUsed = ast.type === "reduce";
      const end = ready.next;
      if (ast.type === "reduce") {
        ready.push(new Finished(ready, state));
        const quickly = advance !== null && ready.path === null ? inPlace(state, advance) : null;
        ready.next = new After(ready, (inside) =>
          quickly !== null
            ? destructure(inside, inside.value, quickly)
            : item(inside, state, (bound) => {
                bound.next = new Keep(bound, state);
              }),
        );
      } else {
        ready.next = new After(ready, (inside) =>
          item(inside, state, (bound) => {
            bound.next = end;
            bound.next = new After(bound, (after) => {
              state.value = after.value;
              after.code = extract === null ? give : extract.step;
            });
          }),
        );
      }
      ready.code = source.step;
    });
  };

  const each = source.each;
  const start = init.direct;
  const next = update.direct ?? (advance === null ? null : () => null);
  const plain = ast.patterns.length === 1 && ast.patterns[0]?.type === "variable";
  if (ast.type === "foreach" || each === null || start === null || next === null || !plain)
    return stepNode(step);
  const quick = directNode(
    (machine, value, env) => {
      const first = start(machine, value, env);
      if (first === undefined) return undefined;
      let state: Value = first;
      const owned = new Set<object>();
      each(machine, value, env, (bound) => {
        machine.budget.step(update.cost + 2);
        const inner = new Env(bound, null, null, env);
        state =
          (advance === null ? next(machine, state, inner) : advance(machine, state, inner, owned)) ?? null;
      });
      return state;
    },
    [source, init, update],
  );
  return { ...quick, step: (machine) => (machine.path === null ? quick.step(machine) : step(machine)) };
}
