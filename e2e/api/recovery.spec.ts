import { expect, test } from "@playwright/test";
import { App } from "../harness/app";
import { Client } from "../harness/client";
import { chain, webhook } from "../harness/workflow";
import { type SlowHost, startSlow } from "../hosts/slow";

let app: App;
let slow: SlowHost;
let client: Client;

test.beforeEach(async () => {
  app = await App.start();
  slow = await startSlow();
  client = new Client(app);
  await client.saveEnvironment("Slow", { "https://api.example.com": slow.host.url });
});

test.afterEach(async () => {
  await app.dispose();
  await slow.host.close();
});

const paths = () => slow.host.got.map(({ path }) => path);

async function startThree(): Promise<string> {
  const nodes = ["one", "two", "three"].map((name) => webhook(name, `https://api.example.com/${name}`));
  const last = nodes[2];
  if (last) last.config.body = { ids: ["{{ .outputs.one.id }}", "{{ .outputs.two.id }}"] };
  const workflow = await client.addWorkflow(chain("three_webhooks", nodes));
  return await client.start(workflow, {}, "Slow");
}

test("a kill during a webhook: the one in flight is sent again, completed ones are not", async () => {
  const run = await startThree();
  await slow.host.received(1);
  slow.release();
  await slow.host.received(2);
  await app.kill();
  slow.releaseAll();
  await app.launch();
  const state = await client.ended(run);
  expect(state.result).toBe("SUCCESS");
  expect(paths()).toEqual(["/one", "/two", "/two", "/three"]);
  const keys = slow.host.got.map(({ headers }) => headers["idempotency-key"]);
  expect(keys[1]).toBe(keys[2]);
  expect(new Set(keys).size).toBe(3);
  expect(slow.host.got[3]?.body).toEqual({ ids: [1, 3] });
});

test("a kill between webhooks: the run waits on, then goes on with the next one", async () => {
  await app.stop();
  await app.launch({ SLIPWAY_ASYNC_WEBHOOKS: "wait" });
  slow.releaseAll();
  const nodes = ["one", "two", "three"].map((name) => webhook(name, `https://api.example.com/${name}`));
  if (nodes[1]) nodes[1].config.synchronized = false;
  const workflow = await client.addWorkflow(chain("waits_between", nodes));
  const run = await client.start(workflow, {}, "Slow");
  const before = await client.follow(run, ({ nodeRuns }) => nodeRuns[2]?.waitingFor === "callback");
  expect(paths()).toEqual(["/one", "/two"]);

  await app.kill();
  await app.launch();
  expect(paths()).toEqual(["/one", "/two"]);
  const report = { status: "COMPLETED", result: "SUCCESS", output: { rows: 3 } };
  const path = `/v1/workflows/nodes/runs/${before.nodeRuns[2]?.nodeRun}`;
  expect(await client.call("PATCH", path, report)).toMatchObject({ status: 200 });
  const state = await client.ended(run);
  expect(state).toMatchObject({ result: "SUCCESS" });
  expect(state.nodeRuns[2]?.output).toEqual({ rows: 3 });
  expect(paths()).toEqual(["/one", "/two", "/three"]);
});

test("the event stream resumes after the last event that was seen", async () => {
  slow.releaseAll();
  const run = await startThree();
  const whole = await client.ended(run);
  const seen: number[] = [];
  for await (const { seq } of client.events(run, 4)) {
    seen.push(seq);
    if (seq === whole.seq) break;
  }
  expect(seen).toEqual(Array.from({ length: whole.seq - 4 }, (_, index) => index + 5));
});
