import type { JsonObject } from "../../lib/base/json";
import { App } from "../harness/app";
import { Client } from "../harness/client";
import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain } from "../harness/workflow";
import { startAzure } from "../hosts/azure";
import { startCursor } from "../hosts/cursor";
import { startGithubActions } from "../hosts/github-actions";
import { startGitlab } from "../hosts/gitlab";
import { startKafka } from "../hosts/kafka";
import { startOpenai } from "../hosts/model";

test("the Playground runs a deployment that is judged, waited for and told of", async ({ page }) => {
  const editor = new Editor(page);
  await editor.openExample("Deploy, wait and tell");
  await editor.run({ Changes: "Nothing much." });
  for (const node of ["assess", "is_it_safe", "deploy", "tell"]) await editor.expectState(node, "success");

  const output = await editor.openNodeRun("Run deploy.yml", "Output");
  await expect(output).toContainText("workflow_conclusion");
  const log = await editor.openNodeRun("Run deploy.yml", "Log");
  await expect(log.getByRole("link", { name: /octo-org\/checkout\/actions\/runs\/\d+/ })).toBeVisible();
  await expect(log).toContainText("in_progress");

  const message = await editor.openNodeRun("Publish the result", "Request");
  await expect(message).toContainText("kafka://slipway.runs");
  await expect(message).toContainText("wfnr_");
  await expect(message.getByRole("tab", { name: "Response" })).toHaveCount(0);
});

test("the Playground runs agents, and shows the pull request", async ({ page }) => {
  const editor = new Editor(page);
  await editor.openExample("Fix a bug with agents");
  await editor.run({ Report: "The total is wrong." });
  for (const node of ["triage", "fix"]) await editor.expectState(node, "success");
  const output = await editor.openNodeRun("Triage", "Output");
  await expect(output).toContainText("invocationIdentifier");
  const log = await editor.openNodeRun("Change the code", "Log");
  await expect(log.getByRole("link", { name: /pull\/1/ })).toBeVisible();
});

test("nodes of each kind are drawn, filled in and run", async ({ page }) => {
  const editor = new Editor(page);
  await editor.openEmpty();
  const trigger = await editor.addNode("Self-service", { x: 60, y: 120 });
  const ask = await editor.addNode("AI", { x: 340, y: 120 });
  await editor.fill("Prompt", "Greet {{ .outputs.trigger | tojson }}");
  const agent = await editor.addNode("AI agent", { x: 620, y: 120 });
  await editor.fill("Agent", "triage_agent");
  const message = await editor.addNode("Kafka", { x: 620, y: 280 });
  const cursor = await editor.addNode("Cursor agent", { x: 340, y: 280 });
  await editor.fill("Repository", "https://github.com/octo-org/checkout");
  for (const [from, to] of [
    [trigger, ask],
    [ask, agent],
    [agent, message],
    [message, cursor],
  ] as const)
    await editor.connect(from, to);
  await editor.run();
  for (const node of [ask, agent, message, cursor]) await editor.expectState(node, "success");
});

test("real services do what the nodes say, and no token is seen", async ({ page }) => {
  const token = "token-of-the-server-0123";
  const key = "key-of-the-secret-4567";
  const kafka = await startKafka("acme.runs");
  const [github, gitlab, azure, cursor] = await Promise.all([
    startGithubActions(token),
    startGitlab(token),
    startAzure(token),
    startCursor(key),
  ]);
  const model = await startOpenai(token);
  const hosts = [github.host, gitlab.host, azure.host, cursor.host, model.host];
  const app = await App.start({
    SLIPWAY_EGRESS_ALLOW: "127.0.0.1:*",
    SLIPWAY_ORG_ID: "acme",
    SLIPWAY_KAFKA_BROKERS: kafka.broker,
    SLIPWAY_GITHUB_URL: github.host.url,
    SLIPWAY_GITHUB_TOKEN: token,
    SLIPWAY_GITLAB_URL: gitlab.host.url,
    SLIPWAY_GITLAB_TOKEN: token,
    SLIPWAY_AZURE_URL: `${azure.host.url}/acme`,
    SLIPWAY_AZURE_TOKEN: token,
    SLIPWAY_CURSOR_URL: cursor.host.url,
    SLIPWAY_AI_URL: `${model.host.url}/v1`,
    SLIPWAY_AI_KEY: token,
    SLIPWAY_AI_MODEL: "small",
    SLIPWAY_POLL_FIRST: "1",
    SLIPWAY_POLL_LONGEST: "1",
  });
  const client = new Client(app);
  await client.saveSecret("cursor-key", key);
  const action = (identifier: string, provider: string, invocation: string, properties: JsonObject) => ({
    identifier,
    config: {
      type: "INTEGRATION_ACTION",
      deferIntegrationInstallation: true,
      integrationProvider: provider,
      integrationInvocationType: invocation,
      integrationActionExecutionProperties: properties,
    },
  });
  const workflow = chain("every_service", [
    { identifier: "ask", config: { type: "AI", userPrompt: "Well?", tools: ["^$"] } },
    action("hub", "github-ocean", "dispatch_workflow", {
      org: "octo-org",
      repo: "checkout",
      workflow: "deploy.yml",
    }),
    action("lab", "gitlab-v2", "trigger_pipeline", { project: "acme/web", ref: "main" }),
    action("devops", "azure-devops", "trigger_pipeline", { project: "web shop", pipelineId: 7 }),
    {
      identifier: "change",
      config: {
        type: "CURSOR_AGENT",
        apiKey: '{{ .secrets["cursor-key"] }}',
        prompt: { text: "{{ .outputs.ask.response }}" },
        source: { repository: "https://github.com/octo-org/checkout" },
      },
    },
    {
      identifier: "tell",
      config: { type: "KAFKA", payload: { pr: "{{ .outputs.change.target.prUrl }}" } },
    },
  ]);
  const editor = new Editor(page);
  await editor.importText(JSON.stringify(workflow), app.url);
  await editor.useEnvironment("Real hosts");
  await editor.run();
  const nodes = ["ask", "hub", "lab", "devops", "change", "tell"];
  for (const node of nodes) await editor.expectState(node, "success");

  await expect(await editor.openNodeRun("hub", "Output")).toContainText("success");
  await expect(await editor.openNodeRun("lab", "Output")).toContainText("pipelineStatus");
  await expect(await editor.openNodeRun("devops", "Output")).toContainText("succeeded");
  await expect(await editor.openNodeRun("change", "Output")).toContainText("Added a README.");
  const request = await editor.openNodeRun("hub", "Request");
  await request.getByText(/^\d+ headers$/).click();
  await expect(request.getByRole("row", { name: /authorization/i })).toContainText("github token");

  await kafka.consumed(1);
  expect(JSON.parse(kafka.got[0]?.payload ?? "")).toMatchObject({
    payload: { pr: "https://github.com/octo-org/checkout/pull/7" },
    context: { nodeIdentifier: "tell", workflowIdentifier: "every_service" },
  });
  for (const { book } of [github, gitlab, azure, cursor]) expect(book.jobs).toHaveLength(1);
  expect(await page.content()).not.toContain(token);
  expect(app.output).not.toContain(token);

  await app.dispose();
  await kafka.close();
  for (const host of hosts) await host.close();
});

test("a node that lacks its setting says which one", async ({ page, client }) => {
  const workflow = chain("no_broker", [{ identifier: "tell", config: { type: "KAFKA", payload: {} } }]);
  const id = await client.addWorkflow(workflow);
  await page.goto(`/workflows/${id}`);
  const editor = new Editor(page);
  await editor.isOpen();
  await editor.useEnvironment("Real hosts");
  await editor.run();
  await editor.expectState("tell", "failed");
  await expect(editor.drawer).toContainText("SLIPWAY_KAFKA_BROKERS");
});
