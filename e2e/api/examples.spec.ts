import { expect, test } from "@playwright/test";
import { buttonsOf, readPrompt } from "../../lib/nodes/input/prompt";
import { exampleNames, exampleText } from "../harness/test";
import { type StandIns, startStandIns } from "../hosts/stand-ins";

let hosts: StandIns;

test.beforeAll(async () => {
  hosts = await startStandIns();
});

test.afterAll(async () => {
  await hosts.close();
});

/** Runs an example against the stand-ins, with the defaults of its form where `inputs` says nothing. */
async function run(name: string, inputs: object = {}) {
  const { client, example, slack, github, port } = hosts;
  for (const host of [example, slack, github, port.host]) host.got.length = 0;
  const workflow = await client.addWorkflow(exampleText(name));
  const state = await client.ended(await client.start(workflow, inputs, "Stand-ins"));
  expect(state.error).toBeUndefined();
  expect(state.result).toBe("SUCCESS");
  return state;
}

test("send a webhook", async () => {
  await run("send-webhook", { service: "billing", version: "2.0.1", environment: "production" });
  expect(hosts.example.got).toHaveLength(1);
  const [got] = hosts.example.got;
  expect(got).toMatchObject({
    method: "POST",
    url: "/deploy",
    body: { service: "billing", version: "2.0.1", environment: "production" },
  });
  expect(got?.headers["content-type"]).toBe("application/json");
  expect(got?.headers["user-agent"]).toMatch(/^Slipway\//);
  expect(got?.headers["idempotency-key"]).toMatch(/^wfnr_[A-Za-z0-9]{16}$/);
});

test("custom headers", async () => {
  const state = await run("custom-headers");
  expect(hosts.example.got[0]?.headers).toMatchObject({
    "content-type": "application/json",
    "x-custom-header": "custom-value",
    authorization: "Bearer api-token-value-41",
  });
  expect(state.nodeRuns[1]?.request?.headers).toContainEqual(["Authorization", "Bearer ‹secret:api-token›"]);
});

test("secrets in URL and header", async () => {
  const state = await run("secrets-in-url-and-header");
  const [got] = hosts.example.got;
  expect(got?.url).toContain("token=webhook-token");
  expect(got?.headers.authorization).toBe("Bearer api-key-value-42");
  expect(got?.body).toEqual({ message: "Hello from Port" });
  expect(state.nodeRuns[1]?.request?.url).toBe(
    "https://api.example.com/webhook?token=‹secret:webhook-token›",
  );
});

test("create a resource and use its response, by both paths", async () => {
  await run("create-resource");
  expect(hosts.example.got.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
    { method: "POST", url: "/resources", body: { name: "orders-database" } },
    { method: "GET", url: "/resources/res-7", body: null },
    {
      method: "POST",
      url: "/webhook",
      body: { resourceId: "res-7", name: "orders-database", created: true },
    },
  ]);
});

test("an asynchronous task goes on at once and ends when it is reported", async () => {
  const { client, example } = hosts;
  example.got.length = 0;
  const workflow = await client.addWorkflow(exampleText("asynchronous-task"));
  const started = await client.start(workflow, {}, "Stand-ins");
  const waiting = await client.follow(
    started,
    ({ nodeRuns }) => nodeRuns.find(({ node }) => node === "announce_task")?.result === "SUCCESS",
  );
  const task = waiting.nodeRuns.find(({ node }) => node === "start_task");
  expect(task).toMatchObject({ status: "IN_PROGRESS", waitingFor: "callback" });
  expect(waiting.status).toBe("IN_PROGRESS");
  expect(example.got[0]?.body).toEqual({
    task: "rebuild-search-index",
    workflowRun: started,
    nodeRun: task?.nodeRun,
  });

  const report = { status: "COMPLETED", result: "SUCCESS", output: { documents: 1200 } };
  const reported = await client.call("PATCH", `/v1/workflows/nodes/runs/${task?.nodeRun}`, report);
  expect(reported).toMatchObject({ status: 200, body: { ok: true } });
  const ended = await client.ended(started);
  expect(ended.result).toBe("SUCCESS");
  expect(ended.nodeRuns.find(({ node }) => node === "start_task")?.output).toEqual({ documents: 1200 });
});

test("a Slack notification with blocks", async () => {
  await run("slack-notification");
  expect(hosts.slack.got[0]).toMatchObject({
    url: "/services/xxx/yyy/zzz",
    body: {
      text: "Deployment started",
      blocks: [{ type: "section", text: { text: "*checkout* is being deployed to *production*" } }],
    },
  });
});

test("a GitHub Actions workflow", async () => {
  const state = await run("github-workflow");
  const [got] = hosts.github.got;
  expect(got?.path).toBe("/repos/octo-org/checkout/actions/workflows/deploy.yml/dispatches");
  expect(got?.headers.accept).toBe("application/vnd.github.v3+json");
  expect(got?.body).toEqual({ ref: "main", inputs: { environment: "staging", version: "1.4.2" } });
  expect(state.nodeRuns[1]?.response?.status).toBe(204);
});

test("a Port entity without an access token", async () => {
  const state = await run("port-entity");
  const [call] = hosts.port.calls();
  expect(call?.path).toBe("/v1/blueprints/deployment/entities");
  expect(call?.body).toMatchObject({
    identifier: "checkout_production",
    title: "checkout (production)",
    properties: { version: "1.4.2", deployedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
    relations: { service: "checkout" },
  });
  expect(call?.headers.authorization).toBe(`Bearer ${hosts.port.tokens.at(-1)}`);
  expect(state.nodeRuns[1]?.request?.portAuth).toBe(true);
  expect(JSON.stringify(state)).not.toContain(hosts.port.tokens.at(-1));
});

test("deploy a service to production", async () => {
  const state = await run("deploy-service", { notify: true });
  expect(state.nodeRuns.map(({ node }) => node)).toEqual([
    ...["trigger", "create_release", "where_to", "deploy_production", "record_deployment", "notify_slack"],
  ]);
  expect(state.nodeRuns[1]?.output).toEqual({ releaseId: "res-7", name: "checkout@1.4.2" });
  expect(state.nodeRuns[2]?.outlet).toBe("production");
  expect(hosts.example.got[0]?.headers["x-api-key"]).toBe("api-key-value-42");
  expect(hosts.github.got[0]?.body).toMatchObject({ inputs: { release: "res-7" } });
  expect(hosts.slack.got[0]?.body).toMatchObject({
    text: "<!channel> checkout 1.4.2 was sent to production",
  });
});

test("deploy a service elsewhere takes the fallback", async () => {
  const state = await run("deploy-service", { environment: "staging" });
  expect(state.nodeRuns[2]?.fallback).toBe(true);
  expect(hosts.github.got).toEqual([]);
  expect(hosts.example.got[1]).toMatchObject({ url: "/deploy", body: { release: "res-7" } });
});

/** Follows a run to its end; what it asks on the way, all who are named answer with the first button. */
async function answered(run: string) {
  const { client } = hosts;
  const state = await client.follow(
    run,
    ({ status, nodeRuns }) =>
      status === "COMPLETED" || nodeRuns.some(({ waitingFor }) => waitingFor === "person"),
  );
  const asking = state.nodeRuns.find(({ waitingFor }) => waitingFor === "person");
  const prompt = readPrompt(asking?.prompt);
  const [button] = buttonsOf(prompt?.userInputs ?? {});
  for (const as of prompt?.responders.users ?? [])
    await client.call("POST", `/api/inbox/${asking?.nodeRun}`, {
      buttonIdentifier: button?.identifier,
      inputs: {},
      as,
    });
  return client.ended(run);
}

test("the first run of every example succeeds in the Playground", async () => {
  const { client } = hosts;
  const { examples } = (
    await client.call<{ examples: { name: string; inputs: object }[] }>("GET", "/api/examples")
  ).body;
  for (const name of exampleNames) {
    const workflow = await client.addWorkflow(exampleText(name));
    const inputs = examples.find((example) => example.name === name)?.inputs ?? {};
    const state = await answered(await client.start(workflow, inputs, "Playground"));
    expect(state.result, `${name}: ${JSON.stringify(state.error)}`).toBe("SUCCESS");
    expect(state.environment).toMatchObject({ name: "Playground", playground: true });
  }
});
