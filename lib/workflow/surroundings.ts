import { isJsonObject } from "../base/json";
import { definitionOf } from "../nodes/definitions";
import type { WorkflowDocument, WorkflowNode } from "./document";
import { analyseExpression } from "./expressions";
import { type Edge, type Graph, graphOf, triggersOf } from "./graph";
import { type Paths, pathsFrom } from "./paths";
import { outputShapes, type ShapeFacts } from "./shapes/node-shapes";
import type { Shape } from "./shapes/shape";

/** What surrounds an expression: the document, the node it stands in, and what ran before that. */
export interface Surroundings {
  document: WorkflowDocument;
  node: WorkflowNode;
  graph: Graph;
  triggers: readonly WorkflowNode[];
  /** From all triggers together; worked out when it is first asked for. */
  paths(): Paths;
  /** The names of all secrets, where they are known. */
  secrets: ReadonlySet<string> | undefined;
  /** What is known of values beside the document. */
  facts: ShapeFacts;
  /** The shape of every node's output; worked out when it is first asked for. */
  shapes(): Record<string, Shape>;
}

/** The part of it that is the same for every node. */
export function surroundings(
  document: WorkflowDocument,
  secrets: ReadonlySet<string> | undefined,
  facts: ShapeFacts = {},
): Omit<Surroundings, "node"> {
  const graph = graphOf(document);
  const triggers = triggersOf(document);
  let ready: Paths | undefined;
  let shapes: Record<string, Shape> | undefined;
  return {
    document,
    graph,
    triggers,
    secrets,
    facts,
    shapes: () => {
      shapes ??= outputShapes(document, facts);
      return shapes;
    },
    paths: () => {
      ready ??= pathsFrom(
        graph,
        triggers.map((trigger) => trigger.identifier),
        (edge) => askedFor(edge, graph),
      );
      return ready;
    },
  };
}

/** What an expression says when it may be true without the output that it reads. */
const mayHoldForNull = /==\s*null|!=|\bnot\b|\bor\b|\/\/|[<>?]|\bif\b|\btry\b/;

/** The nodes whose output an outlet's expression needs to be true: behind the outlet they have run. */
function askedFor({ source, outlet }: Edge, graph: Graph): string[] {
  const config = graph.nodes.get(source)?.config;
  const definition = config && definitionOf(config.type);
  if (config === undefined || outlet === undefined || definition?.expressions === undefined) return [];
  const index = definition.outlets(config).findIndex(({ identifier }) => identifier === outlet);
  const declared = Array.isArray(config.outlets) ? config.outlets[index] : undefined;
  const text = isJsonObject(declared) ? declared.expression : undefined;
  if (typeof text !== "string" || mayHoldForNull.test(text.replace(/!=\s*null/g, ""))) return [];
  return analyseExpression(text).references.flatMap(({ root, path: [node] }) =>
    root === "outputs" && typeof node === "string" ? [node] : [],
  );
}
