import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import { compile, mask, reveal, type Tainted, taint, taintedTexts } from "../jq";
import type { Messengers } from "../nodes/runner";
import type { Services } from "../nodes/services";
import { buildContext, type NodeOutput } from "../template/context";
import type { TemplateFailure } from "../template/failure";
import { referencesOf } from "../template/references";
import { render } from "../template/render";
import type { RunRequest } from "./engine";
import { plainJson } from "./plain";
import type { Plan, PlanNode } from "./plan";
import { playgroundServices } from "./playground-services";
import type { RetryPolicy } from "./retry";
import { openSealedInputs, type SealedInputs } from "./sealed-inputs";
import type { NodeRunState, RunState } from "./state";
import type { Redactor, RunClient, World } from "./world";

/** A rendered tree: `value` goes out, `masked` may be recorded. */
export interface Rendered {
  value: Json | undefined;
  masked: Json | undefined;
}

/** What one run needs beside its log: made once for each run and process. */
export interface RunTools {
  world: World;
  /** The workflow's title, or its identifier. */
  title: string;
  /** How people are told in this run. */
  messengers: Messengers;
  retry: RetryPolicy | undefined;
  redactor: Redactor;
  http: RunClient;
  services: Services;
  /** The jq input of a node's templates. */
  scope(run: RunState, node: NodeRunState): JsonObject;
  /** Renders a tree; secrets that went in are looked for in all that is recorded from now on. */
  render(tree: Json, scope: JsonObject, now: number): Result<Rendered, TemplateFailure>;
  /** Evaluates bare jq; secrets in the result are masked. */
  evaluate(expression: string, scope: JsonObject, now: number): Result<Json | undefined, string>;
  /**
   * The secrets that a node's templates read and nobody has added. In the Playground a sample takes their
   * place, and they are told as `sampled`.
   */
  lacking(node: PlanNode, run: RunState): { missing: string[]; sampled: string[] };
  /** After a restart: learns again what earlier nodes made of secrets, so that it stays hidden. */
  recall(plan: Plan, run: RunState): void;
}

/** Reads the secrets and makes the tools of one run. */
export async function prepareTools(request: RunRequest, world: World): Promise<RunTools> {
  const values = await world.secrets();
  const redactor = world.redactor(values);
  const secrets: Record<string, Tainted> = Object.create(null);
  for (const [name, value] of Object.entries(values)) secrets[name] = taint(name, value);
  const sealed = openSealedInputs(request, world);
  for (const { text, name } of sealed.texts) redactor.add(text, [name]);
  const http = world.http({
    run: request.run,
    by: request.by?.email ?? request.workflow.identifier,
    ...(request.environment === undefined ? {} : { environment: request.environment }),
    isSecret: (text) => redactor.text(text) !== text,
    redact: (value) => redactor.json(value),
    secret: (text, name) => redactor.add(text, [name]),
  });

  const playground = request.environment?.playground === true;
  const services = playground ? playgroundServices(world.services) : world.services;
  for (const [name, account] of Object.entries(services.accounts))
    if (account.token !== undefined) redactor.add(account.token, [`${name} token`]);

  const learn = (value: unknown): void => {
    for (const { text, names } of taintedTexts(value)) {
      redactor.use(names);
      redactor.add(text, names);
    }
  };

  const { title } = request.document;
  const messengers = world.messengers(request.environment);
  if (messengers.slack !== undefined) redactor.add(messengers.slack, ["SLIPWAY_SLACK_WEBHOOK"]);

  const tools: RunTools = {
    world,
    title: typeof title === "string" && title !== "" ? title : request.workflow.identifier,
    messengers,
    retry: request.retry,
    redactor,
    http,
    services,
    scope: (run, node) => buildContext({ ...sourceOf(run, node, sealed), secrets }),
    render(tree, scope, now) {
      const rendered = render(tree, scope, { throwOnError: true, now: () => now });
      if (!rendered.ok) return err({ ...rendered.error, message: redactor.text(rendered.error.message) });
      learn(rendered.value);
      return ok({ value: plainJson(reveal(rendered.value)), masked: plainJson(mask(rendered.value)) });
    },
    evaluate(expression, scope, now) {
      const compiled = compile(expression);
      if (!compiled.ok) return err(`jq: compile error: ${compiled.error.message}`);
      const outcome = compiled.value.first(scope, { now: () => now });
      if (!outcome.ok) return err(redactor.text(`jq: error: ${outcome.error.message}`));
      learn(outcome.value);
      return ok(plainJson(mask(outcome.value)));
    },
    lacking(node, run) {
      const unknown = secretsReadBy(node.templates).filter((name) => !Object.hasOwn(secrets, name));
      if (run.environment?.playground !== true) return { missing: unknown, sampled: [] };
      for (const name of unknown) {
        secrets[name] = taint(name, `sample-${name}`);
        redactor.add(`sample-${name}`, [name]);
      }
      return { missing: [], sampled: unknown };
    },
    recall(plan, run) {
      for (const nodeRun of run.nodeRuns) {
        const node = plan.node(nodeRun.node);
        if (node === undefined || node.trigger || nodeRun.mock !== undefined) continue;
        tools.lacking(node, run);
        const now = Date.parse(nodeRun.startedAt);
        const rendered = render(node.templates, tools.scope(run, nodeRun), { now: () => now });
        if (rendered.ok) learn(rendered.value);
      }
    },
  };
  return tools;
}

function sourceOf(run: RunState, node: NodeRunState, sealed: SealedInputs) {
  const outputs: Record<string, NodeOutput> = Object.create(null);
  for (const { node: name, nodeType, output, replaced } of run.nodeRuns)
    if (output !== undefined) {
      const whole = name === run.trigger.node && !replaced ? sealed.into(output) : output;
      outputs[name] = { output: whole, nodeType, replaced };
    }
  return {
    outputs,
    workflow: {
      identifier: run.workflow.identifier,
      versionIdentifier: run.workflow.versionIdentifier,
    },
    workflowRun: {
      identifier: run.run,
      createdAt: run.startedAt,
      trigger: {
        identifier: run.trigger.node,
        ...(run.trigger.by === undefined ? {} : { by: run.trigger.by }),
      },
    },
    workflowNodeRun: { identifier: node.nodeRun, createdAt: node.startedAt },
  };
}

/** Names of secrets that must exist: those read by a plain path. `//` beside it says that one may be absent. */
function secretsReadBy(tree: Json): string[] {
  const names = new Set<string>();
  const visit = (value: Json): void => {
    if (typeof value === "string") {
      // `://` of an address is no alternative operator.
      if (!value.includes("secrets") || value.replaceAll("://", "").includes("//")) return;
      for (const { root, path } of referencesOf(value))
        if (root === "secrets" && typeof path[0] === "string") names.add(path[0]);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (isJsonObject(value))
      for (const [key, member] of Object.entries(value)) {
        visit(key);
        visit(member);
      }
  };
  visit(tree);
  return [...names];
}
