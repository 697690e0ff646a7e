import { isJsonObject, type Json, type JsonObject } from "../base/json";
import type { Tainted } from "../jq";
import { entityView, hiddenOf, triggerView, webhookView, withHidden } from "./views";

/** One node's stored output, and what decides how it may be read. */
export interface NodeOutput {
  output: Json;
  /** `config.type` of the node. */
  nodeType: string;
  /** `variables` made this output, so it is read exactly as it is (reference 6.6). */
  replaced: boolean;
}

/** What expressions can read in a run; the same for a preview and the run itself. */
export interface ContextSource {
  /** By node identifier; nodes that did not run are absent. */
  outputs: Record<string, NodeOutput>;
  /** Values, or in the browser placeholders; either way marked by `taint`. */
  secrets: Record<string, string | Tainted>;
  workflow: { identifier: string; versionIdentifier: string | null };
  workflowRun: {
    identifier: string;
    /** ISO 8601. */
    createdAt: string;
    trigger: { identifier: string; by?: { email: string; firstName: string; lastName: string } };
  };
  /** The node that is being rendered. */
  workflowNodeRun?: { identifier: string; createdAt: string };
}

/**
 * The jq input of every template in a node (reference 6.2). `.outputs.trigger` is the trigger that fired,
 * beside its own identifier (6.7 row 5); places of older pages answer through views.
 */
export function buildContext(source: ContextSource): JsonObject {
  const fired = source.workflowRun.trigger.identifier;
  // Without a prototype, so that a node called `__proto__` is a node like any other.
  const outputs: JsonObject = Object.create(null);
  for (const [node, stored] of Object.entries(source.outputs))
    outputs[node] = readable(stored, node === fired);
  const trigger = outputs[fired];
  if (trigger !== undefined) outputs.trigger = trigger;

  const context = {
    outputs,
    secrets: source.secrets,
    workflow: source.workflow,
    workflowRun: source.workflowRun,
    ...(source.workflowNodeRun === undefined ? {} : { workflowNodeRun: source.workflowNodeRun }),
  } as unknown as JsonObject;
  return withHidden(context, {
    inputs: trigger ?? null,
    run: { id: source.workflowRun.identifier, createdAt: source.workflowRun.createdAt },
    trigger: {
      identifier: fired,
      at: source.workflowRun.createdAt,
      by: { ...source.workflowRun.trigger.by, user: { ...source.workflowRun.trigger.by } },
    },
  });
}

function readable({ output, nodeType, replaced }: NodeOutput, isTrigger: boolean): Json {
  if (replaced) return output;
  if (isTrigger) return triggerView(output);
  if (nodeType === "UPSERT_ENTITY") return entityView(output);
  return nodeType === "WEBHOOK" ? webhookView(output) : output;
}

/**
 * The jq input of a node's `variables` and `links`: its raw output at the root (older graphs) and under
 * `result` (current ones), beside the node's context, which wins over a raw key of its name (reference 6.4).
 */
export function buildVariablesContext(
  raw: Json | undefined,
  nodeType: string,
  context: JsonObject,
): JsonObject {
  const result = raw === undefined ? null : readable({ output: raw, nodeType, replaced: false }, false);
  const own = isJsonObject(result) ? result : {};
  return withHidden({ ...own, ...context, result }, hiddenOf(own));
}
