import { type Json, sameJson } from "../base/json";
import type { Board, Group } from "./board";

interface Sides<T> {
  base: T;
  mine: T;
  theirs: T;
}

/** Merges groups and notes, each as a whole by its id: what only one side changed is taken, else mine stands. A node ends in one group. */
export function mergeBoards({ base, mine, theirs }: Sides<Board>): Board {
  if (sameJson(theirs as Json, base as Json)) return mine;
  const groups = byId({ base: base.groups, mine: mine.groups, theirs: theirs.groups });
  const notes = byId({ base: base.notes, mine: mine.notes, theirs: theirs.notes });
  const taken = new Set<string>();
  const apart = groups.flatMap((group): Group[] => {
    const nodes = group.nodes.filter((node) => !taken.has(node));
    for (const node of nodes) taken.add(node);
    if (nodes.length === group.nodes.length) return [group];
    return nodes.length === 0 ? [] : [{ ...group, nodes }];
  });
  return { groups: apart, notes };
}

function byId<T extends { id: string }>({ base, mine, theirs }: Sides<readonly T[]>): T[] {
  const [was, other] = [base, theirs].map((items) => new Map(items.map((item) => [item.id, item])));
  const isSame = (a: T | undefined, b: T | undefined) =>
    a === b || (a !== undefined && b !== undefined && sameJson(a as Json, b as Json));
  const known = new Set(mine.map((item) => item.id));
  const kept = mine.flatMap((item): T[] => {
    const [before, now] = [was!.get(item.id), other!.get(item.id)];
    if (before === undefined || !isSame(item, before)) return [item];
    return now === undefined ? [] : [now];
  });
  const added = theirs.filter((item) => !known.has(item.id) && !isSame(item, was!.get(item.id)));
  return [...kept, ...added];
}
