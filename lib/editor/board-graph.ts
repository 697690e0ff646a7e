import { Position } from "@xyflow/react";
import { type Board, type Group, groupOf, joinGroup, withoutNodes } from "../workflow/board";
import type { Direction } from "../workflow/layout";
import type { Layout } from "./api-types";
import { cardHeight, cardWidth, type FlowEdge, type FlowNode, handleSize, inHandle, outHandle } from "./flow";

/** How a group, or a note, is called among the nodes of the canvas. */
export const groupNode = (group: string) => `board:group:${group}`;
export const noteNode = (note: string) => `board:note:${note}`;
const edgePrefix = "board:edge:";
export const isBoardNode = (id: string) => id.startsWith("board:");
export const groupIn = (id: string): string | undefined => /^board:group:(.*)$/.exec(id)?.[1];
export const noteIn = (id: string): string | undefined => /^board:note:(.*)$/.exec(id)?.[1];

/** From a frame's edge to its cards, and the room of its title; multiples of the grid. */
const around = 16;
const titleRoom = 32;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A frame that fits around cards; undefined around none. */
function frameAround(cards: readonly Box[]): Box | undefined {
  if (cards.length === 0) return undefined;
  const x = Math.min(...cards.map((card) => card.x)) - around;
  const y = Math.min(...cards.map((card) => card.y)) - around - titleRoom;
  const right = Math.max(...cards.map((card) => card.x + card.width)) + around;
  const bottom = Math.max(...cards.map((card) => card.y + card.height)) + around;
  return { x, y, width: right - x, height: bottom - y };
}

const boxOf = ({ position, width = cardWidth, height = cardHeight }: FlowNode): Box => ({
  ...position,
  width,
  height,
});

const counted = (count: number) => (count === 1 ? "1 node" : `${count} nodes`);

export interface Shown {
  board: Board;
  collapsed: readonly string[];
  direction: Direction;
  /** Chosen groups and notes, by their name on the canvas. */
  chosen: ReadonlySet<string>;
  /** Notes that are being dragged or resized. */
  moving: ReadonlyMap<string, Box>;
  /** Where the cards stood before they were dragged. */
  layout: Layout;
}

/** The cards with frames behind them, collapsed groups as one box, and notes. The same list when there is neither. */
export function withBoard(cards: FlowNode[], shown: Shown): FlowNode[] {
  const { board, collapsed, direction, chosen, moving, layout } = shown;
  if (board.groups.length === 0 && board.notes.length === 0) return cards;
  const known = new Map(cards.map((card) => [card.id, card]));
  const hidden = new Set<string>();
  const frames: FlowNode[] = [];
  const boxes: FlowNode[] = [];
  for (const group of board.groups) {
    const members = group.nodes.flatMap((node) => known.get(node) ?? []);
    if (members.length === 0) continue;
    if (collapsed.includes(group.id)) {
      for (const { id } of members) hidden.add(id);
      boxes.push(collapsedBox(group, members, direction, chosen.has(groupNode(group.id))));
      continue;
    }
    // While one card is dragged its frame stays, so that it can be dragged out.
    const areAllDragged = members.every((card) => card.dragging);
    const frame = frameAround(
      members.map((card) =>
        card.dragging && !areAllDragged ? { ...boxOf(card), ...layout[card.id] } : boxOf(card),
      ),
    )!;
    frames.push(frameNode(group, frame, members.length, direction, chosen.has(groupNode(group.id))));
  }
  const notes = board.notes.map((note): FlowNode => {
    const id = noteNode(note.id);
    const { x, y, width, height } = moving.get(id) ?? note;
    const words = note.markdown.replace(/[#*_`>[\]]/g, "").trim();
    return {
      id,
      type: "note",
      position: { x, y },
      data: { direction },
      width,
      height,
      measured: { width, height },
      handles: [],
      selected: chosen.has(id),
      connectable: false,
      ariaLabel: `Note: ${words.slice(0, 80) || "empty"}`,
    };
  });
  const visible = hidden.size === 0 ? cards : cards.filter((card) => !hidden.has(card.id));
  return [...frames, ...notes, ...visible, ...boxes];
}

function frameNode(
  group: Group,
  { x, y, width, height }: Box,
  count: number,
  direction: Direction,
  isChosen: boolean,
): FlowNode {
  return {
    id: groupNode(group.id),
    type: "frame",
    position: { x, y },
    data: { direction },
    width,
    height,
    measured: { width, height },
    handles: [],
    // Behind connections and cards; only its title takes the pointer.
    zIndex: -1,
    style: { pointerEvents: "none" },
    selectable: false,
    connectable: false,
    className: isChosen ? "frame-chosen" : "",
    ariaLabel: `Group ${group.title}, ${counted(count)}`,
  };
}

function collapsedBox(
  group: Group,
  members: readonly FlowNode[],
  direction: Direction,
  isChosen: boolean,
): FlowNode {
  const size = { width: cardWidth, height: cardHeight };
  const half = handleSize / 2;
  const handle = { width: handleSize, height: handleSize };
  const isRight = direction === "right";
  return {
    id: groupNode(group.id),
    type: "box",
    position: {
      x: Math.min(...members.map((card) => card.position.x)),
      y: Math.min(...members.map((card) => card.position.y)),
    },
    data: { direction },
    ...size,
    measured: size,
    handles: [
      {
        ...handle,
        id: inHandle,
        type: "target",
        position: isRight ? Position.Left : Position.Top,
        x: isRight ? -half : cardWidth / 2 - half,
        y: isRight ? cardHeight / 2 - half : -half,
      },
      {
        ...handle,
        id: outHandle,
        type: "source",
        position: isRight ? Position.Right : Position.Bottom,
        x: isRight ? cardWidth - half : cardWidth / 2 - half,
        y: isRight ? cardHeight / 2 - half : cardHeight - half,
      },
    ],
    selected: isChosen,
    connectable: false,
    ariaLabel: `Group ${group.title}, ${counted(members.length)}, collapsed`,
  };
}

/** The connections as they are drawn beside collapsed groups: none inside of one, one for all that would lie on each other. */
export function foldEdges(edges: FlowEdge[], board: Board, collapsed: readonly string[]): FlowEdge[] {
  const folded = new Map(
    board.groups
      .filter((group) => collapsed.includes(group.id))
      .flatMap((group) => group.nodes.map((node) => [node, group] as const)),
  );
  if (folded.size === 0) return edges;
  const drawn = new Map<string, FlowEdge[]>();
  for (const edge of edges) {
    const [from, to] = [folded.get(edge.source), folded.get(edge.target)];
    if (from !== undefined && from === to) continue;
    const shown =
      from === undefined && to === undefined
        ? edge
        : {
            ...edge,
            ...(from ? { source: groupNode(from.id), sourceHandle: outHandle } : {}),
            ...(to ? { target: groupNode(to.id) } : {}),
          };
    const key = `${shown.source}|${shown.sourceHandle}|${shown.target}`;
    drawn.set(key, [...(drawn.get(key) ?? []), shown]);
  }
  const nameOf = (id: string) => board.groups.find((group) => groupNode(group.id) === id)?.title ?? id;
  return [...drawn].map(([key, [first, ...more]]): FlowEdge => {
    if (more.length === 0) return first!;
    const several = [first!, ...more].map((edge) => edge.id);
    return {
      ...first!,
      id: `${edgePrefix}${key}`,
      selectable: false,
      focusable: false,
      data: { label: "", fallback: false, several },
      ariaLabel: `${several.length} connections from ${nameOf(first!.source)} to ${nameOf(first!.target)}`,
    };
  });
}

/** Where everything on the canvas stands that the arrow keys go to; hidden cards are not among it. */
export function placesOf(layout: Layout, nodes: readonly FlowNode[], board: Board): Layout {
  if (board.groups.length === 0 && board.notes.length === 0) return layout;
  return Object.fromEntries(
    nodes.filter((node) => node.type !== "frame").map((node) => [node.id, layout[node.id] ?? node.position]),
  );
}

/**
 * The board after cards were dragged: one dropped inside a frame joins its group, one dropped outside of its own
 * leaves it.
 *
 * @param before where the cards stood
 * @param after where they stand now
 */
export function regroup(
  { board, collapsed }: Pick<Shown, "board" | "collapsed">,
  cards: readonly FlowNode[],
  moved: ReadonlySet<string>,
  { before, after }: { before: Layout; after: Layout },
): Board {
  const known = new Map(cards.map((card) => [card.id, card]));
  const boxAt = (node: string, layout: Layout): Box[] => {
    const card = known.get(node);
    return card ? [{ ...boxOf(card), ...layout[node] }] : [];
  };
  const frames = board.groups
    .filter((group) => !collapsed.includes(group.id))
    .flatMap((group) => {
      const frame = frameAround(group.nodes.flatMap((node) => boxAt(node, before)));
      return frame ? [{ group, frame }] : [];
    });
  let next = board;
  for (const node of moved) {
    const [box] = boxAt(node, after);
    if (box === undefined) continue;
    const own = groupOf(board, node);
    const isAlone = own?.nodes.every((each) => moved.has(each)) ?? false;
    const ownFrame = frames.find(({ group }) => group === own)?.frame;
    if (own !== undefined && (isAlone || ownFrame === undefined || overlap(box, ownFrame))) continue;
    const into = frames.find(({ frame }) => holdsMiddle(frame, box))?.group;
    if (into !== undefined) next = joinGroup(next, into.id, [node]);
    else if (own !== undefined) next = withoutNodes(next, new Set([node]));
  }
  return next;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const holdsMiddle = (frame: Box, { x, y, width, height }: Box): boolean => {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return (
    middleX > frame.x &&
    middleX < frame.x + frame.width &&
    middleY > frame.y &&
    middleY < frame.y + frame.height
  );
};
