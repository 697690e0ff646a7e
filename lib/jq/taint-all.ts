import { namesIn, taintWhole, union } from "./tainted";
import { TaintedNumber, taintNumber } from "./tainted-number";
import { isNumber, isString, type Value } from "./value";

/** Names of the secrets that a text, a number, or a list of them was made of. */
export function namesOf(...values: readonly Value[]): readonly string[] {
  const lists = values.flatMap((value): (readonly string[])[] => {
    if (isString(value)) return [namesIn(value)];
    if (value instanceof TaintedNumber) return [value.names];
    return Array.isArray(value) ? value.map((item) => (Array.isArray(item) ? [] : namesOf(item))) : [];
  });
  return union(lists);
}

/** Marks a text, a number, or all of a list of them as coming from `names` too. */
export function taintAll(value: Value, names: readonly string[]): Value {
  if (names.length === 0) return value;
  if (isString(value))
    return taintWhole(typeof value === "string" ? value : value.text, union([namesIn(value), names]));
  if (isNumber(value)) return taintNumber(value, names);
  if (Array.isArray(value)) return value.map((item) => taintAll(item, names));
  return value;
}
