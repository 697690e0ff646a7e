import { isJsonObject, type Json } from "../base/json";
import { toPointer } from "../base/pointer";

/** A string, or a key, that reads differently in another text of the same document. */
export interface ChangedPlace {
  /** JSON Pointer in the document as it was; of the entry, for a key. */
  at: string;
  before: string;
  after: string;
}

/**
 * What a rename changes, for showing it first. Both values have the same shape, but for the names of keys; lists and
 * objects that differ in length are left out, and so is text that is no JSON.
 */
export function changedPlaces(before: string, after: string): ChangedPlace[] {
  if (before === after) return [];
  try {
    const found: ChangedPlace[] = [];
    compare(JSON.parse(before) as Json, JSON.parse(after) as Json, [], found);
    return found;
  } catch {
    return [];
  }
}

function compare(before: Json, after: Json, path: (string | number)[], found: ChangedPlace[]): void {
  if (typeof before === "string" && typeof after === "string") {
    if (before !== after) found.push({ at: toPointer(path), before, after });
  } else if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length === after.length)
      for (const [index, item] of before.entries()) compare(item, after[index]!, [...path, index], found);
  } else if (isJsonObject(before) && isJsonObject(after)) {
    const [old, fresh] = [Object.keys(before), Object.keys(after)];
    if (old.length !== fresh.length) return;
    for (const [index, key] of old.entries()) {
      const renamed = fresh[index]!;
      if (renamed !== key) found.push({ at: toPointer([...path, key]), before: key, after: renamed });
      compare(before[key]!, after[renamed]!, [...path, key], found);
    }
  }
}

/** The part that differs, with what stands around it: `from` and `to` share a beginning and an end. */
export function difference(
  before: string,
  after: string,
): { start: string; from: string; to: string; end: string } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return {
    start: before.slice(0, head),
    from: before.slice(head, before.length - tail),
    to: after.slice(head, after.length - tail),
    end: before.slice(before.length - tail),
  };
}
