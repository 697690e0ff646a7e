import type { Json, JsonObject } from "../base/json";
import type { ModelAccount, ModelAnswer, ModelAsk, PublishResult, Services, TopicMessage } from "./services";

/** What went wrong while a node ran; plain data that is stored and shown. Never holds a secret. */
export interface RunError {
  /** `area/what`, stable: `http/status`, `http/timeout`, `egress/refused`, `template/runtime`, `node/no-runner`. */
  code: string;
  /** What happened, where, with the value seen. */
  message: string;
  /** What to do next, one sentence. */
  hint?: string;
  /** JSON Pointer into the document, when a place in it is to blame. */
  at?: string;
}

/** The beginning of a value that is too large to be shown whole. */
export interface ValueHead {
  /** The first characters of its JSON. */
  text: string;
  /** Bytes of all of it. */
  size: number;
}

/** A request as recorded: secrets shown as `‹secret:name›`. */
export interface RecordedRequest {
  method: string;
  /** The address the author wrote, rendered. */
  url: string;
  /** Where it really went, when the hosts map changed it. */
  sentTo?: string;
  /** The environment that changed it, and `playground` when the built-in stand-in answered. */
  via?: { environment: string; playground: boolean };
  headers: [name: string, value: string][];
  body?: Json;
  /** In place of a large body, where people look on. */
  bodyHead?: ValueHead;
  /** Bytes of the body that was sent. */
  size: number;
  /** True when Slipway added Port's credentials. */
  portAuth: boolean;
  /** True when the built-in catalog answered in Port's place, and nothing left this machine. */
  catalog?: boolean;
  /** The execution agent makes it, and not this server. */
  agent?: true;
}

/** A response as recorded: secrets shown as `‹secret:name›`, the body cut to `bodyHead` when large. */
export interface RecordedResponse {
  status: number;
  statusText: string;
  headers: [name: string, value: string][];
  /** The first 256 kB of the body's text. */
  body: string;
  /** Bytes received. */
  size: number;
  truncated: boolean;
  /** Milliseconds: from sending to the first header, and to the end of the body. */
  timing: { headers: number; total: number };
  /** Addresses followed, in order, when there were redirects. */
  redirects: string[];
}

/** The way out that a node took: neither for a single one. An outlet may well be called `fallback`. */
export interface Way {
  outlet?: string;
  fallback?: true;
}

/**
 * Why a node run is not over yet: for a report from outside, for people, for a moment, for the answer of a
 * service that is asked again and again, for the next attempt, or for the execution agent.
 */
export type WaitingFor = "callback" | "person" | "timer" | "poll" | "retry" | "agent";

/** One person's answer to a node run that asks people (reference 4.2). */
export interface Answer {
  buttonIdentifier: string;
  inputs: JsonObject;
  by: { email: string; firstName: string; lastName: string };
  /** Email of the Admin who gave the answer in that person's name. */
  enteredBy?: string;
  /** ISO 8601 in UTC. */
  at: string;
}

/**
 * How a node run ended, or why it has not. All values are plain JSON without secrets.
 *
 * A node run that waits holds nothing in memory but its log, so what its runner needs later is in the outcome:
 * - `continues`: the run walks on while this node run stays open (design, section 6).
 * - `until` (ISO 8601): when that moment has come, the node is done; with `resume`, its runner is called again
 *   and finds that value as `input.resume`. An answer of a person calls it again as well.
 * - `prompt`: what people are asked, for the inbox and the run's page.
 *
 * A `failed` one with `transient` may be tried again, when the workflow's retry policy says so.
 */
export type Outcome =
  | ({
      kind: "done";
      output?: Json;
      label?: StatusLabel;
      workflowLabel?: StatusLabel;
    } & Way)
  | {
      kind: "waiting";
      for: WaitingFor;
      continues: boolean;
      until?: string;
      resume?: Json;
      prompt?: JsonObject;
    }
  | { kind: "failed"; error: RunError; output?: JsonObject; transient?: Transient };

/** A failure that may pass. */
export interface Transient {
  /** True when doing it again changes nothing more than doing it once. */
  idempotent: boolean;
  /** Milliseconds that the service asked to wait. */
  afterMs?: number;
}

/** Reference 4.1. */
export interface StatusLabel {
  text: string;
  variant: "success" | "alert";
}

export type LogLevel = "DEBUG" | "INFO" | "WARN" | "ERROR";

/** An HTTP call as the runner asks for it. Strings are real values here: this never leaves the process but to the network. */
export interface HttpCall {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  body?: string;
  /** Milliseconds that the whole answer may take, where the server's own limits are too short. */
  timeoutMs?: number;
  /** Stable across a resend after a crash. */
  idempotencyKey?: string;
}

/** What came back. `body` is the whole text up to the cap. */
export interface HttpReply {
  status: number;
  statusText: string;
  headers: [name: string, value: string][];
  body: string;
  size: number;
  timing: { headers: number; total: number };
  redirects: string[];
}

export type HttpResult = { ok: true; reply: HttpReply } | { ok: false; error: RunError; timeout: boolean };

/** What becomes of a call before it leaves; known without sending it. As it is recorded. */
export type HttpRoute = Pick<RecordedRequest, "sentTo" | "via" | "portAuth" | "catalog">;

/** An email. */
export interface Mail {
  to: string[];
  subject: string;
  /** Plain text. */
  text: string;
  /** Stable across a resend after a crash, so that mail programs can tell the two are one. */
  messageId: string;
}

/** How people learn that they are asked something. */
export interface Messengers {
  /** Address of the page on which a node run is answered. */
  answerUrl(nodeRun: string): string;
  /** Email addresses of those who may answer, as far as they are known here. */
  emailsOf(responders: JsonObject): Promise<string[]>;
  /** Hands an email to the mail server, or says why not; absent when none is set up. */
  mail?(mail: Mail, signal: AbortSignal): Promise<{ ok: true } | { ok: false; reason: string }>;
  /** Address of Slack's incoming webhook, which is a secret; absent when none is set up. */
  slack?: string;
  /** True where no real person may be told, as in the Playground. */
  pretends: boolean;
}

/** What a runner may do to the world. Handed in, so that tests hand in their own. */
export interface Effects {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where Port's API is, without a slash at the end. */
  portBaseUrl: string;
  /** Where a call would go, and whether Port's credentials would go with it. */
  route(call: HttpCall): HttpRoute;
  http(call: HttpCall, signal: AbortSignal): Promise<HttpResult>;
  /** The services that the settings name; in the Playground its own. */
  services: Pick<Services, "accounts" | "polling" | "aiTimeoutMs" | "topic" | "schemaErrors">;
  publish(message: TopicMessage, signal: AbortSignal): Promise<PublishResult>;
  /** Asks a language model; the request and its answer are recorded. */
  model(ask: ModelAsk, account: ModelAccount, signal: AbortSignal): Promise<ModelAnswer>;
  /** Resolves when all that was recorded so far is durable: before something is sent that must not be sent twice. */
  durable(): Promise<void>;
  /** What is known of a node run before it is over, as an executor reports it (reference 7.4). */
  progress(known: { externalRunId?: string; output?: Json; links?: string[] }): void;
  log(level: LogLevel, message: string, tags?: Record<string, string>): void;
  messengers: Messengers;
  /** Records the request of this node run; masks it itself. */
  request(request: RecordedRequest): void;
  /** Records the response of this node run; masks it itself. */
  response(response: RecordedResponse): void;
  /** Replaces every form of every secret that this run used by its name; deep, for text and JSON. */
  redact<T extends Json>(value: T): T;
  /** Evaluates a bare jq expression in the run's context. */
  evaluate(expression: string): { ok: true; value: Json | undefined } | { ok: false; error: RunError };
  /** Renders templates (any JSON tree) in the run's context. */
  render(
    tree: Json,
  ): { ok: true; value: Json | undefined; masked: Json | undefined } | { ok: false; error: RunError };
}

/** A node run, as its runner sees it. */
export interface RunnerInput {
  /** Rendered, secrets in clear; `literal` keys of the definition as written. */
  config: JsonObject;
  /** The same with every secret shown by name: what may be recorded. */
  masked: JsonObject;
  node: { identifier: string; title: string; type: string; verbose: boolean };
  /** The workflow that runs; `title` is its identifier when it has none. So is a node's. */
  workflow: { identifier: string; title: string };
  nodeRun: string;
  run: string;
  /** Whether `synchronized: false` waits or lets the run go on. */
  asyncWebhooks: "continue" | "wait";
  /** What the runner left when it last waited; absent the first time. */
  resume?: Json;
  /**
   * True when the process stopped while this node ran, after its request was recorded: the request may have gone
   * out, and nobody has recorded what came of it.
   */
  interrupted: boolean;
  /** What people have answered so far, in order. */
  answers: readonly Answer[];
}

/** Runs one node. Rejects only on a bug; what can go wrong is a `failed` outcome. */
export type Runner = (input: RunnerInput, effects: Effects, signal: AbortSignal) => Promise<Outcome>;
