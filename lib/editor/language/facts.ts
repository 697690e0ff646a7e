import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { definitionOf } from "../../nodes/definitions";
import type { NodeOutput } from "../../template/context";
import type { WorkflowDocument, WorkflowNode } from "../../workflow/document";
import { graphOf, predecessors } from "../../workflow/graph";
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
  /** The jq input in a place, with what is really known. */
  context(node: string, nodeType: string, place: Place): JsonObject;
}

export function languageFacts(document: WorkflowDocument | undefined, data: PreviewData): LanguageFacts {
  const nodes = document?.nodes ?? [];
  const graph = document === undefined ? undefined : graphOf(document);
  const outputs: Record<string, NodeOutput> = { ...data.outputs };
  for (const node of nodes)
    outputs[node.identifier] ??= {
      output: expectedOutput(node, data),
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

/** Which keys a node's output will have, with null for what only a run can tell. */
function expectedOutput(node: WorkflowNode, data: PreviewData): Json {
  const { variables } = node;
  if (hasVariables(node) && isJsonObject(variables ?? null)) return keysOf(variables as JsonObject);
  const definition = definitionOf(node.config.type);
  if (definition?.role === "trigger") return data.form;
  if (definition?.role === "action") return { response: { status: null, data: null, headers: null } };
  return null;
}

const hasVariables = ({ variables }: WorkflowNode): boolean =>
  isJsonObject(variables ?? null) && Object.keys(variables as JsonObject).length > 0;

const keysOf = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(object).map((key) => [key, null]));
