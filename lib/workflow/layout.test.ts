import { expect, test } from "vitest";
import type { WorkflowDocument } from "./document";
import { type Direction, directionOf, layoutWorkflow, type Positions, sizeOf } from "./layout";
import { sketch } from "./sketch";

/*
 *           ┌ yes → a ┐
 *  t → c1 ──┤         ├→ d
 *           └ else→ b ┘
 */
const document = sketch("t > c1", "c1:yes > a > d", "c1:else > b > d");

function overlaps(of: WorkflowDocument, positions: Positions, direction: Direction = "right"): string[] {
  const found: string[] = [];
  for (const [index, one] of of.nodes.entries())
    for (const other of of.nodes.slice(index + 1)) {
      const [a, b] = [positions[one.identifier]!, positions[other.identifier]!];
      const [sa, sb] = [sizeOf(one, direction), sizeOf(other, direction)];
      if (a.x < b.x + sb.width && b.x < a.x + sa.width && a.y < b.y + sb.height && b.y < a.y + sa.height)
        found.push(`${one.identifier}+${other.identifier}`);
    }
  return found;
}

test("from left to right, without overlaps, the same each time", () => {
  const positions = layoutWorkflow(document, {});
  for (const [left, right] of [
    ["t", "c1"],
    ["c1", "a"],
    ["c1", "b"],
    ["a", "d"],
    ["b", "d"],
  ] as const)
    expect(positions[left]!.x).toBeLessThan(positions[right]!.x);
  expect(overlaps(document, positions)).toEqual([]);
  expect(layoutWorkflow(document, {})).toEqual(positions);
});

test("a condition is as high as its outlets and its fallback", () => {
  expect(sizeOf(document.nodes[1]!)).toEqual({ width: 240, height: 64 + 2 * 28 });
});

test("what is placed stays; what is not goes beside its neighbour", () => {
  const known = { t: { x: 1000, y: 500 }, c1: { x: 1400, y: 500 }, a: { x: 1800, y: 500 } };
  const positions = layoutWorkflow(document, known);
  expect(positions).toMatchObject(known);
  expect(positions.b!.x).toBeGreaterThan(known.c1.x);
  expect(positions.d!.x).toBeGreaterThan(known.a.x);
  expect(overlaps(document, positions)).toEqual([]);
  expect(layoutWorkflow(document, known, { all: true })).toEqual(layoutWorkflow(document, {}));
});

test("positions of nodes that are gone are dropped", () => {
  expect(Object.keys(layoutWorkflow(sketch("t"), { t: { x: 0, y: 0 }, gone: { x: 1, y: 1 } }))).toEqual([
    "t",
  ]);
});

test("nodes without neighbours go below, none on another", () => {
  const lonely = sketch("t", "e", "f", "g");
  const positions = layoutWorkflow(lonely, { t: { x: 0, y: 0 } });
  expect(overlaps(lonely, positions)).toEqual([]);
});

test("a circle and a self-connection are drawn, not refused", () => {
  const round = sketch("t > a > b > a", "b > b");
  expect(Object.keys(layoutWorkflow(round, {}))).toHaveLength(3);
  expect(Object.keys(layoutWorkflow(round, { t: { x: 0, y: 0 } }))).toHaveLength(3);
  expect(layoutWorkflow({ identifier: "w", nodes: [] }, {})).toEqual({});
});

test("2,000 nodes in a row and in a fan, without overlaps", () => {
  const chain = Array.from({ length: 1999 }, (_, at) => `n${at}`);
  const row = layoutWorkflow(sketch(`t > ${chain.join(" > ")}`), {});
  expect(row.n1998!.x).toBeGreaterThan(row.n1997!.x);
  const fan = sketch(...chain.slice(0, 600).map((name) => `c:${name} > ${name} > z`));
  expect(overlaps(fan, layoutWorkflow(fan, {}))).toEqual([]);
});

test("from top to bottom: ranks below each other, ways out side by side", () => {
  const positions = layoutWorkflow(document, {}, { direction: "down" });
  for (const [above, below] of [
    ["t", "c1"],
    ["c1", "a"],
    ["c1", "b"],
    ["a", "d"],
    ["b", "d"],
  ] as const)
    expect(positions[above]!.y + sizeOf(document.nodes[0]!, "down").height).toBeLessThan(positions[below]!.y);
  expect(positions.a!.y).toBe(positions.b!.y);
  expect(sizeOf(document.nodes[1]!, "down")).toEqual({ width: 240, height: 64 + 28 });
  expect(overlaps(document, positions, "down")).toEqual([]);
});

test("what is not placed yet goes below its neighbour, and beside what is there", () => {
  const known = { t: { x: 0, y: 0 }, c1: { x: 0, y: 160 }, a: { x: 0, y: 320 } };
  const positions = layoutWorkflow(document, known, { direction: "down" });
  expect(positions).toMatchObject(known);
  expect(positions.b!.y).toBeGreaterThan(known.c1.y);
  expect(positions.b!.x).toBeGreaterThan(known.a.x + 240);
  expect(overlaps(document, positions, "down")).toEqual([]);
});

test("the direction is told from where the connections lead", () => {
  for (const direction of ["right", "down"] as const)
    expect(directionOf(document, layoutWorkflow(document, {}, { direction }))).toBe(direction);
  expect(directionOf(sketch("t"), { t: { x: 0, y: 0 } })).toBe("right");
  expect(directionOf(document, {})).toBe("right");
});

test("2,000 nodes from top to bottom, without overlaps", () => {
  const chain = Array.from({ length: 1999 }, (_, at) => `n${at}`);
  const column = layoutWorkflow(sketch(`t > ${chain.join(" > ")}`), {}, { direction: "down" });
  expect(column.n1998!.y).toBeGreaterThan(column.n1997!.y);
  const fan = sketch(...chain.slice(0, 200).map((name) => `c:${name} > ${name} > z`));
  expect(overlaps(fan, layoutWorkflow(fan, {}, { direction: "down" }), "down")).toEqual([]);
});

test("six columns of cards fit between both panels of a laptop's screen, large enough to read", () => {
  const positions = layoutWorkflow(sketch("t > n1 > c:x > n2 > n3 > n4", "c:else > n5 > n3"), {});
  const right = Math.max(...Object.values(positions).map(({ x }) => x)) + 240;
  expect((1440 - 232 - 400) / 1.04 / right).toBeGreaterThanOrEqual(0.45);
});

test("what a condition leads to stands in the order of its outlets, whatever the order of connections", () => {
  const forks = sketch("t > c", "c:else > n3", "c:yes > n1 > z", "c:no > n2 > z", "n3 > z");
  const { n1, n2, n3 } = layoutWorkflow(forks, {});
  expect([n1!.y < n2!.y, n2!.y < n3!.y]).toEqual([true, true]);
  const down = layoutWorkflow(forks, {}, { direction: "down" });
  expect([down.n1!.x < down.n2!.x, down.n2!.x < down.n3!.x]).toEqual([true, true]);
});
