import { request } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServices } from "../test-services";
import { call } from "./calling";
import { eventsOf, publish, waited } from "./calling-runs";

let started: Awaited<ReturnType<typeof startTestServices>>;
beforeAll(async () => {
  started = await startTestServices();
});
afterAll(() => started.end());

test.each([
  ["/v1/workflows", "POST"],
  ["/api/secrets/deep", "PUT"],
  ["/v1/workflows/nodes/runs/wfnr_0000000000000000", "PATCH"],
])("a body that nests without end is refused at %s", async (path, method) => {
  const deep = `{"output":${"[".repeat(500_000)}${"]".repeat(500_000)}}`;
  const answer = await call(method, path, deep);
  expect(answer.status).toBe(422);
  expect(answer.json.message).toContain("deeper than 1000 levels");
});

test("keys such as __proto__ are data in inputs and reports, and change nothing else", async () => {
  const flow = await publish();
  const body = `{"inputs":{"name":"n","__proto__":{"polluted":1}},"environment":"Playground"}`;
  const answer = await call("POST", `/v1/workflows/${flow}/runs`, body, { prefer: "wait=30" });
  expect([201, 422]).toContain(answer.status);
  const echoed = await publish({
    headers: { ["__proto__"]: "x" },
    body: JSON.parse('{"__proto__":{"polluted":1}}'),
  });
  const { run } = await waited(echoed);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const sent = (await eventsOf(run.identifier)).find(({ type }) => type === "node.request");
  expect(JSON.stringify(sent)).toContain('"__proto__":{"polluted":1}');
});

test("an identifier that is no proper text still exports", async () => {
  const text = `{"identifier":"a\\ud800","nodes":[{"identifier":"t","config":{"type":"SELF_SERVE_TRIGGER"}}],"connections":[]}`;
  const made = await call("POST", "/api/workflows", { text });
  expect(made.status, made.text).toBe(201);
  const { id } = made.json.workflow as { id: string };
  const exported = await call("GET", `/api/workflows/${id}/export`);
  expect(exported.status).toBe(200);
  expect(exported.text).toBe(text);
});

test.each(["..%2f..%2fkey", "event_1", "wfnr_..%2f..", "%2e%2e%2fkey"])(
  "no file is reached by the name %s of a node run",
  async (name) => {
    const { run } = await waited(await publish());
    expect((await call("GET", `/api/runs/${run.identifier}/nodes/${name}/body`)).status).toBe(404);
    expect((await call("GET", `/api/runs/..%2f${run.identifier}/nodes/${name}/body`)).status).toBe(404);
  },
);

test.each([{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }, { host: "evil.example" }])(
  "the Playground answers no page: %j",
  async (headers) => {
    const { url } = started.services.playground;
    const { statusCode, body } = await request(`${url}/api.example.com/resources`, { headers });
    await body.dump();
    expect(statusCode).toBe(403);
  },
);
