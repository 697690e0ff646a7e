import { add, putAll } from "./arithmetic";
import type { Ast } from "./ast";
import type { Budget } from "./budget";
import type { Compile } from "./compile";
import { operationOf } from "./compile-binary";
import { inheritKeys } from "./keys";
import type { Env, Machine } from "./machine";
import type { Node } from "./node";
import { copyOf } from "./object-room";
import { getPath, setPath } from "./path-update";
import type { Scope } from "./scope";
import { isObject, isTruthy, type JsonObject, type Value } from "./value";

/*
 * Values are never changed, so building one step by step would copy it at every step. Where it is plain that nobody
 * else can see the value being built, it is changed in place instead: in sums, and in the common forms of `reduce`.
 */

/** `total + item`; containers in `owned` were made here, and grow in place. */
export function addInto(budget: Budget, total: Value, item: Value, owned: Set<object>): Value {
  if (Array.isArray(total) && Array.isArray(item)) {
    let array = total;
    if (!owned.has(total)) {
      budget.members(total.length);
      array = total.slice();
      owned.add(array);
    }
    budget.members(item.length);
    for (const value of item) array.push(value);
    return array;
  }
  if (isObject(total) && isObject(item)) {
    let object: JsonObject = total;
    if (!owned.has(total)) {
      object = inheritKeys(total, copyOf(budget, total));
      owned.add(object);
    }
    putAll(budget, object, item);
    return inheritKeys(item, object);
  }
  return add(budget, total, item);
}

/** One step of a `reduce`: from the state so far to the next. */
export type Advance = (
  machine: Machine,
  state: Value,
  env: Env | null,
  owned: Set<object>,
) => Value | undefined;

/** The quick form of an update that only adds to the state, or sets places in it. Null for any other. */
export function compileAdvance(update: Ast, scope: Scope, compile: Compile): Advance | null {
  if (update.type === "binary" && update.operator === "+" && update.left.type === "identity") {
    const item = independent(update.right, scope, compile);
    if (item === null) return null;
    return (machine, state, env, owned) => {
      const value = item(machine, null, env);
      return value === undefined ? undefined : addInto(machine.budget, state, value, owned);
    };
  }
  if (update.type !== "update" || update.operator === "|=") return null;
  const keys = pathOf(update.target, scope, compile);
  const given = independent(update.value, scope, compile);
  if (keys === null || given === null) return null;
  const { operator } = update;
  return (machine, state, env, owned) => {
    const value = given(machine, null, env);
    if (value === undefined) return undefined;
    const path: Value[] = [];
    for (const key of keys) {
      const found = key(machine, null, env);
      if (found === undefined) return undefined;
      path.push(found);
    }
    const { budget } = machine;
    if (operator === "=") return setPath(budget, state, path, value, owned);
    const old = getPath(budget, state, path);
    if (operator === "//=") return isTruthy(old) ? state : setPath(budget, state, path, value, owned);
    const result =
      operator === "+="
        ? addInto(budget, old, value, owned)
        : operationOf(operator.slice(0, -1) as "-")(budget, old, value);
    return setPath(budget, state, path, result, owned);
  };
}

type Direct = NonNullable<Node["direct"]>;

/** The keys of `.a[$k].b`, outermost first. */
function pathOf(ast: Ast, scope: Scope, compile: Compile): Direct[] | null {
  if (ast.type === "identity") return [];
  if (ast.type !== "index" || ast.optional) return null;
  const above = pathOf(ast.target, scope, compile);
  const key = independent(ast.key, scope, compile);
  return above === null || key === null ? null : [...above, key];
}

/** The quick form of an expression that does not look at its input. */
function independent(ast: Ast, scope: Scope, compile: Compile): Direct | null {
  return usesInput(ast) ? null : compile(ast, scope).direct;
}

const constants = new Set(["null", "true", "false"]);

/** Whether an expression may look at its input, or hand it on. Says so when in doubt. */
function usesInput(ast: Ast): boolean {
  switch (ast.type) {
    case "number":
    case "variable":
    case "location":
      return false;
    case "string":
      return ast.parts.some((part) => typeof part !== "string" && usesInput(part));
    case "index":
      return usesInput(ast.target) || usesInput(ast.key);
    case "iterate":
      return usesInput(ast.target);
    case "negate":
    case "optional":
      return usesInput(ast.body);
    case "array":
      return ast.body !== null && usesInput(ast.body);
    case "object":
      return ast.entries.some(({ key, value }) => usesInput(key) || usesInput(value));
    case "pipe":
      return usesInput(ast.stages[0]!);
    case "comma":
      return ast.items.some(usesInput);
    case "binary":
      return usesInput(ast.left) || usesInput(ast.right);
    case "if":
      return (
        usesInput(ast.condition) || usesInput(ast.then) || ast.otherwise === null || usesInput(ast.otherwise)
      );
    case "call":
      return !(ast.args.length === 0 && constants.has(ast.name));
    default:
      return true;
  }
}
