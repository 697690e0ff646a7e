import { afterAll, beforeAll, expect, test } from "vitest";
import { type ModelHost, startOpenai } from "../../../e2e/hosts/model";
import type { RunState } from "../../run/state";
import { call } from "../api/calling";
import { waited } from "../api/calling-runs";
import { startTestServices } from "../test-services";

const KEY = "sk-of-the-server-0123";
let model: ModelHost;
let end: () => Promise<void>;
beforeAll(async () => {
  model = await startOpenai(KEY);
  ({ end } = await startTestServices({
    SLIPWAY_AI_URL: `${model.host.url}/v1`,
    SLIPWAY_AI_KEY: KEY,
    SLIPWAY_AI_MODEL: "small",
    SLIPWAY_EGRESS_ALLOW: `127.0.0.1:${model.host.port}`,
  }));
  const agent = { identifier: "triage", title: "Triage", properties: { prompt: "You triage incidents." } };
  const made = await call("POST", "/v1/blueprints/_ai_agent/entities", agent);
  if (made.status !== 201) throw new Error(made.text);
});
afterAll(async () => {
  await end();
  await model.host.close();
});

async function ask(identifier: string, agentIdentifier: string) {
  const nodes = [
    { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } },
    { identifier: "ask", config: { type: "AI_AGENT", agentIdentifier, userPrompt: "The shop is down." } },
  ];
  const connections = [{ sourceIdentifier: "start", targetIdentifier: "ask" }];
  const made = await call("POST", "/v1/workflows", { identifier, nodes, connections });
  if (made.status !== 201) throw new Error(made.text);
  const { run } = await waited(identifier, { inputs: {} });
  const shown = await call("GET", `/api/runs/${run.identifier}`);
  return { run: shown.json.run as RunState, text: shown.text };
}

test("an agent of the catalog gives the model of the settings its prompt", async () => {
  const { run, text } = await ask("agent_there", "triage");
  expect(run.nodeRuns[1]?.output).toMatchObject({ response: "You asked: The shop is down." });
  expect(model.host.got.at(-1)?.body).toMatchObject({
    model: "small",
    messages: [{ role: "system", content: "You triage incidents." }, { role: "user" }],
  });
  expect(text).not.toContain(KEY);
});

test("an agent that is not in the catalog is an error before the model is asked", async () => {
  const asked = model.host.got.length;
  const { run } = await ask("agent_gone", "nobody");
  expect(run.error).toMatchObject({ code: "ai/agent", hint: expect.stringContaining("_ai_agent") });
  expect(model.host.got).toHaveLength(asked);
});
