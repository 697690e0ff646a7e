import type { Budget } from "./budget";
import { fail } from "./errors";
import { inheritKeys } from "./keys";
import { copyOf } from "./object-room";
import { bounds, index, replace } from "./path-access";
import { compare, isNumber, isObject, isString, kindOf, numberOf, textOf, type Value } from "./value";

/** A copy of `root` without the values at `paths`. The last ones go first, so that earlier positions stay right. */
export function removePaths(budget: Budget, root: Value, paths: readonly (readonly Value[])[]): Value {
  budget.members(2 * paths.length);
  budget.step(Math.ceil(4 * paths.length * Math.log2(paths.length + 1)));
  const ordered = [...paths].sort((left, right) => compare(right as Value[], left as Value[]));
  let value = root;
  let at = 0;
  while (at < ordered.length) {
    const path = ordered[at]!;
    if (path.length === 0) return null;
    const group = [path.at(-1)!];
    // Neighbours in one container are removed together.
    while (++at < ordered.length && siblings(path, ordered[at]!)) group.push(ordered[at]!.at(-1)!);
    value = removeGroup(budget, value, path.slice(0, -1), group);
  }
  return value;
}

function siblings(left: readonly Value[], right: readonly Value[]): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length - 1; at++) {
    if (left[at] !== right[at]) return false;
  }
  return true;
}

function removeGroup(budget: Budget, root: Value, parent: readonly Value[], keys: Value[]): Value {
  const above: Value[] = [];
  let value = root;
  for (const key of parent) {
    if (--budget.fuel < 0) budget.refill();
    above.push(value);
    value = index(budget, value, key);
  }
  if (value === null) return root;
  let result = removeKeys(budget, value, keys);
  for (let at = parent.length - 1; at >= 0; at--)
    result = replace(budget, above[at]!, parent[at]!, result, null);
  return result;
}

function removeKeys(budget: Budget, value: Value, keys: Value[]): Value {
  if (isObject(value)) {
    const copy = copyOf(budget, value);
    for (const key of keys) {
      if (!isString(key)) fail(`Cannot delete ${kindOf(key)} field of object`);
      delete copy[textOf(key)];
    }
    return inheritKeys(value, copy);
  }
  if (Array.isArray(value)) return removeItems(budget, value, keys);
  return fail(`Cannot delete fields from ${kindOf(value)}`);
}

function removeItems(budget: Budget, array: Value[], keys: Value[]): Value[] {
  budget.bytes(40 * keys.length);
  const removed = new Set<number>();
  for (const key of keys) {
    if (isNumber(key)) {
      const at = Math.trunc(numberOf(key));
      removed.add(at < 0 ? at + array.length : at);
    } else if (isObject(key)) {
      const { from, to } = bounds(key, array.length);
      budget.step(to - from);
      budget.bytes(40 * (to - from));
      for (let at = from; at < to; at++) removed.add(at);
    } else {
      fail(`Cannot delete ${kindOf(key)} element of array`);
    }
  }
  budget.members(array.length);
  return array.filter((_, at) => !removed.has(at));
}
