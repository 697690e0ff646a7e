import { createHmac } from "node:crypto";
import type { JsonObject } from "../../base/json";
import { webhookRequest } from "../../nodes/webhook/request";
import { responseOutput, statusError } from "../../nodes/webhook/response";
import type { NodeReport } from "../../run/engine";
import { sendFollowing } from "../../server/http/redirects";
import type { Transport } from "../../server/http/transport";

/** A node run as the server hands it out (reference 7.4). */
export interface Task {
  identifier: string;
  config: JsonObject;
}

/** What came of a task: what to report, or nothing when an outside system will. */
export interface Performed {
  report?: NodeReport;
  logs: NonNullable<NodeReport["logs"]>;
}

/**
 * The headers that let a receiver know who sent a request, and when (reference 3.1, *Signatures*): the text
 * `<seconds>.<body>` under HMAC-SHA-256 with the client's secret.
 *
 * @param seconds since the epoch
 */
export function signature(body: string, secret: string, seconds: number): [string, string][] {
  const sign = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("base64");
  return [
    ["x-port-timestamp", String(seconds)],
    ["x-port-signature", `v1,${sign}`],
  ];
}

/**
 * Makes the request of a task in the server's stead, signed.
 *
 * - A status of 400 and more fails the node and keeps `response` beside `error`, as on the server.
 * - `onTimeout: "continue"`: the node succeeds with `{timeout: true}`.
 * - `synchronized: false`: an answer below 400 is only logged; the outside system reports.
 */
export async function perform(
  { identifier, config }: Task,
  { send, secret, now }: { send: Transport; secret: string; now(): number },
  signal: AbortSignal,
): Promise<Performed> {
  const isAsync = config.synchronized === false;
  const failed = (message: string, output: JsonObject = {}): Performed => ({
    report: { status: "COMPLETED", result: "FAILED", output: { ...output, error: { message } } },
    logs: [{ level: "ERROR", message }],
  });
  const made = webhookRequest(config, config, identifier);
  if (!made.ok) return failed(made.error.message);
  const { call } = made.value;
  const hop = {
    method: call.method,
    url: new URL(call.url),
    headers: [...call.headers, ...signature(call.body ?? "", secret, Math.floor(now() / 1_000))],
    ...(call.body === undefined ? {} : { body: call.body }),
  };
  // The agent does not know which texts are secret, so no header of the author's leaves the first origin.
  const own = new Set(["accept", "content-type", "user-agent"]);
  const private_ = new Set(hop.headers.filter(([name]) => !own.has(name)).map(([, value]) => value));
  const options = {
    environment: undefined,
    isSecret: (text: string) => private_.has(text) || text === call.body,
  };
  const result = await sendFollowing(hop, send, options, signal);
  if (!result.ok) {
    const { message, timeout } = result.error;
    if (!timeout || config.onTimeout !== "continue") return failed(message);
    const logs: Performed["logs"] = [{ level: "WARN", message: `${message} onTimeout is "continue".` }];
    if (isAsync) return { logs };
    return { report: { status: "COMPLETED", result: "SUCCESS", output: { timeout: true } }, logs };
  }
  const reply = { ...result.reply, redirects: result.redirects };
  const output = responseOutput(reply);
  // As Port's agent reports an empty body (reference 3.1).
  const response = reply.body.trim() === "" ? { ...output, data: {} } : output;
  const logs: Performed["logs"] = [
    {
      level: "INFO",
      message: `${call.method} ${hop.url.origin}${hop.url.pathname} answered ${reply.status}.`,
    },
  ];
  if (config.verbose === true) {
    logs.push({ level: "INFO", message: `Request body: ${call.body ?? "none."}` });
    logs.push({ level: "INFO", message: `Response body: ${reply.body === "" ? "none." : reply.body}` });
  }
  if (reply.status >= 400) {
    const { message } = statusError(call.method, `${hop.url.origin}${hop.url.pathname}`, reply);
    return failed(message, { response });
  }
  return isAsync
    ? { logs }
    : { report: { status: "COMPLETED", result: "SUCCESS", output: { response } }, logs };
}
