import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type KafkaHost, startKafka } from "../../../e2e/hosts/kafka";
import { type Lined, runLine } from "../engine/test-line";
import type { KafkaSettings } from "../env-services";
import { createPublisher } from "./publisher";

let host: KafkaHost | undefined;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await host?.close();
  host = undefined;
});

const TOPIC = "acme.runs";

async function run(
  payload: Lined["nodes"][number],
  secrets: Record<string, string> = {},
  brokers?: string[],
) {
  host ??= await startKafka(TOPIC);
  const kafka: KafkaSettings = { brokers: brokers ?? [host.broker], topic: TOPIC, tls: false };
  return runLine({ nodes: [payload], secrets, kafka, output: { service: "billing" } });
}

test("publishes the envelope with the node run as key, and is done", async () => {
  const { state } = await run({
    identifier: "tell",
    config: { type: "KAFKA", payload: { service: "{{ .outputs.trigger.service }}", list: [1, "{{ 2 }}"] } },
  });
  expect(state).toMatchObject({ result: "SUCCESS" });
  const nodeRun = state.nodeRuns[1];
  expect(nodeRun?.output).toBeUndefined();
  await host?.consumed(1);
  expect(host?.got[0]?.key).toBe(nodeRun?.nodeRun);
  expect(JSON.parse(host?.got[0]?.payload ?? "")).toEqual({
    headers: {},
    payload: { service: "billing", list: [1, 2] },
    context: {
      runId: nodeRun?.nodeRun,
      workflowRunId: state.run,
      workflowIdentifier: "flow",
      nodeIdentifier: "tell",
    },
  });
  expect(nodeRun?.request).toMatchObject({ method: "PUBLISH", url: "kafka://acme.runs" });
  expect(nodeRun?.logs.at(-1)?.message).toMatch(/^Published to acme\.runs, partition \d, offset \d/);
});

test("sends secrets and records their names", async () => {
  const { state, events } = await run(
    { identifier: "tell", verbose: true, config: { type: "KAFKA", payload: ['{{ .secrets["k"] }}'] } },
    { k: "s3cret-of-the-broker" },
  );
  expect(state.result).toBe("SUCCESS");
  await host?.consumed(1);
  expect(host?.got[0]?.payload).toContain("s3cret-of-the-broker");
  expect(JSON.stringify(events)).not.toContain("s3cret-of-the-broker");
  expect(JSON.stringify(events)).toContain("‹secret:k›");
});

test.each([
  ["a text", '{{ "text" }}', "kafka/payload"],
  ["a number", "{{ 5 }}", "kafka/payload"],
])("%s is no payload", async (_, payload, code) => {
  const { state } = await run({ identifier: "tell", config: { type: "KAFKA", payload } });
  expect(state).toMatchObject({ result: "FAILED", error: { code } });
  expect(state.error?.hint).toMatch(/object or a list/);
});

test("without a broker the error names the setting, and onFailure lets the run go on", async () => {
  const config = { type: "KAFKA", payload: {}, onFailure: "continue" };
  const { state } = await run({ identifier: "tell", config }, {}, []);
  expect(state).toMatchObject({ result: "SUCCESS" });
  expect(state.nodeRuns[1]).toMatchObject({
    result: "FAILED",
    continued: true,
    error: { code: "kafka/brokers", hint: expect.stringContaining("SLIPWAY_KAFKA_BROKERS") },
    output: { error: { message: expect.stringContaining("No Kafka broker") } },
  });
});

test("a broker that is not there is an error that may pass, and the next message finds one that came back", async () => {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const gone = createPublisher({ brokers: [`127.0.0.1:${port}`], topic: TOPIC, tls: false }, 1_000);
  closing.push(gone.close);
  const message = { key: "wfnr_a", value: "{}" };
  const signal = new AbortController().signal;
  expect(await gone.publish(message, signal)).toMatchObject({
    ok: false,
    error: { code: "kafka/connection", message: expect.stringContaining(`127.0.0.1:${port}`) },
    transient: { idempotent: false },
  });
  host = await startKafka(TOPIC);
  const settings: KafkaSettings = { brokers: [`127.0.0.1:${port}`, host.broker], topic: TOPIC, tls: false };
  const there = createPublisher(settings, 5_000);
  closing.push(there.close);
  expect(await there.publish(message, signal)).toMatchObject({ ok: true, playground: false });
  expect(await there.publish(message, signal)).toMatchObject({ ok: true });
  await host.consumed(2);
});

test("TLS to a broker without it is an error that names the setting", async () => {
  host = await startKafka(TOPIC);
  const publisher = createPublisher({ brokers: [host.broker], topic: TOPIC, tls: true }, 1_000);
  closing.push(publisher.close);
  const result = await publisher.publish({ key: "k", value: "{}" }, new AbortController().signal);
  expect(result).toMatchObject({ ok: false, error: { code: "kafka/connection" } });
});
