import { Graph as DagreGraph, layout as dagreLayout } from "@dagrejs/dagre";
import { definitionOf } from "../nodes/definitions";
import type { WorkflowDocument, WorkflowNode } from "./document";
import { type Graph, graphOf, topologicalOrder } from "./graph";

/** The top left corner of each node's card, by identifier, in canvas pixels. */
export type Positions = Record<string, { x: number; y: number }>;

export const cardSize = { width: 240, height: 64, outlet: 28 } as const;

/** Space between cards: along the flow, and across it. */
const gap = { x: 80, y: 40 } as const;
const grid = 16;
/** Above this many nodes cards are arranged in plain columns: the finer way would take seconds, and recurses. */
const large = 150;

/** Width and height of a node's card: a row for each outlet, and one for the fallback. */
export function sizeOf(node: WorkflowNode): { width: number; height: number } {
  const definition = definitionOf(node.config.type);
  const rows = (definition?.outlets(node.config).length ?? 0) + (definition?.fallback ? 1 : 0);
  return { width: cardSize.width, height: cardSize.height + rows * cardSize.outlet };
}

/**
 * Positions for every node, left to right. Known ones stay where they are and the others are put near their
 * neighbours; with `all`, or when none is known, everything is laid out afresh. Deterministic.
 */
export function layoutWorkflow(
  document: WorkflowDocument,
  known: Positions,
  options: { all?: boolean } = {},
): Positions {
  const graph = graphOf(document);
  const kept = [...graph.nodes.keys()].filter((node) => Object.hasOwn(known, node));
  if (options.all === true || kept.length === 0) return arrange(graph);
  const positions: Positions = Object.fromEntries(kept.map((node) => [node, known[node]!]));
  if (kept.length < graph.nodes.size) placeMissing(graph, positions);
  return positions;
}

function arrange(graph: Graph): Positions {
  return graph.nodes.size > large ? inColumns(graph) : drawn(graph);
}

/** Columns by the longest way from a start; each card as near to what leads to it as the ones above allow. */
function inColumns(graph: Graph): Positions {
  const ordered = topologicalOrder(graph);
  const circles = new Set(graph.nodes.keys());
  for (const node of ordered) circles.delete(node);
  const rank = new Map<string, number>();
  const columns: string[][] = [];
  for (const node of [...ordered, ...circles]) {
    const before = (graph.incoming.get(node) ?? []).map((edge) => rank.get(edge.source) ?? -1);
    const column = Math.max(-1, ...before) + 1;
    rank.set(node, column);
    columns[column] ??= [];
    columns[column].push(node);
  }
  const positions: Positions = {};
  const height = (node: string) => sizeOf(graph.nodes.get(node)!).height;
  columns.forEach((nodes, column) => {
    const wanted = nodes.map((node) => {
      const before = (graph.incoming.get(node) ?? []).flatMap((edge) => positions[edge.source] ?? []);
      return { node, y: before.reduce((sum, at) => sum + at.y, 0) / Math.max(1, before.length) };
    });
    wanted.sort((a, b) => a.y - b.y);
    let free = Number.NEGATIVE_INFINITY;
    for (const { node, y } of wanted) {
      const top = Math.max(snap(y), free);
      positions[node] = { x: snap(column * (cardSize.width + gap.x)), y: top };
      free = Math.ceil((top + height(node) + gap.y) / grid) * grid;
    }
  });
  return positions;
}

function drawn(graph: Graph): Positions {
  const drawing = new DagreGraph({ multigraph: true });
  drawing.setGraph({
    rankdir: "LR",
    nodesep: gap.y,
    ranksep: gap.x,
  });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const [identifier, node] of graph.nodes) drawing.setNode(identifier, { ...sizeOf(node) });
  for (const edge of graph.edges)
    if (edge.source !== edge.target) drawing.setEdge(edge.source, edge.target, {}, String(edge.index));
  dagreLayout(drawing);
  const positions: Positions = {};
  for (const [identifier, node] of graph.nodes) {
    const placed = drawing.node(identifier) as { x: number; y: number };
    const { width, height } = sizeOf(node);
    positions[identifier] = { x: snap(placed.x - width / 2), y: snap(placed.y - height / 2) };
  }
  return positions;
}

const snap = (value: number): number => Math.round(value / grid) * grid || 0;

/** Puts each unplaced node right of what leads to it, else left of what it leads to, else below everything. */
function placeMissing(graph: Graph, positions: Positions): void {
  const ordered = topologicalOrder(graph);
  const rest = [...graph.nodes.keys()].filter((node) => !ordered.includes(node));
  const taken = new Shelf(graph, positions);
  let waiting = [...ordered, ...rest].filter((node) => positions[node] === undefined);
  while (waiting.length > 0) {
    const later = waiting.filter((node) => !taken.place(node, wantedPlace(graph, node, positions)));
    if (later.length === waiting.length) taken.place(later.shift()!, taken.below());
    waiting = later;
  }
}

function wantedPlace(graph: Graph, node: string, positions: Positions): { x: number; y: number } | undefined {
  const step = cardSize.width + gap.x;
  for (const edge of graph.incoming.get(node) ?? []) {
    const before = positions[edge.source];
    if (before !== undefined) return { x: before.x + step, y: before.y };
  }
  for (const edge of graph.outgoing.get(node) ?? []) {
    const after = positions[edge.target];
    if (after !== undefined) return { x: after.x - step, y: after.y };
  }
  return undefined;
}

/** Where cards stand, by column, so that no two overlap. */
class Shelf {
  readonly #columns = new Map<number, { x: number; top: number; bottom: number }[]>();

  constructor(
    private readonly graph: Graph,
    private readonly positions: Positions,
  ) {
    for (const [node, at] of Object.entries(positions)) this.#add(node, at);
  }

  /** Puts a card at a place or the next free one below it. False without a place. */
  place(node: string, wanted: { x: number; y: number } | undefined): boolean {
    if (wanted === undefined) return false;
    const { height } = this.#size(node);
    const at = { x: snap(wanted.x), y: snap(wanted.y) };
    for (;;) {
      const blocker = this.#near(at.x).find(
        (card) => Math.abs(card.x - at.x) < cardSize.width && card.top < at.y + height && at.y < card.bottom,
      );
      if (blocker === undefined) break;
      at.y = Math.ceil((blocker.bottom + gap.y) / grid) * grid;
    }
    this.positions[node] = at;
    this.#add(node, at);
    return true;
  }

  /** The left edge, below every card. */
  below(): { x: number; y: number } {
    const cards = [...this.#columns.values()].flat();
    let x = 0;
    let y = 0;
    for (const card of cards) {
      x = Math.min(x, card.x);
      y = Math.max(y, card.bottom + gap.y);
    }
    return { x, y };
  }

  #size(node: string): { height: number } {
    const found = this.graph.nodes.get(node);
    return found === undefined ? cardSize : sizeOf(found);
  }

  #add(node: string, at: { x: number; y: number }): void {
    const column = Math.floor(at.x / cardSize.width);
    const card = { x: at.x, top: at.y, bottom: at.y + this.#size(node).height };
    this.#columns.set(column, [...(this.#columns.get(column) ?? []), card]);
  }

  #near(x: number): { x: number; top: number; bottom: number }[] {
    const column = Math.floor(x / cardSize.width);
    return [column - 1, column, column + 1]
      .flatMap((at) => this.#columns.get(at) ?? [])
      .sort((a, b) => a.top - b.top);
  }
}
