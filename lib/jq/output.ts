import type { Budget } from "./budget";
import { Decimal } from "./decimal";
import { hasSecretKeys, inheritKeys, keyTaint, keyValue, setKey } from "./keys";
import { emptyFor } from "./object-room";
import { joinTexts, maskText, showNames, Tainted } from "./tainted";
import { TaintedNumber } from "./tainted-number";
import { isObject, type JsonObject, member, setMember, type Value } from "./value";
import { chargeOutput } from "./written";

/** Changes the leaves of a value (and its keys), copying only what changes. Does not use the JavaScript stack. */
export function mapLeaves(
  root: Value,
  leaf: (value: Value) => Value,
  key: ((object: JsonObject, key: string) => string) | null = null,
): Value {
  if (!isContainer(root)) return leaf(root);
  const made = new Map<object, Value>();
  const waiting: Value[] = [root];
  while (waiting.length > 0) {
    const value = waiting.at(-1)!;
    if (!isContainer(value) || made.has(value)) {
      waiting.pop();
      continue;
    }
    const inner = Array.isArray(value) ? value : Object.keys(value).map((name) => member(value, name));
    const height = waiting.length;
    for (const item of inner) if (isContainer(item) && !made.has(item)) waiting.push(item);
    if (waiting.length > height) continue;
    const change = (item: Value): Value => (isContainer(item) ? made.get(item)! : leaf(item));
    made.set(value, Array.isArray(value) ? mapArray(value, change) : mapObject(value, change, key));
    waiting.pop();
  }
  return made.get(root)!;
}

const isContainer = (value: Value): value is Value[] | JsonObject => Array.isArray(value) || isObject(value);

function mapArray(array: Value[], change: (item: Value) => Value): Value[] {
  let copy: Value[] | null = null;
  for (let at = 0; at < array.length; at++) {
    const item = array[at] ?? null;
    const changed = change(item);
    if (!Object.is(changed, array[at]) && array[at] !== undefined) copy ??= array.slice();
    if (copy !== null) copy[at] = changed;
  }
  return copy ?? array;
}

function mapObject(
  object: JsonObject,
  change: (item: Value) => Value,
  key: ((object: JsonObject, key: string) => string) | null,
): JsonObject {
  const renamed = key !== null && hasSecretKeys(object);
  let changed = renamed;
  const entries = Object.keys(object).map((name): [string, Value] => {
    const item = member(object, name);
    const result = change(item);
    changed ||= !Object.is(item, result);
    return [renamed ? key(object, name) : name, result];
  });
  if (!changed) return object;
  const copy = emptyFor(entries.map(([name]) => name));
  for (const [name, item] of entries) setMember(copy, name, item);
  return renamed ? copy : inheritKeys(object, copy);
}

/**
 * A value as others see it: literals that a double cannot hold become the nearest number. Charged to the budget as
 * it will be written; throws a LimitFailure when it is too large or too deep for that.
 */
export function toOutput(value: Value, budget: Budget, keepNonFinite = false): unknown {
  const number = keepNonFinite ? (plain: number) => plain : outputNumber;
  const change = (leaf: Value): Value => {
    if (leaf instanceof TaintedNumber) return outputSecret(leaf, number(leaf.number));
    if (leaf instanceof Decimal) return leaf.number;
    return typeof leaf === "number" ? number(leaf) : leaf;
  };
  if (typeof value !== "object" || value === null || value instanceof Tainted) return change(value);
  return chargeOutput(budget, value, (leaf) => !Object.is(change(leaf), leaf))
    ? mapLeaves(value, change)
    : value;
}

/** A secret number as others see it; that something is no number at all is no secret. */
function outputSecret(secret: TaintedNumber, number: number | null): Value {
  if (number === null) return null;
  return Object.is(number, secret.number) ? secret : new TaintedNumber(number, secret.names);
}

/** JSON has neither NaN nor infinities. */
function outputNumber(value: number): number | null {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : Math.sign(value) * Number.MAX_VALUE;
}

/** The value with every secret as its plain text, keys included. For what is sent. */
export function reveal(value: unknown): unknown {
  return mapLeaves(
    value as Value,
    (leaf) => (leaf instanceof Tainted ? leaf.text : leaf instanceof TaintedNumber ? leaf.number : leaf),
    (_, key) => key,
  );
}

/** The value with every secret replaced by its names, keys included. For what is recorded and shown. */
export function mask(value: unknown, show: typeof showNames = showNames): unknown {
  return mapLeaves(
    value as Value,
    (leaf) => {
      if (leaf instanceof Tainted) return maskText(leaf, show);
      return leaf instanceof TaintedNumber ? show(leaf.names) : leaf;
    },
    (object, key) => {
      const secret = keyTaint(object, key);
      return secret === null ? key : maskText(secret, show);
    },
  );
}

/** Every secret string and number of a value, keys included. */
function taintedIn(root: unknown): (Tainted | TaintedNumber)[] {
  const found: (Tainted | TaintedNumber)[] = [];
  const waiting: Value[] = [root as Value];
  const seen = new Set<object>();
  while (waiting.length > 0) {
    const value = waiting.pop()!;
    if (value instanceof Tainted || value instanceof TaintedNumber) found.push(value);
    if (!isContainer(value) || seen.has(value)) continue;
    seen.add(value);
    if (Array.isArray(value)) for (const item of value) waiting.push(item);
    else {
      for (const key of Object.keys(value)) {
        const secret = keyTaint(value, key);
        if (secret !== null) found.push(secret);
        waiting.push(member(value, key));
      }
    }
  }
  return found;
}

/** Whether a value is a secret text or number itself; lists and objects may still hold some. */
export const isSecret = (value: unknown): value is Tainted | TaintedNumber =>
  value instanceof Tainted || value instanceof TaintedNumber;

export const containsTaint = (value: unknown): boolean => taintedIn(value).length > 0;

/** The plain text of every secret stretch within a value (a number's digits), with the names it came from. */
export function taintedTexts(value: unknown): { text: string; names: string[] }[] {
  return taintedIn(value).flatMap((secret) => {
    if (secret instanceof TaintedNumber) return [{ text: String(secret.number), names: [...secret.names] }];
    const { text, spans } = secret;
    return spans.map(({ start, end, names }) => ({ text: text.slice(start, end), names: [...names] }));
  });
}

/** Joins texts of which some may be secret, as a renderer does around its expressions. */
export const concatenate = (parts: readonly (string | Tainted)[]): string | Tainted => joinTexts(parts);

/** Writes a member whose key may be secret, so that `mask` hides the key too. */
export const setTaintedKey = (object: Record<string, unknown>, key: string | Tainted, value: unknown): void =>
  setKey(object as JsonObject, key, value as Value);

/** A member's key: secret where it was made of a secret. */
export const keyOf = (object: object, key: string): string | Tainted => keyValue(object, key);
