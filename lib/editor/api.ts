import type { Json, JsonObject } from "../base/json";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import type { Blueprint } from "../catalog/blueprint";
import type { LogLevel } from "../nodes/runner";
import type { RunResult } from "../run/events";
import type { AskedPin } from "../run/pins";
import type { RetryPolicy } from "../run/retry";
import type { Board } from "../workflow/board";
import type {
  ApiError,
  ClientRow,
  EntityPick,
  EnvironmentRow,
  ExampleRow,
  InboxItem,
  InboxPage,
  Layout,
  RunDetail,
  RunRow,
  SecretRow,
  SelfServiceRow,
  ServerInfo,
  TriggerRow,
  UserRow,
  WorkflowDetail,
  WorkflowRow,
} from "./api-types";

export type Answer<T> = Promise<Result<T, ApiError>>;

/** What `request` may be told besides the path. */
interface CallOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** Lets the browser finish the call after the page is gone; bodies up to 64 kB. */
  keepalive?: boolean;
  signal?: AbortSignal;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function toError(status: number, body: unknown): ApiError {
  const said = isRecord(body) ? body : {};
  return {
    status,
    error: typeof said.error === "string" ? said.error : "unexpected_answer",
    message:
      typeof said.message === "string"
        ? said.message
        : `The server answered with status ${status} and no explanation. Look at the server's log.`,
    details: Array.isArray(said.details) ? (said.details as Problem[]) : [],
  };
}

/** One call to our own server. Never rejects: what goes wrong is an `ApiError`. */
export async function request<T>(path: string, options: CallOptions = {}): Answer<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: options.method ?? "GET",
      headers: options.body === undefined ? {} : { "content-type": "application/json" },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.keepalive ? { keepalive: true } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
      cache: "no-store",
    });
  } catch (cause) {
    return err({
      status: 0,
      error: "unreachable",
      message: `The Slipway server did not answer (${cause instanceof Error ? cause.message : "network error"}). Check that it is running.`,
      details: [],
    });
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || !isRecord(body) || body.ok === false) return err(toError(response.status, body));
  return ok(body as T);
}

/** One member of an answer. */
export const pick = async <T, K extends keyof T>(answer: Answer<T>, key: K): Answer<T[K]> => {
  const result = await answer;
  return result.ok ? ok(result.value[key]) : result;
};

const part = encodeURIComponent;

/** What a person reports in place of an outside system. */
export interface NodeRunReport {
  status?: "COMPLETED";
  result?: RunResult;
  output?: Json;
  logs?: { level: LogLevel; message: string }[];
  links?: string[];
}

export interface StartRunInput {
  inputs: JsonObject;
  nodeIdentifier?: string;
  /** null: no environment. */
  environment?: string | null;
  /** By node: what this test run does not run. */
  pins?: Readonly<Record<string, AskedPin>>;
}

/** Every route of the server that the interface uses. */
export const api = {
  workflows: () => pick(request<{ workflows: WorkflowRow[] }>("/api/workflows"), "workflows"),
  /** `copy` lets the server find a free identifier when the text's own is taken. */
  createWorkflow: (
    input: { text: string; from?: "import" | "example" | "blank"; example?: string },
    options: { copy?: boolean } = {},
  ) =>
    request<{ workflow: WorkflowRow; changes: string[] }>(
      `/api/workflows${options.copy ? "?copy=true" : ""}`,
      {
        method: "POST",
        body: input,
      },
    ),
  workflow: (id: string) =>
    pick(request<{ workflow: WorkflowDetail }>(`/api/workflows/${part(id)}`), "workflow"),
  saveDraft: (
    id: string,
    draft: { text?: string; layout?: Layout; board?: Board; revision: number },
    options: { keepalive?: boolean } = {},
  ) =>
    request<{ revision: number }>(`/api/workflows/${part(id)}/draft`, {
      method: "PUT",
      body: draft,
      ...options,
    }),
  setRetry: (id: string, retry: RetryPolicy | null) =>
    request<Record<string, Json>>(`/api/workflows/${part(id)}/retry`, { method: "PUT", body: { retry } }),
  publish: (id: string) =>
    request<{ version: number }>(`/api/workflows/${part(id)}/publish`, { method: "POST", body: {} }),
  deleteWorkflow: (id: string) =>
    request<Record<string, Json>>(`/api/workflows/${part(id)}`, { method: "DELETE" }),
  /** Address of the draft's text as a file; for a link with `download`. */
  exportUrl: (id: string) => `/api/workflows/${part(id)}/export`,
  /** @param as email of the person it is started for; absent for oneself */
  startRun: (id: string, input: StartRunInput, as?: string) =>
    pick(
      request<{ run: string }>(
        `/api/workflows/${part(id)}/runs${as === undefined ? "" : `?run_as=${part(as)}`}`,
        { method: "POST", body: input },
      ),
      "run",
    ),
  runs: (id: string, limit = 20) =>
    pick(request<{ runs: RunRow[] }>(`/api/workflows/${part(id)}/runs?limit=${limit}`), "runs"),
  run: (run: string) => request<RunDetail>(`/api/runs/${part(run)}`),
  runEventsUrl: (run: string, after: number) => `/api/runs/${part(run)}/events?after=${after}`,
  cancelRun: (run: string, force = false) =>
    request<Record<string, Json>>(`/api/runs/${part(run)}/cancel`, { method: "POST", body: { force } }),
  /** Where the whole text is of what a run shows the head of. */
  nodeRunBodyUrl: (run: string, nodeRun: string, of: "response" | "request" | "output" = "response") =>
    `/api/runs/${part(run)}/nodes/${part(nodeRun)}/body?of=${of}`,
  /** Reports on a node run as an outside system would (reference 7.4). */
  reportNodeRun: (run: string, nodeRun: string, report: NodeRunReport) =>
    request<Record<string, Json>>(`/api/runs/${part(run)}/nodes/${part(nodeRun)}`, {
      method: "PATCH",
      body: report,
    }),
  /** What waits for people, a page at a time. */
  inbox: (given: { search?: string; limit?: number; after?: string } = {}) =>
    request<InboxPage>(
      `/api/inbox?${new URLSearchParams(
        Object.entries(given).map(([name, value]): [string, string] => [name, String(value)]),
      )}`,
    ),
  inboxCount: () => pick(request<{ count: number }>("/api/inbox/count"), "count"),
  inboxItem: (nodeRun: string) => pick(request<{ item: InboxItem }>(`/api/inbox/${part(nodeRun)}`), "item"),
  /** Answers it, in the name of `as`. */
  respond: (nodeRun: string, answer: { buttonIdentifier: string; inputs: JsonObject; as: string }) =>
    request<Record<string, Json>>(`/api/inbox/${part(nodeRun)}`, { method: "POST", body: answer }),
  /** With their schemas; the catalog's pages have rows with less. */
  blueprints: () => pick(request<{ blueprints: Blueprint[] }>("/v1/blueprints"), "blueprints"),
  secrets: () => pick(request<{ secrets: SecretRow[] }>("/api/secrets"), "secrets"),
  putSecret: (name: string, value: string) =>
    request<Record<string, Json>>(`/api/secrets/${part(name)}`, { method: "PUT", body: { value } }),
  deleteSecret: (name: string) =>
    request<Record<string, Json>>(`/api/secrets/${part(name)}`, { method: "DELETE" }),
  environments: () => pick(request<{ environments: EnvironmentRow[] }>("/api/environments"), "environments"),
  putEnvironment: (name: string, hosts: { from: string; to: string }[]) =>
    request<Record<string, Json>>(`/api/environments/${part(name)}`, { method: "PUT", body: { hosts } }),
  deleteEnvironment: (name: string) =>
    request<Record<string, Json>>(`/api/environments/${part(name)}`, { method: "DELETE" }),
  examples: () => pick(request<{ examples: ExampleRow[] }>("/api/examples"), "examples"),
  selfService: () => pick(request<{ triggers: SelfServiceRow[] }>("/api/self-service"), "triggers"),
  startPublished: (body: { workflow: string; nodeIdentifier: string; inputs: JsonObject }) =>
    pick(request<{ run: string }>("/api/self-service/runs", { method: "POST", body }), "run"),
  triggers: (id: string) =>
    pick(request<{ triggers: TriggerRow[] }>(`/api/workflows/${part(id)}/triggers`), "triggers"),
  /** `asked` is the body as JSON: blueprint, dataset, sort and text. */
  pickEntities: (asked: string, signal: AbortSignal) =>
    request<{ entities: EntityPick[]; known: boolean }>("/api/entities/pick", {
      method: "POST",
      body: JSON.parse(asked) as unknown,
      signal,
    }),
  info: () => request<ServerInfo>("/api/info"),
  people: () => pick(request<{ people: UserRow[] }>("/api/people"), "people"),
  clients: () => pick(request<{ clients: ClientRow[] }>("/api/clients"), "clients"),
  /** The secret is in this answer and in no other. */
  addClient: (name: string, role: ClientRow["role"]) =>
    request<{ client: ClientRow; secret: string }>("/api/clients", { method: "POST", body: { name, role } }),
  revokeClient: (id: string) =>
    request<Record<string, Json>>(`/api/clients/${part(id)}`, { method: "DELETE" }),
  accessToken: (clientId: string, clientSecret: string) =>
    pick(
      request<{ accessToken: string }>("/v1/auth/access_token", {
        method: "POST",
        body: { clientId, clientSecret },
      }),
      "accessToken",
    ),
  openApi: () => request<JsonObject>("/v1/openapi.json"),
};

export type Api = typeof api;
