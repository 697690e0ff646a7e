import { fail } from "./errors";
import type { JsonObject, Value } from "./value";

/** jq goes down this far when it compares, merges and looks for containment, and no further. */
export const maxDepth = 10_000;

/** What comparing needs of the values' own file. */
export interface Comparison {
  /** Orders two values that are not both arrays, nor both objects. */
  leaves(left: Value, right: Value): number;
  isObject(value: Value): value is JsonObject;
  sortedKeys(object: JsonObject): string[];
  member(object: JsonObject, key: string): Value;
  step(count: number): void;
  /** What jq says when the values are nested too deeply. */
  message: string;
}

interface Frame {
  left: readonly Value[];
  right: readonly Value[];
  at: number;
  /** The order when all that both have is equal. */
  rest: number;
}

/**
 * Orders two arrays or two objects that lie `depth` levels down, with a stack of its own: values may be nested
 * deeper than JavaScript's stack reaches. Nested deeper than jq goes, they are an error.
 */
export function compareDeep(left: Value, right: Value, depth: number, using: Comparison): number {
  const frames: Frame[] = [];
  const enter = (one: Value, other: Value): number => {
    if (depth + frames.length > maxDepth) fail(using.message);
    if (Array.isArray(one) && Array.isArray(other)) {
      using.step(1 + Math.min(one.length, other.length));
      frames.push({ left: one, right: other, at: 0, rest: Math.sign(one.length - other.length) });
      return 0;
    }
    if (!using.isObject(one) || !using.isObject(other)) return using.leaves(one, other);
    const keys = using.sortedKeys(one);
    const otherKeys = using.sortedKeys(other);
    using.step(1 + keys.length);
    for (let at = 0; at < Math.min(keys.length, otherKeys.length); at++) {
      const order = using.leaves(keys[at]!, otherKeys[at]!);
      if (order !== 0) return order;
    }
    if (keys.length !== otherKeys.length) return Math.sign(keys.length - otherKeys.length);
    const of = (object: JsonObject): Value[] => keys.map((key) => using.member(object, key));
    frames.push({ left: of(one), right: of(other), at: 0, rest: 0 });
    return 0;
  };
  let order = enter(left, right);
  while (order === 0) {
    const frame = frames.at(-1);
    if (frame === undefined) return 0;
    const { at } = frame;
    if (at === frame.left.length || at === frame.right.length) {
      frames.pop();
      order = frame.rest;
    } else {
      frame.at++;
      order = enter(frame.left[at]!, frame.right[at]!);
    }
  }
  return order;
}

/** Whether a value is nested deeper than jq goes. Shared parts are looked at once a level. */
export function isTooDeep(value: Value, step: (count: number) => void): boolean {
  let level: readonly object[] = typeof value === "object" && value !== null ? [value] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true;
    const below = new Set<object>();
    for (const container of level) {
      const items: readonly unknown[] = Array.isArray(container) ? container : Object.values(container);
      step(1 + (items.length >> 2));
      for (const item of items) if (typeof item === "object" && item !== null) below.add(item);
    }
    level = [...below];
  }
  return false;
}
