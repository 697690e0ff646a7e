import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import type { RecordedRequest, Runner, RunnerInput } from "../runner";

/**
 * Publishes the payload to the organisation's topic, in the envelope of `docs/nodes.md`, and is done as soon as the
 * broker has it (reference 3.3, 6.7 row 23). The key of the message is the node run's identifier, so that a
 * consumer knows a message that came twice after a crash. There is no output.
 */
export const runKafka: Runner = async (input, effects, signal) => {
  const { config, masked, node, nodeRun } = input;
  const { payload = {} } = config;
  if (!isJsonObject(payload) && !Array.isArray(payload))
    return {
      kind: "failed",
      error: {
        code: "kafka/payload",
        message: `"${node.identifier}" is to publish ${JSON.stringify(masked.payload ?? null).slice(0, 120)}.`,
        hint: "The payload is an object or a list.",
        at: "/payload",
      },
    };
  const workflow = effects.evaluate(".workflow.identifier");
  const name = workflow.ok && typeof workflow.value === "string" ? workflow.value : null;
  const value = JSON.stringify(envelope(payload, input, name));
  const recorded: RecordedRequest = {
    method: "PUBLISH",
    url: `kafka://${effects.services.topic}`,
    headers: [["key", nodeRun]],
    body: envelope(masked.payload ?? {}, input, name),
    size: new TextEncoder().encode(value).length,
    portAuth: false,
  };
  effects.request(recorded);
  if (input.interrupted)
    effects.log(
      "WARN",
      "Slipway stopped while this node ran, so its message is published a second time with the same key.",
    );
  const result = await effects.publish({ key: nodeRun, value }, signal);
  if (!result.ok) {
    const { error, transient } = result;
    return { kind: "failed", error, ...(transient === undefined ? {} : { transient }) };
  }
  effects.log(
    "INFO",
    result.playground
      ? `The Playground took the message for ${effects.services.topic}; no broker has it.`
      : `Published to ${effects.services.topic}, partition ${result.partition}, offset ${result.offset}.`,
  );
  return { kind: "done" };
};

/** `{headers, payload, context}`; `context.runId` is the node run to report on, as the execution agent reads it. */
const envelope = (
  payload: Json,
  { node, nodeRun, run }: RunnerInput,
  workflow: string | null,
): JsonObject => ({
  headers: {},
  payload,
  context: {
    runId: nodeRun,
    workflowRunId: run,
    workflowIdentifier: workflow,
    nodeIdentifier: node.identifier,
  },
});
