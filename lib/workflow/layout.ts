import { Graph as DagreGraph, layout as dagreLayout } from "@dagrejs/dagre";
import { definitionOf } from "../nodes/definitions";
import type { WorkflowDocument, WorkflowNode } from "./document";
import { type Edge, type Graph, graphOf, topologicalOrder } from "./graph";

/** The top left corner of each node's card, by identifier, in canvas pixels. */
export type Positions = Record<string, { x: number; y: number }>;

export const cardSize = { width: 240, height: 64, outlet: 28 } as const;

/** Which way a run goes on the canvas: from left to right, or from top to bottom. */
export type Direction = "right" | "down";

/** Space between cards: along the flow, and across it. */
const gap = { along: 48, across: 40 } as const;
const grid = 16;
/** Above this many nodes cards are arranged in plain columns: the finer way would take seconds, and recurses. */
const large = 150;

/**
 * Width and height of a node's card. Its ways out that have names are rows below each other, and side by side
 * in one row when the flow goes down, so that each can lead on below.
 */
export function sizeOf(
  node: WorkflowNode,
  direction: Direction = "right",
): { width: number; height: number } {
  const definition = definitionOf(node.config.type);
  const ways = (definition?.outlets(node.config).length ?? 0) + (definition?.fallback ? 1 : 0);
  const rows = direction === "right" ? ways : Math.min(1, ways);
  return { width: cardSize.width, height: cardSize.height + rows * cardSize.outlet };
}

/**
 * Positions for every node, in the direction asked for. Known ones stay where they are and the others are put
 * near their neighbours; with `all`, or when none is known, everything is laid out afresh. Deterministic.
 */
export function layoutWorkflow(
  document: WorkflowDocument,
  known: Positions,
  options: { all?: boolean; direction?: Direction } = {},
): Positions {
  const graph = graphOf(document);
  const direction = options.direction ?? "right";
  const kept = [...graph.nodes.keys()].filter((node) => Object.hasOwn(known, node));
  if (options.all === true || kept.length === 0) return arrange(graph, direction);
  const positions: Positions = Object.fromEntries(kept.map((node) => [node, known[node]!]));
  if (kept.length < graph.nodes.size) placeMissing(graph, positions, direction);
  return positions;
}

/** Which way a drawing goes, told from where its connections lead; to the right when that cannot be told. */
export function directionOf(document: WorkflowDocument, positions: Positions): Direction {
  let down = 0;
  let right = 0;
  for (const { source, target } of graphOf(document).edges) {
    const [from, to] = [positions[source], positions[target]];
    if (from === undefined || to === undefined) continue;
    if (to.x >= from.x + cardSize.width) right++;
    else if (to.y >= from.y + cardSize.height) down++;
  }
  return down > right ? "down" : "right";
}

function arrange(graph: Graph, direction: Direction): Positions {
  return graph.nodes.size > large ? inRanks(graph, direction) : drawn(graph, direction);
}

/** A place or a size as the flow sees it: along its direction, and across it. */
interface Flow {
  along: number;
  across: number;
}

const placeIn = (direction: Direction, { along, across }: Flow) =>
  direction === "right" ? { x: along, y: across } : { x: across, y: along };

const flowOf = (direction: Direction, { x, y }: { x: number; y: number }): Flow =>
  direction === "right" ? { along: x, across: y } : { along: y, across: x };

const extentOf = (direction: Direction, node: WorkflowNode | undefined): Flow => {
  const { width, height } = node === undefined ? cardSize : sizeOf(node, direction);
  return direction === "right" ? { along: width, across: height } : { along: height, across: width };
};

/** From one rank to the next. */
const stepOf = (direction: Direction): number =>
  (direction === "right" ? cardSize.width : cardSize.height + cardSize.outlet) + gap.along;

/** Ranks by the longest way from a start; each card as near to what leads to it as the ones before allow. */
function inRanks(graph: Graph, direction: Direction): Positions {
  const ordered = topologicalOrder(graph);
  const circles = new Set(graph.nodes.keys());
  for (const node of ordered) circles.delete(node);
  const rank = new Map<string, number>();
  const ranks: string[][] = [];
  for (const node of [...ordered, ...circles]) {
    const before = (graph.incoming.get(node) ?? []).map((edge) => rank.get(edge.source) ?? -1);
    const mine = Math.max(-1, ...before) + 1;
    rank.set(node, mine);
    ranks[mine] ??= [];
    ranks[mine].push(node);
  }
  const across = new Map<string, number>();
  const positions: Positions = {};
  ranks.forEach((nodes, at) => {
    const wanted = nodes.map((node) => {
      const before = (graph.incoming.get(node) ?? []).flatMap((edge) => across.get(edge.source) ?? []);
      return { node, place: before.reduce((sum, each) => sum + each, 0) / Math.max(1, before.length) };
    });
    wanted.sort((a, b) => a.place - b.place);
    let free = Number.NEGATIVE_INFINITY;
    for (const { node, place } of wanted) {
      const start = Math.max(snap(place), free);
      across.set(node, start);
      positions[node] = placeIn(direction, { along: snap(at * stepOf(direction)), across: start });
      free =
        Math.ceil((start + extentOf(direction, graph.nodes.get(node)).across + gap.across) / grid) * grid;
    }
  });
  return positions;
}

function drawn(graph: Graph, direction: Direction): Positions {
  const drawing = new DagreGraph({ multigraph: true });
  drawing.setGraph({
    rankdir: direction === "right" ? "LR" : "TB",
    nodesep: gap.across,
    ranksep: gap.along,
  });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const [identifier, node] of graph.nodes) drawing.setNode(identifier, sizeOf(node, direction));
  for (const edge of graph.edges)
    if (edge.source !== edge.target) drawing.setEdge(edge.source, edge.target, {}, String(edge.index));
  dagreLayout(drawing, { constraints: sideBySide(graph) });
  const positions: Positions = {};
  for (const [identifier, node] of graph.nodes) {
    const placed = drawing.node(identifier) as { x: number; y: number };
    const { width, height } = sizeOf(node, direction);
    positions[identifier] = { x: snap(placed.x - width / 2), y: snap(placed.y - height / 2) };
  }
  return positions;
}

/** What a node's ways out lead to stands in the order of those ways, so that they do not cross. */
function sideBySide(graph: Graph): { left: string; right: string }[] {
  return [...graph.nodes].flatMap(([identifier, node]) => {
    const order = (definitionOf(node.config.type)?.outlets(node.config) ?? []).map((way) => way.identifier);
    const rank = (edge: Edge) => (edge.outlet === undefined ? order.length : order.indexOf(edge.outlet));
    const targets = (graph.outgoing.get(identifier) ?? [])
      .toSorted((a, b) => rank(a) - rank(b))
      .map((edge) => edge.target);
    const apart = [...new Set(targets)].filter((target) => graph.incoming.get(target)?.length === 1);
    return apart.slice(1).map((right, index) => ({ left: apart[index]!, right }));
  });
}

const snap = (value: number): number => Math.round(value / grid) * grid || 0;

/** Puts each unplaced node after what leads to it, else before what it leads to, else beside everything. */
function placeMissing(graph: Graph, positions: Positions, direction: Direction): void {
  const ordered = topologicalOrder(graph);
  const reached = new Set(ordered);
  const rest = [...graph.nodes.keys()].filter((node) => !reached.has(node));
  const taken = new Shelf(graph, positions, direction);
  let waiting = [...ordered, ...rest].filter((node) => positions[node] === undefined);
  while (waiting.length > 0) {
    const later = waiting.filter(
      (node) => !taken.place(node, wantedPlace(graph, node, positions, direction)),
    );
    if (later.length === waiting.length) taken.place(later.shift()!, taken.beside());
    waiting = later;
  }
}

function wantedPlace(
  graph: Graph,
  node: string,
  positions: Positions,
  direction: Direction,
): Flow | undefined {
  const step = stepOf(direction);
  for (const edge of graph.incoming.get(node) ?? []) {
    const before = positions[edge.source];
    if (before === undefined) continue;
    const { along, across } = flowOf(direction, before);
    return { along: along + step, across };
  }
  for (const edge of graph.outgoing.get(node) ?? []) {
    const after = positions[edge.target];
    if (after === undefined) continue;
    const { along, across } = flowOf(direction, after);
    return { along: along - step, across };
  }
  return undefined;
}

interface Card {
  along: number;
  length: number;
  start: number;
  end: number;
}

/** Where cards stand, by rank, so that no two overlap. */
class Shelf {
  readonly #ranks = new Map<number, Card[]>();
  readonly #longest: number;

  constructor(
    private readonly graph: Graph,
    private readonly positions: Positions,
    private readonly direction: Direction,
  ) {
    this.#longest = stepOf(direction) - gap.along;
    for (const [node, at] of Object.entries(positions)) this.#add(node, flowOf(direction, at));
  }

  /** Puts a card at a place or the next free one across the flow. False without a place. */
  place(node: string, wanted: Flow | undefined): boolean {
    if (wanted === undefined) return false;
    const { along: length, across: width } = this.#extent(node);
    const at = { along: snap(wanted.along), across: snap(wanted.across) };
    for (;;) {
      const blocker = this.#near(at.along).find(
        (card) =>
          card.along < at.along + length &&
          at.along < card.along + card.length &&
          card.start < at.across + width &&
          at.across < card.end,
      );
      if (blocker === undefined) break;
      at.across = Math.ceil((blocker.end + gap.across) / grid) * grid;
    }
    this.positions[node] = placeIn(this.direction, at);
    this.#add(node, at);
    return true;
  }

  /** Where the flow begins, past every card. */
  beside(): Flow {
    let along = 0;
    let across = 0;
    for (const card of [...this.#ranks.values()].flat()) {
      along = Math.min(along, card.along);
      across = Math.max(across, card.end + gap.across);
    }
    return { along, across };
  }

  #extent(node: string): Flow {
    return extentOf(this.direction, this.graph.nodes.get(node));
  }

  #add(node: string, { along, across }: Flow): void {
    const rank = Math.floor(along / this.#longest);
    const extent = this.#extent(node);
    const card = { along, length: extent.along, start: across, end: across + extent.across };
    const found = this.#ranks.get(rank);
    if (found === undefined) this.#ranks.set(rank, [card]);
    else found.push(card);
  }

  #near(along: number): Card[] {
    const rank = Math.floor(along / this.#longest);
    return [rank - 1, rank, rank + 1]
      .flatMap((at) => this.#ranks.get(at) ?? [])
      .sort((a, b) => a.start - b.start);
  }
}
