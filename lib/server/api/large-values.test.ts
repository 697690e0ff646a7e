import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunEvent } from "../../run/events";
import type { RunState } from "../../run/state";
import { VIEW_HEAD } from "../../run/view";
import { serve, type TestServer } from "../http/test-server";
import { startTestServices } from "../test-services";
import { call } from "./calling";
import { eventsOf } from "./calling-runs";

const items = Array.from({ length: 155_000 }, (_, n) => ({
  id: n,
  name: `the item number ${n} of a long list`,
}));
const large = JSON.stringify({ items, last: "the end" });

let service: TestServer;
let started: Awaited<ReturnType<typeof startTestServices>>;
beforeAll(async () => {
  expect(large.length).toBeGreaterThan(9_000_000);
  service = await serve(({ path, body }, response) => {
    response.setHeader("content-type", "application/json");
    response.end(path === "/large" ? large : JSON.stringify({ got: JSON.parse(body || "null") }));
  });
});
afterAll(() => service.close());
beforeEach(async () => {
  started = await startTestServices({ SLIPWAY_EGRESS_ALLOW: service.host });
});
afterEach(() => started.end());

const hook = (identifier: string, path: string, more: object = {}) => ({
  identifier,
  config: { type: "WEBHOOK", url: `${service.url}${path}`, ...more },
});

async function publish(nodes: { identifier: string }[]): Promise<void> {
  const all = [{ identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } }, ...nodes];
  const made = await call("POST", "/v1/workflows", {
    identifier: "large",
    nodes: all,
    connections: nodes.map((node, index) => ({
      sourceIdentifier: all[index]?.identifier,
      targetIdentifier: node.identifier,
    })),
  });
  expect(made.status, made.text).toBe(201);
}

test("a response of 9 MB: the run reads all of it, people see its head, and every reader can ask for the whole", async () => {
  await publish([
    hook("big", "/large", { method: "GET" }),
    hook("next", "/echo", {
      body: { last: "{{ .outputs.big.response.data.last }}", all: "{{ .outputs.big.response.data }}" },
    }),
  ]);
  const { json, status } = await call("POST", "/v1/workflows/large/runs", {}, { prefer: "wait=60" });
  expect(status).toBe(201);
  const run = json.workflowRun as {
    identifier: string;
    result: string;
    variables: { outputs: Record<string, unknown> };
  };
  expect(run.result).toBe("SUCCESS");
  const sent = JSON.parse(service.seen.find(({ path }) => path === "/echo")?.body ?? "");
  expect(Object.keys(sent)).toEqual(["last", "all"]);
  expect(sent.last).toBe("the end");
  // As texts: comparing 155,000 objects one by one takes most of a minute.
  expect(JSON.stringify(sent.all) === large).toBe(true);
  // Port's shape has all of it.
  expect(run.variables.outputs.big).toMatchObject({ response: { data: { last: "the end" } } });

  const opened = await call("GET", `/api/runs/${run.identifier}`);
  expect(opened.text.length).toBeLessThan(1_500_000);
  const [, big, next] = (opened.json.run as RunState).nodeRuns;
  expect(big).not.toHaveProperty("output");
  expect(big?.outputHead?.text.length).toBe(VIEW_HEAD);
  expect(big?.outputHead?.size).toBeGreaterThan(9_000_000);
  expect(big?.response).toMatchObject({ truncated: true, size: large.length });
  expect(next?.request).toMatchObject({ bodyHead: { size: expect.any(Number) } });

  const events = await eventsOf(run.identifier);
  expect(JSON.stringify(events).length).toBeLessThan(1_500_000);
  expect(events.at(-1)?.type).toBe("run.completed");

  const bodies = `/api/runs/${run.identifier}/nodes/${big?.nodeRun}/body`;
  expect((await call("GET", bodies)).text === large).toBe(true);
  const output = await call("GET", `${bodies}?of=output`);
  expect(JSON.parse(output.text)).toMatchObject({ response: { data: { last: "the end" } } });
  const request = await call("GET", `/api/runs/${run.identifier}/nodes/${next?.nodeRun}/body?of=request`);
  expect(JSON.parse(request.text)).toMatchObject({ last: "the end" });
  expect((await call("GET", `${bodies}?of=secrets`)).status).toBe(422);
  expect((await call("GET", `${bodies}?of=request`)).status).toBe(404);

  const listed = await call("GET", "/v1/workflows/runs");
  expect(listed.text.length).toBeLessThan(100_000);
  expect(listed.json.workflowRuns).toMatchObject([
    { nodeRuns: [{}, { output: null, outputSize: big?.outputHead?.size }, {}] },
  ]);
}, 60_000);

test("a run that is taken up again reads the same large value", async () => {
  await publish([
    hook("big", "/large", { method: "GET" }),
    hook("wait", "/wait", { synchronized: false }),
    hook("next", "/echo", { body: { last: "{{ .outputs.big.response.data.last }}" } }),
  ]);
  const { json } = await call("POST", "/v1/workflows/large/runs", {});
  const { identifier } = json.workflowRun as { identifier: string };
  const waiting = await firstOf(identifier, "node.waiting");
  await started.services.stop();
  const folder = started.folder;
  started = await startTestServices({ SLIPWAY_EGRESS_ALLOW: service.host }, folder);
  await call("PATCH", `/v1/workflows/nodes/runs/${waiting.nodeRun}`, {
    status: "COMPLETED",
    result: "SUCCESS",
  });
  const events = await eventsOf(identifier);
  expect(events.at(-1)).toMatchObject({ type: "run.completed", result: "SUCCESS" });
  expect(service.seen.findLast(({ path }) => path === "/echo")?.body).toBe('{"last":"the end"}');
}, 60_000);

async function firstOf<Type extends RunEvent["type"]>(
  run: string,
  type: Type,
): Promise<RunEvent & { type: Type }> {
  for await (const event of started.services.engine.follow(run, 0, new AbortController().signal))
    if (event.type === type) return event as RunEvent & { type: Type };
  throw new Error(`The run ended without ${type}.`);
}
