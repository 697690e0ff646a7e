import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { type Tainted, taint } from "../jq";
import { definitionOf } from "../nodes/definitions";
import { sampleEvent } from "../nodes/event-trigger/event";
import type { AskedPin } from "../run/pins";
import type { NodeRunState, RunState } from "../run/state";
import { buildContext, buildVariablesContext, type NodeOutput } from "../template/context";
import type { WorkflowDocument, WorkflowNode } from "../workflow/document";
import { isTrigger } from "../workflow/graph";
import { hasVariables } from "../workflow/shapes/node-shapes";
import type { Place } from "./language/fields";
import { sampleInputs } from "./sample-inputs";

/** Where a node's output in previews comes from. `at` is ISO 8601. */
export interface NodeOrigin {
  kind: "last-run" | "sample" | "pinned";
  at?: string;
  /** Why the value may be out of date. */
  stale?: string;
}

/** Everything that previews read. Plain data, so that it can be sent to a worker. */
export interface PreviewData {
  outputs: Record<string, NodeOutput>;
  /** Nodes whose output is too large to be here. */
  large: string[];
  /** What nodes gave before `variables` replaced it. */
  raw: Record<string, Json>;
  origins: Record<string, NodeOrigin>;
  /** Names; the browser never holds values. */
  secrets: string[];
  workflow: { identifier: string; versionIdentifier: string | null };
  workflowRun: {
    identifier: string;
    createdAt: string;
    trigger: { identifier: string; by?: { email: string; firstName: string; lastName: string } };
  };
  /** True when `workflowRun` is a real one. */
  hasRun: boolean;
  nodeRuns: Record<string, { identifier: string; createdAt: string }>;
  /** What a form that is being filled in holds. */
  form: JsonObject;
  /** An event that could start the workflow. */
  event: JsonObject;
  /** The nodes of the document as it is now. */
  nodes: string[];
}

/** What the editor knows. */
export interface PreviewSource {
  document: WorkflowDocument | undefined;
  /** The newest run of the workflow. */
  run: RunState | null;
  /** The document as that run saw it; tells which nodes were edited since. */
  runDocument: WorkflowDocument | null;
  lastInputs: Record<string, JsonObject>;
  /** What the next test run leaves out: a pinned output is what later nodes will read. */
  pins?: Readonly<Record<string, AskedPin>>;
  /** Names of stored secrets; nothing while they are being asked for. */
  secrets: readonly string[] | undefined;
  /** The next run is in the Playground, which has a sample for every secret that nobody has added. */
  playground?: boolean;
  /** The document's text: names the secrets while `secrets` is unknown, and those of the Playground. */
  text: string;
  /** Stands for the time of a run that has not been, ISO 8601. */
  now: string;
}

/** Gathers what previews read: the last run where nodes ran, sample inputs where none has been. */
export function previewData(source: PreviewSource): PreviewData {
  const { document, run } = source;
  const nodes = document?.nodes ?? [];
  const trigger = triggerOf(nodes, run);
  const sample = trigger === undefined ? {} : sampleOutput(trigger, source.lastInputs);
  const data: PreviewData = {
    outputs: {},
    large: [],
    raw: {},
    origins: {},
    secrets: knownSecrets(source),
    workflow: {
      identifier: document?.identifier ?? "",
      versionIdentifier: run?.workflow.versionIdentifier ?? null,
    },
    workflowRun: {
      identifier: run?.run ?? "wfr_0000000000000000",
      createdAt: run?.startedAt ?? source.now,
      trigger: {
        identifier: run?.trigger.node ?? trigger?.identifier ?? "trigger",
        ...(run?.trigger.by === undefined ? {} : { by: run.trigger.by }),
      },
    },
    hasRun: run !== null,
    nodeRuns: {},
    form: sample,
    event: eventOf(nodes),
    nodes: nodes.map((node) => node.identifier),
  };
  if (run !== null) addRun(data, run, nodes, source.runDocument);
  else if (trigger !== undefined) {
    data.outputs[trigger.identifier] = { output: sample, nodeType: trigger.config.type, replaced: false };
    data.origins[trigger.identifier] = { kind: "sample" };
  }
  addPins(data, nodes, source.pins ?? {});
  return data;
}

function knownSecrets({ secrets, playground, text }: PreviewSource): string[] {
  const mentioned = secrets === undefined || playground === true ? secretsIn(text) : [];
  return [...new Set([...(secrets ?? []), ...mentioned])];
}

/** Makes the jq inputs of previews out of the data, each once. */
export function previewContexts(
  data: PreviewData,
): (node: string, nodeType: string, place: Place) => JsonObject {
  const secrets: Record<string, Tainted> = Object.create(null);
  for (const name of data.secrets) secrets[name] = taint(name, `‹secret:${name}›`);
  const made = new Map<string, JsonObject>();

  const build = (node: string, nodeType: string, place: Place): JsonObject => {
    if (place === "event") return data.event;
    const context = buildContext({
      outputs: data.outputs,
      secrets,
      workflow: data.workflow,
      workflowRun: data.workflowRun,
      workflowNodeRun: own(data.nodeRuns, node) ?? {
        identifier: "wfnr_0000000000000000",
        createdAt: data.workflowRun.createdAt,
      },
    });
    if (place === "form") return { ...context, form: data.form, inputs: data.form };
    if (place === "config") return context;
    return buildVariablesContext(own(data.raw, node), nodeType, context);
  };
  return (node, nodeType, place) => {
    const key = JSON.stringify([node, nodeType, place]);
    const known = made.get(key);
    if (known !== undefined) return known;
    const context = build(node, nodeType, place);
    made.set(key, context);
    return context;
  };
}

/** A member by a name that people choose: `constructor` is a fair name for a node. */
export const own = <T>(record: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

function addRun(
  data: PreviewData,
  run: RunState,
  nodes: readonly WorkflowNode[],
  ran: WorkflowDocument | null,
): void {
  const now = new Map(nodes.map((node) => [node.identifier, node]));
  const then = new Map(ran?.nodes.map((node) => [node.identifier, node]));
  for (const nodeRun of run.nodeRuns) {
    const { node, nodeType, output, outputHead, replaced } = nodeRun;
    if (outputHead !== undefined) data.large.push(node);
    data.nodeRuns[node] = { identifier: nodeRun.nodeRun, createdAt: nodeRun.startedAt };
    const raw = rawOutput(nodeRun);
    if (raw !== undefined) data.raw[node] = raw;
    if (output === undefined) continue;
    data.outputs[node] = { output, nodeType, replaced };
    const edited = then.has(node) && isEdited(then.get(node), now.get(node));
    data.origins[node] = {
      kind: "last-run",
      at: nodeRun.completedAt ?? nodeRun.startedAt,
      ...(edited ? { stale: `${node} was edited after this run` } : {}),
    };
  }
  const fired = run.nodeRuns[0];
  if (fired !== undefined && isJsonObject(fired.output ?? null)) data.form = fired.output as JsonObject;
  if (run.trigger.nodeType === "EVENT_TRIGGER" && isJsonObject(fired?.output ?? null))
    data.event = fired?.output as JsonObject;
}

function addPins(
  data: PreviewData,
  nodes: readonly WorkflowNode[],
  pins: Readonly<Record<string, AskedPin>>,
): void {
  for (const node of nodes) {
    const { identifier, config } = node;
    const pin = own(pins, identifier);
    if (pin?.output === undefined || pin.disabled) continue;
    data.outputs[identifier] = { output: pin.output, nodeType: config.type, replaced: hasVariables(node) };
    data.origins[identifier] = { kind: "pinned" };
    data.large = data.large.filter((name) => name !== identifier);
  }
}

const isEdited = (then: WorkflowNode | undefined, now: WorkflowNode | undefined): boolean =>
  then !== undefined &&
  now !== undefined &&
  JSON.stringify([then.config, then.variables]) !== JSON.stringify([now.config, now.variables]);

/** A node's output before `variables`; rebuilt from the recorded response when they replaced it. */
function rawOutput({ output, replaced, response }: NodeRunState): Json | undefined {
  if (!replaced) return output;
  if (response === undefined || response.truncated) return undefined;
  return {
    response: {
      status: response.status,
      data: parsed(response.body),
      headers: Object.fromEntries(response.headers.map(([name, value]) => [name.toLowerCase(), value])),
    },
  };
}

function parsed(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}

/** The trigger that fired, else the one that a person would try first. */
function triggerOf(nodes: readonly WorkflowNode[], run: RunState | null): WorkflowNode | undefined {
  const triggers = nodes.filter(isTrigger);
  return (
    triggers.find((node) => node.identifier === run?.trigger.node) ??
    triggers.find((node) => node.config.userInputs !== undefined) ??
    triggers[0]
  );
}

function sampleOutput(
  { identifier, config }: WorkflowNode,
  lastInputs: Record<string, JsonObject>,
): JsonObject {
  const sample = definitionOf(config.type)?.sample?.(config);
  if (sample !== undefined) return lastInputs[identifier] ?? sample;
  return { ...sampleInputs(config.userInputs), ...lastInputs[identifier] };
}

/** What the conditions of event triggers read: an event of the first one. */
const eventOf = (nodes: readonly WorkflowNode[]): JsonObject =>
  sampleEvent(nodes.find(({ config }) => config.event !== undefined)?.config ?? {});

/** Names of the secrets that a text mentions, in either form and with or without JSON's escapes. */
export function secretsIn(text: string): string[] {
  const found = text.matchAll(/\.secrets(?:\.([A-Za-z_]\w*)|\.?\[\\?"([^"\\]+)\\?"\])/g);
  return [...new Set(Array.from(found, ([, dotted, bracketed]) => dotted ?? bracketed ?? ""))];
}
