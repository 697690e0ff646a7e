import type { JsonObject } from "../base/json";
import { isJsonObject } from "../base/json";
import type { RunEvent } from "../run/events";
import { type NodeRunState, nodeRunOf, type RunState } from "../run/state";

/** What a person reads about an event; nothing for most. `run` is the state after it. */
export function linesOf(event: RunEvent, run: RunState, document: JsonObject): string[] {
  switch (event.type) {
    case "run.started":
      return [`${run.run} of ${event.workflow.identifier}, from ${event.trigger.node}`];
    case "node.waiting":
      return event.for === "callback"
        ? [`… ${nameOf(event.nodeRun, run, document)}: sent, waits for a report on ${event.nodeRun}`]
        : [];
    case "node.completed":
      return completed(nodeRunOf(run, event.nodeRun), document);
    case "run.completed":
      return [`${event.result} in ${elapsed(run.startedAt, event.at)}`, ...errorLines(event.error)];
    default:
      return [];
  }
}

function completed(node: NodeRunState | undefined, document: JsonObject): string[] {
  // The trigger is done before anything runs; the first line told of it.
  if (node === undefined || node.from === undefined) return [];
  const mark = node.result === "SUCCESS" ? "✓" : node.result === "CANCELLED" ? "-" : "✗";
  const facts = [
    node.result ?? "",
    node.response ? `${node.request?.method} ${node.request?.url} gave ${node.response.status}` : "",
    node.fallback ? "took the fallback" : node.outlet ? `took ${node.outlet}` : "",
    node.continued ? "the run goes on" : "",
    elapsed(node.startedAt, node.completedAt ?? node.startedAt),
  ];
  const line = `${mark} ${titleOf(node.node, document)}: ${facts.filter(Boolean).join(", ")}`;
  return [line, ...errorLines(node.error)];
}

const errorLines = (error: NodeRunState["error"]) =>
  error === undefined
    ? []
    : [`    ${error.code}: ${error.message}`, ...(error.hint === undefined ? [] : [`    ${error.hint}`])];

const nameOf = (nodeRun: string, run: RunState, document: JsonObject) =>
  titleOf(nodeRunOf(run, nodeRun)?.node ?? nodeRun, document);

/** `create_resource`, with its title when it has one. */
function titleOf(identifier: string, document: JsonObject): string {
  const nodes = Array.isArray(document.nodes) ? document.nodes : [];
  const node = nodes.find((each) => isJsonObject(each) && each.identifier === identifier);
  const title = isJsonObject(node) ? node.title : undefined;
  return typeof title === "string" && title !== "" ? `${identifier} (${title})` : identifier;
}

const elapsed = (from: string, to: string) => `${Date.parse(to) - Date.parse(from)} ms`;
