import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";
import { App } from "../harness/app";
import { Client } from "../harness/client";
import { chain, type NodeDraft, webhook } from "../harness/workflow";
import { Namespace } from "../network/namespace";

const SECRET = "a-value-worth-hiding";
const inside = (path: string, more = {}) =>
  webhook("deploy", `http://127.0.0.1:8080${path}`, {
    agent: true,
    headers: { "x-token": '{{ .secrets["deploy-token"] }}' },
    body: { version: "{{ .outputs.trigger.version }}" },
    ...more,
  });

let app: App;
let client: Client;
let namespace: Namespace;
let credentials: { id: string; secret: string };

test.beforeEach(async () => {
  app = await App.start({ SLIPWAY_EGRESS_ALLOW: "127.0.0.1:8080" });
  client = new Client(app);
  await client.saveSecret("deploy-token", SECRET);
  const made = await client.call<{ client: { id: string }; secret: string }>("POST", "/api/clients", {
    name: "Agent",
    role: "Admin",
  });
  credentials = { id: made.body.client.id, secret: made.body.secret };
  namespace = await Namespace.open(app.port);
});
test.afterEach(async () => {
  await namespace.close();
  await app.dispose();
});

const started = async (node: NodeDraft): Promise<string> =>
  client.start(await client.addWorkflow(chain("by_agent", [node])));

test("a request that the server cannot make is made inside, signed, and its answer goes on", async () => {
  const alone = await started(webhook("deploy", "http://127.0.0.1:8080/deploy"));
  expect(await client.ended(alone)).toMatchObject({ result: "FAILED", error: { code: "http/refused" } });

  const run = await started(inside("/deploy"));
  await client.follow(run, ({ nodeRuns }) => nodeRuns[1]?.waitingFor === "agent");
  namespace.launch(app.port, credentials);
  const state = await client.ended(run);
  expect(state.result).toBe("SUCCESS");
  expect(state.nodeRuns[1]).toMatchObject({
    output: { response: { status: 200, data: { from: "inside", version: 7 } } },
    request: { agent: true, headers: expect.arrayContaining([["x-token", "‹secret:deploy-token›"]]) },
  });

  const [request] = namespace.got;
  expect(request?.headers["x-token"]).toBe(SECRET);
  expect(request?.headers["idempotency-key"]).toBe(state.nodeRuns[1]?.nodeRun);
  const timestamp = request?.headers["x-port-timestamp"] ?? "";
  const signed = createHmac("sha256", credentials.secret)
    .update(`${timestamp}.${request?.body}`)
    .digest("base64");
  expect(request?.headers["x-port-signature"]).toBe(`v1,${signed}`);
  expect(Math.abs(Number(timestamp) * 1_000 - Date.now())).toBeLessThan(300_000);
  expect(
    JSON.stringify(state) + app.output + namespace.said.filter((line) => !line.includes('"got"')).join(),
  ).not.toContain(SECRET);
  expect(await namespace.end("SIGTERM")).toBe(0);
});

test("an agent that dies in the middle is replaced, and the request is made again with the same key", async () => {
  const run = await started(inside("/held"));
  const quick = ["--timeout", "1", "--visibility", "4"];
  namespace.launch(app.port, credentials, quick);
  await namespace.received(1);
  await namespace.end("SIGKILL");
  namespace.launch(app.port, credentials, ["--timeout", "20"]);
  await namespace.received(2);
  namespace.answer();
  const state = await client.ended(run);
  expect(state).toMatchObject({ result: "SUCCESS" });
  const keys = namespace.got.map(({ headers }) => headers["idempotency-key"]);
  expect(keys).toEqual([state.nodeRuns[1]?.nodeRun, keys[0]]);
});

test("a failure inside fails the node with its response", async () => {
  const run = await started(inside("/fails"));
  namespace.launch(app.port, credentials);
  const state = await client.ended(run);
  expect(state.nodeRuns[1]).toMatchObject({
    result: "FAILED",
    output: { response: { status: 500 }, error: { message: expect.stringContaining("500") } },
  });
});

test("another agent of the same protocol takes its place: claim, acknowledge, report", async () => {
  const run = await started(inside("/deploy"));
  const before = await client.follow(run, ({ nodeRuns }) => nodeRuns[1]?.waitingFor === "agent");
  const nodeRun = before.nodeRuns[1]?.nodeRun ?? "";
  const call = (method: string, path: string, body: object, token?: string) =>
    client.call(method, path, body, {
      "x-port-reserved-usage": "true",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    });
  const claim = { installationId: "_PORT_EXEC_AGENT", limit: 100, visibilityTimeoutMs: 60_000 };
  // Not even the local user, in whose name a page may call: what is handed out holds secrets.
  expect(await call("POST", "/v1/workflows/runs/claim-pending", claim)).toMatchObject({ status: 403 });

  const login = { clientId: credentials.id, clientSecret: credentials.secret };
  const token = String((await call("POST", "/v1/auth/access_token", login)).body.accessToken);
  const other = { ...claim, installationId: "somebody-else" };
  expect((await call("POST", "/v1/workflows/runs/claim-pending", other, token)).body.nodeRuns).toEqual([]);
  const acknowledge = { nodeRunIdentifier: nodeRun };
  expect(await call("PATCH", "/v1/workflows/runs/ack", acknowledge, token)).toMatchObject({ status: 409 });
  const claimed = await call("POST", "/v1/org/my-org/workflows/runs/claim-pending", claim, token);
  expect(claimed.body.nodeRuns).toMatchObject([
    {
      identifier: nodeRun,
      node: { identifier: "deploy" },
      config: { type: "WEBHOOK", url: "http://127.0.0.1:8080/deploy", headers: { "x-token": SECRET } },
    },
  ]);
  expect((await call("POST", "/v1/workflows/runs/claim-pending", claim, token)).body.nodeRuns).toEqual([]);
  expect(await call("PATCH", "/v1/workflows/runs/ack", acknowledge, token)).toMatchObject({
    status: 200,
    body: { acked: true },
  });
  expect(await call("PATCH", "/v1/org/my-org/workflows/runs/ack", acknowledge, token)).toMatchObject({
    status: 409,
  });
  const unknown = { nodeRunIdentifier: "wfnr_none" };
  expect(await call("PATCH", "/v1/workflows/runs/ack", unknown, token)).toMatchObject({ status: 404 });

  const report = { status: "COMPLETED", result: "SUCCESS", output: { response: { status: 201, data: {} } } };
  expect(await call("PATCH", `/v1/workflows/nodes/runs/${nodeRun}`, report, token)).toMatchObject({
    status: 200,
  });
  expect(await client.ended(run)).toMatchObject({ result: "SUCCESS" });
});
