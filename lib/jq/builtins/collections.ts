import { subtract } from "../arithmetic";
import type { Budget } from "../budget";
import { contains } from "../contains";
import { Decimal } from "../decimal";
import { fail } from "../errors";
import { indicesOf, textIndices } from "../indices";
import { keyValue, setKey } from "../keys";
import { described, type Native, type Natives } from "../native";
import { roomFor } from "../object-room";
import { index } from "../path-access";
import { removePaths } from "../path-delete";
import { asOnePath, asPath, setPath } from "../path-update";
import { Tainted } from "../tainted";
import { negateLiteral } from "../tainted-number";
import {
  compare,
  equals,
  isNumber,
  isObject,
  isString,
  type JsonObject,
  type Kind,
  kindOf,
  member,
  numberOf,
  sortedKeys,
  textOf,
  type Value,
} from "../value";

/** Every value of `kinds` passes, others give nothing. */
const only =
  (...kinds: readonly Kind[]) =>
  (_: unknown, value: Value): Value | undefined =>
    kinds.includes(kindOf(value)) ? value : undefined;

function keys(budget: Budget, value: Value, sorted: boolean): Value {
  if (Array.isArray(value)) {
    budget.members(value.length);
    return value.map((_, at) => at);
  }
  if (!isObject(value)) return fail(`${described(value)} has no keys`);
  const names = sorted ? sortedKeys(value) : Object.keys(value);
  budget.members(2 * names.length);
  budget.keys(names.length);
  return names.map((name) => keyValue(value, name));
}

function has(value: Value, key: Value): boolean {
  if (isObject(value) && isString(key)) return Object.hasOwn(value, textOf(key));
  if (Array.isArray(value) && isNumber(key)) {
    const at = Math.trunc(numberOf(key));
    return at >= 0 && at < value.length;
  }
  if (value === null) return false;
  return fail(`Cannot check whether ${kindOf(value)} has a ${kindOf(key)} key`);
}

/** Flattens without using the JavaScript stack. */
function flatten(budget: Budget, value: Value, depth: Value): Value {
  if (compare(depth, 0) < 0) fail("flatten depth must not be negative");
  const limit = isNumber(depth) ? numberOf(depth) : Number.POSITIVE_INFINITY;
  const result: Value[] = [];
  budget.bytes(192);
  const frames = [{ items: membersOf(budget, value), at: 0, depth: limit }];
  while (frames.length > 0) {
    const frame = frames.at(-1)!;
    if (frame.at === frame.items.length) {
      frames.pop();
      continue;
    }
    if (--budget.fuel < 0) budget.refill();
    const item = frame.items[frame.at++] ?? null;
    // A depth that is no number only matters once it has to be counted down.
    if (Array.isArray(item) && !isNumber(depth)) subtract(budget, depth, 1);
    if (Array.isArray(item) && frame.depth !== 0) {
      budget.bytes(64);
      budget.step(2);
      frames.push({ items: item, at: 0, depth: frame.depth - 1 });
    } else {
      budget.bytes(16);
      result.push(item);
    }
  }
  return result;
}

/** The members of an array or object. */
export function membersOf(budget: Budget, value: Value): Value[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) {
    const keys = Object.keys(value);
    budget.members(2 * keys.length);
    budget.keys(keys.length);
    return keys.map((key) => member(value, key));
  }
  return fail(`Cannot iterate over ${described(value)}`);
}

function toEntries(budget: Budget, value: Value): Value {
  const names = keys(budget, value, false) as Value[];
  budget.bytes(64 * names.length);
  budget.step(names.length);
  return names.map((key) => ({
    key,
    value: isString(key)
      ? member(value as JsonObject, textOf(key))
      : ((value as Value[])[key as number] ?? null),
  }));
}

/** The first of the usual names for an entry's key or value that is there. */
function pickMember(budget: Budget, entry: Value, names: readonly string[]): Value {
  let found: Value = null;
  for (const name of names) {
    found = index(budget, entry, name);
    if (found !== null && found !== false) return found;
  }
  return found;
}

/** An object of entries. */
export const fromEntries: Native = ({ budget }, value) => {
  const result: JsonObject = {};
  for (const entry of membersOf(budget, value)) {
    budget.step(8);
    const key = entryKey(budget, entry);
    roomFor(budget, result, key);
    const given = isObject(entry)
      ? (["value", "Value", "v", "V"].find((name) => Object.hasOwn(entry, name)) ?? "Value")
      : "value";
    setKey(result, key, index(budget, entry, given));
  }
  return result;
};

const keyNames = ["key", "Key", "name", "Name", "k", "K"];

function entryKey(budget: Budget, entry: Value): string | Tainted {
  const key = pickMember(budget, entry, keyNames);
  return isString(key) ? key : fail(`Cannot use ${described(key)} as object key`);
}

/** Where `part` is found, as `indices` gives it. */
export function indices(budget: Budget, value: Value, part: Value): Value {
  if (isString(value) && isString(part)) return textIndices(budget, textOf(value), textOf(part));
  if (Array.isArray(value)) return indicesOf(budget, value, Array.isArray(part) ? part : [part]);
  return index(budget, value, part);
}

function transpose(budget: Budget, value: Value): Value {
  const rows = membersOf(budget, value);
  budget.step(rows.length);
  const width = rows.reduce<number>((widest, row) => Math.max(widest, lengthOf(row)), 0);
  budget.members(width * rows.length);
  budget.step(width * rows.length);
  budget.bytes(64 * width);
  return Array.from({ length: width }, (_, column) => rows.map((row) => index(budget, row, column)));
}

/** Where `wanted` is in a sorted array, or `-1 - position` where it would go. */
function search(budget: Budget, value: Value, wanted: Value): Value {
  if (!Array.isArray(value)) return fail(`${described(value)} cannot be searched from`);
  let low = 0;
  let high = value.length - 1;
  while (low <= high) {
    budget.step(1);
    const middle = (low + high) >> 1;
    const item = value[middle]!;
    if (equals(item, wanted)) return middle;
    if (compare(item, wanted) < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}

export function lengthOf(value: Value): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value === "string" || value instanceof Tainted) return codePoints(textOf(value));
  if (value === null) return 0;
  if (isNumber(value)) return Math.abs(numberOf(value));
  if (isObject(value)) return Object.keys(value).length;
  return fail(`${described(value)} has no length`);
}

const surrogate = /[\ud800-\udfff]/;

/** How many code points a text has. */
function codePoints(text: string): number {
  if (!surrogate.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

export const collections: Natives = {
  "length/0": ({ budget }, value) => {
    if (isString(value)) budget.step(textOf(value).length >> 4);
    else if (isObject(value)) budget.keys(Object.keys(value).length);
    // A long literal keeps its digits.
    if (value instanceof Decimal) return value.text.startsWith("-") ? negateLiteral(value) : value;
    return lengthOf(value);
  },
  "not/0": (_, value) => value === null || value === false,
  "type/0": (_, value) => kindOf(value),
  "nulls/0": only("null"),
  "booleans/0": only("boolean"),
  "numbers/0": only("number"),
  "strings/0": only("string"),
  "arrays/0": only("array"),
  "objects/0": only("object"),
  "iterables/0": only("array", "object"),
  "scalars/0": only("null", "boolean", "number", "string"),
  "keys/0": ({ budget }, value) => keys(budget, value, true),
  "keys_unsorted/0": ({ budget }, value) => keys(budget, value, false),
  "has/1": (_, value, key) => has(value, key!),
  "contains/1": ({ budget }, value, part) => contains(budget, value, part!),
  "flatten/0": ({ budget }, value) => flatten(budget, value, Number.POSITIVE_INFINITY),
  "flatten/1": ({ budget }, value, depth) => flatten(budget, value, depth!),
  "to_entries/0": ({ budget }, value) => toEntries(budget, value),
  "setpath/2": ({ budget }, value, path, given) => setPath(budget, value, asPath(path!), given!),
  "delpaths/1": ({ budget }, value, paths) => {
    if (!Array.isArray(paths)) return fail("Paths must be specified as an array");
    budget.members(paths.length);
    return removePaths(budget, value, paths.map(asOnePath));
  },
  "_strindices/1": ({ budget }, value, part) => {
    if (!isString(value)) return fail(`${described(value)} cannot be searched, as it is not a string`);
    return isString(part!) ? indices(budget, value, part) : fail(`${described(part!)} is not a string`);
  },
  "transpose/0": ({ budget }, value) => transpose(budget, value),
  "bsearch/1": ({ budget }, value, wanted) => search(budget, value, wanted!),
  "toarray/0": ({ budget }, value) => {
    budget.bytes(64);
    return Array.isArray(value) ? value : [value];
  },
  "reverse/0": ({ budget }, value) => reverse(budget, value),
};

function reverse(budget: Budget, value: Value): Value {
  if (Array.isArray(value)) {
    budget.members(value.length);
    return value.toReversed();
  }
  const length = lengthOf(value);
  if (length === 0) return [];
  return index(budget, value, length - 1);
}
