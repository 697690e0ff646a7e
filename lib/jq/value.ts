import { type Comparison, compareDeep, isTooDeep } from "./compare-deep";
import { compareDecimals, Decimal } from "./decimal";
import { fail } from "./errors";
import { Tainted } from "./tainted";

export type JsonObject = { [key: string]: Value };

/** What an expression works on: JSON, secret strings, and literals too long for a double. */
export type Value = null | boolean | number | string | Tainted | Decimal | Value[] | JsonObject;

export type Kind = "null" | "boolean" | "number" | "string" | "array" | "object";

export function kindOf(value: Value): Kind {
  switch (typeof value) {
    case "string":
      return "string";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return "array";
      if (value instanceof Tainted) return "string";
      return value instanceof Decimal ? "number" : "object";
    default:
      return "null";
  }
}

export const isTruthy = (value: Value): boolean => value !== false && value !== null && value !== undefined;

export function isObject(value: Value): value is JsonObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Tainted) &&
    !(value instanceof Decimal)
  );
}

export const isString = (value: Value): value is string | Tainted =>
  typeof value === "string" || value instanceof Tainted;

/** The plain characters of a string value. */
export const textOf = (value: string | Tainted): string => (typeof value === "string" ? value : value.text);

export const isNumber = (value: Value): value is number | Decimal =>
  typeof value === "number" || value instanceof Decimal;

export const numberOf = (value: number | Decimal): number =>
  typeof value === "number" ? value : value.number;

/** Reads an own member; never through the prototype chain, so `__proto__` and `constructor` are ordinary keys. */
export function member(object: JsonObject, key: string): Value {
  if (!Object.hasOwn(object, key)) return null;
  return object[key] ?? null;
}

/** Writes an own member, `__proto__` included. */
export function setMember(object: JsonObject, key: string, value: Value): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** Orders strings by code point, which differs from UTF-16 order only where surrogates are involved. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a === b) continue;
    if (at > 64) charge?.step(at >> 4);
    const aHigh = a >= 0xd800 && a <= 0xdfff;
    const bHigh = b >= 0xd800 && b <= 0xdfff;
    if (aHigh !== bHigh) return aHigh ? 1 : -1;
    return a < b ? -1 : 1;
  }
  return left.length < right.length ? -1 : 1;
}

export function sortedKeys(object: JsonObject): string[] {
  const keys = Object.keys(object);
  charge?.step((keys.length > 32 ? 16 : 4) * keys.length);
  return keys.sort(compareText);
}

function rank(value: Value): number {
  switch (kindOf(value)) {
    case "null":
      return 0;
    case "boolean":
      return value === true ? 2 : 1;
    case "number":
      return 3;
    case "string":
      return 4;
    case "array":
      return 5;
    default:
      return 6;
  }
}

/** The budget of the evaluation that is running: comparisons are made in too many places to be handed one. */
let charge: { step(count: number): void } | null = null;

/** Makes comparisons count against `budget` from now on. */
export function chargeComparisons(budget: { step(count: number): void }): void {
  charge = budget;
}

/** From here on comparisons keep a stack of their own; up to here each level is a JavaScript call. */
const maxCalls = 500;

const deeply = (equality: boolean): Comparison => ({
  leaves: (left, right) => compare(left, right),
  isObject,
  sortedKeys,
  member,
  step: (count) => charge?.step(count),
  message: equality ? "Equality check too deep" : "Comparison too deep",
});

const whenOrdered = deeply(false);
const whenEqual = deeply(true);

/** jq's total order: null, false, true, numbers, strings, arrays, objects. `equality`: only 0 or not counts. */
export function compare(left: Value, right: Value, depth = 0, equality = false): number {
  if (typeof left === "number" && typeof right === "number") {
    // NaN sorts below every number, itself included.
    return left < right || Number.isNaN(left) ? -1 : left === right ? 0 : 1;
  }
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (left === right && (left === null || typeof left === "boolean")) return 0;
  const order = rank(left);
  const difference = order - rank(right);
  if (difference !== 0) return difference < 0 ? -1 : 1;
  if (order < 3) return 0;
  if (order > 3 && left === right) {
    const refused = order > 4 && !equality && isTooDeep(left, whenOrdered.step);
    return refused ? fail(whenOrdered.message) : 0;
  }
  if (order === 3) {
    if (left instanceof Decimal && right instanceof Decimal && left.written && right.written) {
      charge?.step((left.text.length + right.text.length) >> 1);
      return compareDecimals(left, right);
    }
    return compare(numberOf(left as number), numberOf(right as number));
  }
  if (order === 4) return compareText(textOf(left as string), textOf(right as string));
  if (depth >= maxCalls) return compareDeep(left, right, depth, equality ? whenEqual : whenOrdered);
  if (order === 5) return compareArrays(left as Value[], right as Value[], depth, equality);
  return compareObjects(left as JsonObject, right as JsonObject, depth, equality);
}

function compareArrays(left: Value[], right: Value[], depth: number, equality: boolean): number {
  const length = Math.min(left.length, right.length);
  charge?.step(length);
  for (let at = 0; at < length; at++) {
    const order = compare(left[at]!, right[at]!, depth + 1, equality);
    if (order !== 0) return order;
  }
  return Math.sign(left.length - right.length);
}

function compareObjects(left: JsonObject, right: JsonObject, depth: number, equality: boolean): number {
  const leftKeys = sortedKeys(left);
  const byKeys = compareArrays(leftKeys, sortedKeys(right), depth, equality);
  if (byKeys !== 0) return byKeys;
  for (const key of leftKeys) {
    const order = compare(member(left, key), member(right, key), depth + 1, equality);
    if (order !== 0) return order;
  }
  return 0;
}

export function equals(left: Value, right: Value): boolean {
  if (typeof left === "string" || typeof right === "string") {
    if (typeof left === "string" && typeof right === "string") return left === right;
  } else if (typeof left === "number" && typeof right === "number") return left === right;
  return compare(left, right, 0, true) === 0;
}
