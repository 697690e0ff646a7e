import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunState } from "../../run/state";
import { serve, type TestServer } from "../http/test-server";
import { startTestServices } from "../test-services";
import { call } from "./calling";
import { publish, waited } from "./calling-runs";

let end: () => Promise<void>;
let server: TestServer;
let answer: (attempt: number, response: ServerResponse) => void;
let attempts = 0;

beforeAll(async () => {
  server = await serve((_, response) => answer(++attempts, response));
  ({ end } = await startTestServices({ SLIPWAY_EGRESS_ALLOW: server.host }));
});
afterAll(async () => {
  await end();
  await server.close();
});
beforeEach(() => {
  attempts = 0;
  server.seen.length = 0;
});

const quick = { attempts: 3, firstPause: 0.1, factor: 1, longestPause: 0.1, methods: "all" };

async function run(config: object, retry: object | null) {
  const identifier = await publish({ url: `${server.url}/hook`, ...config });
  const set = await call("PUT", `/api/workflows/${identifier}/retry`, { retry });
  expect(set.status).toBe(200);
  const { run } = await waited(identifier, { inputs: { name: "n" } });
  const shown = await call("GET", `/api/runs/${run.identifier}`);
  return { identifier, state: shown.json.run as RunState };
}

test("a service that comes back is asked again with the same key", async () => {
  answer = (attempt, response) => response.writeHead(attempt < 3 ? 503 : 200).end("{}");
  const { state } = await run({}, quick);
  expect(state.result).toBe("SUCCESS");
  expect(server.seen).toHaveLength(3);
  const keys = new Set(server.seen.map(({ headers }) => headers["idempotency-key"]));
  expect([...keys]).toEqual([state.nodeRuns[1]?.nodeRun]);
  expect(state.nodeRuns[1]?.attempts.map(({ response }) => response?.status)).toEqual([503, 503]);
});

test("a broken connection is tried again, and Retry-After is waited for", async () => {
  const times: number[] = [];
  answer = (attempt, response) => {
    times.push(performance.now());
    if (attempt === 1) response.destroy();
    else response.writeHead(attempt === 2 ? 429 : 200, attempt === 2 ? { "retry-after": "1" } : {}).end("{}");
  };
  const { state } = await run({}, quick);
  expect(state.result).toBe("SUCCESS");
  expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(990);
});

test("only methods that may be repeated are, unless the author says otherwise", async () => {
  answer = (_, response) => response.writeHead(500).end();
  const idempotent = { ...quick, methods: "idempotent" };
  expect((await run({ method: "POST" }, idempotent)).state.nodeRuns[1]?.attempts).toEqual([]);
  expect(server.seen).toHaveLength(1);
  const { state } = await run({ method: "PUT" }, idempotent);
  expect(state.nodeRuns[1]).toMatchObject({ result: "FAILED", attempts: [{}, {}] });
});

test("without a policy nothing is tried again, and what Port would do is what happens", async () => {
  answer = (_, response) => response.writeHead(503).end();
  const { state } = await run({}, null);
  expect(state.result).toBe("FAILED");
  expect(server.seen).toHaveLength(1);
});

test("the policy is shown with the workflow and is in no export", async () => {
  answer = (_, response) => response.end("{}");
  const { identifier } = await run({}, quick);
  const opened = await call("GET", `/api/workflows/${identifier}`);
  expect(opened.json.workflow).toMatchObject({ retry: quick });
  const exported = await call("GET", `/api/workflows/${identifier}/export`);
  expect(exported.text).not.toContain("firstPause");
});

test.each([
  ["no attempts", { ...quick, attempts: 0 }],
  ["too many", { ...quick, attempts: 11 }],
  ["a pause of nothing", { ...quick, firstPause: 0 }],
  ["an unknown rule", { ...quick, jitter: true }],
])("a policy with %s is refused", async (_, retry) => {
  const identifier = await publish();
  const answer = await call("PUT", `/api/workflows/${identifier}/retry`, { retry });
  expect(answer).toMatchObject({ status: 422, json: { error: "invalid_value" } });
});
