import type { Json, JsonObject } from "../base/json";
import type {
  Answer,
  LogLevel,
  RecordedRequest,
  RecordedResponse,
  RunError,
  StatusLabel,
  ValueHead,
  WaitingFor,
  Way,
} from "../nodes/runner";
import type { RunActor, RunEnvironment, RunEvent, RunResult, RunStatus } from "./events";
import type { Mock, Pins } from "./pins";

export interface NodeLog {
  level: LogLevel;
  message: string;
  tags?: Record<string, string>;
  at: string;
}

/** An attempt that failed and was followed by another. */
export interface FailedAttempt {
  error: RunError;
  /** When it failed, and when the next one was to begin; ISO 8601. */
  at: string;
  until: string;
  request?: RecordedRequest;
  response?: RecordedResponse;
}

/** One node's part in a run. */
export interface NodeRunState extends Way {
  node: string;
  nodeType: string;
  nodeRun: string;
  /** Where the run came from; absent for the trigger. */
  from?: { node: string } & Way;
  status: "IN_PROGRESS" | "COMPLETED";
  result: RunResult | null;
  waitingFor?: WaitingFor;
  /** The run walks on while this node run is open (design, section 6). */
  continues: boolean;
  /** When a timer ends, ISO 8601. */
  until?: string;
  /** What its runner left when it last waited. */
  resume?: Json;
  /** What people are asked. */
  prompt?: JsonObject;
  answers: Answer[];
  /** Attempts before the present one. */
  attempts: FailedAttempt[];
  /** A request went out since the node last began to run; a crash now may send it twice. */
  sending?: true;
  output?: Json;
  /** In place of an output that is too large to be shown whole. */
  outputHead?: ValueHead;
  /** `variables` made the output. */
  replaced: boolean;
  error?: RunError;
  request?: RecordedRequest;
  response?: RecordedResponse;
  logs: NodeLog[];
  links: string[];
  externalRunId?: string;
  /** The node failed and the run went on. */
  continued: boolean;
  /** It was not run (a test run). */
  mock?: Mock;
  label?: StatusLabel;
  startedAt: string;
  completedAt?: string;
}

/** A run, as folded from its log. */
export interface RunState {
  run: string;
  /** The last event that was folded in; 0 before the first. */
  seq: number;
  status: RunStatus;
  result: RunResult | null;
  workflow: { identifier: string; version: number | null; versionIdentifier: string | null };
  trigger: { node: string; nodeType: string; nodeRun: string; by?: RunActor };
  environment?: RunEnvironment;
  asyncWebhooks: "continue" | "wait";
  /** What a test run does not run. */
  pins?: Pins;
  /** In the order in which they began; the trigger's is the first. */
  nodeRuns: NodeRunState[];
  /** Set while a cancel is under way, and kept after it. */
  cancelling?: { force: boolean };
  label?: StatusLabel;
  error?: RunError;
  startedAt: string;
  completedAt?: string;
}

/** A run of which nothing is known yet. */
export function emptyRun(run: string): RunState {
  return {
    run,
    seq: 0,
    status: "IN_PROGRESS",
    result: null,
    workflow: { identifier: "", version: null, versionIdentifier: null },
    trigger: { node: "", nodeType: "", nodeRun: "" },
    asyncWebhooks: "continue",
    nodeRuns: [],
    startedAt: "",
  };
}

/**
 * Folds one event into a run. Pure; an event that was folded before changes nothing, so a log may be
 * replayed over a state that already holds its beginning. Node runs that an event is not about keep their
 * identity.
 */
export function reduceRun(run: RunState, event: RunEvent): RunState {
  if (event.seq <= run.seq) return run;
  const { seq, at } = event;
  switch (event.type) {
    case "run.started":
      return {
        ...run,
        seq,
        workflow: event.workflow,
        trigger: event.trigger,
        ...(event.environment === undefined ? {} : { environment: event.environment }),
        asyncWebhooks: event.asyncWebhooks,
        ...(event.pins === undefined ? {} : { pins: event.pins }),
        startedAt: at,
        nodeRuns: [
          {
            ...fresh(event.trigger.node, event.trigger.nodeType, event.trigger.nodeRun, at),
            ...outputOf(event),
          },
        ],
      };
    case "node.started":
      return {
        ...run,
        seq,
        nodeRuns: [
          ...run.nodeRuns,
          { ...fresh(event.node, event.nodeType, event.nodeRun, at), from: event.from },
        ],
      };
    case "node.request":
      // A request that is sent again after a crash has no response yet.
      return change(run, event, ({ response: _, ...node }) => ({
        ...node,
        request: event.request,
        sending: true,
      }));
    case "node.response":
      return change(run, event, (node) => ({ ...node, response: event.response }));
    case "node.log": {
      const { level, message, tags } = event;
      const log: NodeLog = { level, message, ...(tags === undefined ? {} : { tags }), at };
      return change(run, event, (node) => ({ ...node, logs: [...node.logs, log] }));
    }
    case "node.links":
      return change(run, event, (node) => ({ ...node, links: event.links }));
    case "node.external":
      return change(run, event, ({ output, outputHead, ...node }) => ({
        ...node,
        ...(event.externalRunId === undefined ? {} : { externalRunId: event.externalRunId }),
        ...outputOf(hasOutput(event) ? event : { output, outputHead }),
      }));
    case "node.waiting":
      return change(run, event, ({ resume: _, sending: __, until: ___, ...node }) => ({
        ...node,
        waitingFor: event.for,
        continues: event.continues,
        ...(event.until === undefined ? {} : { until: event.until }),
        ...(event.resume === undefined ? {} : { resume: event.resume }),
        ...(event.prompt === undefined ? {} : { prompt: event.prompt }),
      }));
    case "node.retry":
      return change(run, event, ({ request, response, sending: _, ...node }) => {
        const { error, until } = event;
        const attempt: FailedAttempt = {
          error,
          at,
          until,
          ...(request === undefined ? {} : { request }),
          ...(response === undefined ? {} : { response }),
        };
        return { ...node, attempts: [...node.attempts, attempt], waitingFor: "retry", until };
      });
    case "node.answered":
      return change(run, event, ({ waitingFor: _, until: __, ...node }) => ({
        ...node,
        answers: [...node.answers, event.answer],
      }));
    case "node.resumed":
      return change(run, event, ({ waitingFor: _, until: __, ...node }) => node);
    case "node.completed":
      return {
        ...change(run, event, (before) => ({
          ...closed(before),
          status: "COMPLETED",
          result: event.result,
          ...outputOf(event),
          replaced: event.replaced,
          ...(event.error === undefined ? {} : { error: event.error }),
          ...wayOf(event),
          continued: event.continued,
          ...(event.mock === undefined ? {} : { mock: event.mock }),
          ...(event.label === undefined ? {} : { label: event.label }),
          completedAt: at,
        })),
        ...(event.workflowLabel === undefined ? {} : { label: event.workflowLabel }),
      };
    case "run.cancelling":
      return { ...run, seq, status: "CANCELLING", cancelling: { force: event.force } };
    case "run.completed":
      return {
        ...run,
        seq,
        status: "COMPLETED",
        result: event.result,
        ...(event.error === undefined ? {} : { error: event.error }),
        completedAt: at,
      };
    default:
      return event satisfies never;
  }
}

/** A node run without what only an open one has. */
function closed({
  waitingFor: _,
  until: __,
  resume: ___,
  sending: ____,
  output: _____,
  outputHead: ______,
  ...node
}: NodeRunState): NodeRunState {
  return node;
}

const fresh = (node: string, nodeType: string, nodeRun: string, at: string): NodeRunState => ({
  node,
  nodeType,
  nodeRun,
  status: "IN_PROGRESS",
  result: null,
  continues: false,
  replaced: false,
  answers: [],
  attempts: [],
  logs: [],
  links: [],
  continued: false,
  startedAt: at,
});

interface Given {
  output?: Json | undefined;
  outputHead?: ValueHead | undefined;
}

const hasOutput = ({ output, outputHead }: Given) => output !== undefined || outputHead !== undefined;

/** The output itself, or the head that stands for it. */
function outputOf({ output, outputHead }: Given) {
  if (outputHead !== undefined) return { outputHead };
  return output === undefined ? {} : { output };
}

/** Most events are about the node run that began last, so it is looked for from the end. */
function change(
  run: RunState,
  event: { seq: number; nodeRun: string },
  to: (node: NodeRunState) => NodeRunState,
): RunState {
  const index = run.nodeRuns.findLastIndex((node) => node.nodeRun === event.nodeRun);
  const node = run.nodeRuns[index];
  if (node === undefined) return { ...run, seq: event.seq };
  return { ...run, seq: event.seq, nodeRuns: run.nodeRuns.with(index, to(node)) };
}

/** The way out alone. */
export const wayOf = ({ outlet, fallback }: Way): Way => ({
  ...(outlet === undefined ? {} : { outlet }),
  ...(fallback === undefined ? {} : { fallback }),
});

/** The node run of this identifier. */
export const nodeRunOf = (run: RunState, nodeRun: string): NodeRunState | undefined =>
  run.nodeRuns.findLast((node) => node.nodeRun === nodeRun);
