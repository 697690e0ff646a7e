import type { Ast } from "./ast";
import { Env, type Machine } from "./machine";
import type { Node } from "./node";

/** A function of the program or of the prelude. Its body is compiled when it is first called. */
export interface FunctionBinding {
  kind: "function";
  name: string;
  params: readonly string[];
  body: Ast;
  /** Where it was defined, itself included. */
  scope: Scope;
  node: Node | null;
  /** True while the body is being compiled: a call met then is a recursive one. */
  busy: boolean;
}

export type Binding =
  | { kind: "variable"; name: string }
  | { kind: "closure"; name: string }
  | { kind: "label"; name: string }
  | FunctionBinding;

/** The names in reach at one place of the program. All but functions have an `Env` of their own at run time. */
export class Scope {
  readonly up: Scope | null;
  readonly binding: Binding | null;
  /** How many `Env`s there are below this place. */
  readonly depth: number;

  constructor(up: Scope | null = null, binding: Binding | null = null) {
    this.up = up;
    this.binding = binding;
    this.depth = (up?.depth ?? 0) + (binding === null || binding.kind === "function" ? 0 : 1);
  }

  with(binding: Binding): Scope {
    return new Scope(this, binding);
  }

  /** The variable or label, as the number of `Env`s to go up. */
  find(kind: "variable" | "label", name: string): number | null {
    for (let scope: Scope | null = this; scope !== null; scope = scope.up) {
      const { binding } = scope;
      if (binding?.kind === kind && binding.name === name) return this.depth - scope.depth;
    }
    return null;
  }

  /** What a call means: a parameter, a function, or null when it is not the program's own. */
  findCall(name: string, arity: number): { binding: Binding; distance: number } | null {
    for (let scope: Scope | null = this; scope !== null; scope = scope.up) {
      const { binding } = scope;
      if (binding?.kind === "closure" && arity === 0 && binding.name === name) {
        return { binding, distance: this.depth - scope.depth };
      }
      if (binding?.kind === "function" && binding.name === name && binding.params.length === arity) {
        return { binding, distance: this.depth - binding.scope.depth };
      }
    }
    return null;
  }

  /** Every name in reach, innermost first. */
  *names(): Generator<Binding> {
    for (let scope: Scope | null = this; scope !== null; scope = scope.up) {
      if (scope.binding !== null) yield scope.binding;
    }
  }
}

/** Goes up `distance` environments. */
export function climb(env: Env | null, distance: number): Env | null {
  let result = env;
  for (let left = distance; left > 0; left--) result = result!.up;
  return result;
}

/** Adds a variable to the machine's environment. */
export function bindValue(machine: Machine, value: Env["value"]): void {
  machine.env = new Env(value, null, null, machine.env);
}
