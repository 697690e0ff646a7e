import type { Budget } from "./budget";
import { fail } from "./errors";
import type { Path } from "./machine";
import { index, replace } from "./path-access";
import { kindOf, type Value } from "./value";

/** The keys of a path, outermost first. */
export function pathKeys(path: Path, budget: Budget): Value[] {
  let length = 0;
  for (let at = path; at.up !== null; at = at.up) length++;
  budget.members(length);
  const keys = new Array<Value>(length);
  for (let at = path; at.up !== null; at = at.up) keys[--length] = at.key;
  return keys;
}

/** The value at a path; null where there is none. */
export function getPath(budget: Budget, root: Value, path: readonly Value[]): Value {
  let value = root;
  for (const key of path) {
    if (--budget.fuel < 0) budget.refill();
    value = index(budget, value, key);
  }
  return value;
}

/** A copy of `root` with the value at `path` replaced; missing containers are made. */
export function setPath(
  budget: Budget,
  root: Value,
  path: readonly Value[],
  given: Value,
  owned: Set<object> | null = null,
): Value {
  budget.step(4);
  const parents: Value[] = [];
  let value = root;
  for (const key of path) {
    if (--budget.fuel < 0) budget.refill();
    parents.push(value);
    value = index(budget, value, key);
  }
  let result = given;
  for (let at = path.length - 1; at >= 0; at--) {
    result = replace(budget, parents[at]!, path[at]!, result, owned);
  }
  return result;
}

/** Longer paths are refused, as by jq. */
const maxPath = 10_000;

const bounded = (path: Value[]): Value[] => (path.length > maxPath ? fail("Path too deep") : path);

export function asPath(value: Value): Value[] {
  return Array.isArray(value) ? bounded(value) : fail("Path must be specified as an array");
}

/** As `asPath`, for one of several paths. */
export function asOnePath(value: Value): Value[] {
  if (!Array.isArray(value)) return fail(`Path must be specified as array, not ${kindOf(value)}`);
  return bounded(value);
}
