import type { Budget } from "./budget";
import { fail } from "./errors";
import { indicesOf } from "./indices";
import { inheritKeys, setKey } from "./keys";
import { copyOf, roomFor } from "./object-room";
import { shown } from "./show";
import { sliceText, type Tainted } from "./tainted";
import {
  isNumber,
  isObject,
  isString,
  type JsonObject,
  kindOf,
  member,
  numberOf,
  textOf,
  type Value,
} from "./value";

const described = (value: Value): string => `${kindOf(value)} (${shown(value)})`;

/** The object that stands for `[from:to]` in a path. */
export const sliceKey = (from: Value, to: Value): JsonObject => ({ start: from, end: to });

/** `value[key]` as jq has it. */
export function index(budget: Budget, value: Value, key: Value): Value {
  if (isString(key)) {
    budget.read(key);
    if (isObject(value)) return member(value, textOf(key));
    if (value === null) return null;
  } else if (isNumber(key)) {
    if (Array.isArray(value)) return item(value, numberOf(key));
    if (value === null) return null;
  } else if (isObject(key)) {
    if (Array.isArray(value)) {
      const { from, to } = bounds(key, value.length);
      // All of an array is that very array, but nothing of it is a new one.
      if (from === 0 && to === value.length && to > 0) return value;
      budget.members(to - from);
      return value.slice(from, to);
    }
    if (isString(value)) return sliceString(budget, value, key);
    if (value === null) return null;
  } else if (Array.isArray(key) && Array.isArray(value)) {
    return indicesOf(budget, value, key);
  }
  return fail(`Cannot index ${kindOf(value)} with ${described(key)}`);
}

function item(array: Value[], position: number): Value {
  if (Number.isNaN(position)) return null;
  const at = Math.trunc(position);
  return array[at < 0 ? at + array.length : at] ?? null;
}

/** Resolves a slice within `length`: negative bounds count from the end, fractions widen the slice. */
export function bounds(key: JsonObject, length: number): { from: number; to: number } {
  const start = member(key, "start");
  const end = member(key, "end");
  const given = Object.hasOwn(key, "start") && Object.hasOwn(key, "end");
  if (!given || (start !== null && !isNumber(start)) || (end !== null && !isNumber(end))) {
    fail("Array/string slice indices must be integers");
  }
  let from = start === null ? 0 : numberOf(start as number);
  let to = end === null ? length : numberOf(end as number);
  if (Number.isNaN(from)) from = 0;
  if (Number.isNaN(to)) to = length;
  if (from < 0) from += length;
  if (to < 0) to += length;
  from = Math.floor(Math.min(Math.max(from, 0), length));
  to = Math.ceil(Math.min(Math.max(to, from), length));
  return { from, to: Math.max(from, to) };
}

const surrogate = /[\ud800-\udfff]/;

/** Slices a string by code points. */
function sliceString(budget: Budget, value: string | Tainted, key: JsonObject): Value {
  const text = textOf(value);
  budget.text(text.length);
  if (typeof value !== "string") budget.read(value);
  if (!surrogate.test(text)) {
    const { from, to } = bounds(key, text.length);
    return sliceText(value, from, to);
  }
  budget.members(text.length);
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) starts.push(at);
  const { from, to } = bounds(key, starts.length);
  return sliceText(value, starts[from] ?? text.length, starts[to] ?? text.length);
}

/** Arrays may not grow past this by assignment. */
const maxIndex = 536_870_911;

/** A copy of `value` with the member under `key` replaced. `owned` says which containers may be changed in place. */
export function replace(
  budget: Budget,
  value: Value,
  key: Value,
  given: Value,
  owned: Set<object> | null,
): Value {
  if (isString(key)) {
    if (!isObject(value) && value !== null) fail(`Cannot index ${kindOf(value)} with ${described(key)}`);
    const object = ownObject(budget, value as JsonObject | null, owned);
    roomFor(budget, object, key);
    setKey(object, key, given);
    return object;
  }
  if (isNumber(key)) {
    if (!Array.isArray(value) && value !== null) fail(`Cannot index ${kindOf(value)} with ${described(key)}`);
    return replaceItem(budget, value as Value[] | null, numberOf(key), given, owned);
  }
  if (isObject(key) && (Array.isArray(value) || value === null)) {
    if (!Array.isArray(given)) fail("A slice of an array can only be assigned another array");
    const array = (value as Value[] | null) ?? [];
    const { from, to } = bounds(key, array.length);
    const items = given as Value[];
    budget.members(2 * (array.length + items.length));
    return [...array.slice(0, from), ...items, ...array.slice(to)];
  }
  if (isObject(key) && isString(value)) fail("Cannot update string slices");
  if (Array.isArray(key) && Array.isArray(value)) fail("Cannot update field at array index of array");
  return fail(`Cannot index ${kindOf(value)} with ${described(key)}`);
}

function ownObject(budget: Budget, value: JsonObject | null, owned: Set<object> | null): JsonObject {
  if (value !== null && owned?.has(value)) return value;
  if (value === null) budget.members(1);
  const copy: JsonObject = value === null ? {} : inheritKeys(value, copyOf(budget, value));
  owned?.add(copy);
  return copy;
}

function replaceItem(
  budget: Budget,
  value: Value[] | null,
  position: number,
  given: Value,
  owned: Set<object> | null,
): Value[] {
  if (Number.isNaN(position)) fail("Cannot set array element at NaN index");
  const length = value?.length ?? 0;
  let at = Math.trunc(position);
  if (at < 0) at += length;
  if (at < 0) fail("Out of bounds negative array index");
  if (at > maxIndex) fail("Array index too large");
  let array: Value[];
  if (value !== null && owned?.has(value)) array = value;
  else {
    budget.members(length);
    array = value === null ? [] : value.slice();
    owned?.add(array);
  }
  if (at > array.length) budget.members(at - array.length);
  while (array.length < at) array.push(null);
  array[at] = given;
  return array;
}
