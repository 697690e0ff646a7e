import { describe, expect, it } from "vitest";
import type { Board } from "../workflow/board";
import type { WorkflowDocument } from "../workflow/document";
import { foldEdges, groupNode, regroup, type Shown, withBoard } from "./board-graph";
import { flowEdges, flowNodes } from "./flow";

const document: WorkflowDocument = {
  identifier: "w",
  nodes: ["a", "b", "c", "d"].map((identifier) => ({
    identifier,
    config: { type: "WEBHOOK", url: "https://a.test" },
  })),
  connections: [
    { sourceIdentifier: "a", targetIdentifier: "b" },
    { sourceIdentifier: "a", targetIdentifier: "c" },
    { sourceIdentifier: "b", targetIdentifier: "d" },
    { sourceIdentifier: "c", targetIdentifier: "d" },
    { sourceIdentifier: "b", targetIdentifier: "c" },
  ],
};
const layout = {
  a: { x: 0, y: 0 },
  b: { x: 320, y: 0 },
  c: { x: 320, y: 160 },
  d: { x: 640, y: 0 },
};
const cards = flowNodes(document, layout, "right");
const board: Board = {
  groups: [{ id: "g", title: "Both", colour: "grey", nodes: ["b", "c"] }],
  notes: [],
};
const shown = (change: Partial<Shown>): Shown => ({
  board,
  collapsed: [],
  direction: "right",
  chosen: new Set(),
  moving: new Map(),
  layout,
  ...change,
});
const empty: Board = { groups: [], notes: [] };

describe("what is drawn", () => {
  it("is the same list without groups and notes", () => {
    const edges = flowEdges(document);
    expect(withBoard(cards, shown({ board: empty }))).toBe(cards);
    expect(foldEdges(edges, empty, [])).toBe(edges);
    expect(foldEdges(edges, board, [])).toBe(edges);
  });

  it("has a frame that fits, behind cards that keep their identity", () => {
    const [frame, ...others] = withBoard(cards, shown({}));
    expect(frame).toMatchObject({ type: "frame", position: { x: 304, y: -48 }, width: 272, height: 288 });
    expect(others).toEqual(cards);
    expect(others.every((card, at) => card === cards[at])).toBe(true);
  });

  it("has one box for a collapsed group, and one edge for several that would lie on each other", () => {
    const nodes = withBoard(cards, shown({ collapsed: ["g"] }));
    expect(nodes.map(({ id }) => id)).toEqual(["a", "d", groupNode("g")]);
    const edges = foldEdges(flowEdges(document), board, ["g"]);
    expect(edges.map(({ source, target }) => [source, target])).toEqual([
      ["a", groupNode("g")],
      [groupNode("g"), "d"],
    ]);
    expect(edges[0]?.data?.several).toEqual(["a|out|b", "a|out|c"]);
    expect(edges[0]?.ariaLabel).toBe("2 connections from a to Both");
  });
});

describe("dropping a card", () => {
  const drop = (node: string, x: number, y: number) =>
    regroup({ board, collapsed: [] }, cards, new Set([node]), {
      before: layout,
      after: { ...layout, [node]: { x, y } },
    });

  it("inside of a frame joins, outside leaves, at its edge stays", () => {
    expect(drop("d", 336, 80).groups[0]?.nodes).toEqual(["b", "c", "d"]);
    expect(drop("b", 960, 480).groups[0]?.nodes).toEqual(["c"]);
    expect(drop("b", 480, 0)).toBe(board);
    expect(drop("a", 0, 48)).toBe(board);
  });
});
