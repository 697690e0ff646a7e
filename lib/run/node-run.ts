import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import type { Effects, LogLevel, Outcome, RecordedResponse, RunError } from "../nodes/runner";
import type { RunContext } from "./engine";
import { brokenRunner, missingSecret, noRunner, templateError } from "./failures";
import { RunLeft } from "./left";
import { isAddress } from "./links";
import type { PlanNode } from "./plan";
import type { NodeRunState, RunState } from "./state";
import type { RunTools } from "./tools";
import type { Redactor } from "./world";

/** Characters of a response body that the log keeps; the rest is kept as a file. */
export const BODY_HEAD = 256 * 1024;

/** What a run says when its request to Port stays on this machine. */
const answeredByCatalog =
  "Answered by the built-in catalog: no credentials of Port are set, so this request did not leave the machine.";

/** Log lines of one run that outside systems and runners may write. */
const MAX_LOG_EVENTS = 20_000;

/**
 * Runs one node: renders its config, hands it to its runner, and gives what came of it, without secrets.
 * Everything that can go wrong is a `failed` outcome, a bug too: it must not keep the run open for ever.
 */
export async function runNode(
  node: PlanNode,
  nodeRun: NodeRunState,
  context: RunContext,
  tools: RunTools,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return await renderAndRun(node, nodeRun, context, tools, signal);
  } catch (error) {
    if (signal.aborted || error instanceof RunLeft) throw error;
    return { kind: "failed", error: faultOf(error, node, context, tools) };
  }
}

/** Tells the owner of the process about a bug, and gives what the run says of it. */
export function faultOf(error: unknown, node: PlanNode, context: RunContext, tools: RunTools): RunError {
  tools.world.fault(context.state().run, error);
  return brokenRunner(node, tools.redactor.text(error instanceof Error ? error.message : String(error)));
}

async function renderAndRun(
  node: PlanNode,
  nodeRun: NodeRunState,
  context: RunContext,
  tools: RunTools,
  signal: AbortSignal,
): Promise<Outcome> {
  const failed = (error: RunError): Outcome => ({ kind: "failed", error });
  const { world, redactor } = tools;
  const runner = Object.hasOwn(world.runners, node.type) ? world.runners[node.type] : undefined;
  if (runner === undefined) return failed(noRunner(node));

  const run = context.state();
  const rendered = renderConfig(node, nodeRun, run, tools);
  if (!rendered.ok) return failed(rendered.error);
  const { config, masked, scope, now, sampled } = rendered.value;

  const keeping: Promise<void>[] = [];
  const log = (level: LogLevel, message: string, tags?: Record<string, string>): void => {
    writeLog(context, nodeRun.nodeRun, level, redactor.text(message), tags);
  };
  const { services } = tools;
  const effects: Effects = {
    now: () => world.now(),
    portBaseUrl: tools.http.portBaseUrl,
    route: (call) => tools.http.route(call),
    http(call, stop) {
      if (tools.http.route(call).catalog) log("INFO", answeredByCatalog);
      return tools.http.send(call, stop);
    },
    services,
    publish: (message, stop) => services.publish(message, stop),
    model: (ask, account, stop) => services.model(ask, account, effects, stop),
    durable: () => context.flush(),
    progress: (known) => writeProgress(context, nodeRun.nodeRun, known, redactor),
    log,
    messengers: tools.messengers,
    request(request) {
      context.emit({
        type: "node.request",
        nodeRun: nodeRun.nodeRun,
        request: redactor.json(request as unknown as Json) as unknown as typeof request,
      });
      if (node.verbose) log("INFO", bodyLine("Request body", request.body));
    },
    response(response) {
      const { body, ...rest } = response;
      const text = redactor.text(body);
      const head = text.length > BODY_HEAD ? text.slice(0, BODY_HEAD) : text;
      if (head !== text)
        keeping.push(
          // The answer itself is not lost: later nodes read it from the output.
          world.keepBody(run.run, nodeRun.nodeRun, text).catch((error: unknown) => {
            const reason = error instanceof Error ? error.message : String(error);
            log("WARN", `Only the beginning of the response's text is kept: ${reason}`);
          }),
        );
      const shown = redactor.json(rest as unknown as Json) as unknown as Omit<RecordedResponse, "body">;
      context.emit({
        type: "node.response",
        nodeRun: nodeRun.nodeRun,
        response: { ...shown, body: head, truncated: response.truncated || head !== text },
      });
      if (node.verbose) log("INFO", bodyLine("Response body", text));
    },
    redact: (given) => redactor.json(given),
    evaluate(expression) {
      const result = tools.evaluate(expression, scope, now);
      if (result.ok) return result;
      return { ok: false, error: { code: "template/runtime", message: result.error } };
    },
    render(tree) {
      const result = tools.render(tree, scope, now);
      if (result.ok) return { ok: true, ...result.value };
      return { ok: false, error: templateError(node, "/config", result.error) };
    },
  };

  for (const name of sampled)
    log("INFO", `There is no secret "${name}"; the Playground uses a sample value in its place.`);
  const outcome = await runner(
    {
      config,
      masked,
      node: { identifier: node.identifier, title: node.title, type: node.type, verbose: node.verbose },
      workflow: { identifier: run.workflow.identifier, title: tools.title },
      nodeRun: nodeRun.nodeRun,
      run: run.run,
      asyncWebhooks: run.asyncWebhooks,
      interrupted: nodeRun.sending === true,
      ...(nodeRun.resume === undefined ? {} : { resume: nodeRun.resume }),
      answers: nodeRun.answers,
    },
    effects,
    signal,
  );
  await Promise.all(keeping);
  return redactor.json(placed(outcome, node) as unknown as Json) as unknown as Outcome;
}

/** What `verbose` writes of a request or its answer (reference 3.1). */
function bodyLine(title: string, body: Json | undefined): string {
  if (body === undefined || body === "") return `${title}: none.`;
  return `${title}: ${typeof body === "string" ? body : JSON.stringify(body)}`;
}

/** Records what is known of a node run that goes on. */
function writeProgress(
  context: RunContext,
  nodeRun: string,
  { externalRunId, output, links = [] }: Parameters<Effects["progress"]>[0],
  redactor: Redactor,
): void {
  const shown = links.filter((link) => isAddress(link)).slice(0, 3);
  if (shown.length > 0) context.emit({ type: "node.links", nodeRun, links: redactor.json(shown) });
  if (externalRunId === undefined && output === undefined) return;
  context.emit({
    type: "node.external",
    nodeRun,
    ...(externalRunId === undefined ? {} : { externalRunId }),
    ...(output === undefined ? {} : { output: redactor.json(output) }),
  });
}

/** A node's config with its templates rendered, and what they were rendered with. */
export interface RenderedConfig {
  config: JsonObject;
  /** The same with every secret shown by name. */
  masked: JsonObject;
  scope: JsonObject;
  now: number;
  /** Names of secrets for which a sample stands in. */
  sampled: string[];
}

export function renderConfig(
  node: PlanNode,
  nodeRun: NodeRunState,
  run: RunState,
  tools: RunTools,
): Result<RenderedConfig, RunError> {
  const { missing, sampled } = tools.lacking(node, run);
  if (missing[0] !== undefined) return err(missingSecret(node, missing[0]));
  const scope = tools.scope(run, nodeRun);
  // The moment the node began, so that a request sent again after a crash is the same request.
  const now = Date.parse(nodeRun.startedAt);
  const rendered = tools.render(node.templates, scope, now);
  if (!rendered.ok) return err(templateError(node, "/config", rendered.error));
  const { value, masked } = rendered.value;
  return ok({
    config: { ...asObject(value), ...node.literals },
    masked: { ...asObject(masked), ...node.literals },
    scope,
    now,
    sampled,
  });
}

/** Adds a line to a node run's log, as long as the run may still write some. */
export function writeLog(
  context: RunContext,
  nodeRun: string,
  level: LogLevel,
  message: string,
  tags?: Record<string, string>,
): void {
  const { seq } = context.state();
  if (seq > MAX_LOG_EVENTS) return;
  const cut = message.length > BODY_HEAD ? `${message.slice(0, BODY_HEAD)}… (cut)` : message;
  context.emit({
    type: "node.log",
    nodeRun,
    level: seq === MAX_LOG_EVENTS ? "WARN" : level,
    message: seq === MAX_LOG_EVENTS ? "The run's log is full; further lines are dropped." : cut,
    ...(tags === undefined || seq === MAX_LOG_EVENTS ? {} : { tags }),
  });
}

/** A runner says where in `config` the fault is; the run says where in the document. */
function placed(outcome: Outcome, node: PlanNode): Outcome {
  if (outcome.kind !== "failed") return outcome;
  const { error } = outcome;
  const at = error.at?.startsWith(node.at) === true ? error.at : `${node.at}/config${error.at ?? ""}`;
  return { ...outcome, error: { ...error, at } };
}

const asObject = (value: Json | undefined) => (isJsonObject(value) ? value : {});
