import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { definitionOf } from "../nodes/definitions";
import type { Way } from "../nodes/runner";

/** One node, as the interpreter needs it. */
export interface PlanNode {
  identifier: string;
  /** The identifier when it has none. */
  title: string;
  type: string;
  /** JSON Pointer of the node in the document: `/nodes/3`. */
  at: string;
  trigger: boolean;
  /** The keys of `config` that hold templates. */
  templates: JsonObject;
  /** The keys of `config` that are handed to the runner as written. */
  literals: JsonObject;
  /** Absent when there are none, or when they are empty (reference 6.4). */
  variables?: JsonObject;
  /** At most three templates of addresses (reference 7.5). */
  links: Json[];
  verbose: boolean;
  onFailure: "terminate" | "continue";
}

/** A workflow ready to run: its nodes by identifier, and the way on from each. */
export interface Plan {
  node(identifier: string): PlanNode | undefined;
  /** The node after this one, through an outlet or the fallback when it has several ways out. */
  successor(identifier: string, way?: Way): string | undefined;
}

/**
 * Turns a document (G2, reference 1) into a plan. Expects one without errors; what does not fit is left
 * out, and the run says so when it gets there.
 */
export function planRun(document: JsonObject): Plan {
  const nodes = new Map<string, PlanNode>();
  listOf(document.nodes).forEach((node, index) => {
    const { identifier, config } = node;
    if (typeof identifier !== "string" || !isJsonObject(config) || nodes.has(identifier)) return;
    nodes.set(identifier, planNode(identifier, node, config, index));
  });

  const ways = new Map<string, string>();
  for (const connection of listOf(document.connections)) {
    const {
      sourceIdentifier: source,
      targetIdentifier: target,
      sourceOutletIdentifier,
      fallback,
    } = connection;
    if (typeof source !== "string" || typeof target !== "string") continue;
    const outlet = typeof sourceOutletIdentifier === "string" ? { outlet: sourceOutletIdentifier } : {};
    const key = wayOut(source, fallback === true ? { fallback } : outlet);
    if (!ways.has(key)) ways.set(key, target);
  }
  return {
    node: (identifier) => nodes.get(identifier),
    successor: (identifier, way = {}) => ways.get(wayOut(identifier, way)),
  };
}

const wayOut = (node: string, { outlet, fallback }: Way) =>
  JSON.stringify([node, fallback === true || (outlet ?? null)]);

const listOf = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter((entry) => isJsonObject(entry)) : [];

function planNode(identifier: string, node: JsonObject, config: JsonObject, index: number): PlanNode {
  const type = typeof config.type === "string" ? config.type : "";
  const definition = definitionOf(type);
  const templates: JsonObject = {};
  const literals: JsonObject = {};
  for (const [key, value] of Object.entries(config)) {
    const target = key === "type" || definition?.literal.includes(key) ? literals : templates;
    target[key] = value;
  }
  const { variables } = node;
  return {
    identifier,
    title: typeof node.title === "string" && node.title !== "" ? node.title : identifier,
    type,
    at: `/nodes/${index}`,
    trigger: definition?.role === "trigger",
    templates,
    literals,
    ...(isJsonObject(variables) && Object.keys(variables).length > 0 ? { variables } : {}),
    links: Array.isArray(node.links) ? node.links.slice(0, 3) : [],
    // One page lists `verbose` among the fields of `config` (reference 6.7 row 12).
    verbose: node.verbose === true || config.verbose === true,
    onFailure: config.onFailure === "continue" ? "continue" : "terminate",
  };
}
