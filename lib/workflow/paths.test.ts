import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Graph, graphOf, reachable, successors } from "./graph";
import { type Presence, pathsFrom } from "./paths";
import { sketch } from "./sketch";

/** Walks every way from the starts, which only small graphs allow. */
function walked(graph: Graph, starts: string[], earlier: string, later: string): Presence {
  const ways: boolean[] = [];
  const walk = (node: string, seen: readonly string[]): void => {
    if (node === later) ways.push(seen.includes(earlier));
    for (const next of successors(graph, node)) walk(next, [...seen, node]);
  };
  for (const start of starts) walk(start, []);
  return !ways.includes(true) ? "none" : ways.includes(false) ? "some" : "all";
}

test("agrees with walking every way, in random graphs without cycles", () => {
  const edges = fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 16 });
  fc.assert(
    fc.property(edges, fc.subarray(["n0", "n1", "n2"], { minLength: 1 }), (pairs, starts) => {
      const lines = pairs.filter(([from, to]) => from < to).map(([from, to]) => `n${from} > n${to}`);
      const graph = graphOf(sketch(...lines, { n0: {}, n1: {}, n2: {} }));
      // A run begins at a start and nowhere else, so nothing leads into one.
      fc.pre(starts.every((start) => (graph.incoming.get(start) ?? []).length === 0));
      const paths = pathsFrom(graph, starts);
      for (const later of reachable(graph, starts))
        for (const earlier of graph.nodes.keys())
          expect(`${earlier} ${later} ${paths.presence(earlier, later)}`).toBe(
            `${earlier} ${later} ${walked(graph, starts, earlier, later)}`,
          );
    }),
    { numRuns: 300 },
  );
});

describe("ways", () => {
  /*
   *           ┌ yes → a ┐
   *  t1 → c1 ─┤         ├→ d     t2 → d
   *           └ else ───┘
   */
  const graph = graphOf(sketch("t1 > c1", "c1:yes > a > d", "c1:else > d", "t2 > d"));

  test("from one trigger, and from all", () => {
    expect(pathsFrom(graph, ["t1"]).presence("c1", "d")).toBe("all");
    expect(pathsFrom(graph, ["t2"]).presence("c1", "d")).toBe("none");
    expect(pathsFrom(graph, ["t1", "t2"]).presence("c1", "d")).toBe("some");
  });
  test("around a node, by the connections taken", () => {
    const way = pathsFrom(graph, ["t1"]).wayAround("a", "d");
    expect(way?.map(({ source, target }) => `${source} ${target}`)).toEqual(["t1 c1", "c1 d"]);
    expect(pathsFrom(graph, ["t1"]).wayAround("c1", "d")).toBeUndefined();
  });
  test("that stand for more", () => {
    const paths = pathsFrom(graph, ["t1"], (edge) => (edge.fallback ? ["a"] : []));
    expect(paths.presence("a", "d")).toBe("all");
  });
  test("say nothing about nodes on a cycle", () => {
    const round = graphOf(sketch("t > a > b > a", "t > lost"));
    expect(pathsFrom(round, ["t"]).presence("b", "a")).toBe("all");
    expect(pathsFrom(round, ["t"]).presence("lost", "t")).toBe("none");
  });
});

test("2,000 nodes in diamonds are ready well under half a second", () => {
  const lines = Array.from({ length: 666 }, (_, at) => [
    `c${at}:yes > a${at} > c${at + 1}`,
    `c${at}:else > b${at} > c${at + 1}`,
  ]).flat();
  const graph = graphOf(sketch("t > c0", ...lines));
  pathsFrom(graph, ["t"]);
  const begin = process.cpuUsage();
  const paths = pathsFrom(graph, ["t"]);
  expect(paths.presence("a3", "c666")).toBe("some");
  expect(paths.presence("c3", "c666")).toBe("all");
  const { user, system } = process.cpuUsage(begin);
  expect((user + system) / 1000).toBeLessThan(500);
});
