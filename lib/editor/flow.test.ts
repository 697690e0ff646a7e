import { Position } from "@xyflow/react";
import { expect, it } from "vitest";
import { layoutWorkflow } from "../workflow/layout";
import { sketch } from "../workflow/sketch";
import { flowEdges, flowNodes, outletHandle } from "./flow";

const document = sketch("t > c", "c:yes > a", "c:else > b");
const handlesOf = (direction: "right" | "down") =>
  flowNodes(document, layoutWorkflow(document, {}, { direction }), direction).find(({ id }) => id === "c")!;

it("leads right: outlets below each other at the right edge", () => {
  const { handles, height } = handlesOf("right");
  expect(height).toBe(120);
  expect(handles?.[0]).toMatchObject({ id: "in", position: Position.Left, x: -5 });
  expect(handles?.slice(1).map(({ x, y, position }) => ({ x, y, position }))).toEqual([
    { x: 235, y: 73, position: Position.Right },
    { x: 235, y: 101, position: Position.Right },
  ]);
});

it("leads down: outlets side by side at the lower edge", () => {
  const { handles, height } = handlesOf("down");
  expect(height).toBe(92);
  expect(handles?.[0]).toMatchObject({ id: "in", position: Position.Top, x: 115, y: -5 });
  expect(handles?.[1]).toMatchObject({ id: outletHandle("yes"), x: 55, y: 87, position: Position.Bottom });
  expect(handles?.[2]).toMatchObject({ id: "fallback", x: 175, y: 87, position: Position.Bottom });
});

it("keeps a card that did not change, in each direction", () => {
  const layout = layoutWorkflow(document, {});
  const before = flowNodes(document, layout, "right");
  const moved = flowNodes(document, { ...layout, a: { x: 1, y: 2 } }, "right");
  expect(moved.map((card, at) => card === before[at])).toEqual([true, true, false, true]);
  expect(flowNodes(document, layout, "down")[0]).not.toBe(before[0]);
});

it("keeps the list of edges while no connection changes", () => {
  const before = flowEdges(document);
  const [first, ...others] = document.nodes;
  expect(flowEdges({ ...document, nodes: [{ ...first!, title: "T" }, ...others] })).toBe(before);
  const fewer = { ...document, connections: document.connections!.slice(1) };
  expect(flowEdges(fewer)).toEqual(before.slice(1));
});

it("keeps a card whose node changed in what the card reads for itself, and the list of cards with it", () => {
  const layout = layoutWorkflow(document, {});
  const before = flowNodes(document, layout, "right");
  const [first, ...others] = document.nodes;
  const titled = { ...document, nodes: [{ ...first!, title: "T" }, ...others] };
  expect(flowNodes(titled, { ...layout }, "right")).toBe(before);
  const outlets = [{ identifier: "no", expression: "true" }];
  const turned = document.nodes.map((node) =>
    node.identifier === "c" ? { ...node, config: { ...node.config, outlets } } : node,
  );
  const after = flowNodes({ ...document, nodes: turned }, layout, "right");
  expect(after.filter((card, at) => card !== before[at]).map(({ id }) => id)).toEqual(["c"]);
});
