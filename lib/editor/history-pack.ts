import type { History, Step } from "./history";
import { applyChange, changeBetween, type TextChange } from "./language/text-change";

/** So many steps next to the present one stay as they are: going back to them reads nothing again. */
const near = 20;

/** Among the others every so-manieth keeps its whole text, so that no text is far from one that is there. */
const stride = 10;

/** Steps that were looked at, and whether they kept their text. */
const looked = new WeakMap<Step, "whole" | "change">();

/** Texts that were made last: whoever goes through the steps in order asks for those beside one next. */
const made = new Map<Step, string>();

/**
 * Lets go of the whole texts of steps that are far from the present one: most keep what differs from the step before
 * them here, and make the text again when somebody asks. At 1,000 nodes 200 whole texts are 140 MB.
 *
 * Steps are changed in place, as what they say stays the same and others hold them.
 */
export function packed<T extends Pick<History, "past" | "future">>(history: T): T {
  packSteps(history.past.toReversed());
  packSteps(history.future);
  return history;
}

/** @param steps those of one direction, the nearest to the present one first */
function packSteps(steps: readonly Step[]): void {
  // From the far end, so that what a step is compared with is still whole.
  for (let index = steps.length - 1; index >= near; index--) {
    const step = steps[index]!;
    if (!looked.has(step)) pack(step, steps[index - 1]!, steps.slice(index + 1, index + stride));
  }
}

function pack(step: Step, nearer: Step, farther: readonly Step[]): void {
  delete step.said;
  if (farther.length === stride - 1 && farther.every((each) => looked.get(each) === "change")) {
    looked.set(step, "whole");
    return;
  }
  const change = ownCopy(changeBetween(nearer.text, step.text));
  looked.set(step, "change");
  Object.defineProperty(step, "text", {
    get: () => made.get(step) ?? make(step, nearer, change),
    enumerable: true,
    configurable: true,
  });
}

function make(step: Step, nearer: Step, change: TextChange | undefined): string {
  const from = nearer.text;
  const text = change === undefined ? from : applyChange(from, change);
  if (made.size >= 2 * stride) made.clear();
  made.set(step, text);
  return text;
}

/** A slice of a text keeps all of that text in memory; a copy does not. */
const ownCopy = (change: TextChange | undefined): TextChange | undefined =>
  change && (JSON.parse(JSON.stringify(change)) as TextChange);
