import { definitionOf } from "../nodes/definitions";
import type { Board, Group } from "../workflow/board";
import type { WorkflowDocument, WorkflowNode } from "../workflow/document";
import { isTrigger } from "../workflow/graph";
import { exitsOf, type FlowEdge, flowEdges, hasRows } from "./flow";
import { nodePlace } from "./selectors";

/** What a row of the outline stands for. */
type Item =
  | { kind: "node"; node: string }
  /** A way out of a node that has several; without a connection it leads nowhere yet. */
  | { kind: "way"; source: string; handle: string; title: string; fallback: boolean; connection?: string }
  /** A connection that leads to a node which is listed elsewhere. */
  | { kind: "again"; node: string; connection: string }
  /** The part of what no trigger leads to. */
  | { kind: "apart" }
  | { kind: "group"; group: string; title: string; colour: Group["colour"]; count: number };

/** A row of the outline and its place in the tree. */
export type OutlineRow = Item & {
  key: string;
  /** From 1, for the outermost rows. */
  level: number;
  /** Its place among the rows of its parent, from 1, and how many those are. */
  position: number;
  siblings: number;
  /** How many rows lie beneath it. */
  beneath: number;
  /** The row that it lies beneath. */
  parent: string | undefined;
  /** Nothing above leads here: another chain begins. */
  begins: boolean;
};

export const nodeKey = (node: string) => `node:${node}`;

type Sketch = Item & Pick<OutlineRow, "key" | "level" | "parent" | "begins">;

/**
 * The nodes as runs reach them. Steps that follow each other are rows of one level; below a node with several ways
 * out there is a row for each way, with what it leads to beneath. A node that several ways lead to is listed where it
 * is met first. What no trigger leads to comes last, in a part of its own. Walks without recursion.
 */
export function outlineTree(document: WorkflowDocument): readonly OutlineRow[] {
  const edges = flowEdges(document);
  const { nodes } = document;
  const isSame =
    last !== undefined &&
    last.edges === edges &&
    last.nodes.length === nodes.length &&
    nodes.every((node, at) => leadsAlike(node, last!.nodes[at]!));
  last = { nodes, edges, rows: isSame ? last!.rows : makeTree(document, edges) };
  return last.rows;
}

/** The tree made last: most edits are within a node, and change nothing here. */
let last:
  | { nodes: readonly WorkflowNode[]; edges: readonly FlowEdge[]; rows: readonly OutlineRow[] }
  | undefined;

function leadsAlike(one: WorkflowNode, other: WorkflowNode): boolean {
  if (one === other) return true;
  if (one.identifier !== other.identifier || isTrigger(one) !== isTrigger(other)) return false;
  const [exits, others] = [exitsOf(one), exitsOf(other)];
  return (
    exits.length === others.length &&
    exits.every((exit, at) => exit.handle === others[at]!.handle && exit.title === others[at]!.title)
  );
}

function makeTree(document: WorkflowDocument, connected: readonly FlowEdge[]): OutlineRow[] {
  const nodes = new Map<string, WorkflowNode>();
  for (const node of document.nodes) if (!nodes.has(node.identifier)) nodes.set(node.identifier, node);
  const edges = new Map<string, FlowEdge[]>();
  const entered = new Set<string>();
  for (const edge of connected) {
    const way = wayKey(edge.source, edge.sourceHandle ?? "");
    edges.set(way, [...(edges.get(way) ?? []), edge]);
    entered.add(edge.target);
  }
  const rows: Sketch[] = [];
  const seen = new Set<string>();

  const walk = (start: string, level: number, parent: string | undefined) => {
    type Place = Pick<Sketch, "level" | "parent" | "begins">;
    const open: (() => void)[] = [];
    const reach = (node: string, connection: string | undefined, place: Place) => {
      const found = nodes.get(node);
      if (found === undefined) return;
      if (seen.has(node)) {
        if (connection !== undefined)
          rows.push({ kind: "again", node, connection, key: `again:${connection}`, ...place });
        return;
      }
      seen.add(node);
      const key = nodeKey(node);
      rows.push({ kind: "node", node, key, ...place });
      const exits = exitsOf(found);
      if (hasRows(exits)) {
        for (const exit of [...exits].reverse())
          open.push(() => leave(node, exit, { level: place.level + 1, parent: key, begins: false }));
        return;
      }
      const onwards = exits.flatMap(({ handle }) => edges.get(wayKey(node, handle)) ?? []);
      // Several connections of one way out are a problem of the draft: they lie beneath, so that none is hidden.
      const next =
        onwards.length > 1
          ? { level: place.level + 1, parent: key, begins: true }
          : { ...place, begins: false };
      follow(onwards, next);
    };
    const leave = (source: string, exit: ReturnType<typeof exitsOf>[number], place: Place) => {
      const key = wayKey(source, exit.handle);
      const onwards = edges.get(key) ?? [];
      const connection = onwards[0]?.id;
      const { handle, title, fallback } = exit;
      const led = connection === undefined ? {} : { connection };
      rows.push({ kind: "way", source, handle, title, fallback, ...led, key, ...place });
      follow(onwards, { level: place.level + 1, parent: key, begins: false });
    };
    const follow = (onwards: readonly FlowEdge[], place: Place) => {
      for (const edge of [...onwards].reverse()) open.push(() => reach(edge.target, edge.id, place));
    };
    reach(start, undefined, { level, parent, begins: true });
    for (let next = open.pop(); next !== undefined; next = open.pop()) next();
  };

  for (const [identifier, node] of nodes) if (isTrigger(node)) walk(identifier, 1, undefined);
  if (seen.size < nodes.size) {
    rows.push({ kind: "apart", key: "apart", level: 1, parent: undefined, begins: true });
    for (const identifier of nodes.keys())
      if (!seen.has(identifier) && !entered.has(identifier)) walk(identifier, 2, "apart");
    // What is left leads round in a circle.
    for (const identifier of nodes.keys()) if (!seen.has(identifier)) walk(identifier, 2, "apart");
  }
  return placed(rows);
}

const wayKey = (source: string, handle: string) => `way:${source}|${handle}`;

/** The groups as folders of their nodes, and the other nodes between them, all in the order of the flow. */
export function outlineGroups(document: WorkflowDocument, board: Board): OutlineRow[] {
  const groups = new Map(board.groups.flatMap((group) => group.nodes.map((node) => [node, group])));
  const folders = new Map<string, Sketch[]>();
  const parts = outlineTree(document).flatMap((row): Sketch[][] => {
    if (row.kind !== "node") return [];
    const group = groups.get(row.node);
    const { node } = row;
    const sketch: Sketch = {
      kind: "node",
      node,
      key: row.key,
      level: group ? 2 : 1,
      parent: group && groupKey(group.id),
      begins: false,
    };
    if (group === undefined) return [[sketch]];
    const known = folders.get(group.id);
    if (known !== undefined) {
      known.push(sketch);
      return [];
    }
    const folder = [sketch];
    folders.set(group.id, folder);
    return [folder];
  });
  return placed(
    parts.flatMap((part): Sketch[] => {
      const [first] = part;
      const group = first?.kind === "node" ? groups.get(first.node) : undefined;
      if (group === undefined) return part;
      const { id, title, colour } = group;
      const key = groupKey(id);
      const folder = { group: id, title, colour, count: part.length, key, level: 1, parent: undefined };
      return [{ kind: "group", ...folder, begins: false }, ...part];
    }),
  );
}

const groupKey = (group: string) => `group:${group}`;

/** The nodes whose title, identifier or type has every word of the search, in the order of the flow. */
export function outlineMatches(document: WorkflowDocument, search: string): OutlineRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return placed(
    outlineTree(document).flatMap((row): Sketch[] => {
      const node = row.kind === "node" ? nodePlace(document, row.node)?.value : undefined;
      if (row.kind !== "node" || node === undefined) return [];
      const type = definitionOf(node.config.type)?.title ?? "";
      const text = `${node.title ?? ""} ${node.identifier} ${type} ${node.config.type}`.toLowerCase();
      if (!words.every((word) => text.includes(word))) return [];
      return [{ kind: "node", node: row.node, key: row.key, level: 1, parent: undefined, begins: false }];
    }),
  );
}

/** Tells each row its place among its siblings and how much lies beneath it. */
function placed(rows: readonly Sketch[]): OutlineRow[] {
  const counts = new Map<string | undefined, number>();
  const positions = rows.map(({ parent }) => {
    const position = (counts.get(parent) ?? 0) + 1;
    counts.set(parent, position);
    return position;
  });
  const ends: number[] = new Array(rows.length);
  const open: number[] = [];
  rows.forEach((row, at) => {
    while (open.length > 0 && rows[open.at(-1)!]!.level >= row.level) ends[open.pop()!] = at;
    open.push(at);
  });
  for (const at of open) ends[at] = rows.length;
  return rows.map((row, at) => ({
    ...row,
    position: positions[at]!,
    siblings: counts.get(row.parent)!,
    beneath: ends[at]! - at - 1,
  }));
}

/** The rows that show while some are closed. */
export function openRows(rows: readonly OutlineRow[], closed: ReadonlySet<string>): OutlineRow[] {
  const shown: OutlineRow[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    shown.push(row);
    if (closed.has(row.key)) at += row.beneath;
  }
  return shown;
}

/** The nodes that each closed row hides; not for rows that are hidden themselves. */
export function hiddenNodes(
  rows: readonly OutlineRow[],
  closed: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const hidden = new Map<string, readonly string[]>();
  for (let at = 0; at < rows.length; at++) {
    const { key, beneath } = rows[at]!;
    if (!closed.has(key)) continue;
    const inside = rows.slice(at + 1, at + 1 + beneath);
    hidden.set(
      key,
      inside.flatMap((row) => (row.kind === "node" ? [row.node] : [])),
    );
    at += beneath;
  }
  return hidden;
}

/** The rows with those that did not change as they were before; the same list when that is so for all. */
export function sameRows(before: readonly OutlineRow[], rows: readonly OutlineRow[]): readonly OutlineRow[] {
  if (before === rows) return before;
  const known = new Map(before.map((row) => [row.key, row]));
  const kept = rows.map((row) => {
    const other = known.get(row.key);
    return other !== undefined && isSame(other, row) ? other : row;
  });
  return kept.length === before.length && kept.every((row, at) => row === before[at]) ? before : kept;
}

const isSame = (one: OutlineRow, other: OutlineRow): boolean => {
  const [a, b] = [Object.entries(one), other as unknown as Record<string, unknown>];
  return a.length === Object.keys(b).length && a.every(([key, value]) => b[key] === value);
};

/** The rows that a row lies beneath, the nearest first. */
export function ancestors(rows: readonly OutlineRow[], key: string): string[] {
  const parents = new Map(rows.map((row) => [row.key, row.parent]));
  const found: string[] = [];
  for (let at = parents.get(key); at !== undefined; at = parents.get(at)) found.push(at);
  return found;
}
