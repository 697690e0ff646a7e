import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../base/json";
import { mask, reveal, taint } from "../../jq";
import type { RunEvent } from "../../run/events";
import { createMemoryEngine } from "../../run/memory-engine";
import { emptyRun, type RunState, reduceRun } from "../../run/state";
import { buildContext } from "../../template/context";
import { render } from "../../template/render";
import { type Seen, serve, type TestServer } from "../http/test-server";
import { freshId } from "../ids";
import { createWorld } from "../world";

const secrets = { "api-key": "k3y-Öf/the+house", pin: "48151623", short: "abc" };

const faults: unknown[] = [];
let service: TestServer;
let world: ReturnType<typeof createWorld>;
let reply: (request: Seen) => { status?: number; body: string; headers?: Record<string, string> };

beforeEach(async () => {
  reply = () => ({ body: "{}" });
  service = await serve((request, response) => {
    const { status = 200, body, headers = {} } = reply(request);
    response.writeHead(status, headers).end(body);
  });
  world = createWorld({
    settings: {
      http: { timeoutMs: 5_000, maxResponse: 5_000_000 },
      egressAllow: [service.host],
      portApi: { baseUrl: "https://api.getport.io", origins: [] },
    },
    secrets: async () => secrets,
    fault: (_run, error) => void faults.push(error),
  });
});
afterEach(async () => {
  await world.close();
  await service.close();
  expect(faults.splice(0)).toEqual([]);
});

const hook = (identifier: string, config: JsonObject, node: JsonObject = {}): JsonObject => ({
  identifier,
  config: { type: "WEBHOOK", url: `${service.url}/${identifier}`, ...config },
  ...node,
});

/** Runs a line of nodes to its end. */
async function run(
  nodes: JsonObject[],
  output: JsonObject = {},
): Promise<{ state: RunState; events: RunEvent[] }> {
  const engine = createMemoryEngine(world);
  const name = freshId("wfr");
  const all = [{ identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } }, ...nodes];
  await engine.start({
    run: name,
    document: {
      identifier: "flow",
      nodes: all,
      connections: nodes.map((node, index) => ({
        sourceIdentifier: String(all[index]?.identifier),
        targetIdentifier: String(node.identifier),
      })),
    },
    workflow: { identifier: "flow", version: null, versionIdentifier: null },
    trigger: "start",
    output,
    asyncWebhooks: "continue",
  });
  const events: RunEvent[] = [];
  for await (const event of engine.follow(name, 0, new AbortController().signal)) events.push(event);
  await engine.stop(0);
  return { state: events.reduce(reduceRun, emptyRun(name)), events };
}

describe("a webhook", () => {
  test("sends what it says, with defaults that the author's own win over", async () => {
    await run(
      [
        hook("a", { body: { n: "{{ .outputs.trigger.n }}", s: "{{ .outputs.trigger.n }} of 3" } }),
        hook("b", {
          method: "GET",
          headers: { Accept: "text/plain", "User-Agent": "mine", n: 5, yes: true, no: null },
          body: { left: "out" },
        }),
        hook("c", { method: "PUT", headers: { "content-type": "text/csv" }, body: '{{ "a,b" }}' }),
      ],
      { n: 2 },
    );
    const [a, b, c] = service.seen;
    expect(a).toMatchObject({
      method: "POST",
      body: '{"n":2,"s":"2 of 3"}',
      headers: { "content-type": "application/json", accept: "*/*" },
    });
    expect(a?.headers["idempotency-key"]).toMatch(/^wfnr_[a-zA-Z0-9]{16}$/);
    expect(a?.headers["user-agent"]).toMatch(/^Slipway\/\d/);
    expect(b).toMatchObject({
      method: "GET",
      body: "",
      headers: { accept: "text/plain", "user-agent": "mine", n: "5", yes: "true" },
    });
    expect(b?.headers).not.toHaveProperty("no");
    expect(b?.headers).not.toHaveProperty("idempotency-key");
    expect(c).toMatchObject({ method: "PUT", body: "a,b", headers: { "content-type": "text/csv" } });
  });

  test.each([
    ['{"a":[1]}', { a: [1] }],
    ["plain", "plain"],
    ["", null],
    ["[".repeat(100_000), "[".repeat(100_000)],
    [`${"[".repeat(2_000)}${"]".repeat(2_000)}`, `${"[".repeat(2_000)}${"]".repeat(2_000)}`],
  ])("reads the body %.20s", async (body, data) => {
    reply = () => ({ body, headers: { "X-Reply": "1" } });
    const { state } = await run([hook("a", {})]);
    expect(state.nodeRuns[1]?.output).toMatchObject({
      response: { status: 200, data, headers: { "x-reply": "1" } },
    });
  });

  test("keeps the answer beside the error at 4xx and 5xx", async () => {
    reply = () => ({ status: 422, body: '{"message":"no such ref"}' });
    const { state } = await run([hook("a", {})]);
    expect(state.nodeRuns[1]).toMatchObject({
      result: "FAILED",
      output: {
        error: { message: expect.stringContaining("no such ref") },
        response: { status: 422, data: { message: "no such ref" } },
      },
      response: { status: 422 },
    });
  });

  test("verbose logs whole bodies", async () => {
    reply = () => ({ body: "the answer" });
    const { state } = await run([hook("a", { body: { q: 1 } }, { verbose: true })]);
    expect(state.nodeRuns[1]?.logs.map(({ message }) => message)).toEqual([
      'Request body: {"q":1}',
      "Response body: the answer",
    ]);
  });

  test("cuts a long body in the log and keeps the whole as output", async () => {
    reply = () => ({ body: "x".repeat(1_000_000) });
    const { state } = await run([hook("a", {})]);
    expect(state.nodeRuns[1]?.response).toMatchObject({
      truncated: true,
      size: 1_000_000,
      body: "x".repeat(256 * 1024),
    });
  });
});

describe("hostile values", () => {
  test.each([
    [
      "header injection",
      { headers: { "X-A": "{{ .outputs.trigger.evil }}" } },
      "webhook/header-injection",
      /"X-A"/,
    ],
    [
      "a header name with a line break",
      { headers: { "X-{{ .outputs.trigger.evil }}": "1" } },
      "webhook/header-name",
      /name/,
    ],
    [
      "a line break in the URL",
      { url: "http://127.0.0.1/{{ .outputs.trigger.evil }}" },
      "webhook/url",
      /line break/,
    ],
    ["credentials in the URL", { url: "http://u:p@127.0.0.1/" }, "webhook/url-credentials", /password/],
    ["another scheme", { url: "file:///etc/passwd" }, "webhook/url", /file:/],
    ["no address", { url: "not an address" }, "webhook/url", /absolute/],
    [
      "an object as header",
      { headers: { "X-A": "{{ .outputs.trigger }}" } },
      "webhook/header-value",
      /"X-A"/,
    ],
    ["a range of a thousand million", { body: { x: "{{ [range(1e9)] }}" } }, "template/limit", /body\.x/],
    ["endless recursion", { body: { x: "{{ def f: f; f }}" } }, "template/limit", /body\.x/],
    ["an address inside", { url: "http://[::ffff:127.0.0.1]:9/" }, "egress/refused", /loopback/],
    ["cloud metadata", { url: "http://169.254.169.254/" }, "egress/refused", /link/],
  ])("%s gets a clear error", async (_, config: JsonObject, code, message) => {
    const { state } = await run([hook("a", config)], { evil: "x\r\nX-Evil: 1" });
    expect(state).toMatchObject({ status: "COMPLETED", result: "FAILED", error: { code } });
    expect(state.error?.message).toMatch(message);
    expect(state.error?.hint).toMatch(/\w/);
    expect(service.seen).toEqual([]);
  });
});

describe("secrets", () => {
  const config: JsonObject = {
    headers: {
      Authorization: 'Basic {{ "u:" + .secrets["api-key"] | @base64 }}',
      "X-Pin": "{{ .secrets.pin }}",
    },
    body: {
      key: '{{ .secrets["api-key"] }}',
      both: '{{ .secrets.pin }}-{{ .secrets["api-key"] }}',
      short: "{{ .secrets.short }}",
    },
  };
  const values = Object.values(secrets).filter((value) => value.length > 3);
  const forms = values.flatMap((value) => [
    value,
    encodeURIComponent(value),
    Buffer.from(value).toString("base64").slice(0, -4),
    Buffer.from(value).toString("hex"),
    JSON.stringify(value).slice(1, -1).replaceAll("/", "\\/"),
  ]);

  test("reach the service, and stay out of everything that is recorded, in every form", async () => {
    reply = ({ path, headers, body }) => ({
      body: JSON.stringify({
        path,
        headers,
        body: JSON.parse(body || "null"),
        pin: 48151623,
        hex: Buffer.from(secrets["api-key"]).toString("hex"),
      }),
      headers: { "X-Echo": encodeURIComponent(secrets["api-key"]) },
    });
    const given = { ...config, url: `${service.url}/a?key={{ .secrets["api-key"] | @uri }}` };
    const { state, events } = await run([
      hook("a", given, { verbose: true, links: ["https://ci.example.com/{{ .secrets.pin }}"] }),
    ]);
    expect(state.result).toBe("SUCCESS");
    expect(service.seen[0]).toMatchObject({
      path: `/a?key=${encodeURIComponent(secrets["api-key"])}`,
      headers: {
        authorization: `Basic ${Buffer.from(`u:${secrets["api-key"]}`).toString("base64")}`,
        "x-pin": "48151623",
      },
      body: JSON.stringify({ key: secrets["api-key"], both: `48151623-${secrets["api-key"]}`, short: "abc" }),
    });
    expect(state.nodeRuns[1]?.request).toMatchObject({
      url: `${service.url}/a?key=‹secret:api-key›`,
      body: { key: "‹secret:api-key›", both: "‹secret:pin›-‹secret:api-key›", short: "‹secret:short›" },
    });
    const text = JSON.stringify(events);
    for (const form of forms) expect(text).not.toContain(form);
  });

  test("stay out of errors", async () => {
    reply = ({ body }) => ({ status: 400, body: `cannot use ${body}` });
    const { events } = await run([
      hook("a", { body: { k: '{{ .secrets["api-key"] }}' }, onFailure: "continue" }),
      hook("b", { body: { x: '{{ .secrets["api-key"].x }}' } }),
    ]);
    const text = JSON.stringify(events);
    for (const form of forms) expect(text).not.toContain(form);
  });
});

test("Port's token stays out of all that is recorded, whoever repeats it and how", async () => {
  const token = "port/token+of-the-run";
  reply = ({ path, headers, body }) => {
    if (path === "/v1/auth/access_token")
      return { body: JSON.stringify({ accessToken: token, expiresIn: 3600 }) };
    if (path === "/a")
      return {
        body: JSON.stringify({ auth: headers.authorization, b64: Buffer.from(token).toString("base64") }),
        headers: { "X-Echo": encodeURIComponent(token) },
      };
    return { status: 400, body: `cannot use ${token} ${body}` };
  };
  await world.close();
  world = createWorld({
    settings: {
      http: { timeoutMs: 5_000, maxResponse: 5_000_000 },
      egressAllow: [service.host],
      portApi: { baseUrl: service.url, clientId: "id", clientSecret: "hush-hush", origins: [] },
    },
    secrets: async () => secrets,
  });
  const { state, events } = await run([hook("a", {}), hook("b", { body: "{{ .outputs.a.auth }}" })]);
  expect(service.seen.map(({ path }) => path)).toEqual(["/v1/auth/access_token", "/a", "/b"]);
  expect(state.nodeRuns[1]?.output).toMatchObject({
    response: { data: { auth: "Bearer ‹secret:Port access token›" } },
  });
  const text = JSON.stringify(events);
  for (const form of [token, encodeURIComponent(token), Buffer.from(token).toString("base64"), "hush-hush"])
    expect(text).not.toContain(form);
});

test("the recorded request is the one that was sent, but for the secrets' names", async () => {
  reply = () => ({ body: "{}" });
  const inputs = {
    text: 'ü "q" / % + é',
    n: 1.5,
    list: [1, "two", null],
    none: null,
    deep: { a: { b: true } },
  };
  const expression = fc.constantFrom(
    ".outputs.trigger.text",
    ".outputs.trigger.n",
    ".outputs.trigger.list",
    ".outputs.trigger.none",
    ".outputs.trigger.deep",
    ".secrets.pin",
    '.secrets["api-key"]',
    '.secrets.pin + "-" + .outputs.trigger.text',
    ".workflowRun.identifier",
    "now",
    "now | todateiso8601",
    "empty",
    "1, 2",
  );
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom("a", " ", "é", "%", "/", '"'),
        expression.map((e) => `{{ ${e} }}`),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join(""));
  const tree = fc.letrec<{ tree: Json }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c-d"), tie("tree"), { maxKeys: 3 }),
    ),
  })).tree;
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom("x", "y", "z"), tree, { maxKeys: 3 }), async (body) => {
      service.seen.length = 0;
      const { state } = await run([hook("a", { body })], inputs);
      const hooked = state.nodeRuns[1];
      const sent = service.seen[0];
      expect(sent, state.error?.message).toBeDefined();
      // What a preview shows: the same tree, rendered with the run's data.
      const context = buildContext({
        outputs: { start: { output: inputs, nodeType: "SELF_SERVE_TRIGGER", replaced: false } },
        secrets: Object.fromEntries(
          Object.entries(secrets).map(([name, value]) => [name, taint(name, value)]),
        ),
        workflow: { identifier: "flow", versionIdentifier: null },
        workflowRun: { identifier: state.run, createdAt: state.startedAt, trigger: { identifier: "start" } },
      });
      const preview = render(body, context, {
        throwOnError: true,
        now: () => Date.parse(hooked?.startedAt ?? ""),
      });
      expect(preview.ok).toBe(true);
      if (!preview.ok) return;
      expect(sent?.body).toBe(JSON.stringify(reveal(preview.value)));
      expect(JSON.stringify(hooked?.request?.body)).toBe(JSON.stringify(mask(preview.value)));
      expect(hooked?.request?.size).toBe(Buffer.byteLength(sent?.body ?? ""));
      expect(JSON.stringify(hooked?.request)).not.toContain(secrets.pin);
    }),
    { numRuns: 60 },
  );
});
