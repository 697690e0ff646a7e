import { describe, expect, it } from "vitest";
import type { Picture } from "@/lib/editor/api-types";
import { fitPicture } from "./fit-picture";

// trigger ──▶ check ──▶ deploy
//                  └──▶ notify
const picture: Picture = {
  nodes: [
    { id: "trigger", x: 0, y: 100, family: "trigger" },
    { id: "check", x: 400, y: 100, family: "flow" },
    { id: "deploy", x: 800, y: 0, family: "action" },
    { id: "notify", x: 800, y: 200, family: "action" },
  ],
  edges: [
    ["trigger", "check"],
    ["check", "deploy"],
    ["check", "notify"],
  ],
};

describe("fitPicture", () => {
  it("keeps every card inside the box and the order of the graph", () => {
    const { nodes } = fitPicture(picture, { width: 120, height: 48 });
    for (const node of nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x + node.width).toBeLessThanOrEqual(120);
      expect(node.y).toBeGreaterThanOrEqual(0);
      expect(node.y + node.height).toBeLessThanOrEqual(48);
    }
    expect(nodes.map((node) => node.x)).toEqual([...nodes.map((node) => node.x)].sort((a, b) => a - b));
  });
  it("does not blow one card up to the size of the box", () => {
    const one: Picture = { nodes: [{ id: "a", x: 5, y: 5, family: "trigger" }], edges: [] };
    expect(fitPicture(one, { width: 300, height: 200 }).nodes[0]?.width).toBeLessThan(60);
  });
  it("leaves out edges to nodes that are not there, and an empty graph is empty", () => {
    const loose: Picture = { ...picture, edges: [["check", "nowhere"]] };
    expect(fitPicture(loose, { width: 120, height: 48 }).edges).toEqual([]);
    expect(fitPicture({ nodes: [], edges: [] }, { width: 120, height: 48 })).toEqual({
      nodes: [],
      edges: [],
    });
  });
});
