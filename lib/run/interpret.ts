import { hasAnswered } from "../nodes/input/tally";
import type { Outcome } from "../nodes/runner";
import type { RunContext, Signal } from "./engine";
import type { RunResult } from "./events";
import { cancelledByForce } from "./failures";
import { RunLeft } from "./left";
import { isAddress } from "./links";
import { next } from "./next";
import { faultOf, runNode, writeLog } from "./node-run";
import type { Pin } from "./pins";
import type { Plan, PlanNode } from "./plan";
import { settle, settleReport } from "./settle";
import { type NodeRunState, nodeRunOf, wayOf } from "./state";
import type { RunTools } from "./tools";

/**
 * Walks a run to its end, from wherever its log has come to. All that it knows is in `context.state()`;
 * all that it does to the world goes through `context.step` and the tools. Resolves when the run has
 * completed; rejects when the context stops it, or on a bug.
 */
export async function interpret(plan: Plan, context: RunContext, tools: RunTools): Promise<void> {
  for (;;) {
    for (const signal of context.signals()) applyReport(plan, signal, context, tools);
    const todo = next(plan, context.state());
    switch (todo.do) {
      case "nothing":
        return;
      case "start":
        context.emit({
          type: "node.started",
          node: todo.node,
          nodeType: plan.node(todo.node)?.type ?? "",
          nodeRun: tools.world.id("wfnr"),
          from: todo.from,
        });
        break;
      case "run":
        await walk(plan, todo.nodeRun, context, tools);
        break;
      case "wait":
        await waitFor(plan, todo.until, context, tools);
        break;
      case "finish":
        closeOpen(plan, todo.result, context);
        context.emit({
          type: "run.completed",
          result: todo.result,
          ...(todo.error === undefined ? {} : { error: todo.error }),
        });
        return;
      default:
        todo satisfies never;
    }
  }
}

async function walk(plan: Plan, nodeRun: NodeRunState, context: RunContext, tools: RunTools): Promise<void> {
  const node = plan.node(nodeRun.node) ?? unknownNode(nodeRun);
  if (nodeRun.from === undefined) {
    const { output } = nodeRun;
    settleSafely(
      node,
      nodeRun,
      { kind: "done", ...(output === undefined ? {} : { output }) },
      context,
      tools,
    );
    return;
  }
  const pin = pinOf(nodeRun.node, context);
  if (pin !== undefined) return standIn(node, nodeRun, pin, context, tools);
  try {
    const outcome = await context.step(nodeRun.nodeRun, (signal) =>
      runNode(node, nodeRun, context, tools, signal),
    );
    settleSafely(node, nodeRunOf(context.state(), nodeRun.nodeRun) ?? nodeRun, outcome, context, tools);
  } catch (error) {
    // A forced cancel breaks the step off; the loop then closes the node run.
    if (context.state().cancelling?.force !== true) throw error;
  }
}

const pinOf = (node: string, context: RunContext): Pin | undefined => {
  const { pins } = context.state();
  return pins !== undefined && Object.hasOwn(pins, node) ? pins[node] : undefined;
};

/**
 * Ends a node run of a test run without running it. A pinned value is what later nodes read, as if it had been
 * recorded: it counts as made by `variables` where the node has some, and they are not rendered.
 */
function standIn(
  node: PlanNode,
  { nodeRun }: NodeRunState,
  pin: Pin,
  context: RunContext,
  { redactor }: RunTools,
): void {
  const isPinned = "output" in pin;
  writeLog(
    context,
    nodeRun,
    "INFO",
    isPinned
      ? "Not run: its pinned output stands in for it in this test run."
      : "Not run: it is disabled in this test run, which went on without its output.",
  );
  context.emit({
    type: "node.completed",
    nodeRun,
    result: "SUCCESS",
    ...(isPinned ? { output: redactor.json(pin.output) } : {}),
    replaced: isPinned && node.variables !== undefined,
    continued: false,
    mock: isPinned ? "pinned" : "disabled",
    ...wayOf(pin),
  });
}

async function waitFor(
  plan: Plan,
  until: { nodeRun: string; at: string } | undefined,
  context: RunContext,
  tools: RunTools,
): Promise<void> {
  if (until === undefined) return context.wake();
  const end = Date.parse(until.at);
  if (tools.world.now() < end) return context.wake(end);
  const nodeRun = nodeRunOf(context.state(), until.nodeRun);
  const node = nodeRun === undefined ? undefined : plan.node(nodeRun.node);
  if (nodeRun === undefined || node === undefined) return;
  if (nodeRun.waitingFor === "retry" || nodeRun.resume !== undefined)
    context.emit({ type: "node.resumed", nodeRun: nodeRun.nodeRun });
  else settleSafely(node, nodeRun, { kind: "done" }, context, tools);
}

/** A bug in the evaluation of variables or links fails the node; the run must not stay open for ever. */
function settleSafely(
  node: PlanNode,
  nodeRun: NodeRunState,
  outcome: Outcome,
  context: RunContext,
  tools: RunTools,
): void {
  try {
    settle(node, nodeRun, outcome, context, tools);
  } catch (error) {
    if (error instanceof RunLeft) throw error;
    const failure = faultOf(error, node, context, tools);
    settle({ ...node, links: [] }, nodeRun, { kind: "failed", error: failure }, context, tools);
  }
}

/** A report changes its node run only while that is open; a late one leaves a line in the log. */
function applyReport(plan: Plan, { nodeRun, report }: Signal, context: RunContext, tools: RunTools): void {
  const target = nodeRunOf(context.state(), nodeRun);
  const node = target === undefined ? undefined : plan.node(target.node);
  if (target === undefined || node === undefined) return;
  for (const { level, message, tags } of report.logs ?? []) writeLog(context, nodeRun, level, message, tags);
  const links = (report.links ?? []).filter((link) => isAddress(link)).slice(0, 3);
  if (links.length > 0) context.emit({ type: "node.links", nodeRun, links });
  const over = target.status === "COMPLETED";
  const { externalRunId, output } = report;
  const closes = report.status === "COMPLETED" && report.result !== undefined;
  if (over && closes)
    writeLog(context, nodeRun, "WARN", `A report of ${report.result} came after the node run was over.`);
  if (over) return;
  if (report.answer !== undefined && target.prompt !== undefined) {
    const { email } = report.answer.by;
    const answer = { ...report.answer, at: new Date(tools.world.now()).toISOString() };
    // Answers that came together are looked at one after the other, so the second of a person is seen here.
    if (hasAnswered(target.answers, email))
      writeLog(
        context,
        nodeRun,
        "WARN",
        `A further answer of ${email} does not count: each person answers once.`,
      );
    else context.emit({ type: "node.answered", nodeRun, answer });
  }
  if (externalRunId !== undefined || (output !== undefined && !closes))
    context.emit({
      type: "node.external",
      nodeRun,
      ...(externalRunId === undefined ? {} : { externalRunId }),
      ...(output === undefined || closes ? {} : { output }),
    });
  if (closes && report.result !== undefined)
    settleReport(
      node,
      nodeRunOf(context.state(), nodeRun) ?? target,
      { result: report.result, ...(output === undefined ? {} : { output }) },
      context,
      tools,
    );
}

/**
 * Closes what is still open when a run ends. A forced cancel fails what is under way (reference 7.3);
 * otherwise an open node run only waits for a report that nobody needs any more.
 */
function closeOpen(plan: Plan, result: RunResult, context: RunContext): void {
  const { nodeRuns, cancelling } = context.state();
  const forced = result === "CANCELLED" && cancelling?.force === true;
  for (const { node, nodeRun, status } of nodeRuns) {
    if (status === "COMPLETED") continue;
    context.emit({
      type: "node.completed",
      nodeRun,
      result: forced ? "FAILED" : "CANCELLED",
      replaced: false,
      ...(forced ? { error: cancelledByForce(plan.node(node)?.identifier ?? node) } : {}),
      continued: false,
    });
  }
}

/** A stored run may name a node that its document does not have; it then fails with its type. */
const unknownNode = ({ node, nodeType }: NodeRunState): PlanNode => ({
  identifier: node,
  title: node,
  type: nodeType,
  at: "",
  trigger: false,
  templates: {},
  literals: {},
  links: [],
  verbose: false,
  onFailure: "terminate",
});
