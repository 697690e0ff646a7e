import { afterEach, describe, expect, test } from "vitest";
import { startAzure } from "../../../e2e/hosts/azure";
import { startCursor } from "../../../e2e/hosts/cursor";
import { startGithubActions } from "../../../e2e/hosts/github-actions";
import { startGitlab } from "../../../e2e/hosts/gitlab";
import type { JobHost } from "../../../e2e/hosts/jobs";
import type { Json, JsonObject } from "../../base/json";
import { type Lined, runLine } from "../../server/engine/test-line";

const TOKEN = "t0ken/of+the-server";
const hosts: JobHost[] = [];
afterEach(async () => {
  for (const { host } of hosts.splice(0)) await host.close();
});
const keep = async (starting: Promise<JobHost>): Promise<JobHost> => {
  const started = await starting;
  hosts.push(started);
  return started;
};

const action = (
  provider: string,
  invocation: string,
  properties: Json,
  more: JsonObject = {},
): JsonObject => ({
  identifier: "deploy",
  config: {
    type: "INTEGRATION_ACTION",
    integrationProvider: provider,
    integrationInvocationType: invocation,
    installationId: "i",
    integrationActionExecutionProperties: properties,
    ...more,
  },
});

const run = (accounts: NonNullable<Lined["accounts"]>, node: JsonObject, more: Partial<Lined> = {}) =>
  runLine({ nodes: [node], accounts, allow: ["127.0.0.1:*"], output: { env: "staging" }, ...more });

describe("GitHub", () => {
  const properties = {
    org: "octo-org",
    repo: "checkout",
    workflow: "deploy.yml",
    workflowInputs: { environment: "{{ .outputs.trigger.env }}", count: 2, flags: { dry: true } },
  };

  test("dispatches on the default branch, follows the run, and tells where it is", async () => {
    const github = await keep(startGithubActions(TOKEN));
    const accounts = { github: { url: github.host.url, token: TOKEN } };
    const { state, events } = await run(accounts, action("github-ocean", "dispatch_workflow", properties));
    expect(state.result).toBe("SUCCESS");
    expect(github.begun()).toHaveLength(1);
    expect(github.begun()[0]?.body).toEqual({
      ref: "trunk",
      inputs: { environment: "staging", count: "2", flags: '{"dry":true}' },
      return_run_details: true,
    });
    const node = state.nodeRuns[1];
    expect(node).toMatchObject({
      result: "SUCCESS",
      externalRunId: "101",
      links: ["https://github.com/octo-org/checkout/actions/runs/101"],
      output: {
        workflowRunUrl: "https://github.com/octo-org/checkout/actions/runs/101",
        workflowRunId: 101,
        workflowStatus: "success",
        workflow_conclusion: "success",
      },
      request: { method: "POST", body: { ref: "trunk" } },
      response: { status: 200 },
    });
    expect(node?.logs.map(({ message }) => message)).toContainEqual(expect.stringContaining("in_progress"));
    expect(JSON.stringify(events)).not.toContain(TOKEN);
    expect(node?.request?.headers).toContainEqual(["authorization", "Bearer ‹secret:github token›"]);
  });

  test("reads the older spelling, takes a ref, and is done at once without reporting", async () => {
    const github = await keep(startGithubActions(TOKEN));
    const older = {
      repo: "octo-org/checkout",
      workflowId: "deploy.yml",
      inputs: { a: "b" },
      reportStatus: false,
      ref: "main",
    };
    const accounts = { github: { url: github.host.url, token: TOKEN } };
    const { state } = await run(accounts, action("GITHUB", "CREATE", older));
    expect(state.result).toBe("SUCCESS");
    expect(github.begun()[0]?.body).toMatchObject({ ref: "main", inputs: { a: "b" } });
    expect(state.nodeRuns[1]?.output).toMatchObject({ workflowRunId: 101, workflowStatus: "queued" });
    expect(github.host.got.some(({ path }) => path.includes("/actions/runs/"))).toBe(false);
  });

  test("finds the run on a server that does not tell which one it began", async () => {
    const github = await keep(startGithubActions(TOKEN, { tells: false }));
    github.book.begin({ ref: "trunk", inputs: {} });
    const accounts = { github: { url: github.host.url, token: TOKEN } };
    const { state } = await run(accounts, action("github-ocean", "dispatch_workflow", properties));
    expect(state.nodeRuns[1]?.output).toMatchObject({ workflowRunId: 102, workflowStatus: "success" });
    expect(github.begun().map(({ body }) => Object.keys(body as JsonObject))).toEqual([
      ["ref", "inputs", "return_run_details"],
      ["ref", "inputs"],
    ]);
  });

  test("a run that fails, fails the node and keeps its output", async () => {
    const github = await keep(startGithubActions(TOKEN));
    github.book.states = ["in_progress", "completed failure"];
    const accounts = { github: { url: github.host.url, token: TOKEN } };
    const { state } = await run(accounts, action("github-ocean", "dispatch_workflow", properties));
    expect(state).toMatchObject({ result: "FAILED", error: { code: "job/failed" } });
    expect(state.error?.message).toContain("ended as failure");
    expect(state.nodeRuns[1]?.output).toMatchObject({
      workflowStatus: "failure",
      workflow_conclusion: "failure",
      error: { message: expect.stringContaining("failure") },
    });
  });

  test("limits and faults while it is followed are waited out", async () => {
    const github = await keep(startGithubActions(TOKEN));
    let troubles = 0;
    github.instead = ({ path }) => {
      if (!/\/actions\/runs\/\d+$/.test(path) || troubles === 4) return undefined;
      troubles += 1;
      if (troubles === 1) return { status: 404, json: { message: "Not Found" } };
      if (troubles === 2) return { status: 429, text: "slow down", headers: { "retry-after": "0" } };
      if (troubles === 3) return { status: 502, text: "<html>bad gateway</html>" };
      return { status: 200, text: "{ not JSON" };
    };
    const accounts = { github: { url: github.host.url, token: TOKEN } };
    const { state } = await run(accounts, action("github-ocean", "dispatch_workflow", properties));
    expect(troubles).toBe(4);
    // What is no answer of GitHub's is not waited out: it will not get better.
    expect(state).toMatchObject({ result: "FAILED", error: { code: "service/answer" } });
    expect(state.nodeRuns[1]?.logs.filter(({ level }) => level === "WARN")).toHaveLength(3);
  });

  test("a run that takes too long ends the waiting as onTimeout says", async () => {
    const github = await keep(startGithubActions(TOKEN));
    github.book.states = ["in_progress"];
    const accounts = { github: { url: github.host.url, token: TOKEN } };
    const polling = { first: 20, longest: 40, limit: 100 };
    const waiting = action("github-ocean", "dispatch_workflow", properties);
    expect((await run(accounts, waiting, { polling })).state).toMatchObject({
      result: "FAILED",
      error: { code: "job/timeout", hint: expect.stringContaining("SLIPWAY_POLL_LIMIT") },
    });
    const going = action("github-ocean", "dispatch_workflow", properties, { onTimeout: "continue" });
    const { state } = await run(accounts, going, { polling });
    expect(state.result).toBe("SUCCESS");
    expect(state.nodeRuns[1]?.output).toMatchObject({ timeout: true, workflowStatus: "in_progress" });
  });

  test.each([
    ["a wrong token", { token: "wrong" }, {}, "http/status", /401.*Bad credentials/, /SLIPWAY_GITHUB_TOKEN/],
    ["no token", {}, {}, "service/token", /GitHub/, /SLIPWAY_GITHUB_TOKEN/],
    ["an unknown repository", { token: TOKEN }, { repo: "gone" }, "http/status", /404/, /address/],
    ["no workflow", { token: TOKEN }, { workflow: "" }, "integration/property", /workflow is missing/, /Add/],
    ["a step up", { token: TOKEN }, { repo: ".." }, "integration/property", /repo is "\.\."/, /text/],
    [
      "inputs that are none",
      { token: TOKEN },
      { workflowInputs: [1] },
      "integration/property",
      /\[1\]/,
      /object/,
    ],
  ])("%s is a clear error", async (_, account, changed, code, message, hint) => {
    const github = await keep(startGithubActions(TOKEN));
    const accounts = { github: { url: github.host.url, ...account } };
    const node = action("github-ocean", "dispatch_workflow", { ...properties, ...changed });
    const { state, events } = await run(accounts, node);
    expect(state).toMatchObject({ result: "FAILED", error: { code } });
    expect(state.error?.message).toMatch(message);
    expect(state.error?.hint).toMatch(hint);
    expect(github.begun()).toEqual([]);
    expect(JSON.stringify(events)).not.toContain(TOKEN);
  });

  test("a secret in the properties fails the node before anything is sent", async () => {
    const github = await keep(startGithubActions(TOKEN));
    const accounts = { github: { url: github.host.url, token: TOKEN } };
    const withSecret = { ...properties, workflowInputs: { key: "{{ .secrets.key }}" } };
    const { state } = await run(accounts, action("github-ocean", "dispatch_workflow", withSecret), {
      secrets: { key: "hush-hush" },
    });
    expect(state).toMatchObject({ result: "FAILED", error: { code: "integration/secret" } });
    expect(github.host.got).toEqual([]);
  });

  test("the token stays at its own address: an environment that leads elsewhere gets a sample", async () => {
    const standIn = await keep(startGithubActions("sample-token"));
    const accounts = { github: { url: "https://api.github.com", token: TOKEN } };
    const environment = {
      name: "Stand-ins",
      playground: false,
      hosts: [{ from: "https://api.github.com", to: standIn.host.url }],
    };
    const { state } = await run(accounts, action("github-ocean", "dispatch_workflow", properties), {
      environment,
      allow: [],
    });
    expect(state.result).toBe("SUCCESS");
    for (const { headers } of standIn.host.got) expect(headers.authorization).toBe("Bearer sample-token");
  });
});

test("what Slipway cannot run itself is named, with what it can", async () => {
  const { state } = await run({}, action("jira", "create_issue", {}));
  expect(state).toMatchObject({ result: "FAILED", error: { code: "integration/unsupported" } });
  expect(state.error?.message).toContain("create_issue of jira");
  expect(state.error?.hint).toContain("github-ocean dispatch_workflow");
  expect((await run({}, action("GITHUB", "DELETE", {}))).state.error?.code).toBe("integration/unsupported");
});

describe("GitLab", () => {
  const properties = { project: "acme/web", ref: "main", pipelineVariables: { ENV: "staging", N: 3 } };

  test("triggers a pipeline and follows it", async () => {
    const gitlab = await keep(startGitlab(TOKEN));
    const accounts = { gitlab: { url: gitlab.host.url, token: TOKEN } };
    const { state, events } = await run(accounts, action("gitlab-v2", "trigger_pipeline", properties));
    expect(state.result).toBe("SUCCESS");
    expect(gitlab.begun()[0]?.body).toEqual({
      ref: "main",
      variables: [
        { key: "ENV", value: "staging" },
        { key: "N", value: "3" },
      ],
    });
    expect(state.nodeRuns[1]).toMatchObject({
      output: { pipelineId: 101, pipelineStatus: "success", workflowStatus: "success" },
      links: ["https://gitlab.com/acme/web/-/pipelines/101"],
    });
    expect(JSON.stringify(events)).not.toContain(TOKEN);
  });

  test("a pipeline that is cancelled there fails the node; a ref that is unknown begins none", async () => {
    const gitlab = await keep(startGitlab(TOKEN));
    const accounts = { gitlab: { url: gitlab.host.url, token: TOKEN } };
    gitlab.book.states = ["running", "canceled"];
    const { state } = await run(accounts, action("GITLAB", "trigger_pipeline", properties));
    expect(state.error?.message).toContain("ended as canceled");
    const unknown = action("GITLAB", "trigger_pipeline", { ...properties, ref: "gone" });
    expect((await run(accounts, unknown)).state.error?.message).toContain("Reference not found");
    expect(gitlab.book.jobs).toHaveLength(1);
  });
});

describe("Azure DevOps", () => {
  const properties = {
    project: "web shop",
    pipelineId: 7,
    branch: "main",
    templateParameters: { env: "staging" },
    variables: { N: 3 },
  };

  test("runs a pipeline and follows it", async () => {
    const azure = await keep(startAzure(TOKEN));
    const accounts = { azure: { url: `${azure.host.url}/acme`, token: TOKEN } };
    const { state, events } = await run(accounts, action("azure-devops", "trigger_pipeline", properties));
    expect(state.result).toBe("SUCCESS");
    expect(azure.begun()[0]?.body).toEqual({
      resources: { repositories: { self: { refName: "refs/heads/main" } } },
      templateParameters: { env: "staging" },
      variables: { N: { value: "3" } },
    });
    expect(state.nodeRuns[1]?.output).toMatchObject({
      pipelineRunId: 101,
      pipelineRunStatus: "succeeded",
      workflowRunUrl: "https://dev.azure.com/acme/web%20shop/_build/results?buildId=101",
    });
    const text = JSON.stringify(events);
    for (const form of [TOKEN, Buffer.from(`:${TOKEN}`).toString("base64")]) expect(text).not.toContain(form);
  });

  test("the webhook of the first generation is refused, and a failed run fails the node", async () => {
    const azure = await keep(startAzure(TOKEN));
    const accounts = { azure: { url: `${azure.host.url}/acme`, token: TOKEN } };
    const old = action("AZURE_DEVOPS", "trigger_pipeline", { webhook: "w", org: "acme", payload: {} });
    expect((await run(accounts, old)).state.error?.message).toContain("incoming webhook");
    azure.book.states = ["completed failed"];
    const { state } = await run(accounts, action("azure-devops", "trigger_pipeline", properties));
    expect(state.error?.message).toContain("ended as failed");
  });
});

describe("Cursor", () => {
  const node: JsonObject = {
    identifier: "agent",
    config: {
      type: "CURSOR_AGENT",
      apiKey: '{{ .secrets["cursor-key"] }}',
      prompt: { text: "Add a README to {{ .outputs.trigger.env }}" },
      source: { repository: "https://github.com/octo-org/checkout", ref: "main" },
      model: "",
      target: { autoCreatePr: true },
    },
    links: ["{{ .result.target.prUrl }}"],
  };
  const secrets = { "cursor-key": "key_0123456789abcdef" };

  test("launches an agent with the node's key and follows it", async () => {
    const cursor = await keep(startCursor(secrets["cursor-key"]));
    const { state, events } = await run({ cursor: { url: cursor.host.url } }, node, { secrets });
    expect(state.result).toBe("SUCCESS");
    expect(cursor.begun()[0]?.body).toEqual({
      prompt: { text: "Add a README to staging" },
      source: { repository: "https://github.com/octo-org/checkout", ref: "main" },
      target: { autoCreatePr: true },
    });
    expect(state.nodeRuns[1]).toMatchObject({
      output: {
        agentId: "bc_101",
        status: "FINISHED",
        summary: "Added a README.",
        target: { branchName: "cursor/add-readme", prUrl: "https://github.com/octo-org/checkout/pull/7" },
      },
      links: ["https://github.com/octo-org/checkout/pull/7", "https://cursor.com/agents?id=bc_101"],
    });
    const text = JSON.stringify(events);
    const basic = Buffer.from(`${secrets["cursor-key"]}:`).toString("base64");
    for (const form of [secrets["cursor-key"], basic]) expect(text).not.toContain(form);
  });

  test("an agent that errs fails the node and keeps its output; a wrong key and no source are told", async () => {
    const cursor = await keep(startCursor(secrets["cursor-key"]));
    const accounts = { cursor: { url: cursor.host.url } };
    cursor.book.states = ["RUNNING", "ERROR"];
    const { state } = await run(accounts, node, { secrets });
    expect(state.nodeRuns[1]?.output).toMatchObject({ agentId: "bc_101", status: "ERROR", error: {} });
    const wrong = await run(accounts, node, { secrets: { "cursor-key": "key_wrong_wrong" } });
    expect(wrong.state.error).toMatchObject({ hint: "Check the node's apiKey." });
    const nowhere = { ...node, config: { ...(node.config as JsonObject), source: {} } };
    expect((await run(accounts, nowhere, { secrets })).state.error?.code).toBe("cursor/source");
  });
});
