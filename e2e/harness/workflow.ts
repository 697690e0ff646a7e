import type { JsonObject } from "../../lib/base/json";

/** A node of a workflow: its identifier and its `config`, and what else it has. */
export type NodeDraft = { identifier: string; config: JsonObject } & JsonObject;

/** A workflow that walks through its nodes in order, from a trigger without a form. */
export function chain(identifier: string, nodes: NodeDraft[]): JsonObject {
  const all: NodeDraft[] = [
    { identifier: "trigger", config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: {} } } },
    ...nodes,
  ];
  return {
    identifier,
    title: identifier,
    nodes: all,
    connections: nodes.map((node, index) => ({
      sourceIdentifier: all[index]?.identifier ?? "",
      targetIdentifier: node.identifier,
    })),
  };
}

/** A webhook node. */
export const webhook = (identifier: string, url: string, more: JsonObject = {}): NodeDraft => ({
  identifier,
  config: { type: "WEBHOOK", url, ...more },
});
