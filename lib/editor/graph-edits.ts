import type { StoreApi } from "zustand";
import type { JsonObject } from "../base/json";
import { definitionOf } from "../nodes/definitions";
import { addNode, connect, disconnect, removeNode } from "../workflow/commands";
import { connectionsOf, type WorkflowDocument, type WorkflowNode } from "../workflow/document";
import { freshIdentifier } from "../workflow/fresh-identifier";
import type { Direction } from "../workflow/layout";
import type { Layout, Position } from "./api-types";
import { asLink, freeExit, idOf, type Proposal, refusalOf } from "./connect-rules";
import { cardHeight, cardWidth, exitsOf, handleOf, outletHeight } from "./flow";
import { connectionPlace } from "./selectors";
import type { Command, EditorStore, Refusal } from "./store-types";

type Store = StoreApi<EditorStore>;

/** Space between cards that are placed by us. */
const gap = 48;
const grid = 16;
const snap = ({ x, y }: Position): Position => ({
  x: Math.round(x / grid) * grid,
  y: Math.round(y / grid) * grid,
});

/** Several commands as one; the first refusal stops and changes nothing. */
const inOrder =
  (...commands: Command[]): Command =>
  (text) =>
    commands.reduce<string | Refusal>(
      (result, command) => (typeof result === "string" ? command(result) : result),
      text,
    );

export interface AddOptions {
  /** Top left corner in canvas pixels. Without it: beside what it follows. */
  at?: Position;
  /** The new node follows this way out. */
  after?: { source: string; handle: string };
  /** The new node goes into the middle of this connection. */
  within?: string;
}

/** Adds a node of a type, connected as asked, and selects it. Returns the refusal, if any. */
export function addNodeOf(store: Store, type: string, options: AddOptions = {}): Refusal | undefined {
  const { document, layout, direction, actions } = store.getState();
  const definition = definitionOf(type);
  if (!document || !definition) return { refused: `There is no node type "${type}".` };
  const identifier = freshIdentifier(document, type);
  const node: JsonObject = { identifier, title: definition.title, config: definition.initial() };
  const commands: Command[] = [(text) => addNode(text, node)];
  const split = options.within ? connectionPlace(document, options.within)?.value : undefined;
  const trigger = definition.role === "trigger";
  const after = split
    ? { source: split.sourceIdentifier, handle: handleOf(split) }
    : trigger
      ? undefined
      : options.after;
  if (split && trigger) return { refused: "A trigger begins a run; it cannot stand between two nodes." };
  if (split) commands.push((text) => disconnect(text, asLink({ ...after!, target: split.targetIdentifier })));
  if (after) commands.push((text) => connect(text, asLink({ ...after, target: identifier })));
  if (split) {
    const exit = exitsOf(node as unknown as WorkflowNode)[0];
    if (exit)
      commands.push((text) =>
        connect(text, asLink({ source: identifier, handle: exit.handle, target: split.targetIdentifier })),
      );
  }
  const at = snap(options.at ?? placeAfter(document, layout, direction, after?.source));
  const moved = split ? makeRoom(document, layout, direction, split.targetIdentifier, at) : layout;
  return actions.edit(inOrder(...commands), {
    layout: { ...moved, [identifier]: at },
    select: { kind: "node", id: identifier },
  });
}

/** From one card to the next along the flow. */
const step = {
  right: cardWidth + gap,
  down: cardHeight + outletHeight + gap,
} satisfies Record<Direction, number>;

/** Past the node it follows, beside what is there; else past everything. */
export function placeAfter(
  document: WorkflowDocument,
  layout: Layout,
  direction: Direction,
  source: string | undefined,
): Position {
  const before = source ? layout[source] : undefined;
  const places = document.nodes.flatMap((node) => layout[node.identifier] ?? []);
  const isRight = direction === "right";
  if (!before) {
    const [first] = places;
    const past = Math.max(0, ...places.map((place) => (isRight ? place.x : place.y) + step[direction]));
    if (first === undefined) return { x: 0, y: 0 };
    return isRight ? { x: past, y: first.y } : { x: first.x, y: past };
  }
  const at = isRight ? { x: before.x + step.right, y: before.y } : { x: before.x, y: before.y + step.down };
  while (places.some((place) => Math.abs(place.x - at.x) < cardWidth && Math.abs(place.y - at.y) < 96)) {
    if (isRight) at.y += 112;
    else at.x += cardWidth + gap;
  }
  return at;
}

/** Moves everything that lies past a new card's edge and after it in the graph. */
function makeRoom(
  document: WorkflowDocument,
  layout: Layout,
  direction: Direction,
  from: string,
  at: Position,
): Layout {
  const first = layout[from];
  const axis = direction === "right" ? "x" : "y";
  const shift = first ? at[axis] + step[direction] - first[axis] : 0;
  if (shift <= 0) return layout;
  const moved: Layout = { ...layout };
  const open = [from];
  const seen = new Set<string>();
  while (open.length > 0) {
    const node = open.pop() as string;
    const place = layout[node];
    if (seen.has(node) || !place) continue;
    seen.add(node);
    moved[node] = { ...place, [axis]: place[axis] + shift };
    for (const c of connectionsOf(document)) if (c.sourceIdentifier === node) open.push(c.targetIdentifier);
  }
  return moved;
}

/** Draws a connection when the rules of the graph allow it. */
export function connectNodes(store: Store, proposal: Proposal): Refusal | undefined {
  const { document, actions } = store.getState();
  const refused = document ? refusalOf(document, proposal) : "There is no workflow to connect in.";
  if (refused) return { refused };
  return actions.edit((text) => connect(text, asLink(proposal)), {
    select: { kind: "connection", id: idOf(proposal) },
  });
}

/** Removes nodes (with their connections) and connections in one step, which `label` names. */
export function removeThings(
  store: Store,
  things: { nodes: readonly string[]; connections: readonly string[] },
  label?: string,
): Refusal | undefined {
  const { document, layout, actions } = store.getState();
  if (!document) return undefined;
  const gone = new Set(things.nodes);
  const cuts = things.connections.flatMap((id): Command[] => {
    const connection = connectionPlace(document, id)?.value;
    if (!connection || gone.has(connection.sourceIdentifier) || gone.has(connection.targetIdentifier))
      return [];
    const proposal = {
      source: connection.sourceIdentifier,
      handle: handleOf(connection),
      target: connection.targetIdentifier,
    };
    return [(text) => disconnect(text, asLink(proposal))];
  });
  const removals = things.nodes.map(
    (id): Command =>
      (text) =>
        removeNode(text, id),
  );
  if (cuts.length + removals.length === 0) return undefined;
  const kept = Object.fromEntries(Object.entries(layout).filter(([id]) => !gone.has(id)));
  return actions.edit(inOrder(...cuts, ...removals), {
    layout: kept,
    select: null,
    ...(label === undefined ? {} : { label }),
  });
}

/** Adds a node where a click in the palette would: after the chosen node when it has a free way out. */
export function addFromPalette(store: Store, type: string): Refusal | undefined {
  const { document, selection } = store.getState();
  const source = selection?.kind === "node" ? selection.id : document?.nodes.at(-1)?.identifier;
  const handle = document && source ? freeExit(document, source) : undefined;
  return addNodeOf(store, type, source && handle ? { after: { source, handle } } : {});
}
