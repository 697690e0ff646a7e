import { describe, expect, test } from "vitest";
import { findCycles, follow, graphOf, reachable, successors, topologicalOrder } from "./graph";
import { sketch } from "./sketch";

/*
 *          ┌ yes → a ┐
 *  t1 → c1 ┤         ├→ d      t2 → a      lost
 *          └ else→ b ┘
 */
const graph = graphOf(sketch("t1 > c1", "c1:yes > a > d", "c1:else > b > d", "t2 > a", { lost: {} }));

test("successors, ways out and reach", () => {
  expect(successors(graph, "c1")).toEqual(["a", "b"]);
  expect(follow(graph, "c1", { outlet: "yes" })?.target).toBe("a");
  expect(follow(graph, "c1", { fallback: true })?.target).toBe("b");
  expect(follow(graph, "c1")).toBeUndefined();
  expect(follow(graph, "a")?.target).toBe("d");
  expect([...reachable(graph, ["t2"])].sort()).toEqual(["a", "d", "t2"]);
});

test("order: each node after all that lead to it", () => {
  const order = topologicalOrder(graph);
  expect(order).toHaveLength(7);
  for (const edge of graph.edges) expect(order.indexOf(edge.source)).toBeLessThan(order.indexOf(edge.target));
});

describe("cycles", () => {
  /*  t → a → b → c2 → a   */
  test("are named in order, with the connection that closes them", () => {
    const cycles = findCycles(graphOf(sketch("t > a > b > c2", "c2:again > a", "c2:else > d")));
    expect(cycles).toHaveLength(1);
    expect(cycles[0]?.nodes).toEqual(["a", "b", "c2"]);
    expect(cycles[0]?.closing).toMatchObject({ source: "c2", target: "a" });
  });
  test("a chain of 2,000 nodes does not overflow", () => {
    const chain = Array.from({ length: 2000 }, (_, at) => `n${at}`);
    expect(findCycles(graphOf(sketch([...chain, "n0"].join(" > "))))[0]?.nodes).toHaveLength(2000);
    expect(findCycles(graphOf(sketch(chain.join(" > "))))).toEqual([]);
  });
});
