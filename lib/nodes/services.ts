import type { Json, JsonObject } from "../base/json";
import type {
  HttpCall,
  HttpResult,
  HttpRoute,
  RecordedRequest,
  RecordedResponse,
  RunError,
  Transient,
} from "./runner";

/** A service outside whose address and credential the server's settings name. */
export interface Account {
  /** Without a slash at its end. */
  url: string;
  /** Never recorded, and sent to this address alone. */
  token?: string;
}

/** The API that a language model is asked by. */
export interface ModelAccount extends Account {
  provider: ModelProvider;
  /** What answers when a node names no model. */
  model?: string;
}

export const modelProviders = ["openai", "anthropic"] as const;
export type ModelProvider = (typeof modelProviders)[number];

export interface Accounts {
  github: Account;
  gitlab: Account;
  /** With the organisation: `https://dev.azure.com/acme`. */
  azure: Account;
  /** Its key comes from the node. */
  cursor: Account;
  /** Absent when no model is set. */
  ai?: ModelAccount;
}

/** How a job that runs elsewhere is asked for its state, in milliseconds. */
export interface Polling {
  first: number;
  longest: number;
  /** After this long the node is done waiting. */
  limit: number;
}

/** A message for the organisation's topic. */
export interface TopicMessage {
  /** Stable across a resend after a crash. */
  key: string;
  value: string;
}

export type PublishResult =
  | { ok: true; partition: number; offset: string; playground: boolean }
  | { ok: false; error: RunError; transient?: Transient };

/** A question to a language model. */
export interface ModelAsk {
  system: string;
  messages: readonly { role: "user" | "assistant"; text: string }[];
  model: string;
  /** Milliseconds that the answer may take. */
  timeoutMs: number;
  /** The answer is to be JSON: a hint for the service, not a promise. */
  json: boolean;
}

export type ModelAnswer =
  | {
      ok: true;
      text: string;
      /** The answer is longer than the service gives. */
      cut: boolean;
      tokens: { input: number; output: number };
    }
  | { ok: false; error: RunError; transient?: Transient };

/** The way out for a question, so that it is guarded, mapped and recorded like every other request. */
export interface ModelHttp {
  route(call: HttpCall): HttpRoute;
  http(call: HttpCall, signal: AbortSignal): Promise<HttpResult>;
  request(request: RecordedRequest): void;
  response(response: RecordedResponse): void;
  now(): number;
}

/** What runs may use of the outside beside plain requests. */
export interface Services {
  accounts: Accounts;
  polling: Polling;
  /** Milliseconds that one answer of a model may take. */
  aiTimeoutMs: number;
  /** The topic that messages go to. */
  topic: string;
  publish(message: TopicMessage, signal: AbortSignal): Promise<PublishResult>;
  model(ask: ModelAsk, account: ModelAccount, way: ModelHttp, signal: AbortSignal): Promise<ModelAnswer>;
  /** What is wrong with a value by a JSON Schema, one sentence each; an error when the schema itself is wrong. */
  schemaErrors(
    schema: JsonObject,
    value: Json,
  ): { ok: true; errors: string[] } | { ok: false; reason: string };
}

/** Where each service is when no setting says otherwise. */
export const serviceUrls = {
  github: "https://api.github.com",
  gitlab: "https://gitlab.com",
  azure: "https://dev.azure.com",
  cursor: "https://api.cursor.com",
  openai: "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
} as const;
