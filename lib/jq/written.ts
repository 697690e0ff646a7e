import type { Budget } from "./budget";
import { LimitFailure } from "./errors";
import { Tainted } from "./tainted";
import { isObject, member, type Value } from "./value";

/** Levels of an output: whoever writes it as JSON has to have room on the stack. */
const deepest = 3_000;

/** What changing one container of an output takes besides the copy. */
const changeBytes = 160;

/**
 * Charges an output by what it takes when it is written as JSON, at least two characters a value: what is small here
 * because its parts are shared is huge there, thirty times `[., .]` a thousand million values. Says whether the
 * output has leaves that `change` would change. Throws a LimitFailure for what is nested too deeply to be written.
 */
export function chargeOutput(budget: Budget, root: Value, changes: (leaf: Value) => boolean): boolean {
  let changed = false;
  let containers = 0;
  const visit = (value: Value, depth: number): void => {
    if (typeof value === "string") budget.text(value.length);
    else if (Array.isArray(value)) {
      enter(value.length, depth);
      for (const item of value) visit(item, depth + 1);
    } else if (isObject(value)) {
      const keys = Object.keys(value);
      enter(keys.length, depth);
      budget.keys(keys.length);
      for (const key of keys) {
        budget.bytes(key.length);
        visit(member(value, key), depth + 1);
      }
    } else if (value instanceof Tainted) budget.text(value.text.length);
    else if (changes(value)) changed = true;
  };
  const enter = (length: number, depth: number): void => {
    if (depth > deepest) {
      throw new LimitFailure("depth", `the result is nested deeper than ${deepest} levels`);
    }
    containers++;
    budget.bytes(2 + 2 * length);
    budget.step(1 + (length >> 2));
  };
  visit(root, 1);
  if (changed) budget.bytes(changeBytes * containers);
  return changed;
}
