import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";
import { App } from "../harness/app";
import { Client } from "../harness/client";

const secret = "a secret for events";
let app: App;
let client: Client;

test.beforeEach(async () => {
  app = await App.start({ SLIPWAY_EVENT_SECRET: secret });
  client = new Client(app);
});
test.afterEach(async () => {
  await app.dispose();
});

const event = (name: string) => ({
  action: "CREATE",
  diff: { before: null, after: { identifier: name, title: name, properties: {} } },
  context: { blueprintIdentifier: "service", entityIdentifier: name },
});

/** Sends an event as its sender would; the body makes each signature its own. */
function send(name: string) {
  const body = JSON.stringify(event(name));
  const time = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret).update(`${time}.${body}`).digest("base64");
  return client.call("POST", "/v1/events", body, {
    "content-type": "application/json",
    "x-port-timestamp": time,
    "x-port-signature": `v1,${signature}`,
  });
}

async function publish(identifier: string): Promise<void> {
  const config = {
    type: "EVENT_TRIGGER",
    event: { type: "ENTITY_CREATED", blueprintIdentifier: "service" },
  };
  const nodes = [{ identifier: "on", config }];
  const made = await client.call("POST", "/v1/workflows", { identifier, nodes, connections: [] });
  expect(made.status).toBe(201);
}

interface Run {
  nodeRuns: { output: { context: { entityIdentifier: string } } }[];
}
const entities = async (workflow: string) => {
  const { body } = await client.call<{ workflowRuns: Run[] }>(
    "GET",
    `/v1/workflows/runs?workflowIdentifiers[]=${workflow}`,
  );
  return body.workflowRuns.map((run) => run.nodeRuns[0]?.output.context.entityIdentifier).sort();
};

test("a kill between an event's answer and its run loses and doubles nothing", async () => {
  await publish("one");
  await publish("two");
  const names = Array.from({ length: 40 }, (_, index) => `service_${String(index).padStart(2, "0")}`);
  const answers = await Promise.all(names.map(send));
  expect(answers.map(({ status }) => status)).toEqual(names.map(() => 202));
  await app.kill();
  await app.launch();
  await expect.poll(() => entities("one")).toEqual(names);
  await expect.poll(() => entities("two")).toEqual(names);
});

test("a kill amid changes of the catalog loses and doubles none of those that were answered", async () => {
  await publish("one");
  await client.call("POST", "/v1/blueprints", {
    identifier: "service",
    title: "Service",
    schema: { properties: {}, required: [] },
  });
  const names = Array.from({ length: 25 }, (_, index) => `entity_${String(index).padStart(2, "0")}`);
  for (const identifier of names) {
    const made = await client.call("POST", "/v1/blueprints/service/entities", { identifier, properties: {} });
    expect(made.status).toBe(201);
  }
  await app.kill();
  await app.launch();
  await expect.poll(() => entities("one")).toEqual(names);
});
