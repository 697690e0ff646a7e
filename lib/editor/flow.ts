import { type Edge, type Node, Position } from "@xyflow/react";
import { definitionOf } from "../nodes/definitions";
import {
  type Connection,
  connectionsOf,
  type WorkflowDocument,
  type WorkflowNode,
} from "../workflow/document";
import { type Direction, sizeOf } from "../workflow/layout";
import type { Layout } from "./api-types";
import { summaryText } from "./summary";

/** A card on the canvas, or what stands there beside the document. It carries which way its ways lead, and reads the rest from the store. */
export type FlowNode = Node<{ direction: Direction }, "card" | "frame" | "box" | "note">;
export type FlowEdge = Edge<
  {
    label: string;
    fallback: boolean;
    /** The connections that are drawn as this one, when they are several. */
    several?: readonly string[];
  },
  "connection"
>;

export const cardWidth = 240;
export const cardHeight = 64;
/** Height that each outlet row adds to a card. */
export const outletHeight = 28;
export const handleSize = 10;

/** Handle identifiers of a card. */
export const inHandle = "in";
export const outHandle = "out";
export const fallbackHandle = "fallback";
export const outletHandle = (outlet: string) => `outlet:${outlet}`;

/** One way out of a card: a row with its own handle, or the single unnamed one. */
export interface Exit {
  handle: string;
  /** Empty for the single way out. */
  title: string;
  fallback: boolean;
}

const exits = new WeakMap<WorkflowNode, Exit[]>();

/** The ways out of a node, in the order of their rows; read once for each node, for all connections ask for them. */
export function exitsOf(node: WorkflowNode): readonly Exit[] {
  const known = exits.get(node) ?? readExits(node);
  exits.set(node, known);
  return known;
}

function readExits(node: WorkflowNode): Exit[] {
  const definition = definitionOf(node.config.type);
  const outlets = definition?.outlets(node.config) ?? [];
  if (outlets.length === 0 && !definition?.fallback)
    return [{ handle: outHandle, title: "", fallback: false }];
  const rows = outlets.map((outlet) => ({
    handle: outletHandle(outlet.identifier),
    title: outlet.title || outlet.identifier,
    fallback: false,
  }));
  return definition?.fallback
    ? [...rows, { handle: fallbackHandle, title: "fallback", fallback: true }]
    : rows;
}

/** Whether a node's ways out are rows below its card. */
export const hasRows = (exits: readonly Exit[]) => exits.length !== 1 || exits[0]?.handle !== outHandle;

/** Middle of an exit's handle, from the card's top left corner. */
export function exitPlace(
  exits: readonly Exit[],
  index: number,
  direction: Direction,
): { x: number; y: number } {
  const rows = hasRows(exits);
  if (direction === "right")
    return {
      x: cardWidth,
      y: rows ? cardHeight + outletHeight * index + outletHeight / 2 : cardHeight / 2,
    };
  return {
    x: (cardWidth / exits.length) * (index + 0.5),
    y: cardHeight + (rows ? outletHeight : 0),
  };
}

/** The handle at which a connection leaves its source. */
export function handleOf(connection: Connection): string {
  if (connection.sourceOutletIdentifier) return outletHandle(connection.sourceOutletIdentifier);
  return connection.fallback === true ? fallbackHandle : outHandle;
}

/** What identifies a connection on the canvas and in a selection. */
export const connectionId = (connection: Connection): string =>
  `${connection.sourceIdentifier}|${handleOf(connection)}|${connection.targetIdentifier}`;

/** What a handle means to the commands. */
export function exitOf(handle: string | null | undefined): { outlet?: string; fallback?: true } {
  if (handle === fallbackHandle) return { fallback: true };
  return handle?.startsWith("outlet:") ? { outlet: handle.slice("outlet:".length) } : {};
}

/** How a card is called by assistive technology: `Webhook send-webhook, POST api.example.com/deploy`. */
export function cardName(node: WorkflowNode): string {
  const definition = definitionOf(node.config.type);
  const summary = definition ? summaryText(definition.summary(node.config)) : "";
  return [`${definition?.title ?? node.config.type} ${node.identifier}`, summary].filter(Boolean).join(", ");
}

const cards = {
  right: new WeakMap<WorkflowNode, FlowNode>(),
  down: new WeakMap<WorkflowNode, FlowNode>(),
};

let lastCards: FlowNode[] = [];

/**
 * Cards of a document. A node and position that did not change give the same object as before, and so does a node
 * that changed in what only its card itself reads from the store, its title or a body say; the same list when that
 * is so for all. React Flow then has nothing to do while somebody types into a form.
 */
export function flowNodes(document: WorkflowDocument, layout: Layout, direction: Direction): FlowNode[] {
  const made = cards[direction];
  const seen = new Set<string>();
  const before = new Map(lastCards.map((card) => [card.id, card]));
  const drawn = document.nodes.flatMap((node) => {
    if (seen.has(node.identifier)) return [];
    seen.add(node.identifier);
    const position = layout[node.identifier] ?? { x: 0, y: 0 };
    const known = made.get(node);
    if (known && isAt(known, position)) return [known];
    const fresh = known ? { ...known, position } : makeCard(node, position, direction);
    const same = before.get(node.identifier);
    const card = same && isAt(same, position) && looksAlike(same, fresh) ? same : fresh;
    made.set(node, card);
    return [card];
  });
  const same = drawn.length === lastCards.length && drawn.every((card, at) => card === lastCards[at]);
  if (!same) lastCards = drawn;
  return lastCards;
}

const isAt = (card: FlowNode, { x, y }: { x: number; y: number }): boolean =>
  card.position.x === x && card.position.y === y;

/** Whether React Flow would draw the same of both: size, name, and the ways in and out in their order. */
const looksAlike = (one: FlowNode, other: FlowNode): boolean =>
  one.data.direction === other.data.direction &&
  one.height === other.height &&
  one.ariaLabel === other.ariaLabel &&
  one.handles?.length === other.handles?.length &&
  (one.handles ?? []).every((handle, at) => handle.id === other.handles?.[at]?.id);

function makeCard(node: WorkflowNode, position: { x: number; y: number }, direction: Direction): FlowNode {
  const exits = exitsOf(node);
  const size = sizeOf(node, direction);
  const half = handleSize / 2;
  const handle = { width: handleSize, height: handleSize };
  const target = {
    ...handle,
    id: inHandle,
    type: "target" as const,
    ...(direction === "right"
      ? { position: Position.Left, x: -half, y: cardHeight / 2 - half }
      : { position: Position.Top, x: cardWidth / 2 - half, y: -half }),
  };
  const sources = exits.map((exit, index) => {
    const middle = exitPlace(exits, index, direction);
    return {
      ...handle,
      id: exit.handle,
      type: "source" as const,
      position: direction === "right" ? Position.Right : Position.Bottom,
      x: middle.x - half,
      y: middle.y - half,
    };
  });
  const trigger = definitionOf(node.config.type)?.role === "trigger";
  return {
    id: node.identifier,
    type: "card",
    position,
    data: { direction },
    ...size,
    measured: size,
    handles: trigger ? sources : [target, ...sources],
    ariaLabel: cardName(node),
    deletable: true,
  };
}

const edges = new WeakMap<Connection, FlowEdge>();
let lastDrawn: FlowEdge[] = [];

/**
 * Edges of a document; connections whose ends do not exist are left out (they are problems). The same list as
 * before when none of them changed, which is so for most edits.
 */
export function flowEdges(document: WorkflowDocument): FlowEdge[] {
  const nodes = new Map(document.nodes.map((node) => [node.identifier, node]));
  const seen = new Set<string>();
  const drawn = connectionsOf(document).flatMap((connection) => {
    const source = nodes.get(connection.sourceIdentifier);
    const id = connectionId(connection);
    if (!source || !nodes.has(connection.targetIdentifier) || seen.has(id)) return [];
    const handle = handleOf(connection);
    const exit = exitsOf(source).find((candidate) => candidate.handle === handle);
    if (!exit) return [];
    seen.add(id);
    const label = exit.title;
    const known = edges.get(connection);
    if (known && known.data?.label === label) return [known];
    const edge: FlowEdge = {
      id,
      type: "connection",
      source: connection.sourceIdentifier,
      sourceHandle: handle,
      target: connection.targetIdentifier,
      targetHandle: inHandle,
      data: { label, fallback: exit.fallback },
      ariaLabel: `Connection from ${connection.sourceIdentifier}${label ? ` (${label})` : ""} to ${connection.targetIdentifier}`,
    };
    edges.set(connection, edge);
    return [edge];
  });
  const same = drawn.length === lastDrawn.length && drawn.every((edge, at) => edge === lastDrawn[at]);
  if (!same) lastDrawn = drawn;
  return lastDrawn;
}
