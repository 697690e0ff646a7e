import { type Edge, type Graph, predecessors, reachable, topologicalOrder } from "./graph";

/** On how many of the ways to a node another one ran. */
export type Presence = "all" | "some" | "none";

export interface Paths {
  /**
   * Whether `earlier` ran on all, some or no ways from the starts to `later`. A node does not run before itself.
   * Of nodes on a cycle, behind one, or unknown nothing is known, and the answer is `all`; to a node that no
   * start leads to all ways are taken from wherever they begin.
   */
  presence(earlier: string, later: string): Presence;
  /** A way from a start to `later` that avoids `without`, as the connections taken; undefined when there is none. */
  wayAround(without: string, later: string): Edge[] | undefined;
}

/**
 * Prepares to tell what ran before what, in runs that begin at any of `starts`. A connection may stand for more:
 * `known` names nodes that have an output wherever it is taken, such as those that its outlet asks about. Takes
 * a bit for each pair of nodes, and time to match; 2,000 nodes are a matter of milliseconds.
 */
export function pathsFrom(
  graph: Graph,
  starts: readonly string[],
  known: (edge: Edge) => readonly string[] = () => [],
): Paths {
  const words = Math.ceil(graph.nodes.size / 32);
  const numbers = new Map([...graph.nodes.keys()].map((node, at) => [node, at]));
  const live = reachable(graph, starts);
  const begins = new Set(starts);
  const some = new Map<string, Uint32Array>();
  const all = new Map<string, Uint32Array>();
  for (const node of topologicalOrder(graph)) {
    some.set(node, union(predecessors(graph, node)));
    if (live.has(node)) all.set(node, common(node));
  }

  function union(nodes: readonly string[]): Uint32Array {
    const bits = new Uint32Array(words);
    for (const node of nodes) {
      add(bits, some.get(node));
      set(bits, node);
    }
    return bits;
  }

  /** What is on every live way in; nothing where a run begins. */
  function common(node: string): Uint32Array {
    let bits: Uint32Array | undefined;
    for (const edge of begins.has(node) ? [] : (graph.incoming.get(node) ?? [])) {
      const before = all.get(edge.source);
      if (before === undefined) continue;
      const way = before.slice();
      set(way, edge.source);
      for (const name of known(edge)) set(way, name);
      if (bits === undefined) bits = way;
      else for (let at = 0; at < words; at++) bits[at]! &= way[at]!;
    }
    return bits ?? new Uint32Array(words);
  }

  function set(bits: Uint32Array, node: string): void {
    const number = numbers.get(node);
    if (number !== undefined) bits[number >> 5]! |= 1 << (number & 31);
  }
  function add(bits: Uint32Array, more: Uint32Array | undefined): void {
    if (more !== undefined) for (let at = 0; at < words; at++) bits[at]! |= more[at]!;
  }
  function has(bits: Uint32Array, node: string): boolean {
    const number = numbers.get(node) ?? 0;
    return (bits[number >> 5]! & (1 << (number & 31))) !== 0;
  }

  return {
    presence(earlier, later) {
      const before = some.get(later);
      if (before === undefined || !numbers.has(earlier)) return "all";
      if (!has(before, earlier)) return "none";
      const always = all.get(later);
      if (always === undefined) return "all";
      // What no run reaches has not run, though a way leads on from it.
      if (!live.has(earlier)) return "none";
      return has(always, earlier) ? "all" : "some";
    },
    wayAround(without, later) {
      const cameBy = new Map<string, Edge | undefined>();
      const open = starts.filter((start) => start !== without && graph.nodes.has(start));
      for (const start of open) cameBy.set(start, undefined);
      for (let at = 0; at < open.length && !cameBy.has(later); at++)
        for (const edge of graph.outgoing.get(open[at]!) ?? []) {
          if (edge.target === without || cameBy.has(edge.target)) continue;
          cameBy.set(edge.target, edge);
          open.push(edge.target);
        }
      if (!cameBy.has(later)) return undefined;
      const way: Edge[] = [];
      for (let edge = cameBy.get(later); edge !== undefined; edge = cameBy.get(edge.source))
        way.unshift(edge);
      return way;
    },
  };
}
