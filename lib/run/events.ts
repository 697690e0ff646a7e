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
import type { Mock, Pins } from "./pins";

/** Reference 7.1. */
export type RunStatus = "IN_PROGRESS" | "CANCELLING" | "COMPLETED";
export type RunResult = "SUCCESS" | "FAILED" | "CANCELLED";

/** Who started a run (reference 6.2); absent for schedules and events. */
export interface RunActor {
  email: string;
  firstName: string;
  lastName: string;
}

/** Base URLs sent elsewhere in this run. */
export interface RunEnvironment {
  name: string;
  hosts: { from: string; to: string }[];
  playground: boolean;
}

/** What happened, without its place in the log. */
export type RunEventBody =
  | {
      type: "run.started";
      workflow: { identifier: string; version: number | null; versionIdentifier: string | null };
      trigger: { node: string; nodeType: string; nodeRun: string; by?: RunActor };
      /** The trigger's output: the inputs, flat, or the event. */
      output: JsonObject;
      /** Stands for a large output where people look on (`viewOf`); never in a run's own log. So below. */
      outputHead?: ValueHead;
      environment?: RunEnvironment;
      asyncWebhooks: "continue" | "wait";
      /** Of a test run: the nodes that are not run, and what stands in for them. */
      pins?: Pins;
    }
  | {
      type: "node.started";
      node: string;
      nodeType: string;
      nodeRun: string;
      from: { node: string } & Way;
    }
  | { type: "node.request"; nodeRun: string; request: RecordedRequest }
  | { type: "node.response"; nodeRun: string; response: RecordedResponse }
  | { type: "node.log"; nodeRun: string; level: LogLevel; message: string; tags?: Record<string, string> }
  | { type: "node.links"; nodeRun: string; links: string[] }
  | { type: "node.external"; nodeRun: string; externalRunId?: string; output?: Json; outputHead?: ValueHead }
  | {
      type: "node.waiting";
      nodeRun: string;
      for: WaitingFor;
      continues: boolean;
      until?: string;
      /** What its runner finds when it is called again. */
      resume?: Json;
      prompt?: JsonObject;
    }
  /** An attempt failed in a way that may pass; the next one begins at `until`. */
  | { type: "node.retry"; nodeRun: string; attempt: number; error: RunError; until: string }
  | { type: "node.answered"; nodeRun: string; answer: Answer }
  /** A wait is over, and the node runs on. */
  | { type: "node.resumed"; nodeRun: string }
  | ({
      type: "node.completed";
      nodeRun: string;
      result: RunResult;
      /** What later nodes read: after `variables`, or the raw output. Absent when the node has none. */
      output?: Json;
      outputHead?: ValueHead;
      /** True when `variables` replaced the output, which turns the compatibility view off (reference 6.6). */
      replaced: boolean;
      error?: RunError;
      /** The node failed and `onFailure: "continue"` let the run go on. */
      continued: boolean;
      /** The node was not run: its pinned output stands in for it, or it was passed through. */
      mock?: Mock;
      label?: StatusLabel;
      workflowLabel?: StatusLabel;
    } & Way)
  | { type: "run.cancelling"; force: boolean }
  | { type: "run.completed"; result: RunResult; error?: RunError };

/** One line of a run's log. `seq` starts at 1 and has no gaps; `at` is ISO 8601 in UTC with milliseconds. */
export type RunEvent = RunEventBody & { seq: number; at: string };
