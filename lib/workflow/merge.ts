import { isJsonObject, type Json, type JsonObject, sameJson } from "../base/json";
import { type Conflict, distinct, type MergeRules, mergeJson, type Side } from "./merge-json";
import { type Aligned, alignNames, withKeys } from "./merge-renames";
import { editText } from "./text-edit";

export type { Conflict, Side } from "./merge-json";

/** The side that was chosen at each conflict, by its `id`. */
export type Choices = Readonly<Record<string, Side>>;

export interface Merge {
  /** The text of `mine` with what `theirs` changed; where both changed a place, the chosen side, else mine. */
  text: string;
  conflicts: Conflict[];
  /** Nodes that got another name in a text for this, old to new: positions and the like follow with `mergeBeside`. */
  renamed: Aligned["renamed"];
}

interface Texts {
  base: string;
  mine: string;
  theirs: string;
}

const none = (): Aligned["renamed"] => ({ base: new Map(), mine: new Map(), theirs: new Map() });

/**
 * Brings what changed between `base` and `theirs` into `mine`, by node, connection and field; `mine` keeps its
 * formatting. Undefined when one of the texts is no JSON object: then one of them must be taken whole.
 */
export function mergeTexts({ base, mine, theirs }: Texts, choices: Choices = {}): Merge | undefined {
  if (mine === theirs || theirs === base) return { text: mine, conflicts: [], renamed: none() };
  if (mine === base) return { text: theirs, conflicts: [], renamed: none() };
  if ([base, mine, theirs].some((text) => parse(text) === undefined)) return undefined;

  const conflicts: Conflict[] = [];
  const choose = (conflict: Conflict): Side => {
    conflicts.push(conflict);
    return (Object.hasOwn(choices, conflict.id) && choices[conflict.id]) || "mine";
  };
  const aligned = alignNames({ base, mine, theirs }, choose);
  const values = { base: parse(aligned.base)!, mine: parse(aligned.mine)!, theirs: parse(aligned.theirs)! };
  settleRemovals(values, choose);
  const rules: MergeRules = {
    choose,
    namesOf: ([list, ...below], lists) =>
      list === "connections" && below.length === 0 ? waysOf(lists) : undefined,
  };
  const text = editText(aligned.mine, mergeJson(values, rules));
  return { text: withoutLooseEnds(text, [values.mine, values.theirs]), conflicts, renamed: aligned.renamed };
}

/**
 * Merges what stands beside the document (positions and the like), in the names of a merged text. A place that
 * both changed is mine: it is a matter of looks.
 */
export function mergeBeside<T>(
  { base, mine, theirs }: { base: T; mine: T; theirs: T },
  renamed: Aligned["renamed"] = none(),
): T {
  const values = {
    base: withKeys(base as Json, renamed.base),
    mine: withKeys(mine as Json, renamed.mine),
    theirs: withKeys(theirs as Json, renamed.theirs),
  };
  const isWhole = (value: JsonObject) =>
    Object.keys(value).length > 0 && Object.values(value).every((item) => typeof item === "number");
  const changes = mergeJson(values, { choose: () => "mine", isWhole });
  if (changes.length === 0) return values.mine as T;
  return JSON.parse(editText(JSON.stringify(values.mine), changes)) as T;
}

function parse(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

type Values = Record<"base" | Side, JsonObject>;

const objectsIn = (document: JsonObject, list: "nodes" | "connections"): JsonObject[] =>
  Array.isArray(document[list]) ? document[list].filter(isJsonObject) : [];

/** A way out leads to one node, so connections are told apart by where they begin. */
const wayOf = ({ sourceIdentifier, sourceOutletIdentifier, fallback }: JsonObject): string =>
  [sourceIdentifier, fallback === true ? "fallback" : sourceOutletIdentifier].filter(Boolean).join(" › ");

function waysOf(lists: { base: Json[]; mine: Json[]; theirs: Json[] }) {
  const all = [lists.base, lists.mine, lists.theirs];
  if (!all.every((list) => list.every(isJsonObject))) return undefined;
  const objects = all as JsonObject[][];
  // Several ways out of one place: not allowed, but written; then their targets tell them apart.
  const twice = new Set(
    objects.flatMap((list) => {
      const ways = list.map(wayOf);
      return ways.filter((way, index) => ways.indexOf(way) !== index);
    }),
  );
  const names = objects.map((list) =>
    distinct(
      list.map((each) =>
        twice.has(wayOf(each)) ? `${wayOf(each)} → ${each.targetIdentifier}` : wayOf(each),
      ),
    ),
  );
  return { base: names[0]!, mine: names[1]!, theirs: names[2]! };
}

/**
 * A node that one side removed while the other changed it, or connected it anew, is a conflict; who wins it decides
 * about the connections there too. Settled by making the base what the other side has, so that only the winner differs.
 */
function settleRemovals(values: Values, choose: (conflict: Conflict) => Side): void {
  const nodeIn = (side: keyof Values, name: string) =>
    objectsIn(values[side], "nodes").find(({ identifier }) => identifier === name);
  const touching = (side: keyof Values, name: string) =>
    objectsIn(values[side], "connections").filter(
      ({ sourceIdentifier, targetIdentifier }) => sourceIdentifier === name || targetIdentifier === name,
    );
  for (const name of objectsIn(values.base, "nodes").map(({ identifier }) => identifier)) {
    if (typeof name !== "string") continue;
    const [base, mine, theirs] = [nodeIn("base", name), nodeIn("mine", name), nodeIn("theirs", name)];
    const kept = mine ?? theirs;
    if (base === undefined || kept === undefined || (mine !== undefined && theirs !== undefined)) continue;
    const keeper: Side = mine === undefined ? "theirs" : "mine";
    const known = new Set(touching("base", name).map((each) => JSON.stringify(each)));
    const isTouched =
      !sameJson(kept, base) || touching(keeper, name).some((each) => !known.has(JSON.stringify(each)));
    if (!isTouched) continue;
    const winner = choose({ id: `/nodes/${name}`, path: ["nodes", name], base, mine, theirs });
    const loser = values[winner === "mine" ? "theirs" : "mine"];
    const all = [...touching("base", name), ...touching("mine", name), ...touching("theirs", name)];
    const ways = new Set(all.map(wayOf));
    values.base = {
      ...values.base,
      nodes: exchanged("nodes", ({ identifier }) => identifier === name),
      connections: exchanged("connections", (each) => ways.has(wayOf(each))),
    };
    function exchanged(list: "nodes" | "connections", isMeant: (item: JsonObject) => boolean): Json[] {
      const others = objectsIn(values.base, list).filter((item) => !isMeant(item));
      return [...others, ...objectsIn(loser, list).filter(isMeant)];
    }
  }
}

/** Without connections to nodes that only the merge left out. */
function withoutLooseEnds(text: string, sources: JsonObject[]): string {
  const loose = (document: JsonObject) => {
    const names = new Set(objectsIn(document, "nodes").map(({ identifier }) => identifier));
    const list = Array.isArray(document.connections) ? document.connections : [];
    return list.flatMap((each, index) =>
      isJsonObject(each) && !(names.has(each.sourceIdentifier!) && names.has(each.targetIdentifier!))
        ? [{ index, way: JSON.stringify(each) }]
        : [],
    );
  };
  const written = new Set(sources.flatMap((source) => loose(source).map(({ way }) => way)));
  const gone = loose(parse(text) ?? {}).filter(({ way }) => !written.has(way));
  return editText(
    text,
    gone.map(({ index }) => ({ at: `/connections/${index}`, value: undefined })),
  );
}
