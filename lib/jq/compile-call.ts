import type { Ast, Definition } from "./ast";
import { natives } from "./builtins/natives";
import { preludeFunction, preludeNames } from "./builtins/prelude";
import { specials } from "./builtins/specials";
import type { Compile } from "./compile";
import { CompileFailure } from "./errors";
import { nameHint } from "./hints";
import { place } from "./located";
import { backtrack, Env, give, type Machine, type Step } from "./machine";
import type { Native } from "./native";
import { aside, constantNode, directNode, type Node, stepNode } from "./node";
import { climb, type FunctionBinding, Scope } from "./scope";
import type { Value } from "./value";

type Call = Extract<Ast, { type: "call" }>;

export function compileDefinition(
  ast: Extract<Ast, { type: "define" }>,
  scope: Scope,
  compile: Compile,
): Node {
  const inner = define(ast.definition, scope);
  // A body that is never called must still mean something.
  compileBody(inner.binding as FunctionBinding, compile);
  return compile(ast.body, inner);
}

export function define(definition: Definition, scope: Scope): Scope {
  const binding: FunctionBinding = {
    kind: "function",
    name: definition.name,
    params: definition.params,
    body: definition.body,
    scope,
    node: null,
    busy: false,
  };
  const inner = scope.with(binding);
  binding.scope = inner;
  return inner;
}

/** `$param` is a variable, and a closure of the bare name as well. */
function compileBody(binding: FunctionBinding, compile: Compile): Node {
  if (binding.node === null) {
    let scope = binding.scope;
    for (const param of binding.params) {
      scope = scope.with({ kind: "closure", name: param.replace(/^\$/, "") });
      if (param.startsWith("$")) scope = scope.with({ kind: "variable", name: param.slice(1) });
    }
    binding.busy = true;
    try {
      binding.node = compile(binding.body, scope);
    } finally {
      binding.busy = false;
    }
  }
  return binding.node;
}

export function compileCall(ast: Call, scope: Scope, compile: Compile): Node {
  const name = ast.name;
  const arity = ast.args.length;
  const own = scope.findCall(name, arity);
  if (own?.binding.kind === "closure") return callClosure(own.distance);
  if (own === null && arity === 0 && Object.hasOwn(literals, name)) return constantNode(literals[name]!);
  const args = ast.args.map((arg) => compile(arg, scope));
  if (own?.binding.kind === "function") return callFunction(own.binding, own.distance, args, compile);
  const key = `${name}/${arity}`;
  const special = Object.hasOwn(specials, key) ? specials[key] : undefined;
  if (special !== undefined) return special(args, ast);
  if (key === "builtins/0") return directNode((): Value => builtinNames(), []);
  const native = Object.hasOwn(natives, key) ? natives[key] : undefined;
  if (native !== undefined) return callNative(native, args, ast);
  const prelude = preludeFunction(key);
  if (prelude !== undefined) return callPrelude(prelude, key, args, scope, compile);
  throw new CompileFailure(`${key} is not defined`, ast.nameSpan, nameHint(name, arity, aritiesOf(name)));
}

/** With how many arguments there is a builtin of a name. */
const aritiesOf = (name: string): number[] =>
  builtinNames()
    .filter((key) => key.startsWith(`${name}/`))
    .map((key) => Number(key.slice(name.length + 1)));

/** Every builtin as `name/arity`, but for those that only others use. */
export const builtinNames = (): string[] =>
  [...Object.keys(specials), ...Object.keys(natives), ...preludeNames(), "builtins/0"]
    .filter((name) => !name.startsWith("_"))
    .sort();

const literals: Record<string, Value> = { null: null, true: true, false: false };

const compiledPrelude = new Map<string, FunctionBinding>();

function callPrelude(
  definition: Definition,
  key: string,
  args: readonly Node[],
  scope: Scope,
  compile: Compile,
): Node {
  let binding = compiledPrelude.get(key);
  if (binding === undefined) {
    binding = define(definition, new Scope()).binding as FunctionBinding;
    compiledPrelude.set(key, binding);
  }
  return callFunction(binding, scope.depth, args, compile);
}

/** A parameter called by name: runs the argument where it was written. */
function callClosure(distance: number): Node {
  return stepNode((machine) => {
    const closure = climb(machine.env, distance)!;
    machine.env = closure.env;
    machine.code = closure.closure!;
  });
}

function callFunction(
  binding: FunctionBinding,
  distance: number,
  args: readonly Node[],
  compile: Compile,
): Node {
  const { params } = binding;
  const body = binding.busy ? null : compileBody(binding, compile);
  const direct = body?.direct ?? null;
  const enter = (machine: Machine, values: readonly Value[]): void => {
    const caller = machine.env;
    machine.budget.fuel -= 2 * params.length;
    let env = climb(caller, distance);
    let value = 0;
    for (let at = 0; at < params.length; at++) {
      env = new Env(null, args[at]!.step, caller, env);
      if (params[at]!.startsWith("$")) env = new Env(values[value++]!, null, null, env);
    }
    if (env !== null && env.level > machine.budget.depth) machine.budget.checkDepth(env.level);
    machine.env = env;
    // The body of a recursive call is not there yet while its caller is compiled.
    machine.code = binding.node!.step;
  };
  const valued = args.filter((_, at) => params[at]!.startsWith("$"));
  if (valued.length === 0) {
    if (params.length === 0 && direct !== null && body !== null) {
      return {
        ...directNode((machine, value, env) => direct(machine, value, climb(env, distance)), [body]),
        step: (machine) => enter(machine, []),
      };
    }
    return stepNode((machine) => enter(machine, []));
  }
  const gather = (machine: Machine, at: number, values: readonly Value[]): void => {
    const node = valued[at];
    if (node === undefined) enter(machine, values);
    else {
      machine.budget.fuel -= at + 2;
      aside(machine, node, (inner, value) => gather(inner, at + 1, [...values, value]));
    }
  };
  const step: Step = (machine) => gather(machine, 0, []);
  if (direct === null || body === null || valued.length < args.length) return stepNode(step);
  const quick = args.map((arg) => arg.direct);
  if (quick.some((arg) => arg === null)) return stepNode(step);
  const node = directNode(
    (machine, value, caller) => {
      let env = climb(caller, distance);
      for (let at = 0; at < quick.length; at++) {
        const arg = quick[at]!(machine, value, caller);
        if (arg === undefined) return undefined;
        env = new Env(null, args[at]!.step, caller, env);
        env = new Env(arg, null, null, env);
      }
      return direct(machine, value, env);
    },
    [body, ...args],
    1 + 2 * args.length,
  );
  return { ...node, step };
}

const filters = new Set(
  "nulls/0 booleans/0 numbers/0 strings/0 arrays/0 objects/0 iterables/0 scalars/0 _probe/0 toarray/0 tostring/0 abs/0 trim/0 ltrim/0 rtrim/0 tonumber/0 toboolean/0"
    .split(" ")
    .map((name) => natives[name]),
);

/** Calls a function of values for every combination of its arguments, the last one being the outermost loop. */
export function callNative(
  native: Native,
  args: readonly Node[],
  span: { start: number; end: number },
): Node {
  const apply = (machine: Machine, input: Value, values: Value[]): Value | undefined => {
    try {
      machine.budget.read(input);
      for (const value of values) machine.budget.read(value);
      return native(machine, input, ...values);
    } catch (failure) {
      throw place(failure, span);
    }
  };
  const [first, second] = args;
  if (first === undefined) {
    // Those that pass their input on, or do not, pass on its path as well.
    return directNode(
      (machine, value) => {
        try {
          if (typeof value !== "number") machine.budget.read(value);
          return native(machine, value);
        } catch (failure) {
          throw place(failure, span);
        }
      },
      [],
      1,
      filters.has(native),
    );
  }
  const one = first.direct;
  if (args.length === 1 && one !== null) {
    return directNode(
      (machine, value, env) => {
        const a = one(machine, value, env);
        if (a === undefined) return undefined;
        try {
          machine.budget.read(value);
          machine.budget.read(a);
          return native(machine, value, a);
        } catch (failure) {
          throw place(failure, span);
        }
      },
      args,
      1,
      filters.has(native),
    );
  }
  const two = second?.direct ?? null;
  if (args.length === 2 && one !== null && two !== null) {
    return directNode((machine, value, env) => {
      const b = two(machine, value, env);
      if (b === undefined) return undefined;
      const a = one(machine, value, env);
      return a === undefined ? undefined : apply(machine, value, [a, b]);
    }, args);
  }
  const gather = (machine: Machine, at: number, values: Value[]): void => {
    if (at >= 0) {
      aside(machine, args[at]!, (inner, value) => gather(inner, at - 1, [value, ...values]));
      return;
    }
    const result = apply(machine, machine.value, values);
    if (result === undefined) machine.code = backtrack;
    else {
      machine.value = result;
      machine.code = give;
    }
  };
  return stepNode((machine) => gather(machine, args.length - 1, []));
}
