import type { JsonObject } from "../../base/json";
import type { NodeOutput } from "../../template/context";
import type { WorkflowDocument } from "../../workflow/document";
import { graphOf, predecessors } from "../../workflow/graph";
import { exampleOf, hasVariables, outputShapes, type ShapeFacts } from "../../workflow/shapes/node-shapes";
import { placeShape } from "../../workflow/shapes/place-shape";
import { fieldOf, type Shape, shapeAt } from "../../workflow/shapes/shape";
import { type PreviewData, previewContexts } from "../preview-context";
import type { Place } from "./fields";

/** What completion and hover know about the workflow. */
export interface LanguageFacts {
  data: PreviewData;
  /** Title and type of each node, in the document's order. */
  nodes: ReadonlyMap<string, { title: string; type: string }>;
  /** The nodes that may have run before a node, nearest first. */
  upstream(node: string): string[];
  /** The jq input in a place; nodes that have not run are there with the shape of what they will give. */
  shape(node: string, nodeType: string, place: Place): JsonObject;
  /** What is known of the value at a path of the jq input in a place, `.outputs` and all. */
  shapeAt(node: string, place: Place, path: readonly (string | number)[]): Shape | undefined;
  /** Whether a value at a path may be missing. */
  isOptional(node: string, place: Place, path: readonly (string | number)[]): boolean;
  /** The jq input in a place, with what is really known. */
  context(node: string, nodeType: string, place: Place): JsonObject;
}

export function languageFacts(
  document: WorkflowDocument | undefined,
  data: PreviewData,
  known: ShapeFacts = {},
): LanguageFacts {
  const nodes = document?.nodes ?? [];
  const graph = document === undefined ? undefined : graphOf(document);
  const outputs: Record<string, NodeOutput> = { ...data.outputs };
  const shapes = document === undefined ? {} : outputShapes(document, known);
  const rootOf = (name: string, place: Place): Shape | undefined => {
    const node = nodes.find(({ identifier }) => identifier === name);
    const reads = place === "config" ? "run" : place === "variables" ? "result" : "own";
    return node && placeShape(node, reads, shapes, known);
  };
  for (const node of nodes)
    outputs[node.identifier] ??= {
      output: expectedOutput(shapes[node.identifier]),
      nodeType: node.config.type,
      replaced: hasVariables(node),
    };
  return {
    data,
    nodes: new Map(
      nodes.map(({ identifier, title, config }) => [
        identifier,
        { title: typeof title === "string" && title !== "" ? title : identifier, type: config.type },
      ]),
    ),
    upstream: (node) => (graph === undefined ? [] : ancestors(node, (of) => predecessors(graph, of))),
    shape: previewContexts({ ...data, outputs }),
    context: previewContexts(data),
    shapeAt: (node, place, path) => shapeAt(rootOf(node, place), path),
    isOptional(node, place, path) {
      const parent = shapeAt(rootOf(node, place), path.slice(0, -1));
      const name = path.at(-1);
      return parent !== undefined && typeof name === "string" && fieldOf(parent, name)?.optional === true;
    },
  };
}

/** Breadth first, so that the nearest come first. */
function ancestors(node: string, before: (node: string) => readonly string[]): string[] {
  const found: string[] = [];
  const seen = new Set([node]);
  let layer: readonly string[] = [node];
  while (layer.length > 0) {
    layer = [...new Set(layer.flatMap((one) => before(one)))].filter((one) => !seen.has(one));
    for (const one of layer) seen.add(one);
    found.push(...layer);
  }
  return found;
}

/** Which keys a node's output will have: examples where the shape has any, null for what only a run can tell. */
const expectedOutput = (shape: Shape | undefined) => (shape === undefined ? null : exampleOf(shape));
