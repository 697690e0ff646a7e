import type { NodeReport } from "../../run/engine";
import type { Task } from "./perform";

/** The server's answer to a call, or why there is none. */
export type Answer<T> = { ok: true; value: T } | { ok: false; status: number; message: string };

/** The routes of the server that an agent uses (reference 7.3, 7.4). */
export interface Server {
  claim(limit: number, visibilityMs: number): Promise<Answer<Task[]>>;
  acknowledge(nodeRun: string): Promise<Answer<unknown>>;
  report(nodeRun: string, report: NodeReport): Promise<Answer<unknown>>;
}

export interface ServerOptions {
  /** `https://slipway.example.com`, without `/v1`. */
  url: string;
  clientId: string;
  clientSecret: string;
  /** For one call, in milliseconds. */
  timeoutMs: number;
}

const INSTALLATION = "_PORT_EXEC_AGENT";

/** Speaks to the server with a token that it asks for anew when it is refused. */
export function connect({ url, clientId, clientSecret, timeoutMs }: ServerOptions): Server {
  let token: string | undefined;

  const send = async (
    method: string,
    path: string,
    body: unknown,
    bearer?: string,
  ): Promise<Answer<never>> => {
    let response: Response;
    try {
      response = await fetch(`${url}/v1${path}`, {
        method,
        headers: {
          "content-type": "application/json",
          "x-port-reserved-usage": "true",
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: "error",
      });
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return { ok: false, status: 0, message: cause instanceof Error ? cause.message : String(cause) };
    }
    const value = (await response.json().catch(() => ({}))) as { message?: unknown };
    if (response.ok) return { ok: true, value: value as never };
    const said = typeof value.message === "string" ? value.message : response.statusText;
    return { ok: false, status: response.status, message: said };
  };

  const logIn = async (): Promise<Answer<string>> => {
    const answer = (await send("POST", "/auth/access_token", { clientId, clientSecret })) as Answer<{
      accessToken?: unknown;
    }>;
    if (!answer.ok) return answer;
    const { accessToken } = answer.value;
    if (typeof accessToken !== "string")
      return { ok: false, status: 0, message: "The server gave no token." };
    token = accessToken;
    return { ok: true, value: accessToken };
  };

  const call = async <T>(method: string, path: string, body: unknown): Promise<Answer<T>> => {
    for (let attempt = 1; ; attempt++) {
      const bearer = token === undefined ? await logIn() : { ok: true as const, value: token };
      if (!bearer.ok) return bearer;
      const answer = (await send(method, path, body, bearer.value)) as Answer<T>;
      if (answer.ok || answer.status !== 401 || attempt === 2) return answer;
      token = undefined;
    }
  };

  return {
    async claim(limit, visibilityTimeoutMs) {
      const body = { installationId: INSTALLATION, limit, visibilityTimeoutMs };
      const answer = await call<{ nodeRuns: Task[] }>("POST", "/workflows/runs/claim-pending", body);
      return answer.ok ? { ok: true, value: answer.value.nodeRuns } : answer;
    },
    acknowledge: (nodeRunIdentifier) => call("PATCH", "/workflows/runs/ack", { nodeRunIdentifier }),
    report: (nodeRun, report) =>
      call("PATCH", `/workflows/nodes/runs/${encodeURIComponent(nodeRun)}`, report),
  };
}
