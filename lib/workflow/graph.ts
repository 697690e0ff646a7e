import { definitionOf } from "../nodes/definitions";
import { connectionsOf, type WorkflowDocument, type WorkflowNode } from "./document";

/** A connection whose two ends exist. */
export interface Edge {
  /** Its index in `connections`. */
  index: number;
  source: string;
  target: string;
  /** The outlet it leaves by; `fallback` is a way of its own; neither for a node with a single way out. */
  outlet?: string;
  fallback: boolean;
}

/** A workflow's nodes and connections, ready to be walked. Connections with an unknown end are left out. */
export interface Graph {
  nodes: ReadonlyMap<string, WorkflowNode>;
  /** Index in `nodes`; of several nodes of one name, the first. */
  indexOf: ReadonlyMap<string, number>;
  outgoing: ReadonlyMap<string, readonly Edge[]>;
  incoming: ReadonlyMap<string, readonly Edge[]>;
  edges: readonly Edge[];
}

/** Reads a document as a graph; never fails. */
export function graphOf(document: WorkflowDocument): Graph {
  const nodes = new Map<string, WorkflowNode>();
  const indexOf = new Map<string, number>();
  document.nodes.forEach((node, index) => {
    if (nodes.has(node.identifier)) return;
    nodes.set(node.identifier, node);
    indexOf.set(node.identifier, index);
  });
  const outgoing = new Map<string, Edge[]>();
  const incoming = new Map<string, Edge[]>();
  const edges: Edge[] = [];
  connectionsOf(document).forEach((connection, index) => {
    const { sourceIdentifier: source, targetIdentifier: target, sourceOutletIdentifier: outlet } = connection;
    if (!nodes.has(source) || !nodes.has(target)) return;
    const fallback = connection.fallback === true;
    const edge = { index, source, target, fallback, ...(typeof outlet === "string" && { outlet }) };
    edges.push(edge);
    push(outgoing, source, edge);
    push(incoming, target, edge);
  });
  return { nodes, indexOf, outgoing, incoming, edges };
}

function push(map: Map<string, Edge[]>, key: string, edge: Edge): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [edge]);
  else list.push(edge);
}

/** The nodes that a node leads to, in the order of its connections. */
export const successors = (graph: Graph, node: string): string[] =>
  (graph.outgoing.get(node) ?? []).map((edge) => edge.target);

/** The nodes that lead to a node. */
export const predecessors = (graph: Graph, node: string): string[] =>
  (graph.incoming.get(node) ?? []).map((edge) => edge.source);

/** Where a node's way out leads: an outlet's connection, the fallback, or the single way. */
export function follow(
  graph: Graph,
  node: string,
  way?: { outlet: string } | { fallback: true },
): Edge | undefined {
  return (graph.outgoing.get(node) ?? []).find((edge) =>
    way === undefined
      ? edge.outlet === undefined && !edge.fallback
      : "fallback" in way
        ? edge.fallback
        : edge.outlet === way.outlet && !edge.fallback,
  );
}

/** True for a node that can begin a run. */
export const isTrigger = (node: WorkflowNode): boolean => definitionOf(node.config.type)?.role === "trigger";

/** Every trigger, in the document's order. */
export const triggersOf = (document: WorkflowDocument): WorkflowNode[] => document.nodes.filter(isTrigger);

/** Every node that a walk from `from` can reach, these included. */
export function reachable(graph: Graph, from: Iterable<string>): Set<string> {
  const found = new Set<string>();
  const open = [...from].filter((node) => graph.nodes.has(node));
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    open.push(...successors(graph, node));
  }
  return found;
}

/**
 * The nodes so that each comes after all that lead to it; among equals, the document's order. Nodes on a
 * cycle, and those after one, are left out.
 */
export function topologicalOrder(graph: Graph): string[] {
  const waiting = new Map<string, number>();
  for (const node of graph.nodes.keys()) waiting.set(node, graph.incoming.get(node)?.length ?? 0);
  const order = [...graph.nodes.keys()].filter((node) => waiting.get(node) === 0);
  for (let at = 0; at < order.length; at++)
    for (const next of successors(graph, order[at]!)) {
      const left = waiting.get(next)! - 1;
      waiting.set(next, left);
      if (left === 0) order.push(next);
    }
  return order;
}

/** A way round: its nodes in order, and the connection that closes it. */
export interface Cycle {
  nodes: string[];
  closing: Edge;
}

/** Finds cycles, one for each connection that leads back, at most `limit`. Walks without recursion. */
export function findCycles(graph: Graph, limit = 10): Cycle[] {
  const cycles: Cycle[] = [];
  const state = new Map<string, "open" | "done">();
  for (const start of graph.nodes.keys()) {
    if (state.has(start)) continue;
    const path: string[] = [];
    const stack: { node: string; next: number }[] = [{ node: start, next: 0 }];
    state.set(start, "open");
    path.push(start);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const edge = graph.outgoing.get(top.node)?.[top.next++];
      if (edge === undefined) {
        state.set(top.node, "done");
        stack.pop();
        path.pop();
      } else if (state.get(edge.target) === "open") {
        cycles.push({ nodes: path.slice(path.indexOf(edge.target)), closing: edge });
        if (cycles.length >= limit) return cycles;
      } else if (!state.has(edge.target)) {
        state.set(edge.target, "open");
        stack.push({ node: edge.target, next: 0 });
        path.push(edge.target);
      }
    }
  }
  return cycles;
}
