import { isJsonObject, type Json, type JsonObject } from "../base/json";
import type { Outcome, RunError } from "../nodes/runner";
import { buildVariablesContext } from "../template/context";
import type { RunContext } from "./engine";
import { reportedFailure, templateError } from "./failures";
import { isAddress } from "./links";
import type { PlanNode } from "./plan";
import { pauseAfter } from "./retry";
import { type NodeRunState, wayOf } from "./state";
import type { RunTools } from "./tools";

/** Writes the end of a node run, or that it waits, into the log. */
export function settle(
  node: PlanNode,
  nodeRun: NodeRunState,
  outcome: Outcome,
  context: RunContext,
  tools: RunTools,
): void {
  switch (outcome.kind) {
    case "waiting":
      context.emit({
        type: "node.waiting",
        nodeRun: nodeRun.nodeRun,
        for: outcome.for,
        continues: outcome.continues,
        ...(outcome.until === undefined ? {} : { until: outcome.until }),
        ...(outcome.resume === undefined ? {} : { resume: outcome.resume }),
        ...(outcome.prompt === undefined ? {} : { prompt: outcome.prompt }),
      });
      return;
    case "failed":
      if (retry(nodeRun, outcome, context, tools)) return;
      fail(node, nodeRun, outcome.error, outcome.output ?? {}, context, tools);
      return;
    case "done":
      succeed(node, nodeRun, outcome, context, tools);
      return;
    default:
      outcome satisfies never;
  }
}

/** Plans the next attempt of a failure that may pass, where the workflow's policy has one left. */
function retry(
  nodeRun: NodeRunState,
  { error, transient }: Outcome & { kind: "failed" },
  context: RunContext,
  { world, retry: policy }: RunTools,
): boolean {
  const attempt = nodeRun.attempts.length + 1;
  const pause = pauseAfter(policy, attempt, transient, nodeRun.nodeRun);
  if (pause === undefined) return false;
  const until = new Date(world.now() + pause).toISOString();
  context.emit({ type: "node.retry", nodeRun: nodeRun.nodeRun, attempt, error, until });
  return true;
}

/** A node that an outside system reports as over. */
export function settleReport(
  node: PlanNode,
  nodeRun: NodeRunState,
  report: { result: "SUCCESS" | "FAILED" | "CANCELLED"; output?: Json },
  context: RunContext,
  tools: RunTools,
): void {
  const output = report.output ?? nodeRun.output;
  if (report.result === "SUCCESS") {
    succeed(node, nodeRun, { ...(output === undefined ? {} : { output }) }, context, tools);
    return;
  }
  const told = isJsonObject(output) ? output : output === undefined ? {} : { output };
  const error = reportedFailure(node, report.result);
  fail(node, nodeRun, error, told, context, tools, report.result);
}

/**
 * A failed node has the output `{error: {message}}`, with `response` kept beside it (reference 3).
 * `variables` are left alone: they would hide the error from the node that is to look at it.
 */
function fail(
  node: PlanNode,
  nodeRun: NodeRunState,
  error: RunError,
  kept: JsonObject,
  context: RunContext,
  tools: RunTools,
  result: "FAILED" | "CANCELLED" = "FAILED",
): void {
  const output: JsonObject = { ...kept };
  if (!isJsonObject(kept.error)) output.error = { message: error.message };
  writeLinks(node, nodeRun, output, context, tools);
  context.emit({
    type: "node.completed",
    nodeRun: nodeRun.nodeRun,
    result,
    output,
    replaced: false,
    error,
    continued: node.onFailure === "continue",
  });
}

function succeed(
  node: PlanNode,
  nodeRun: NodeRunState,
  outcome: Omit<Outcome & { kind: "done" }, "kind">,
  context: RunContext,
  tools: RunTools,
): void {
  const { output: raw, label, workflowLabel } = outcome;
  let output = raw;
  if (node.variables !== undefined) {
    const scope = variablesScope(node, nodeRun, raw, context, tools);
    const rendered = tools.render(node.variables, scope, tools.world.now());
    if (!rendered.ok) {
      const kept = isJsonObject(raw) ? raw : {};
      fail(node, nodeRun, templateError(node, "/variables", rendered.error), kept, context, tools);
      return;
    }
    output = tools.redactor.json(rendered.value.masked ?? {});
  }
  writeLinks(node, nodeRun, raw, context, tools);
  context.emit({
    type: "node.completed",
    nodeRun: nodeRun.nodeRun,
    result: "SUCCESS",
    ...(output === undefined ? {} : { output }),
    replaced: node.variables !== undefined,
    continued: false,
    ...wayOf(outcome),
    ...(label === undefined ? {} : { label }),
    ...(workflowLabel === undefined ? {} : { workflowLabel }),
  });
}

/** A link that cannot be rendered, or is no address, is dropped (reference 7.5). */
function writeLinks(
  node: PlanNode,
  nodeRun: NodeRunState,
  raw: Json | undefined,
  context: RunContext,
  tools: RunTools,
): void {
  if (node.links.length === 0) return;
  const scope = variablesScope(node, nodeRun, raw, context, tools);
  const links = node.links.flatMap((link) => {
    const rendered = tools.render(link, scope, tools.world.now());
    const text = rendered.ok ? rendered.value.masked : undefined;
    return isAddress(text) ? [tools.redactor.text(text)] : [];
  });
  if (links.length === 0) return;
  // What a service told while the node ran stays, as far as there is room for it.
  const all = [...new Set([...links, ...nodeRun.links])].slice(0, 3);
  context.emit({ type: "node.links", nodeRun: nodeRun.nodeRun, links: all });
}

const variablesScope = (
  node: PlanNode,
  nodeRun: NodeRunState,
  raw: Json | undefined,
  context: RunContext,
  tools: RunTools,
): JsonObject => buildVariablesContext(raw, node.type, tools.scope(context.state(), nodeRun));
