import type { Budget } from "./budget";
import { maxDepth } from "./compare-deep";
import { fail } from "./errors";
import { findText } from "./find-text";
import { described } from "./native";
import { equals, isObject, isString, type JsonObject, kindOf, member, textOf, type Value } from "./value";

/** What is being looked for in what: members by name, or items that each need one like it. */
type Frame =
  | { whole: JsonObject; part: JsonObject; keys: readonly string[]; at: number }
  | { whole: readonly Value[]; part: readonly Value[]; keys: null; at: number; candidate: number };

/** Whether `whole` contains `part` as jq has it. Uses no JavaScript stack. */
export function contains(budget: Budget, whole: Value, part: Value): boolean {
  const frames: Frame[] = [];
  /** The answer for two values, or null when their members have to be looked at first. */
  const begin = (one: Value, other: Value): boolean | null => {
    budget.step(1);
    if (frames.length > maxDepth) fail("Containment check too deep");
    if (isObject(one) && isObject(other)) {
      const keys = Object.keys(other);
      budget.members(keys.length);
      frames.push({ whole: one, part: other, keys, at: 0 });
      return null;
    }
    if (Array.isArray(one) && Array.isArray(other)) {
      frames.push({ whole: one, part: other, keys: null, at: 0, candidate: 0 });
      return null;
    }
    return leaf(budget, one, other, frames.length === 0);
  };
  /** The answer for the next members of a frame; its own answer, the frame taken off, when that is known. */
  const proceed = (frame: Frame): boolean | null => {
    const { at } = frame;
    const end = (answer: boolean): boolean => {
      frames.pop();
      return answer;
    };
    if (frame.keys !== null) {
      const key = frame.keys[at];
      if (key === undefined) return end(true);
      if (!Object.hasOwn(frame.whole, key)) return end(false);
      return begin(member(frame.whole, key), member(frame.part, key));
    }
    if (at === frame.part.length) return end(true);
    if (frame.candidate === frame.whole.length) return end(false);
    return begin(frame.whole[frame.candidate]!, frame.part[at]!);
  };
  let answer = begin(whole, part);
  while (true) {
    const frame = frames.at(-1);
    if (frame === undefined) return answer!;
    const height = frames.length;
    if (answer === null) {
      answer = proceed(frame);
      // The frame's own answer is for the one below.
      if (answer === null || frames.length < height) continue;
    }
    if (frame.keys === null) {
      if (answer) {
        frame.at++;
        frame.candidate = 0;
      } else frame.candidate++;
      answer = null;
    } else if (answer) {
      frame.at++;
      answer = null;
    } else frames.pop();
  }
}

function leaf(budget: Budget, whole: Value, part: Value, outermost: boolean): boolean {
  if (isString(whole) && isString(part)) {
    budget.read(textOf(whole));
    budget.read(textOf(part));
    budget.step((textOf(whole).length >> 4) + 1);
    return findText(budget, textOf(whole), textOf(part)) >= 0;
  }
  // True and false count as two kinds here.
  if (kindOf(whole) === kindOf(part) && typeof whole !== "boolean") return equals(whole, part);
  if (whole === part) return true;
  // Only the whole must be of one kind; members of different kinds are merely not contained.
  if (!outermost) return false;
  return fail(`${described(whole)} and ${described(part)} cannot have their containment checked`);
}
