import { isJsonObject, type Json, type JsonObject, sameJson } from "../base/json";
import { type Path, toPointer } from "../base/pointer";
import type { Change } from "./text-edit";

/** Who changed a place: this page, or somebody elsewhere. */
export type Side = "mine" | "theirs";

/** A place that both changed, each otherwise. `undefined` stands for: it is not there. */
export interface Conflict {
  /** Names the place; stays the same for the same three texts. */
  id: string;
  /** From the root; items of a list that is kept by name are named, as `["nodes", "deploy", "config", "url"]`. */
  path: Path;
  base: Json | undefined;
  mine: Json | undefined;
  theirs: Json | undefined;
}

type Maybe = Json | undefined;

interface Three<T = Maybe> {
  base: T;
  mine: T;
  theirs: T;
}

/** Where a value stands in `mine`, what it is called, and how another is put there. */
interface Place {
  at: Path;
  name: Path;
  write: (value: Maybe) => void;
}

export interface MergeRules {
  /** Which side wins at a place that both changed. */
  choose: (conflict: Conflict) => Side;
  /** True for a value that is taken whole. */
  isWhole?: (value: JsonObject) => boolean;
  /** Names for the items of a list, in their order, when it is kept by name; the same list may get other names later. */
  namesOf?: (name: Path, lists: Three<Json[]>) => Three<string[]> | undefined;
}

/**
 * What brings the differences between `base` and `theirs` into `mine`: changes of `mine`, for `editText`. Where
 * both changed the same place in different ways, `rules.choose` is asked.
 */
export function mergeJson({ base, mine, theirs }: Three, rules: MergeRules): Change[] {
  const changes: Change[] = [];
  const write = (value: Maybe) => void changes.push({ at: "", value: value ?? null });
  mergeValue({ at: [], name: [], write }, { base, mine, theirs }, { rules, changes });
  return changes;
}

interface Walk {
  rules: MergeRules;
  changes: Change[];
}

const same = (a: Maybe, b: Maybe): boolean =>
  a === b || (a !== undefined && b !== undefined && sameJson(a, b));

function mergeValue(place: Place, { base, mine, theirs }: Three, walk: Walk): void {
  if (same(mine, theirs) || same(theirs, base)) return;
  if (same(mine, base)) {
    place.write(theirs);
    return;
  }
  if (isJsonObject(mine) && isJsonObject(theirs) && !isTakenWhole({ base, mine, theirs }, walk)) {
    mergeObject(place, { base: isJsonObject(base) ? base : {}, mine, theirs }, walk);
    return;
  }
  const lists = { base: base ?? [], mine, theirs };
  if (areLists(lists) && mergeList(place, lists, walk)) return;
  const conflict = { id: toPointer(place.name), path: place.name, base, mine, theirs };
  if (walk.rules.choose(conflict) === "theirs") place.write(theirs);
}

/** Fields of one type of thing say nothing about another type. */
function isTakenWhole({ base, mine, theirs }: Three, { rules }: Walk): boolean {
  const values = [base, mine, theirs].filter(isJsonObject);
  const types = new Set(values.map(({ type }) => (typeof type === "string" ? type : "")));
  return types.size > 1 || values.some((value) => rules.isWhole?.(value));
}

const own = (value: JsonObject, key: string): Maybe => (Object.hasOwn(value, key) ? value[key] : undefined);

function mergeObject(place: Place, { base, mine, theirs }: Three<JsonObject>, walk: Walk): void {
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const at = [...place.at, key];
    const write = (value: Maybe) => void walk.changes.push({ at: toPointer(at), value });
    const values = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) };
    mergeValue({ at, name: [...place.name, key], write }, values, walk);
  }
}

const areLists = (values: Three): values is Three<Json[]> =>
  Array.isArray(values.base) && Array.isArray(values.mine) && Array.isArray(values.theirs);

/** True when the list could be merged by its items. */
function mergeList(place: Place, lists: Three<Json[]>, walk: Walk): boolean {
  const names = walk.rules.namesOf?.(place.name, lists) ?? namesByIdentifier(lists);
  if (names !== undefined) {
    mergeNamed(place, lists, names, walk);
    return true;
  }
  const { base, mine, theirs } = lists;
  if ([base, mine, theirs].every(isSet)) {
    const gone = new Set(base.filter((item) => !theirs.includes(item)));
    const merged = mine.filter((item) => !gone.has(item));
    theirs.forEach((item, index) => {
      if (base.includes(item) || merged.includes(item)) return;
      const before = theirs.slice(0, index).findLast((other) => merged.includes(other));
      merged.splice(before === undefined ? merged.length : merged.indexOf(before) + 1, 0, item);
    });
    if (!sameJson(merged, mine)) place.write(merged);
    return true;
  }
  if (base.length !== mine.length || mine.length !== theirs.length) return false;
  mine.forEach((item, index) => {
    const at = [...place.at, index];
    const write = (value: Maybe) => void walk.changes.push({ at: toPointer(at), value });
    mergeValue(
      { at, name: [...place.name, index], write },
      { base: base[index], mine: item, theirs: theirs[index] },
      walk,
    );
  });
  return true;
}

const isSet = (list: Json[]): boolean =>
  list.every((item) => typeof item === "string") && new Set(list).size === list.length;

/** Numbers what occurs more than once, so that no two items of a list share a name. */
export function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function namesByIdentifier({ base, mine, theirs }: Three<Json[]>): Three<string[]> | undefined {
  const names = [base, mine, theirs].map((list) => {
    const found = list.map((item) => (isJsonObject(item) ? item.identifier : undefined));
    return found.every((name) => typeof name === "string") ? distinct(found) : undefined;
  });
  const [inBase, inMine, inTheirs] = names;
  return inBase && inMine && inTheirs ? { base: inBase, mine: inMine, theirs: inTheirs } : undefined;
}

function mergeNamed(place: Place, lists: Three<Json[]>, names: Three<string[]>, walk: Walk): void {
  const indexIn = (side: keyof Three) => new Map(names[side].map((name, index) => [name, index]));
  const index = { base: indexIn("base"), mine: indexIn("mine"), theirs: indexIn("theirs") };
  const itemIn = (side: keyof Three, name: string): Maybe => {
    const at = index[side].get(name);
    return at === undefined ? undefined : lists[side][at];
  };
  for (const name of new Set([...names.mine, ...names.theirs])) {
    const here = index.mine.get(name);
    const at = [...place.at, here ?? lists.mine.length];
    const write = (value: Maybe) => {
      if (here !== undefined) walk.changes.push({ at: toPointer(at), value });
      else if (value !== undefined)
        walk.changes.push({ at: toPointer(place.at), insert: value, index: placeFor(name) });
    };
    const values = {
      base: itemIn("base", name),
      mine: itemIn("mine", name),
      theirs: itemIn("theirs", name),
    };
    mergeValue({ at, name: [...place.name, name], write }, values, walk);
  }

  /** Behind what it stands behind in their list. */
  function placeFor(name: string): number {
    const before = names.theirs.slice(0, index.theirs.get(name)).findLast((other) => index.mine.has(other));
    if (before !== undefined) return index.mine.get(before)! + 1;
    return names.theirs.some((other) => index.mine.has(other)) ? 0 : lists.mine.length;
  }
}
