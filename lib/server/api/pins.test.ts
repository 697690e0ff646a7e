import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunState } from "../../run/state";
import { startTestServices } from "../test-services";
import { call } from "./calling";
import { eventsOf, inPlayground, publish, waited } from "./calling-runs";

let end: () => Promise<void>;
beforeAll(async () => {
  const started = await startTestServices();
  ({ end } = started);
  await started.services.secrets.put("TOKEN", "s3cr3t-of-the-house");
  await started.services.secrets.put("SHORT", "dev");
});
afterAll(() => end());

const start = (identifier: string, pins: object) =>
  call("POST", `/api/workflows/${identifier}/runs`, { ...inPlayground, pins });

test("a test run takes pins, and its log says so", async () => {
  const identifier = await publish();
  const answer = await start(identifier, { call: { output: { response: { status: 418 }, stage: "dev" } } });
  expect(answer.status).toBe(201);
  const run = String(answer.json.run);
  const events = await eventsOf(run);
  expect(events.some(({ type }) => type === "node.request")).toBe(false);
  const shown = await call("GET", `/api/runs/${run}`);
  expect(shown.json.run as RunState).toMatchObject({
    result: "SUCCESS",
    pins: { call: { output: { stage: "dev" } } },
    nodeRuns: [{ node: "start" }, { node: "call", mock: "pinned", output: { response: { status: 418 } } }],
  });
});

test("the list of runs marks those that left nodes out", async () => {
  const identifier = await publish();
  const [left, whole] = [{ call: { disabled: true } }, {}];
  for (const pins of [left, whole, { call: { output: "x" } }]) await start(identifier, pins);
  const { json } = await call("GET", `/api/workflows/${identifier}/runs`);
  expect((json.runs as { mocks: unknown }[]).map(({ mocks }) => mocks)).toEqual([
    { pinned: 1, disabled: 0 },
    null,
    { pinned: 0, disabled: 1 },
  ]);
});

test.each<[string, object, string, string]>([
  ["an unknown node", { gone: { disabled: true } }, "/pins/gone", 'No node is called "gone"'],
  ["the trigger", { start: { output: {} } }, "/pins/start", "is a trigger"],
  ["too much", { call: { output: "x".repeat(262_144) } }, "/pins", "at most 262144"],
  ["a secret", { call: { output: { auth: "Bearer s3cr3t-of-the-house" } } }, "/pins/call/output", '"TOKEN"'],
  ["a secret, encoded", { call: { output: [btoa("s3cr3t-of-the-house")] } }, "/pins/call/output", '"TOKEN"'],
])("refuses %s", async (_, pins, at, words) => {
  const answer = await start(await publish(), pins);
  expect(answer).toMatchObject({ status: 422, json: { error: "invalid_pins", details: [{ at }] } });
  expect(answer.json.message).toContain(words);
  expect(answer.text).not.toContain("s3cr3t");
});

test("refuses what is no pin", async () => {
  const identifier = await publish();
  for (const pins of [[], { call: 1 }, { call: { output: 1, more: 2 } }, { call: { disabled: false } }])
    expect(await start(identifier, pins)).toMatchObject({ status: 422, json: { error: "invalid_value" } });
});

test("a run of a published version takes none", async () => {
  const identifier = await publish();
  const pins = { call: { disabled: true } };
  const words = expect.stringContaining("only test runs of a draft");
  expect(await call("POST", `/v1/workflows/${identifier}/runs`, { ...inPlayground, pins })).toMatchObject({
    status: 422,
    json: { error: "invalid_value", message: words },
  });
  const body = { workflow: identifier, nodeIdentifier: "start", inputs: { name: "n" }, pins };
  expect(await call("POST", "/api/self-service/runs", body)).toMatchObject({
    status: 422,
    json: { error: "invalid_value", message: words },
  });
  const { run } = await waited(identifier);
  expect(run).not.toHaveProperty("pins");
});
