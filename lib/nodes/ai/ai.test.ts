import { afterEach, describe, expect, test } from "vitest";
import type { Host } from "../../../e2e/hosts/host";
import { type ModelHost, startAnthropic, startOpenai } from "../../../e2e/hosts/model";
import { type PortAiHost, startPortAi } from "../../../e2e/hosts/port-ai";
import type { JsonObject } from "../../base/json";
import { type Lined, runLine } from "../../server/engine/test-line";

const KEY = "sk-0123456789/abcdef+";
const hosts: Host[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});
async function keep<T extends { host: Host }>(starting: Promise<T>): Promise<T> {
  const started = await starting;
  hosts.push(started.host);
  return started;
}

const ai = (config: JsonObject, node: JsonObject = {}): JsonObject => ({
  identifier: "ask",
  config: { type: "AI", userPrompt: "Summarise {{ .outputs.trigger.service }}", ...config },
  ...node,
});
const run = (node: JsonObject, more: Partial<Lined>) =>
  runLine({ nodes: [node], allow: ["127.0.0.1:*"], output: { service: "billing" }, ...more });
const schema = {
  type: "object",
  properties: { risk: { enum: ["low", "high"] }, score: { type: "integer", minimum: 0 } },
  required: ["risk", "score"],
  additionalProperties: false,
};

describe("the model of the settings", () => {
  const openai = async (key: string | undefined = KEY) => await keep(startOpenai(key));
  const account = (host: ModelHost, more: object = {}): Partial<Lined> => ({
    accounts: { ai: { provider: "openai", url: `${host.host.url}/v1`, token: KEY, model: "small", ...more } },
  });

  test("is asked with system prompt and prompt, and its text is the response", async () => {
    const model = await openai();
    const { state, events } = await run(
      ai({ systemPrompt: "Be brief.", tools: ["^$"] }, { variables: { said: "{{ .result.response }}" } }),
      account(model),
    );
    expect(state.result).toBe("SUCCESS");
    expect(model.host.got[0]?.body).toMatchObject({
      model: "small",
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Summarise billing" },
      ],
    });
    const node = state.nodeRuns[1];
    expect(node?.output).toEqual({ said: "You asked: Summarise billing" });
    expect(node?.request).toMatchObject({ method: "POST", url: `${model.host.url}/v1/chat/completions` });
    expect(node?.request?.headers).toContainEqual(["authorization", "Bearer ‹secret:ai token›"]);
    expect(node?.response).toMatchObject({ status: 200 });
    expect(JSON.stringify(events)).not.toContain(KEY);
  });

  test("gives the invocation's identifier, and takes another model by name", async () => {
    const model = await openai();
    const { state } = await run(ai({ provider: "openai", model: "large" }), account(model));
    expect(model.host.got[0]?.body).toMatchObject({ model: "large" });
    expect(state.nodeRuns[1]?.output).toEqual({
      response: "You asked: Summarise billing",
      invocationIdentifier: state.nodeRuns[1]?.nodeRun,
    });
  });

  test("answers by Anthropic's API as well", async () => {
    const model = await keep(startAnthropic(KEY));
    const { state, events } = await run(
      ai({ systemPrompt: "Be brief." }),
      account(model, { provider: "anthropic" }),
    );
    expect(state.nodeRuns[1]?.output).toMatchObject({ response: "You asked: Summarise billing" });
    expect(model.host.got[0]?.body).toMatchObject({ system: [{ type: "text", text: "Be brief." }] });
    expect(JSON.stringify(events)).not.toContain(KEY);
  });

  test("a schema makes the response the JSON as text", async () => {
    const model = await openai();
    model.says = ['```json\n{ "risk": "low", "score": 3 }\n```'];
    const { state } = await run(ai({ outputSchema: schema }), account(model));
    expect(state.nodeRuns[1]?.output).toMatchObject({ response: '{"risk":"low","score":3}' });
    const [asked] = model.host.got;
    expect(asked?.body).toMatchObject({ response_format: { type: "json_object" } });
    expect(asked?.text).toContain("additionalProperties");
  });

  test("an answer that is not by the schema is mended by a second question", async () => {
    const model = await openai();
    model.says = ['{"risk":"huge","score":-1}', '{"risk":"high","score":9}'];
    const { state } = await run(ai({ outputSchema: schema }), account(model));
    expect(state.nodeRuns[1]?.output).toMatchObject({ response: '{"risk":"high","score":9}' });
    expect(model.host.got).toHaveLength(2);
    expect(model.host.got[1]?.body).toMatchObject({
      messages: [
        { role: "system" },
        { role: "user" },
        { role: "assistant", content: '{"risk":"huge","score":-1}' },
        {
          role: "user",
          content: expect.stringMatching(/\/risk must be equal.*low.*\n- \/score must be >= 0/),
        },
      ],
    });
  });

  test("an answer that is not by the schema twice fails the node", async () => {
    const model = await openai();
    model.says = ["I would say high.", '{"risk":"high"}'];
    const { state } = await run(ai({ outputSchema: schema }), account(model));
    expect(state).toMatchObject({ result: "FAILED", error: { code: "ai/not-by-schema" } });
    expect(state.error?.message).toContain("must have required property 'score'");
  });

  test.each([
    ["a pattern that never ends", { type: "object", properties: { a: { pattern: "(x+x+)+y" } } }],
    ["a reference elsewhere", { type: "object", $ref: "https://elsewhere.example.com/schema" }],
    ["a type that is none", { type: "object", properties: { a: { type: "texxt" } } }],
  ])("%s in the schema fails the node and hangs nothing", async (_, outputSchema) => {
    const model = await openai();
    model.says = Array.from({ length: 2 }, () => JSON.stringify({ a: "x".repeat(5_000) }));
    const { state } = await run(ai({ outputSchema }), account(model));
    expect(state).toMatchObject({ result: "FAILED", error: { code: "ai/schema" } });
  });

  test.each([
    ["tools", { tools: ["list_entities"] }, "ai/tools"],
    ["MCP servers", { mcpServers: [{ identifier: "m" }] }, "ai/mcp-servers"],
    ["another provider", { provider: "bedrock", model: "m" }, "ai/provider"],
  ])("%s it cannot have are refused before it is asked", async (_, config, code) => {
    const model = await openai();
    const { state } = await run(ai(config), account(model));
    expect(state).toMatchObject({ result: "FAILED", error: { code } });
    expect(state.error?.hint).toMatch(/\w/);
    expect(model.host.got).toEqual([]);
  });

  test("without a model's name anywhere the error names the setting", async () => {
    const model = await openai();
    const { model: _, ...nameless } = { provider: "openai" as const, url: `${model.host.url}/v1`, model: "" };
    expect((await run(ai({}), { accounts: { ai: nameless } })).state.error).toMatchObject({
      code: "ai/model",
      hint: expect.stringContaining("SLIPWAY_AI_MODEL"),
    });
    expect((await run(ai({}), {})).state.error).toMatchObject({
      code: "ai/none",
      hint: expect.stringContaining("SLIPWAY_AI_KEY"),
    });
  });

  test("a service that is busy is asked again later", async () => {
    const model = await openai();
    let busy = 2;
    model.instead = () =>
      busy-- > 0 ? { status: 429, json: { error: { message: "slow down" } } } : undefined;
    const { state, events } = await run(ai({}), account(model));
    expect(state.result).toBe("SUCCESS");
    expect(events.filter(({ type }) => type === "node.waiting")).toHaveLength(2);
    expect(model.host.got).toHaveLength(3);
  });

  test.each([
    ["a wrong key", { token: "sk-wrong" }, undefined, "http/status", /401/, /SLIPWAY_AI_KEY/],
    [
      "an answer that is no JSON",
      {},
      { status: 200, text: "<html>" },
      "ai/answer",
      /not as openai's/,
      /_URL/,
    ],
    ["JSON of another shape", {}, { status: 200, json: { ok: 1 } }, "ai/answer", /not as openai's/, /_URL/],
    [
      "a refusal",
      {},
      { status: 400, json: { error: { message: "too long" } } },
      "http/status",
      /too long/,
      /body/,
    ],
  ])("%s is a clear error", async (_, more, instead, code, message, hint) => {
    const model = await openai();
    model.instead = () => instead;
    const { state, events } = await run(ai({}), account(model, more));
    expect(state).toMatchObject({ result: "FAILED", error: { code } });
    expect(state.error?.message).toMatch(message);
    expect(state.error?.hint).toMatch(hint);
    expect(JSON.stringify(events)).not.toContain(KEY);
  });

  test("a secret in the prompt reaches the model and no record", async () => {
    const model = await openai();
    const { state, events } = await run(ai({ userPrompt: "Use {{ .secrets.key }}" }), {
      ...account(model),
      secrets: { key: "hush-hush-hush" },
    });
    expect(model.host.got[0]?.text).toContain("hush-hush-hush");
    expect(state.nodeRuns[1]?.output).toMatchObject({ response: "You asked: Use ‹secret:key›" });
    expect(JSON.stringify(events)).not.toContain("hush-hush-hush");
  });
});

describe("Port's AI", () => {
  const credentials = { clientId: "id", clientSecret: "hush-of-port" };
  const port = async () => await keep(startPortAi(credentials));
  const withPort = ({ host }: PortAiHost, more: Partial<Lined> = {}): Partial<Lined> => ({
    port: { baseUrl: host.url, ...credentials },
    ...more,
  });

  test("is asked with the node run as invocation, and its stream is the response", async () => {
    const portAi = await port();
    portAi.says = ["All is well with billing."];
    const { state, events } = await run(
      ai({ systemPrompt: "Be brief.", tools: ["^list_.*"], provider: "openai", model: "gpt-5" }),
      withPort(portAi),
    );
    const node = state.nodeRuns[1];
    expect(node?.output).toEqual({
      response: "All is well with billing.",
      invocationIdentifier: node?.nodeRun,
    });
    const [asked] = portAi.invocations();
    expect(asked?.query.get("invocation_identifier")).toBe(node?.nodeRun);
    expect(asked?.body).toEqual({
      userPrompt: "Summarise billing",
      systemPrompt: "Be brief.",
      tools: ["^list_.*"],
      executionMode: "Automatic",
      provider: "openai",
      model: "gpt-5",
      labels: { source: "slipway", workflowRun: state.run, nodeRun: node?.nodeRun },
    });
    expect(JSON.stringify(events)).not.toMatch(/hush-of-port|port-token-of-the-run/);
  });

  test("an agent has its own address; one that is not there is told", async () => {
    const portAi = await port();
    const agent = (agentIdentifier: string): JsonObject => ({
      identifier: "ask",
      config: { type: "AI_AGENT", agentIdentifier, userPrompt: "Look" },
    });
    const { state } = await run(agent("triage agent"), withPort(portAi));
    expect(state.result).toBe("SUCCESS");
    expect(portAi.invocations()[0]).toMatchObject({
      path: "/v1/agent/triage%20agent/invoke",
      body: { prompt: "Look" },
    });
    expect((await run(agent("gone"), withPort(portAi))).state.error?.message).toContain("404");
  });

  test.each(["cut", "never"] as const)(
    "an answer that is %s is fetched by its identifier",
    async (answers) => {
      const portAi = await port();
      portAi.answers = answers;
      portAi.says = ["late but here"];
      const { state } = await run(ai({}), withPort(portAi, { aiTimeoutMs: 300 }));
      expect(state.nodeRuns[1]?.output).toMatchObject({ response: "late but here" });
      expect(portAi.invocations()).toHaveLength(1);
    },
  );

  test("an answer that is not by the schema is mended by a second question", async () => {
    const portAi = await port();
    portAi.says = ['{"risk":"huge"}', '{"risk":"low","score":1}'];
    const { state } = await run(ai({ outputSchema: schema }), withPort(portAi));
    expect(state.nodeRuns[1]?.output).toMatchObject({
      response: '{"risk":"low","score":1}',
      invocationIdentifier: `${state.nodeRuns[1]?.nodeRun}_2`,
    });
    const [, second] = portAi.invocations();
    expect(second?.text).toContain("huge");
    expect(second?.text).toContain("must have required property");
  });
});
