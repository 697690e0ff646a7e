import type { Json, JsonObject } from "../base/json";
import type { Result } from "../base/result";
import type { Answer, LogLevel } from "../nodes/runner";
import type { RunActor, RunEnvironment, RunEvent, RunEventBody, RunResult } from "./events";
import type { Pins } from "./pins";
import type { RetryPolicy } from "./retry";
import type { RunState } from "./state";

/** All that is needed to begin a run. The document is the upgraded (G2) object of the version or draft that runs. */
export interface RunRequest {
  /** `wfr_` + 16 of `[a-zA-Z0-9]`; chosen by the caller, so that a second start with it is refused. */
  run: string;
  document: JsonObject;
  workflow: { identifier: string; version: number | null; versionIdentifier: string | null };
  /** The stored workflow that it belongs to (`wf_…`), so that its runs are found after a rename; absent outside the server. */
  workflowId?: string;
  /** Identifier of the trigger node that fired. */
  trigger: string;
  by?: RunActor;
  /** The trigger's output: validated inputs, flat, or the event object. */
  output: JsonObject;
  environment?: RunEnvironment;
  asyncWebhooks: "continue" | "wait";
  /** The inputs that were encrypted, by name; `output` has a mask in their place. Only `World.unseal` opens them. */
  sealed?: Record<string, string>;
  /** Lines for the trigger's log, which its output does not say: missed ticks, for example. */
  notes?: { level: LogLevel; message: string }[];
  /** How many runs before this one caused each other through events; absent for none. */
  chain?: number;
  /** Slipway's own, beside the document; without one nothing is tried again, as in Port. */
  retry?: RetryPolicy;
  /** Of a test run: nodes that are not run. They stand in the log too, so that a run taken up again has the same. */
  pins?: Pins;
}

/** What an outside system says about a waiting node run (reference 7.4). */
export interface NodeReport {
  status?: "IN_PROGRESS" | "COMPLETED";
  result?: RunResult;
  output?: Json;
  logs?: { level: LogLevel; message: string; tags?: Record<string, string> }[];
  externalRunId?: string;
  links?: string[];
  /** A person's answer to a node run that waits for people; checked by the caller against its `prompt`. */
  answer?: Omit<Answer, "at">;
}

export type EngineError = {
  code:
    | "run/exists"
    | "run/not-found"
    | "run/over"
    | "node-run/not-found"
    | "node-run/over"
    | "node-run/not-asking"
    | "node-run/answered"
    | "node-run/broken"
    | "report/invalid"
    | "store/failing";
  message: string;
};

/** What the execution agent needs of a node run. */
export interface HandedOver {
  run: string;
  node: string;
  workflow: { identifier: string; version: number | null; versionIdentifier: string | null };
  workflowId?: string;
  createdAt: string;
  config: JsonObject;
  verbose: boolean;
}

/**
 * Runs workflows. Exists so that the same interpreter can live in memory, on the embedded database, or on
 * a cluster; `conformance.ts` is what every adapter must pass.
 */
export interface Engine {
  /** Records the run and begins it; resolves when the start is durable, not when the run ends. */
  start(request: RunRequest): Promise<Result<void, EngineError>>;
  /** Delivers a report about a node run; resolves when it is durable. */
  signal(nodeRun: string, report: NodeReport): Promise<Result<void, EngineError>>;
  /**
   * The config of a node run that waits, rendered with every secret in clear: for the execution agent, which
   * makes the request in our stead. Never record, log or show it.
   */
  handOver(nodeRun: string): Promise<Result<HandedOver, EngineError>>;
  /** Cancels after the current node, or at once with `force` (reference 7.3). */
  cancel(run: string, options: { force: boolean }): Promise<Result<void, EngineError>>;
  /** The log so far from `after` (exclusive), then each new event; ends after `run.completed` or when `signal` aborts. */
  follow(run: string, after: number, signal: AbortSignal): AsyncIterable<RunEvent>;
  health(): Promise<{ ok: boolean; running: number; waiting: number }>;
  /** Stops taking work; waits up to `ms` for steps in flight. Unfinished runs resume at the next start. */
  stop(ms: number): Promise<void>;
}

/** A report that was delivered and is not worked on yet. */
export interface Signal {
  nodeRun: string;
  report: NodeReport;
}

/** What the interpreter may do to its run; with the world's own effects, nothing else in it is impure. */
export interface RunContext {
  /** The run so far; every event is folded in as soon as it is emitted. */
  state(): RunState;
  /** Adds to the log. Durable no later than the next step begins, and together with the step that it belongs to. */
  emit(event: RunEventBody): void;
  /**
   * Runs an effect once and remembers what it gave: a committed step is never run again, and its result is
   * committed before the next step begins. `signal` aborts on a forced cancel and when the process stops.
   */
  step<T>(key: string, run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Resolves when all that was emitted is durable. */
  flush(): Promise<void>;
  /** Takes the reports that have come, in their order. They leave the log together with the events made of them. */
  signals(): Signal[];
  /** Resolves when there is a report, a cancel, or the time (milliseconds since the epoch) has come. */
  wake(until?: number): Promise<void>;
}
