import { expect, test } from "vitest";
import type { Board } from "../workflow/board";
import { connectionsOf, type WorkflowDocument } from "../workflow/document";
import { sketch } from "../workflow/sketch";
import {
  ancestors,
  hiddenNodes,
  type OutlineRow,
  openRows,
  outlineGroups,
  outlineMatches,
  outlineTree,
  sameRows,
} from "./outline";

/** The tree as it looks: two spaces for each level, `c:yes` for a way, `-> x` for what is listed elsewhere. */
const drawn = (rows: readonly OutlineRow[]) =>
  rows.map((row) => {
    const said = {
      node: () => (row.kind === "node" ? row.node : ""),
      way: () => (row.kind === "way" ? `:${row.title}${row.connection === undefined ? " (free)" : ""}` : ""),
      again: () => (row.kind === "again" ? `-> ${row.node}` : ""),
      apart: () => "Not connected",
      group: () => (row.kind === "group" ? `[${row.title} ${row.count}]` : ""),
    }[row.kind]();
    return "  ".repeat(row.level - 1) + said;
  });

const board = (...groups: [string, string[]][]): Board => ({
  groups: groups.map(([title, nodes]) => ({ id: title, title, colour: "grey", nodes })),
  notes: [],
});

test("keeps a straight chain on one level, the trigger first", () => {
  const rows = outlineTree(sketch("a > b", "t > a"));
  expect(drawn(rows)).toEqual(["t", "a", "b"]);
  expect(rows.map(({ position, siblings }) => `${position}/${siblings}`)).toEqual(["1/3", "2/3", "3/3"]);
  expect(rows.map((row) => row.begins)).toEqual([true, false, false]);
});

test("shows the ways out of a node as branches, free ones too", () => {
  const rows = outlineTree(sketch("t > c:yes > a > b", "c:no > d", { c: { outlets: [] } }));
  // The outlets were taken away: what they led to is connected to nothing.
  expect(drawn(rows)).toEqual(["t", "c", "  :fallback (free)", "Not connected", "  a", "  b", "  d"]);
  expect(drawn(outlineTree(sketch("t > c:yes > a > b", "c:no > d")))).toEqual([
    "t",
    "c",
    "  :yes",
    "    a",
    "    b",
    "  :no",
    "    d",
    "  :fallback (free)",
  ]);
});

test("tells each branch how much lies beneath it, and folds it", () => {
  const rows = outlineTree(sketch("t > c:yes > a > b", "c:else > d"));
  expect(rows.map(({ beneath }) => beneath)).toEqual([0, 5, 2, 0, 0, 1, 0]);
  expect(drawn(openRows(rows, new Set(["way:c|outlet:yes"])))).toEqual([
    "t",
    "c",
    "  :yes",
    "  :fallback",
    "    d",
  ]);
  expect(drawn(openRows(rows, new Set(["node:c", "way:c|fallback"])))).toEqual(["t", "c"]);
  expect(ancestors(rows, "node:b")).toEqual(["way:c|outlet:yes", "node:c"]);
  expect(ancestors(rows, "node:t")).toEqual([]);
});

test("lists a node that several ways lead to once, where it is met first", () => {
  expect(drawn(outlineTree(sketch("t > c:yes > a > z", "c:else > z > y", "t2 > a")))).toEqual([
    "t",
    "c",
    "  :yes",
    "    a",
    "    z",
    "    y",
    "  :fallback",
    "    -> z",
    "t2",
    "-> a",
  ]);
});

test("ends where a way leads back", () => {
  expect(drawn(outlineTree(sketch("t > a > b > a")))).toEqual(["t", "a", "b", "-> a"]);
  expect(drawn(outlineTree(sketch("t", "x > y > x")))).toEqual([
    "t",
    "Not connected",
    "  x",
    "  y",
    "  -> x",
  ]);
  expect(drawn(outlineTree(sketch("x > x")))).toEqual(["Not connected", "  x", "  -> x"]);
});

test("puts what nothing leads to in a part of its own, each chain from its beginning", () => {
  const rows = outlineTree(sketch("t > a", "x > y", "z > y"));
  expect(drawn(rows)).toEqual(["t", "a", "Not connected", "  x", "  y", "  z", "  -> y"]);
  expect(rows.filter(({ begins }) => begins).map(({ key }) => key)).toEqual([
    "node:t",
    "apart",
    "node:x",
    "node:z",
  ]);
});

test("hides no node of a draft with problems", () => {
  const twice: WorkflowDocument = sketch("t > a", "t > b", "a > nowhere");
  twice.nodes = [...twice.nodes.filter(({ identifier }) => identifier !== "nowhere"), twice.nodes[1]!];
  const rows = outlineTree(twice);
  expect(drawn(rows)).toEqual(["t", "  a", "  b"]);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});

test("lists every connection and every node of a graph once", () => {
  const document = sketch("t > c:a > c2:x > m > n", "c:b > m", "c:else > c2", "c2:y > n", "c2:else > t2 > n");
  const rows = outlineTree(document);
  expect(rows.flatMap((row) => (row.kind === "node" ? [row.node] : [])).sort()).toEqual(
    document.nodes.map(({ identifier }) => identifier).sort(),
  );
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  const ways = rows.flatMap((row) => (row.kind === "way" && row.connection ? [row.connection] : []));
  expect(ways).toHaveLength(
    connectionsOf(document).filter((each) => each.sourceIdentifier.startsWith("c")).length,
  );
});

test("makes folders of groups, with the other nodes between them", () => {
  const document = sketch("t > a > b > d", "x");
  const rows = outlineGroups(document, board(["Two", ["d", "b", "gone"]], ["Empty", []]));
  expect(drawn(rows)).toEqual(["t", "a", "[Two 2]", "  b", "  d", "x"]);
  expect(rows.map(({ position, siblings }) => `${position}/${siblings}`)).toEqual([
    "1/4",
    "2/4",
    "3/4",
    "1/2",
    "2/2",
    "4/4",
  ]);
  expect(drawn(openRows(rows, new Set(["group:Two"])))).toEqual(["t", "a", "[Two 2]", "x"]);
});

test("finds nodes by title, identifier and type", () => {
  const document = sketch("t > ask > c:yes > s");
  document.nodes[1]!.title = "Ask the Service";
  expect(drawn(outlineMatches(document, "service ask"))).toEqual(["ask"]);
  expect(drawn(outlineMatches(document, "webhook s"))).toEqual(["ask", "s"]);
  expect(drawn(outlineMatches(document, "CONDITION"))).toEqual(["c"]);
  expect(drawn(outlineMatches(document, "nothing"))).toEqual([]);
});

test("keeps rows that did not change", () => {
  const before = outlineTree(sketch("t > a > b"));
  expect(sameRows(before, outlineTree(sketch("t > a > b")))).toBe(before);
  const after = sameRows(before, outlineTree(sketch("t > c:yes > a > b")));
  expect(after[0]).not.toBe(before[0]);
  const longer = outlineTree(sketch("t > c:yes > a", "c:else > b"));
  const changed = sameRows(longer, outlineTree(sketch("t > c:yes > a > x", "c:else > b")));
  expect(changed.find(({ key }) => key === "node:b")).toBe(longer.find(({ key }) => key === "node:b"));
});

test("is the same while only what is within nodes changes", () => {
  const document = sketch("t > c:yes > a");
  const before = outlineTree(document);
  const renamed = document.nodes.map((node) => ({ ...node, title: `${node.identifier} again` }));
  expect(outlineTree({ ...document, nodes: renamed })).toBe(before);
  const outlets = [{ identifier: "yes", title: "Certainly", expression: "true" }];
  const retitled = renamed.map((node) =>
    node.identifier === "c" ? { ...node, config: { ...node.config, outlets } } : node,
  );
  expect(drawn(outlineTree({ ...document, nodes: retitled }))).toContain("  :Certainly");
});

test("takes 2,000 nodes without a stack: in a chain, and each deeper than the one before", () => {
  const names = Array.from({ length: 2_000 }, (_, at) => `n${at}`);
  const chain = outlineTree(sketch(["t", ...names].join(" > ")));
  expect(chain).toHaveLength(2_001);
  expect(chain.at(-1)).toMatchObject({ level: 1, position: 2_001, siblings: 2_001 });
  const deep = outlineTree(sketch(["t", ...names.map((_, at) => `c${at}:x`)].join(" > ")));
  expect(deep.filter(({ kind }) => kind === "node")).toHaveLength(2_001);
  expect(Math.max(...deep.map(({ level }) => level))).toBeGreaterThan(3_900);
  expect(openRows(deep, new Set(["node:c0"]))).toHaveLength(2);
});

test("knows the nodes that a folded row hides, and those of the outermost fold alone", () => {
  const rows = outlineTree(sketch("t > c:yes > a > b", "c:else > d", "d > b"));
  const way = "way:c|outlet:yes";
  expect(hiddenNodes(rows, new Set([way]))).toEqual(new Map([[way, ["a", "b"]]]));
  expect(hiddenNodes(rows, new Set(["node:c", way]))).toEqual(new Map([["node:c", ["a", "b", "d"]]]));
  expect(hiddenNodes(rows, new Set())).toEqual(new Map());
});
