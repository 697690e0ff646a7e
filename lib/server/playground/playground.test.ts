import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Playground, startPlayground } from "./server";

let playground: Playground;
const done: [nodeRun: string, output: object][] = [];
let onDone = () => {};
beforeAll(async () => {
  const started = await startPlayground(0, (nodeRun, output) => {
    done.push([nodeRun, output]);
    onDone();
  });
  if (!started.ok) throw new Error(started.error);
  playground = started.value;
});
afterAll(() => playground.stop());

/** Sends to the address the hosts map gives for `url`. */
async function send(method: string, url: string, body?: unknown, headers: Record<string, string> = {}) {
  const host = playground.hosts.find(({ from }) => url.startsWith(from));
  if (host === undefined) throw new Error(`no stand-in for ${url}`);
  const reply = await fetch(url.replace(host.from, host.to), {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  expect(reply.headers.get("x-slipway-playground")).toBe("true");
  const text = await reply.text();
  const json = reply.headers.get("content-type")?.startsWith("application/json")
    ? JSON.parse(text)
    : undefined;
  return { status: reply.status, text, json };
}

describe("api.example.com", () => {
  test("says back what it was sent, without the credential", async () => {
    const { status, json, text } = await send(
      "POST",
      "https://api.example.com/webhook?a=1",
      { data: [1] },
      {
        authorization: "Bearer do-not-repeat",
        "x-custom-header": "custom-value",
      },
    );
    expect(status).toBe(200);
    expect(json).toMatchObject({ method: "POST", path: "/webhook", query: { a: "1" }, body: { data: [1] } });
    expect(json.headers["x-custom-header"]).toBe("custom-value");
    expect(text).not.toContain("do-not-repeat");
  });

  test("keeps resources with ids", async () => {
    const made = await send("POST", "https://api.example.com/resources", { name: "billing" });
    expect(made).toMatchObject({
      status: 201,
      json: { name: "billing", id: expect.stringMatching(/^res_/) },
    });
    const address = `https://api.example.com/resources/${made.json.id}`;
    expect(await send("GET", address)).toMatchObject({ status: 200, json: { name: "billing" } });
    expect(await send("PATCH", address, { name: "b2" })).toMatchObject({
      json: { name: "b2", status: "updated" },
    });
    expect((await send("DELETE", address)).status).toBe(204);
    expect((await send("GET", address)).status).toBe(404);
  });

  test("accepts deployments and long tasks", async () => {
    expect(await send("POST", "https://api.example.com/deploy", { service: "s" })).toMatchObject({
      status: 200,
      json: { service: "s", status: "deployed" },
    });
    expect((await send("POST", "https://api.example.com/long-running-task", { task: "t" })).status).toBe(202);
  });
});

test("a task is finished a moment later, for the node run that asked", async () => {
  const finished = new Promise<void>((resolve) => {
    onDone = resolve;
  });
  const nodeRun = `wfnr_${"a".repeat(16)}`;
  const url = "https://api.example.com/long-running-task";
  const { json } = await send("POST", url, { task: "t" }, { "idempotency-key": nodeRun });
  expect(done).toEqual([]);
  await finished;
  expect(done).toEqual([[nodeRun, { id: json.id, status: "finished" }]]);
});

test.each([
  [{ text: "hi" }, 200, "ok"],
  [{ blocks: [{ type: "section" }] }, 200, "ok"],
  [{ blocks: "x" }, 400, "invalid_blocks"],
  [{}, 400, "no_text"],
  ["not json", 400, "invalid_payload"],
])("Slack hears %j and says %i %s", async (body, status, text) => {
  const reply = await send("POST", "https://hooks.slack.com/services/a/b/c", body);
  expect(reply).toMatchObject({ status, text });
});

describe("api.github.com", () => {
  const dispatches = "https://api.github.com/repos/acme/web/actions/workflows/deploy.yml/dispatches";
  const bearer = { authorization: "Bearer t" };
  test("dispatches with a token and a ref", async () => {
    expect(await send("POST", dispatches, { ref: "main" }, bearer)).toMatchObject({ status: 204, text: "" });
  });
  test("refuses in GitHub's shape", async () => {
    expect(await send("POST", dispatches, { ref: "main" })).toMatchObject({
      status: 401,
      json: { message: "Requires authentication" },
    });
    expect((await send("POST", dispatches, {}, bearer)).status).toBe(422);
    expect((await send("POST", "https://api.github.com/repos/acme", {}, bearer)).status).toBe(404);
  });
});

test("a dispatched workflow shows up among its runs and ends", async () => {
  const bearer = { authorization: "Bearer t" };
  const at = "https://api.github.com/repos/acme/shop/actions";
  const body = { ref: "main", return_run_details: true };
  const made = await send("POST", `${at}/workflows/deploy.yml/dispatches`, body, bearer);
  expect(made).toMatchObject({ status: 200, json: { workflow_run_id: expect.any(Number) } });
  const id = made.json.workflow_run_id;
  const listed = await send(
    "GET",
    `${at}/workflows/deploy.yml/runs?branch=main&per_page=5`,
    undefined,
    bearer,
  );
  expect(listed.json.workflow_runs).toMatchObject([{ id, status: "queued", conclusion: null }]);
  expect((await send("GET", `${at}/runs/${id}`, undefined, bearer)).json.status).toBe("in_progress");
  expect(await send("GET", `${at}/runs/${id}`, undefined, bearer)).toMatchObject({
    json: { status: "completed", conclusion: "success" },
  });
  expect((await send("GET", `${at.replace("shop", "other")}/runs/${id}`, undefined, bearer)).status).toBe(
    404,
  );
});

test("pipelines of GitLab and Azure DevOps begin and end", async () => {
  const token = { "private-token": "t" };
  const gitlab = "https://gitlab.com/api/v4/projects/acme%2Fweb";
  expect((await send("POST", `${gitlab}/pipeline`, { ref: "main" })).status).toBe(401);
  expect((await send("POST", `${gitlab}/pipeline`, {}, token)).status).toBe(400);
  const pipeline = (await send("POST", `${gitlab}/pipeline`, { ref: "main" }, token)).json;
  expect(pipeline.web_url).toBe(`https://gitlab.com/acme/web/-/pipelines/${pipeline.id}`);
  await send("GET", `${gitlab}/pipelines/${pipeline.id}`, undefined, token);
  const over = await send("GET", `${gitlab}/pipelines/${pipeline.id}`, undefined, token);
  expect(over.json.status).toBe("success");
  expect((await send("GET", `${gitlab}/pipelines?ref=main`, undefined, token)).json).toHaveLength(1);

  const basic = { authorization: "Basic OnQ=" };
  const azure = "https://dev.azure.com/acme/web/_apis";
  const run = (await send("POST", `${azure}/pipelines/7/runs?api-version=7.1`, {}, basic)).json;
  expect((await send("GET", `${azure}/build/builds?definitions=7`, undefined, basic)).json.value).toEqual([
    { id: run.id },
  ]);
  expect((await send("GET", `${azure}/pipelines/7/runs/${run.id}`, undefined, basic)).json).toMatchObject({
    state: "completed",
    result: "succeeded",
  });
});

test("a Cursor agent finishes, and a model answers in words or by a schema", async () => {
  const auth = { authorization: "Basic a2V5Og==" };
  const agents = "https://api.cursor.com/v0/agents";
  const agent = (await send("POST", agents, { prompt: { text: "x" }, source: {} }, auth)).json;
  await send("GET", `${agents}/${agent.id}`, undefined, auth);
  expect((await send("GET", `${agents}/${agent.id}`, undefined, auth)).json).toMatchObject({
    status: "FINISHED",
    target: { prUrl: expect.stringContaining("/pull/") },
  });

  const ask = (system: string, more: object = {}) =>
    send(
      "POST",
      "https://api.openai.com/v1/chat/completions",
      {
        messages: [
          { role: "system", content: system },
          { role: "user", content: "Hello" },
        ],
        ...more,
      },
      auth,
    );
  expect((await ask("")).json.choices[0].message.content).toContain("Hello");
  const schema = {
    type: "object",
    properties: { a: { enum: ["x"] }, n: { type: "integer", minimum: 3 }, l: { type: "array" } },
  };
  const json = await ask(`By this:\n${JSON.stringify(schema)}`, { response_format: { type: "json_object" } });
  expect(JSON.parse(json.json.choices[0].message.content)).toEqual({ a: "x", n: 3, l: [] });
});

test("Port's entities are created, updated, read and searched without a token", async () => {
  const entities = "https://api.getport.io/v1/blueprints/deployment/entities";
  const entity = { identifier: "web_prod", properties: { version: "1" } };
  expect(await send("POST", entities, entity)).toMatchObject({ status: 201, json: { ok: true } });
  expect(await send("POST", `${entities}?upsert=true`, { ...entity, properties: { by: "x" } })).toMatchObject(
    {
      status: 200,
      json: { entity: { properties: { version: "1", by: "x" } } },
    },
  );
  expect(await send("GET", `${entities.replace("getport", "port")}/web_prod`)).toMatchObject({
    json: { entity: { blueprint: "deployment" } },
  });
  expect((await send("GET", `${entities}/none`)).status).toBe(404);
  expect(await send("POST", "https://api.port.io/v1/auth/access_token", {})).toMatchObject({
    json: { expiresIn: 10_800, tokenType: "Bearer" },
  });
});

test("a malformed address is refused, and the Playground stays up", async () => {
  expect((await send("GET", "https://api.port.io/v1/blueprints/%zz/entities")).status).toBe(400);
  expect((await send("GET", "https://api.example.com/x")).status).toBe(200);
});

test("an unknown host and a large body are refused", async () => {
  const unknown = await fetch(`${playground.url}/constructor/x`);
  expect(unknown.status).toBe(404);
  expect((await send("POST", "https://api.example.com/x", "x".repeat(1_000_001))).status).toBe(413);
});
