import type { Json, JsonObject } from "../base/json";
import type { Connection, WorkflowDocument, WorkflowNode } from "./document";

/**
 * Makes a document from a picture in words, for tests: `sketch("t > a > c", "c:yes > d", "c:else > e")`.
 * `a > b` connects, `c:x > d` by the outlet x, `c:else > e` by the fallback. Nodes named t… are triggers,
 * c… conditions with the outlets that are used, i… input nodes, all others webhooks; `configs` overrides.
 */
export function sketch(...lines: (string | Record<string, JsonObject>)[]): WorkflowDocument {
  const nodes = new Map<string, WorkflowNode>();
  const outlets = new Map<string, Set<string>>();
  const connections: Connection[] = [];
  const add = (name: string) => {
    if (!nodes.has(name)) nodes.set(name, { identifier: name, config: configFor(name) });
  };
  for (const line of lines) {
    if (typeof line !== "string") continue;
    const steps = line.split(">").map((step) => step.trim());
    steps.forEach((step, index) => {
      const [name = "", outlet] = step.split(":");
      add(name);
      const next = steps[index + 1]?.split(":")[0];
      if (next === undefined) return;
      add(next);
      if (outlet !== undefined && outlet !== "else")
        outlets.set(name, (outlets.get(name) ?? new Set()).add(outlet));
      connections.push({
        sourceIdentifier: name,
        targetIdentifier: next,
        ...(outlet === "else"
          ? { fallback: true }
          : outlet === undefined
            ? {}
            : { sourceOutletIdentifier: outlet }),
      });
    });
  }
  for (const [name, used] of outlets) {
    const node = nodes.get(name)!;
    if (node.config.type === "CONDITION")
      node.config.outlets = [...used].map(
        (identifier): Json => ({ identifier, title: identifier, expression: "true" }),
      );
  }
  for (const configs of lines)
    if (typeof configs !== "string")
      for (const [name, config] of Object.entries(configs)) {
        add(name);
        const node = nodes.get(name)!;
        Object.assign(node.config, config);
      }
  return { identifier: "sketch", nodes: [...nodes.values()], connections };
}

function configFor(name: string): { type: string } & JsonObject {
  if (name.startsWith("t")) return { type: "SELF_SERVE_TRIGGER" };
  if (name.startsWith("c")) return { type: "CONDITION", outlets: [] };
  return { type: "WEBHOOK", url: "https://x.test" };
}
