import type { Budget } from "../budget";
import { fail } from "../errors";
import { described, type Natives } from "../native";
import { compare, equals, type Value } from "../value";

interface Keyed {
  key: Value;
  value: Value;
}

/** Charges sorting: an engine needs room for another two copies. */
function chargeSort(budget: Budget, keys: readonly Value[], bytesEach: number): void {
  budget.bytes(64 + bytesEach * keys.length);
  budget.step(Math.ceil(keys.length * Math.log2(keys.length + 1)));
  for (const key of keys) budget.read(key);
}

function sorted(budget: Budget, value: Value): Value[] {
  if (!Array.isArray(value)) return fail(`${described(value)} cannot be sorted, as it is not an array`);
  chargeSort(budget, value, 32);
  return value.slice().sort((left, right) => {
    if (--budget.fuel < 0) budget.refill();
    return compare(left, right);
  });
}

function sortedBy(budget: Budget, value: Value, keys: Value): Keyed[] {
  if (!Array.isArray(value) || !Array.isArray(keys)) {
    return fail(`${described(value)} and ${described(keys)} cannot be sorted, as they are not both arrays`);
  }
  chargeSort(budget, keys, 80);
  const items = value.map((item, at): Keyed => ({ key: keys[at] ?? null, value: item }));
  return items.sort((left, right) => {
    if (--budget.fuel < 0) budget.refill();
    return compare(left.key, right.key);
  });
}

/** Runs of items with equal keys, in order. */
function groups(budget: Budget, value: Value, keys: Value): Value[][] {
  const result: Value[][] = [];
  let latest: Keyed | null = null;
  for (const item of sortedBy(budget, value, keys)) {
    if (latest !== null && equals(latest.key, item.key)) {
      const group = result.at(-1)!;
      // The second member makes room for a dozen more.
      budget.bytes(group.length === 1 ? 160 : 16);
      group.push(item.value);
    } else {
      budget.bytes(80);
      result.push([item.value]);
      latest = item;
    }
  }
  return result;
}

/** The first of every run of equal items. */
function unique(budget: Budget, value: Value): Value[] {
  return sorted(budget, value).filter((item, at, items) => at === 0 || !equals(items[at - 1]!, item));
}

function uniqueBy(budget: Budget, value: Value, keys: Value): Value[] {
  const items = sortedBy(budget, value, keys);
  return items
    .filter(({ key }, at) => at === 0 || !equals(items[at - 1]!.key, key))
    .map((item) => item.value);
}

/** The first of the smallest, or the last of the largest. */
function extreme(budget: Budget, value: Value, keys: Value | undefined, sign: 1 | -1): Value {
  const by = keys ?? value;
  if (!Array.isArray(value) || !Array.isArray(by)) {
    return fail(`${described(value)} and ${described(by)} cannot be iterated over`);
  }
  let best = -1;
  for (let at = 0; at < value.length; at++) {
    if (--budget.fuel < 0) budget.refill();
    const order = best < 0 ? 1 : sign * compare(by[at] ?? null, by[best] ?? null);
    if (order > 0 || (order === 0 && sign > 0)) best = at;
  }
  return best < 0 ? null : value[best]!;
}

export const ordering: Natives = {
  "sort/0": ({ budget }, value) => sorted(budget, value),
  "_sort_by/1": ({ budget }, value, keys) => sortedBy(budget, value, keys!).map((item) => item.value),
  "unique/0": ({ budget }, value) => unique(budget, value),
  "_unique_by/1": ({ budget }, value, keys) => uniqueBy(budget, value, keys!),
  "_group_by/1": ({ budget }, value, keys) => groups(budget, value, keys!),
  "min/0": ({ budget }, value) => extreme(budget, value, undefined, -1),
  "max/0": ({ budget }, value) => extreme(budget, value, undefined, 1),
  "_min_by/1": ({ budget }, value, keys) => extreme(budget, value, keys, -1),
  "_max_by/1": ({ budget }, value, keys) => extreme(budget, value, keys, 1),
};
