import type { Json } from "../base/json";
import type { HttpCall, HttpResult, HttpRoute, Messengers, Runner } from "../nodes/runner";
import type { Services } from "../nodes/services";
import type { RunEnvironment, RunEvent } from "./events";
import type { RunState } from "./state";

/** Replaces secrets by their names in what is about to be recorded. */
export interface Redactor {
  /** From now on looks for these secrets, in every form it knows. */
  use(names: readonly string[]): void;
  /** From now on looks for a text that was derived from secrets too. */
  add(text: string, names: readonly string[]): void;
  text(text: string): string;
  /** Deep, keys too. Gives back the same value when there is nothing to hide. */
  json<T extends Json>(value: T): T;
}

/** What the client for one run has to know of it. */
export interface RunClientOptions {
  run: string;
  /** Who started the run; for one that nobody started, the workflow. */
  by: string;
  environment?: RunEnvironment;
  /** True when the text holds a secret, so that the header it stands in does not follow a redirect elsewhere. */
  isSecret(text: string): boolean;
  /** Replaces secrets by their names, deep. */
  redact<T extends Json>(value: T): T;
  /** Tells of a text that the client itself adds to requests, so that no record of the run shows it. */
  secret(text: string, name: string): void;
}

/** The way out for the calls of one run. */
export interface RunClient {
  /** Where Port's API is, without a slash at the end. */
  portBaseUrl: string;
  /** What becomes of a call; sends nothing. */
  route(call: HttpCall): HttpRoute;
  send(call: HttpCall, signal: AbortSignal): Promise<HttpResult>;
}

/** Everything outside the core that a run touches. Handed in, so that tests and the command line hand in their own. */
export interface World {
  /** By `config.type`. A type that is missing fails the node that needs it. */
  runners: Readonly<Record<string, Runner>>;
  http(options: RunClientOptions): RunClient;
  /** How people are told what a run in this environment asks of them. */
  messengers(environment: RunEnvironment | undefined): Messengers;
  services: Services;
  /** Every secret by name, read once for each run. */
  secrets(): Promise<Record<string, string>>;
  redactor(secrets: Record<string, string>): Redactor;
  /** Opens what was sealed for a context; undefined when it cannot. Without it, no run has encrypted inputs. */
  unseal?(context: string, sealed: string): string | undefined;
  /** Keeps the whole (masked) text of a response body that is too long for the log. */
  keepBody(run: string, nodeRun: string, text: string): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A fresh identifier: the prefix, `_`, and 16 of `[a-zA-Z0-9]`. */
  id(prefix: "wfr" | "wfnr"): string;
  /** Runs a callback in the same turn of the event loop, after what is already ready to run. */
  soon(run: () => void): void;
  /** Runs a callback after some milliseconds; the result cancels it. */
  later(ms: number, run: () => void): () => void;
  /** Told of every event once it is durable, with the run as it is by then; must not throw. */
  observe?(run: RunState, event: RunEvent): void;
  /** Told of bugs and of storage that fails; a run that meets one stops and resumes at the next start. */
  fault(run: string, error: unknown): void;
}
