import type { Budget } from "./budget";

/** Up to this length the platform's own search takes time in proportion to the text, whatever is in it. */
const longPattern = 200;

/**
 * Where `part` is found in `text` at or after `from`, or -1. Long parts are looked for by Knuth, Morris and Pratt:
 * platforms need the product of both lengths for texts like `aaa…` in which `baaa…` is sought.
 */
export function findText(budget: Budget, text: string, part: string, from = 0): number {
  if (part.length <= longPattern) return text.indexOf(part, from);
  if (part.length > text.length - from) return -1;
  return search(text, part, from, bordersOf(budget, part), budget);
}

/** Every place of `part` in `text`, overlapping or not, in UTF-16 units. */
export function* allText(
  budget: Budget,
  text: string,
  part: string,
  overlapping: boolean,
): Generator<number> {
  const borders = part.length > longPattern && part.length <= text.length ? bordersOf(budget, part) : null;
  const stride = overlapping ? 1 : part.length;
  let from = 0;
  while (true) {
    const at = borders === null ? text.indexOf(part, from) : search(text, part, from, borders, budget);
    if (at < 0) return;
    yield at;
    from = at + stride;
  }
}

/** For each beginning of a text, how long its longest proper part is that both begins and ends it. */
function bordersOf(budget: Budget, part: string): Uint32Array {
  budget.bytes(4 * part.length);
  budget.step(part.length >> 2);
  const borders = new Uint32Array(part.length);
  let length = 0;
  for (let at = 1; at < part.length; at++) {
    const unit = part.charCodeAt(at);
    while (length > 0 && part.charCodeAt(length) !== unit) length = borders[length - 1]!;
    if (part.charCodeAt(length) === unit) length++;
    borders[at] = length;
  }
  return borders;
}

function search(text: string, part: string, from: number, borders: Uint32Array, budget: Budget): number {
  let matched = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    while (matched > 0 && part.charCodeAt(matched) !== unit) matched = borders[matched - 1]!;
    if (part.charCodeAt(matched) === unit) matched++;
    if (matched === part.length) {
      budget.step((at - from) >> 2);
      return at + 1 - matched;
    }
  }
  budget.step((text.length - from) >> 2);
  return -1;
}
