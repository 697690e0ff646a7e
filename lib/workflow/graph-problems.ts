import { isJsonObject } from "../base/json";
import { didYouMean, nearest } from "../base/nearest";
import type { Fix, FixEdit, Problem } from "../base/problem";
import { definitionOf } from "../nodes/definitions";
import { type Connection, connectionsOf, type WorkflowDocument } from "./document";
import { freeName } from "./fresh-identifier";
import { findCycles, type Graph, graphOf, isTrigger, reachable, triggersOf } from "./graph";

const error = (code: string, at: string, message: string, fix?: Fix): Problem => ({
  code,
  severity: "error",
  at,
  message,
  ...(fix && { fix }),
});

const edit = (title: string, ...edits: FixEdit[]): Fix => ({ title, edits });

/** The rules of reference 5 about how nodes hang together. */
export function graphProblems(document: WorkflowDocument): Problem[] {
  const graph = graphOf(document);
  return [
    ...nodeProblems(document),
    ...connectionsOf(document).flatMap((connection, index) => connectionProblems(connection, index, graph)),
    ...waysOutProblems(document, graph),
    ...cycleProblems(graph),
    ...reachProblems(document, graph),
    ...fallbackProblems(graph),
  ];
}

function nodeProblems(document: WorkflowDocument): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  let taken: Set<string> | undefined;
  document.nodes.forEach((node, index) => {
    const at = `/nodes/${index}/identifier`;
    const first = seen.get(node.identifier);
    if (first === undefined) seen.set(node.identifier, index);
    else {
      taken ??= new Set(document.nodes.map((one) => one.identifier));
      const name = freeName(taken, node.identifier);
      taken.add(name);
      problems.push(
        error(
          "graph/duplicate-node",
          at,
          `Nodes ${first + 1} and ${index + 1} are both called "${node.identifier}". Give one another identifier.`,
          edit(`Rename to ${name}`, { at, value: name }),
        ),
      );
    }
    if (node.identifier === "trigger" && !isTrigger(node))
      problems.push({
        code: "graph/trigger-name",
        severity: "warning",
        at,
        message: `Node "trigger" is no trigger, and .outputs.trigger always means the trigger that fired. Give it another identifier.`,
      });
    problems.push(
      ...outletProblems(node.identifier, index, definitionOf(node.config.type)?.outlets(node.config) ?? []),
    );
  });
  if (triggersOf(document).length === 0)
    problems.push(
      error(
        "graph/no-trigger",
        "/nodes",
        "The workflow has no trigger, so nothing can start it. Add one.",
        edit("Add a self-service trigger", {
          at: "/nodes/-",
          value: {
            identifier: freeName(new Set(document.nodes.map((one) => one.identifier)), "trigger"),
            title: "Self-service",
            config: definitionOf("SELF_SERVE_TRIGGER")?.initial() ?? {},
          },
        }),
      ),
    );
  return problems;
}

function outletProblems(node: string, index: number, outlets: readonly { identifier: string }[]): Problem[] {
  const seen = new Set<string>();
  return outlets.flatMap(({ identifier }, at) => {
    if (!seen.has(identifier)) {
      seen.add(identifier);
      return [];
    }
    return [
      error(
        "graph/duplicate-outlet",
        `/nodes/${index}/config/outlets/${at}/identifier`,
        `Node "${node}": two outlets are called "${identifier}". Give one another identifier.`,
      ),
    ];
  });
}

function connectionProblems(connection: Connection, index: number, graph: Graph): Problem[] {
  const at = `/connections/${index}`;
  const { sourceIdentifier, targetIdentifier } = connection;
  const name = `Connection "${sourceIdentifier}" to "${targetIdentifier}"`;
  const remove = edit("Remove the connection", { at, value: undefined });
  const problems: Problem[] = [];
  for (const key of ["sourceIdentifier", "targetIdentifier"] as const) {
    const wanted = connection[key];
    if (graph.nodes.has(wanted)) continue;
    const near = nearest(wanted, graph.nodes.keys());
    problems.push(
      error(
        "graph/unknown-node",
        `${at}/${key}`,
        `${name}: no node is called "${wanted}".${didYouMean(near)}`,
        near[0] === undefined ? remove : edit(`Use ${near[0]}`, { at: `${at}/${key}`, value: near[0] }),
      ),
    );
  }
  if (sourceIdentifier === targetIdentifier)
    problems.push(
      error("graph/self-connection", at, `${name} leads back to its own node. Remove it.`, remove),
    );
  const target = graph.nodes.get(targetIdentifier);
  if (target !== undefined && isTrigger(target))
    problems.push(
      error(
        "graph/into-trigger",
        at,
        `${name} leads into a trigger; a run only begins there. Remove it.`,
        remove,
      ),
    );
  const source = graph.nodes.get(sourceIdentifier);
  const definition = source && definitionOf(source.config.type);
  if (source !== undefined && definition !== undefined)
    problems.push(
      ...wayProblems(connection, at, name, {
        outlets: definition.outlets(source.config).map((outlet) => outlet.identifier),
        hasOutlets: definition.role === "flow",
        fallback: definition.fallback,
        title: definition.title,
      }),
    );
  return problems;
}

interface Ways {
  outlets: string[];
  hasOutlets: boolean;
  fallback: boolean;
  title: string;
}

/** Reference 5, rules 5 and 6. */
function wayProblems(connection: Connection, at: string, name: string, ways: Ways): Problem[] {
  const declared: unknown = connection.sourceOutletIdentifier ?? undefined;
  // The schema speaks of what is no text.
  if (declared !== undefined && typeof declared !== "string") return [];
  const outlet = declared;
  const fallback = connection.fallback === true;
  const dropOutlet: FixEdit = { at: `${at}/sourceOutletIdentifier`, value: undefined };
  const dropFallback: FixEdit = { at: `${at}/fallback`, value: undefined };
  const listed = ways.outlets.length === 0 ? "It has no outlets." : `Outlets: ${ways.outlets.join(", ")}.`;

  if (!ways.hasOutlets) {
    const problems: Problem[] = [];
    if (outlet !== undefined)
      problems.push(
        error(
          "graph/outlet-forbidden",
          `${at}/sourceOutletIdentifier`,
          `${name} names the outlet "${outlet}", but a ${ways.title} node has a single way out. Remove sourceOutletIdentifier.`,
          edit("Remove the outlet", dropOutlet),
        ),
      );
    if (fallback)
      problems.push(
        error(
          "graph/fallback-forbidden",
          `${at}/fallback`,
          `${name} is a fallback, but only a Condition has one. Remove fallback.`,
          edit("Remove fallback", dropFallback),
        ),
      );
    return problems;
  }
  if (fallback && !ways.fallback)
    return [
      error(
        "graph/fallback-forbidden",
        `${at}/fallback`,
        `${name} is a fallback, but an ${ways.title} node has none. Name an outlet instead. ${listed}`,
        edit("Remove fallback", dropFallback),
      ),
    ];
  if (fallback && outlet !== undefined)
    return [
      error(
        "graph/outlet-and-fallback",
        at,
        `${name} has both the outlet "${outlet}" and fallback. Keep one.`,
        edit("Keep the outlet", dropFallback),
      ),
    ];
  if (fallback) return [];
  if (outlet === undefined)
    return [
      error(
        "graph/outlet-required",
        at,
        `${name} does not say by which outlet it leaves. Add sourceOutletIdentifier${ways.fallback ? " or fallback: true" : ""}. ${listed}`,
        ways.outlets[0] !== undefined
          ? edit(`Use ${ways.outlets[0]}`, { at: `${at}/sourceOutletIdentifier`, value: ways.outlets[0] })
          : ways.fallback
            ? edit("Make it the fallback", { at: `${at}/fallback`, value: true })
            : undefined,
      ),
    ];
  if (ways.outlets.includes(outlet)) return [];
  const [near] = nearest(outlet, ways.outlets);
  return [
    error(
      "graph/unknown-outlet",
      `${at}/sourceOutletIdentifier`,
      `${name}: the node has no outlet "${outlet}". ${listed}`,
      near === undefined
        ? edit("Remove the connection", { at, value: undefined })
        : edit(`Use ${near}`, { at: `${at}/sourceOutletIdentifier`, value: near }),
    ),
  ];
}

/** Reference 5, rule 4: one connection for each way out. */
function waysOutProblems(document: WorkflowDocument, graph: Graph): Problem[] {
  const problems: Problem[] = [];
  for (const node of graph.nodes.keys()) {
    const taken = new Map<string, string>();
    for (const edge of graph.outgoing.get(node) ?? []) {
      const way = edge.fallback ? "fallback" : edge.outlet === undefined ? "" : `outlet "${edge.outlet}"`;
      const other = taken.get(way);
      if (other === undefined) {
        taken.set(way, edge.target);
        continue;
      }
      const from = way === "" ? `Node "${node}"` : `Node "${node}", ${way},`;
      problems.push(
        error(
          "graph/fan-out",
          `/connections/${edge.index}`,
          other === edge.target
            ? `${from} is connected to "${other}" twice. Remove one.`
            : `${from} leads to "${other}" and to "${edge.target}"; a run goes one way only. Remove one, or put a Condition between.`,
          edit(`Remove the connection to ${edge.target}`, {
            at: `/connections/${edge.index}`,
            value: undefined,
          }),
        ),
      );
    }
  }
  return document.connections === undefined ? [] : problems;
}

const named = (nodes: readonly string[]): string =>
  nodes.length <= 8 ? nodes.join(" → ") : `${nodes.slice(0, 7).join(" → ")} → … ${nodes.length - 7} more`;

/** Reference 5, rule 3. A node that leads to itself is reported by its connection. */
function cycleProblems(graph: Graph): Problem[] {
  return findCycles(graph)
    .filter((cycle) => cycle.nodes.length > 1)
    .map(({ nodes, closing }) =>
      error(
        "graph/cycle",
        `/connections/${closing.index}`,
        `These nodes lead round in a circle: ${named(nodes)} → ${nodes[0]}. A run must end; remove one of the connections.`,
        edit(`Remove ${closing.source} to ${closing.target}`, {
          at: `/connections/${closing.index}`,
          value: undefined,
        }),
      ),
    );
}

/** No rule of Port's: a node that no trigger leads to is allowed, and never runs. */
function reachProblems(document: WorkflowDocument, graph: Graph): Problem[] {
  const triggers = triggersOf(document).map((node) => node.identifier);
  if (triggers.length === 0) return [];
  const found = reachable(graph, triggers);
  return [...graph.indexOf].flatMap(([node, index]) =>
    found.has(node)
      ? []
      : [
          {
            code: "graph/unreachable",
            severity: "info" as const,
            at: `/nodes/${index}`,
            message: `Node "${node}": no trigger leads here, so it never runs. Connect it, or remove it.`,
          },
        ],
  );
}

/** No rule of Port's: where nothing is true and no fallback leads on, the run ends, which may be meant. */
function fallbackProblems(graph: Graph): Problem[] {
  return [...graph.indexOf].flatMap(([node, index]) => {
    const config = graph.nodes.get(node)?.config;
    const outlets = Array.isArray(config?.outlets) ? config.outlets : [];
    if (config === undefined || definitionOf(config.type)?.fallback !== true || outlets.length === 0)
      return [];
    const isCertain = outlets.some((outlet) => isJsonObject(outlet) && outlet.expression === "true");
    if (isCertain || graph.outgoing.get(node)?.some((edge) => edge.fallback)) return [];
    return [
      {
        code: "graph/no-fallback",
        severity: "info" as const,
        at: `/nodes/${index}`,
        message: `Node "${node}" has no fallback: when none of its outlets is true, the run ends here. Connect the fallback if it is to go on.`,
      },
    ];
  });
}
