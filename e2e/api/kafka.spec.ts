import { expect, test } from "@playwright/test";
import { App } from "../harness/app";
import { Client } from "../harness/client";
import { chain } from "../harness/workflow";
import { type KafkaHost, startKafka } from "../hosts/kafka";
import { certificate, type KafkaFront, startKafkaFront } from "../hosts/kafka-front";

const password = "hush-of-the-broker-77";
let kafka: KafkaHost;
let front: KafkaFront;

test.beforeAll(async () => {
  kafka = await startKafka("deploys");
  front = await startKafkaFront(kafka.broker, { user: "slipway", password });
});
test.afterAll(async () => {
  await front.close();
  await kafka.close();
});

/** Publishes once, from an app with these settings. */
async function publish(settings: Record<string, string>) {
  const app = await App.start({
    SLIPWAY_KAFKA_BROKERS: front.broker,
    SLIPWAY_KAFKA_TOPIC: "deploys",
    SLIPWAY_KAFKA_USER: "slipway",
    SLIPWAY_HTTP_TIMEOUT: "5",
    ...settings,
  });
  const client = new Client(app);
  const id = await client.addWorkflow(
    chain("tell", [{ identifier: "tell", config: { type: "KAFKA", payload: { n: 1 } } }]),
  );
  const state = await client.ended(await client.start(id));
  const { output } = app;
  await app.dispose();
  return { state, output };
}

const tls = { SLIPWAY_KAFKA_TLS: "true", NODE_EXTRA_CA_CERTS: certificate };

test("a message goes through TLS and a login", async () => {
  const { state, output } = await publish({ ...tls, SLIPWAY_KAFKA_PASSWORD: password });
  expect(state.error).toBeUndefined();
  expect(state.result).toBe("SUCCESS");
  await kafka.consumed(1);
  expect(kafka.got[0]?.key).toBe(state.nodeRuns[1]?.nodeRun);
  expect(front.logins).toContainEqual({ user: "slipway", good: true });
  expect(JSON.stringify(state) + output).not.toContain(password);
});

test("a wrong password is told, without it", async () => {
  const { state, output } = await publish({ ...tls, SLIPWAY_KAFKA_PASSWORD: "wr0ng-password" });
  expect(state.error).toMatchObject({
    code: "kafka/login",
    hint: expect.stringContaining("SLIPWAY_KAFKA_PASSWORD"),
  });
  expect(JSON.stringify(state) + output).not.toContain("wr0ng-password");
});

test("a certificate that nobody vouches for is not accepted", async () => {
  const { state } = await publish({ SLIPWAY_KAFKA_TLS: "true", SLIPWAY_KAFKA_PASSWORD: password });
  expect(state.error?.code).toBe("kafka/connection");
  expect(kafka.got).toHaveLength(1);
});
