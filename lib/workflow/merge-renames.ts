import { isJsonObject, type Json, sameJson } from "../base/json";
import { isWorkable, type WorkflowDocument } from "./document";
import { freeName } from "./fresh-identifier";
import type { Conflict, Side } from "./merge-json";
import { renameNode } from "./rename";

/** Three texts in which the same node is called the same, and what had to be renamed for that in each. */
export interface Aligned {
  base: string;
  mine: string;
  theirs: string;
  renamed: Record<"base" | Side, Map<string, string>>;
}

const read = (text: string): WorkflowDocument | undefined => {
  const value = JSON.parse(text) as Json;
  return isWorkable(value) ? value : undefined;
};

const identifiers = (document: WorkflowDocument): Set<string> =>
  new Set(document.nodes.map(({ identifier }) => identifier));

/**
 * A node that one side renamed would look removed and added: the other texts follow the new name first. What both
 * sides added under one name, though different, are two nodes: the one of `mine` gives way.
 */
export function alignNames(
  given: { base: string; mine: string; theirs: string },
  choose: (conflict: Conflict) => Side,
): Aligned {
  const texts = { ...given };
  const renamed: Aligned["renamed"] = { base: new Map(), mine: new Map(), theirs: new Map() };
  const rename = (side: keyof Aligned["renamed"], from: string, to: string): boolean => {
    const text = renameNode(texts[side], from, to);
    if (text === texts[side]) return false;
    texts[side] = text;
    renamed[side].set(from, to);
    return true;
  };
  const byMine = renames(given.base, given.mine);
  const byTheirs = renames(given.base, given.theirs);
  for (const [old, mine] of byMine) {
    const theirs = byTheirs.get(old) ?? mine;
    if (mine === theirs) {
      if (byTheirs.has(old) || rename("theirs", old, mine)) rename("base", old, mine);
      continue;
    }
    const path = ["nodes", old, "identifier"];
    const winner = choose({ id: `/nodes/${old}/identifier`, path, base: old, mine, theirs });
    const name = winner === "mine" ? mine : theirs;
    const isSame = winner === "mine" ? rename("theirs", theirs, mine) : rename("mine", mine, theirs);
    if (isSame) rename("base", old, name);
  }
  for (const [old, theirs] of byTheirs)
    if (!byMine.has(old) && rename("mine", old, theirs)) rename("base", old, theirs);
  for (const name of clashes(texts)) {
    const taken = [texts.base, texts.mine, texts.theirs].flatMap((text) => [
      ...identifiers(read(text) ?? { identifier: "", nodes: [] }),
    ]);
    rename("mine", name, freeName(new Set(taken), name));
  }
  return { ...texts, renamed };
}

/** Nodes that went under one name and came under another, the same otherwise: old name to new. */
function renames(before: string, after: string): Map<string, string> {
  const [old, now] = [read(before), read(after)];
  const found = new Map<string, string>();
  if (old === undefined || now === undefined) return found;
  const [oldNames, names] = [identifiers(old), identifiers(now)];
  const gone = old.nodes.filter(({ identifier }) => !names.has(identifier));
  const come = now.nodes.filter(({ identifier }) => !oldNames.has(identifier));
  if (gone.length === 0 || come.length === 0 || gone.length * come.length > 400) return found;
  for (const { identifier: from } of gone) {
    const matches = come.filter((node) => {
      const { identifier: to } = node;
      const was = read(renameNode(before, from, to))?.nodes.find(({ identifier }) => identifier === to);
      return was !== undefined && sameJson(was as Json, node as Json);
    });
    const [match] = matches;
    const isTaken = match !== undefined && [...found.values()].includes(match.identifier);
    if (match !== undefined && matches.length === 1 && !isTaken) found.set(from, match.identifier);
  }
  return found;
}

function clashes({ base, mine, theirs }: Record<"base" | Side, string>): string[] {
  const [old, ours, other] = [read(base), read(mine), read(theirs)];
  if (old === undefined || ours === undefined || other === undefined) return [];
  const known = identifiers(old);
  const others = new Map(other.nodes.map((node) => [node.identifier, node]));
  return ours.nodes.flatMap((node) => {
    const twin = others.get(node.identifier);
    const isClash = twin !== undefined && !known.has(node.identifier);
    return isClash && !sameJson(twin as Json, node as Json) ? [node.identifier] : [];
  });
}

/** The same record with its keys renamed. */
export function withKeys(value: Json, names: ReadonlyMap<string, string>): Json {
  if (names.size === 0 || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [names.get(key) ?? key, item]));
}
