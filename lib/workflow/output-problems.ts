import { isJsonObject } from "../base/json";
import { toPointer } from "../base/pointer";
import type { Reference } from "../jq";
import { isSpreadKey } from "../template/render";
import type { WorkflowNode } from "./document";
import { isTrigger } from "./graph";
import { withFromJson } from "./path-edits";
import type { Finding, ReferencePlace } from "./reference-problems";

/** References to parts that the output of a node, or the event of a trigger, does not have. */
export function outputProblem(
  reference: Reference,
  place: ReferencePlace,
  guarded: boolean,
): Finding | undefined {
  const { node, triggers } = place.context;
  if (place.reads === "own")
    return guarded || reference.root !== "diff" ? undefined : eventProblem([node], reference.path[0]);
  const [name, part, side] = reference.path;
  if (reference.root !== "outputs" || typeof name !== "string" || typeof part !== "string") return undefined;
  const read = name === "trigger" ? triggers : [place.context.graph.nodes.get(name)].filter((one) => !!one);
  if (read.every(isTrigger)) return guarded || part !== "diff" ? undefined : eventProblem(read, side);
  const [producer] = read;
  if (producer === undefined) return undefined;
  return (
    replacedProblem(producer, part, place) ??
    asynchronousProblem(producer, part, place, guarded) ??
    textProblem(producer, reference, place)
  );
}

/** An entity that is created was nothing before, and one that is deleted is nothing after (reference 2.3). */
function eventProblem(
  triggers: readonly WorkflowNode[],
  side: string | number | undefined,
): Finding | undefined {
  const [type, when] =
    side === "before" ? ["ENTITY_CREATED", "created"] : side === "after" ? ["ENTITY_DELETED", "deleted"] : [];
  const trigger = triggers.find(({ config: { event } }) => isJsonObject(event) && event.type === type);
  if (type === undefined || trigger === undefined) return undefined;
  return {
    code: "template/no-diff",
    message: `"${trigger.identifier}" fires when an entity is ${when}, and then diff.${side} is null. Read diff.${side === "before" ? "after" : "before"}, or give a default with //.`,
  };
}

/** What the raw output of an action has (reference 6.5) and `variables` can give again as it is. */
const rawParts = new Set(["response", "invocationIdentifier", "selectedOutlet", "responses"]);

const variablesOf = ({ variables }: WorkflowNode): string[] =>
  isJsonObject(variables) ? Object.keys(variables) : [];

/** Reference 6.4: `variables` replace the whole output. A failure is not replaced. */
function replacedProblem(producer: WorkflowNode, part: string, place: ReferencePlace): Finding | undefined {
  const names = variablesOf(producer);
  if (names.length === 0 || names.includes(part) || names.some(isSpreadKey)) return undefined;
  if (part === "error" || part === "timeout") return undefined;
  const index = place.context.graph.indexOf.get(producer.identifier) ?? 0;
  return {
    code: "template/replaced",
    message: `the variables of "${producer.identifier}" replace its output, and "${part}" is none of them (${names.slice(0, 8).join(", ")}).`,
    ...(rawParts.has(part) && {
      fix: {
        title: `Redeclare ${part}`,
        edits: [{ at: toPointer(["nodes", index, "variables", part]), value: `{{ .result.${part} }}` }],
      },
    }),
  };
}

/** Reference 3.1: without waiting there is no response; the output is what the called system reports. */
function asynchronousProblem(
  { identifier, config, ...producer }: WorkflowNode,
  part: string,
  place: ReferencePlace,
  guarded: boolean,
): Finding | undefined {
  if (config.type !== "WEBHOOK" || config.synchronized !== false || part !== "response" || guarded)
    return undefined;
  if (variablesOf({ identifier, config, ...producer }).length > 0) return undefined;
  const index = place.context.graph.indexOf.get(identifier) ?? 0;
  return {
    code: "template/asynchronous",
    message: `"${identifier}" does not wait for its response; its output is what the called system reports. Read that, or let it wait.`,
    fix: {
      title: "Wait for the response",
      edits: [{ at: toPointer(["nodes", index, "config", "synchronized"]), value: true }],
    },
  };
}

/** Reference 3.5: a model's answer is a text, even where it is JSON. */
function textProblem(
  producer: WorkflowNode,
  reference: Reference,
  place: ReferencePlace,
): Finding | undefined {
  const { type } = producer.config;
  if ((type !== "AI" && type !== "AI_AGENT") || variablesOf(producer).length > 0) return undefined;
  if (reference.path[1] !== "response" || reference.path.length < 3) return undefined;
  const { text, at, start } = place;
  const mended = withFromJson(text, start + reference.start, start + reference.end);
  return {
    code: "template/text-not-json",
    message: `the response of "${producer.identifier}" is a text and has no parts. Read it with fromjson first.`,
    ...(mended !== undefined && { fix: { title: "Use fromjson", edits: [{ at, value: mended }] } }),
  };
}
