import type { Budget } from "./budget";
import { maxDepth } from "./compare-deep";
import { Decimal } from "./decimal";
import { fail } from "./errors";
import { allText } from "./find-text";
import { inheritKeys } from "./keys";
import { copyOf, roomFor } from "./object-room";
import { shown } from "./show";
import { namesOf, taintAll } from "./taint-all";
import { joinTexts, sliceText } from "./tainted";
import { computed, negateLiteral } from "./tainted-number";
import {
  equals,
  isNumber,
  isObject,
  isString,
  type JsonObject,
  kindOf,
  member,
  numberOf,
  setMember,
  textOf,
  type Value,
} from "./value";

/** Both operands as an error names them. */
const both = (left: Value, right: Value): string =>
  `${kindOf(left)} (${shown(left)}) and ${kindOf(right)} (${shown(right)})`;

export function add(budget: Budget, left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (left === null) return right;
  if (right === null) return left;
  if (isString(left) && isString(right)) {
    // Joining is cheap in JavaScript until the result is read; the shorter side bounds what doubling can do.
    budget.bytes(32 + 2 * Math.min(textOf(left).length, textOf(right).length));
    if (textOf(left).length + textOf(right).length > maxText) budget.bytes(Number.POSITIVE_INFINITY);
    if (typeof left === "string" && typeof right === "string") return left + right;
    budget.read(left);
    budget.read(right);
    return joinTexts([left, right]);
  }
  if (isNumber(left) && isNumber(right)) {
    budget.bytes(numberBytes);
    return computed(numberOf(left) + numberOf(right), left, right);
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    if (right.length === 0) return left;
    if (left.length === 0) return right;
    budget.members(left.length + right.length);
    return left.concat(right);
  }
  if (isObject(left) && isObject(right)) {
    budget.keys(Object.keys(right).length);
    if (Object.keys(right).length === 0) return left;
    const result = inheritKeys(left, copyOf(budget, left));
    putAll(budget, result, right);
    return inheritKeys(right, result);
  }
  return fail(`${both(left, right)} cannot be added`);
}

/** Writes all members of `from`, charged as new ones. */
export function putAll(budget: Budget, into: JsonObject, from: JsonObject): void {
  const keys = Object.keys(from);
  budget.step(1 + keys.length);
  budget.keys(keys.length);
  for (const key of keys) {
    roomFor(budget, into, key);
    setMember(into, key, member(from, key));
  }
}

/** What a number takes that is no plain one. */
export const numberBytes = 160;

/** Longer strings cannot be held within any sensible bound. */
const maxText = 2 ** 28;

export function subtract(budget: Budget, left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (isNumber(left) && isNumber(right)) {
    budget.bytes(numberBytes);
    return computed(numberOf(left) - numberOf(right), left, right);
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    budget.members(left.length);
    budget.step(left.length * right.length);
    for (const item of left) budget.read(item);
    for (const item of right) budget.read(item);
    return left.filter((item) => !right.some((removed) => equals(item, removed)));
  }
  return fail(`${both(left, right)} cannot be subtracted`);
}

export function multiply(budget: Budget, left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") return left * right;
  if (isNumber(left) && isNumber(right)) {
    budget.bytes(numberBytes);
    return computed(numberOf(left) * numberOf(right), left, right);
  }
  if (isString(left) && isNumber(right))
    return taintAll(repeat(budget, left, numberOf(right)), namesOf(right));
  if (isNumber(left) && isString(right))
    return taintAll(repeat(budget, right, numberOf(left)), namesOf(left));
  if (isObject(left) && isObject(right)) return merge(budget, left, right);
  return fail(`${both(left, right)} cannot be multiplied`);
}

function repeat(budget: Budget, text: Parameters<typeof textOf>[0], times: number): Value {
  if (Number.isNaN(times) || times < 0) return null;
  const count = times < 1 ? 0 : Math.floor(times);
  const length = textOf(text).length * count;
  if (length > maxRepeat) fail("Repeat string result too long");
  budget.text(length);
  if (typeof text !== "string") budget.members(count);
  return typeof text === "string" ? text.repeat(count) : joinTexts(Array.from({ length: count }, () => text));
}

const maxRepeat = 2 ** 31;

/** Both objects, and where both have an object under a key, those merged likewise. */
function merge(budget: Budget, left: JsonObject, right: JsonObject): JsonObject {
  if (Object.keys(right).length === 0) return left;
  const copy = (one: JsonObject, other: JsonObject): JsonObject => {
    return inheritKeys(other, inheritKeys(one, copyOf(budget, one)));
  };
  const result = copy(left, right);
  // A list of what is still to be done instead of calls: objects may be nested deeper than the stack reaches.
  const waiting = [{ into: result, right, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.depth > maxDepth) fail("Object merge too deep");
    for (const key of Object.keys(next.right)) {
      roomFor(budget, next.into, key);
      budget.step(1);
      const old = member(next.into, key);
      let given = member(next.right, key);
      if (isObject(old) && isObject(given)) {
        const both = { into: copy(old, given), right: given, depth: next.depth + 1 };
        waiting.push(both);
        given = both.into;
      }
      setMember(next.into, key, given);
    }
  }
  return result;
}

export function divide(budget: Budget, left: Value, right: Value): Value {
  if (isNumber(left) && isNumber(right)) {
    const divisor = numberOf(right);
    if (divisor === 0) fail(`${both(left, right)} cannot be divided because the divisor is zero`);
    return computed(numberOf(left) / divisor, left, right);
  }
  if (isString(left) && isString(right)) return split(budget, left, textOf(right));
  return fail(`${both(left, right)} cannot be divided`);
}

/** The pieces of a text between the places where `separator` stands. */
export function split(budget: Budget, value: Parameters<typeof textOf>[0], separator: string): Value[] {
  const text = textOf(value);
  budget.text(text.length);
  if (text === "") return [];
  const pieces = separator === "" ? characters(budget, text) : piecesOf(budget, text, separator);
  if (typeof value === "string") return pieces;
  budget.bytes(200 * pieces.length);
  budget.step(8 * pieces.length);
  let at = 0;
  return pieces.map((piece) => {
    const start = at;
    at += piece.length + separator.length;
    return sliceText(value, start, start + piece.length);
  });
}

function characters(budget: Budget, text: string): string[] {
  budget.members(2 * text.length);
  return Array.from(text);
}

function piecesOf(budget: Budget, text: string, separator: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const at of allText(budget, text, separator, false)) {
    budget.bytes(48);
    budget.step(1);
    pieces.push(text.slice(from, at));
    from = at + separator.length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** Truncates towards zero into 64-bit integers first, as jq does. */
export function modulo(left: Value, right: Value): Value {
  if (!isNumber(left) || !isNumber(right)) return fail(`${both(left, right)} cannot be divided (remainder)`);
  const a = numberOf(left);
  const b = numberOf(right);
  if (Number.isNaN(a) || Number.isNaN(b)) return computed(Number.NaN, left, right);
  const divisor = toInt64(b);
  if (divisor === 0) {
    fail(`${both(left, right)} cannot be divided (remainder) because the divisor is zero`);
  }
  return computed(remainderOf(toInt64(a), divisor), left, right);
}

function remainderOf(dividend: number, divisor: number): number {
  if (Number.isSafeInteger(dividend) && Number.isSafeInteger(divisor)) {
    const rest = Math.abs(dividend) % Math.abs(divisor);
    return dividend < 0 && rest !== 0 ? -rest : rest;
  }
  const whole = exact(dividend);
  const by = exact(divisor);
  const rest = (whole < 0n ? -whole : whole) % (by < 0n ? -by : by);
  return Number(whole < 0n ? -rest : rest);
}

const maxInt64 = 2n ** 63n - 1n;

const toInt64 = (value: number): number => Math.trunc(Math.max(-(2 ** 63), Math.min(2 ** 63, value)));

const exact = (value: number): bigint => {
  const whole = BigInt(value);
  return whole > maxInt64 ? maxInt64 : whole;
};

export function negate(value: Value): Value {
  // The opposite of a literal zero has no sign.
  if (typeof value === "number") return value === 0 ? 0 : -value;
  if (value instanceof Decimal) return negateLiteral(value);
  return fail(`${kindOf(value)} (${shown(value)}) cannot be negated`);
}
