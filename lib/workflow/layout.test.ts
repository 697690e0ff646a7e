import { expect, test } from "vitest";
import type { WorkflowDocument } from "./document";
import { layoutWorkflow, type Positions, sizeOf } from "./layout";
import { sketch } from "./sketch";

/*
 *           ┌ yes → a ┐
 *  t → c1 ──┤         ├→ d
 *           └ else→ b ┘
 */
const document = sketch("t > c1", "c1:yes > a > d", "c1:else > b > d");

function overlaps(of: WorkflowDocument, positions: Positions): string[] {
  const found: string[] = [];
  for (const [index, one] of of.nodes.entries())
    for (const other of of.nodes.slice(index + 1)) {
      const [a, b] = [positions[one.identifier]!, positions[other.identifier]!];
      const [sa, sb] = [sizeOf(one), sizeOf(other)];
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
