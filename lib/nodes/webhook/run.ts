import type { Outcome, RunError, Runner, RunnerInput, Transient } from "../runner";
import { webhookRequest } from "./request";
import { responseOutput, statusError } from "./response";
import { transientError, transientReply } from "./transient";

/**
 * Sends the request of a WEBHOOK (reference 3.1) and gives `{response: {status, data, headers}}`.
 *
 * - 4xx and 5xx fail the node and keep `response` beside `error`.
 * - `onTimeout: "continue"`: a synchronous one succeeds with `{timeout: true}`, an asynchronous one waits for
 *   its report as if it had been answered.
 * - `synchronized: false`: the node run stays open until an outside system reports on it; whether the run
 *   walks on meanwhile is the server's setting (design, section 6).
 * - `agent: true`: the node run is kept until the execution agent claims it, makes the request and reports.
 */
export const runWebhook: Runner = async (input, effects, signal) => {
  const { config, masked } = input;
  const made = webhookRequest(config, masked, input.nodeRun);
  if (!made.ok)
    return {
      kind: "failed",
      error: { ...made.error, message: `"${input.node.identifier}": ${made.error.message}` },
    };

  const { call, recorded, dropped } = made.value;
  for (const name of dropped)
    effects.log("WARN", `The header "${name}" belongs to the connection, so yours was left out.`);
  const route = effects.route(call);
  if (config.agent === true) {
    if (route.via?.playground !== true) {
      effects.request({ ...recorded, ...route, portAuth: false, agent: true });
      return { kind: "waiting", for: "agent", continues: goesOn(input) };
    }
    effects.log("INFO", "The Playground answers without the execution agent.");
  }
  if (input.interrupted)
    effects.log(
      "WARN",
      "Slipway stopped while this node ran, so its request is sent a second time with the same Idempotency-Key.",
    );
  effects.request({ ...recorded, ...route });

  const result = await effects.http(call, signal);
  if (!result.ok) {
    if (result.timeout && config.onTimeout === "continue") {
      effects.log("WARN", `${result.error.message} onTimeout is "continue", so the run goes on.`);
      return isAsync(input) ? waiting(input) : { kind: "done", output: { timeout: true } };
    }
    return failed(result.error, transientError(call.method, result.error));
  }

  const { reply } = result;
  const { status, statusText, headers, body, size, timing, redirects } = reply;
  effects.response({ status, statusText, headers, body, size, truncated: false, timing, redirects });
  const response = responseOutput(reply);
  if (status >= 400)
    return {
      ...failed(
        statusError(recorded.method, recorded.url, reply),
        transientReply(call.method, reply, effects.now()),
      ),
      output: { response },
    };
  return isAsync(input) ? waiting(input) : { kind: "done", output: { response } };
};

const failed = (error: RunError, transient: Transient | undefined): Outcome & { kind: "failed" } => ({
  kind: "failed",
  error,
  ...(transient === undefined ? {} : { transient }),
});

const isAsync = (input: RunnerInput) => input.config.synchronized === false;

const waiting = (input: RunnerInput): Outcome => ({
  kind: "waiting",
  for: "callback",
  continues: goesOn(input),
});

/** Whether the run walks on while this node run is open. */
const goesOn = (input: RunnerInput) => isAsync(input) && input.asyncWebhooks === "continue";
