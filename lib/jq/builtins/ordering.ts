import type { Budget } from "../budget";
import { fail } from "../errors";
import { described, type Natives } from "../native";
import { compare, equals, type Value } from "../value";

interface Keyed {
  key: Value;
  value: Value;
}

function sortKeyed(budget: Budget, items: Keyed[]): Keyed[] {
  budget.members(items.length);
  budget.step(Math.ceil(items.length * Math.log2(items.length + 1)));
  return items.sort((left, right) => {
    if (--budget.fuel < 0) budget.refill();
    return compare(left.key, right.key);
  });
}

function keyed(value: Value, keys: Value | undefined): Keyed[] {
  if (keys === undefined) {
    if (!Array.isArray(value)) return fail(`${described(value)} cannot be sorted, as it is not an array`);
    return value.map((item) => ({ key: item, value: item }));
  }
  if (!Array.isArray(value) || !Array.isArray(keys)) {
    return fail(`${described(value)} and ${described(keys)} cannot be sorted, as they are not both arrays`);
  }
  return value.map((item, at) => ({ key: keys[at] ?? null, value: item }));
}

/** Runs of items with equal keys, in order. */
function groups(budget: Budget, value: Value, keys: Value | undefined): Keyed[][] {
  const result: Keyed[][] = [];
  for (const item of sortKeyed(budget, keyed(value, keys))) {
    const group = result.at(-1);
    if (group !== undefined && equals(group[0]!.key, item.key)) group.push(item);
    else result.push([item]);
  }
  return result;
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
  "sort/0": ({ budget }, value) => sortKeyed(budget, keyed(value, undefined)).map((item) => item.value),
  "_sort_by/1": ({ budget }, value, keys) => sortKeyed(budget, keyed(value, keys)).map((item) => item.value),
  "unique/0": ({ budget }, value) => groups(budget, value, undefined).map(([first]) => first!.value),
  "_unique_by/1": ({ budget }, value, keys) => groups(budget, value, keys).map(([first]) => first!.value),
  "_group_by/1": ({ budget }, value, keys) =>
    groups(budget, value, keys).map((group) => group.map((item) => item.value)),
  "min/0": ({ budget }, value) => extreme(budget, value, undefined, -1),
  "max/0": ({ budget }, value) => extreme(budget, value, undefined, 1),
  "_min_by/1": ({ budget }, value, keys) => extreme(budget, value, keys, -1),
  "_max_by/1": ({ budget }, value, keys) => extreme(budget, value, keys, 1),
};
