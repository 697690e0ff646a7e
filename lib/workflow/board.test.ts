import { describe, expect, it } from "vitest";
import { Board, emptyBoard, followNodes, joinGroup } from "./board";
import type { WorkflowDocument } from "./document";
import { mergeBoards } from "./merge-board";

const group = (id: string, ...nodes: string[]) => ({ id, title: id, colour: "grey" as const, nodes });
const board = (...groups: ReturnType<typeof group>[]): Board => ({ groups, notes: [] });
const document = (...names: string[]): WorkflowDocument => ({
  identifier: "w",
  nodes: names.map((identifier) => ({ identifier, config: { type: "WEBHOOK", url: "https://a.test" } })),
});

describe("groups", () => {
  it("have a node in one of them only", () => {
    expect(joinGroup(board(group("g", "a", "b"), group("h", "c")), "h", ["b"])).toEqual(
      board(group("g", "a"), group("h", "c", "b")),
    );
    expect(joinGroup(board(group("g", "a"), group("h", "c")), "h", ["a"])).toEqual(
      board(group("h", "c", "a")),
    );
    expect(Board.safeParse(board(group("g", "a"), group("h", "a"))).success).toBe(false);
    expect(Board.safeParse(board(group("g", "a"), group("g", "b"))).success).toBe(false);
  });

  it("lose what is deleted, and go when nothing is left in them", () => {
    const start = board(group("g", "a", "b"), group("h", "c"));
    expect(followNodes(start, document("a", "b", "c"), document("a"))).toEqual(board(group("g", "a")));
  });

  it("follow a rename", () => {
    const start = board(group("g", "a", "b"));
    expect(followNodes(start, document("a", "b"), document("a", "z"))).toEqual(board(group("g", "a", "z")));
  });

  it("do not take another node for a renamed one", () => {
    const start = board(group("g", "a", "b"));
    expect(followNodes(start, document("a", "b", "c"), document("a", "c", "z"))).toEqual(
      board(group("g", "a")),
    );
  });

  it("stay the same object while none of their nodes changes", () => {
    const start = board(group("g", "a"));
    expect(followNodes(start, document("a", "b"), document("a"))).toBe(start);
    expect(followNodes(emptyBoard, document("a"), document("b"))).toBe(emptyBoard);
  });
});

describe("two changed boards", () => {
  const note = (id: string, markdown: string) => ({
    id,
    x: 0,
    y: 0,
    width: 240,
    height: 160,
    colour: "amber" as const,
    markdown,
  });
  const of = (groups: Board["groups"], ...notes: Board["notes"]): Board => ({ groups, notes });

  it("merge by group and note, and mine stands where both changed one", () => {
    const base = of([group("g", "a")], note("n", "was"), note("m", "was"), note("gone", "x"));
    const mine = of([group("g", "a")], note("n", "mine"), note("m", "was"), note("gone", "x"));
    const theirs = of([group("g", "a", "b")], note("n", "theirs"), note("m", "theirs"), note("new", "y"));
    expect(mergeBoards({ base, mine, theirs })).toEqual(
      of([group("g", "a", "b")], note("n", "mine"), note("m", "theirs"), note("new", "y")),
    );
    expect(mergeBoards({ base, mine, theirs: base })).toBe(mine);
  });

  it("leave a node that both grouped in one group", () => {
    const merged = mergeBoards({ base: of([]), mine: of([group("g", "a")]), theirs: of([group("h", "a")]) });
    expect(merged).toEqual(of([group("g", "a")]));
    expect(Board.safeParse(merged).success).toBe(true);
  });
});
