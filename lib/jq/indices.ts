import type { Budget } from "./budget";
import { allText } from "./find-text";
import { equals, type Value } from "./value";

/** Where `part` begins within `whole`. */
export function indicesOf(budget: Budget, whole: readonly Value[], part: readonly Value[]): number[] {
  const found: number[] = [];
  if (part.length === 0) return found;
  for (let at = 0; at + part.length <= whole.length; at++) {
    if (--budget.fuel < 0) budget.refill();
    let length = 0;
    while (length < part.length && equals(whole[at + length]!, part[length]!)) length++;
    budget.step(length);
    if (length === part.length) {
      budget.bytes(16);
      found.push(at);
    }
  }
  return found;
}

/** Where `part` begins within `text`, overlapping places included, by code points. */
export function textIndices(budget: Budget, text: string, part: string): number[] {
  const found: number[] = [];
  if (part === "") return found;
  let units = 0;
  let points = 0;
  budget.text(text.length);
  budget.read(part);
  for (const at of allText(budget, text, part, true)) {
    budget.bytes(16);
    budget.step(1 + (part.length >> 4));
    while (units < at) {
      units += text.codePointAt(units)! > 0xffff ? 2 : 1;
      points++;
    }
    // A match cannot begin within a surrogate pair of well-formed text.
    if (units === at) found.push(points);
  }
  return found;
}
