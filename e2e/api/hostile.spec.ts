import type { JsonObject } from "../../lib/base/json";
import type { Client } from "../harness/client";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";
import { Host } from "../hosts/host";
import { type HostileHost, startHostile } from "../hosts/hostile";

let hostile: HostileHost;

test.use({ settings: { SLIPWAY_HTTP_TIMEOUT: "2", SLIPWAY_HTTP_MAX_RESPONSE: "1000000" } });

test.beforeAll(async () => {
  hostile = await startHostile();
});

test.afterAll(async () => {
  await hostile.close();
});

/** After whatever happened the server answers and runs another workflow to its end. */
test.afterEach(async ({ client, app }) => {
  expect(app.running).toBe(true);
  const host = await Host.start(() => ({ status: 200, json: { fine: true } }));
  const state = await runOne(
    client,
    `still_up_${host.port}`,
    { url: "https://api.example.com/ping" },
    host.url,
  );
  await host.close();
  expect(state.result).toBe("SUCCESS");
});

/** Runs a workflow of one webhook with `https://api.example.com` sent to `target`. */
async function runOne(client: Client, name: string, config: JsonObject & { url: string }, target: string) {
  const { url, ...more } = config;
  const environment = `env ${name}`;
  await client.saveEnvironment(environment, { "https://api.example.com": target });
  const workflow = await client.addWorkflow(chain(name, [webhook("call", url, more)]));
  return await client.ended(await client.start(workflow, {}, environment));
}

test.describe("documents", () => {
  test("text that is no JSON is refused with its place", async ({ client }) => {
    const reply = await client.call("POST", "/api/workflows", {
      text: '{\n  "nodes": [,]\n}',
      from: "import",
    });
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body)).toMatch(/line 2/i);
  });

  test("a request that is no JSON is refused", async ({ client }) => {
    const reply = await client.call("POST", "/v1/workflows", "{");
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ ok: false, message: expect.any(String) });
  });

  test("10 MB of JSON is refused", async ({ client }) => {
    const document = { ...chain("too_large", []), description: "x".repeat(10_000_000) };
    const reply = await client.call("POST", "/v1/workflows", document);
    expect([413, 422]).toContain(reply.status);
    expect(String(reply.body.message)).toMatch(/5 MB|large/i);
  });

  test("5,000 nodes are refused", async ({ client }) => {
    const nodes = Array.from({ length: 5_000 }, (_, index) =>
      webhook(`n${index}`, "https://api.example.com/"),
    );
    const reply = await client.call("POST", "/v1/workflows", chain("too_many", nodes));
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body)).toMatch(/2,?000/);
  });

  test("a cycle is refused and named", async ({ client }) => {
    const document = chain("cycle", [
      webhook("a", "https://api.example.com/"),
      webhook("b", "https://api.example.com/"),
    ]);
    const connections = document.connections as object[];
    connections.push({ sourceIdentifier: "b", targetIdentifier: "a" });
    const reply = await client.call("POST", "/v1/workflows", document);
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body)).toMatch(/cycle|loop/i);
  });

  test("an unknown node type is refused and named", async ({ client }) => {
    const document = chain("unknown", [{ identifier: "x", config: { type: "TELEPORT" } }]);
    const reply = await client.call("POST", "/v1/workflows", document);
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body)).toContain("TELEPORT");
  });
});

test.describe("templates", () => {
  const limits: [string, string][] = [
    ["a huge range", "{{ [range(1e9)] }}"],
    ["a function that calls itself", "{{ def f: f; f }}"],
    ["a string that doubles", '{{ reduce range(100) as $i ("x"; . + .) }}'],
  ];
  for (const [name, template] of limits) {
    test(`${name} ends with a limit`, async ({ client }) => {
      const config = { url: "https://api.example.com/", body: { value: template } };
      const state = await runOne(client, name.replaceAll(" ", "_"), config, hostile.url);
      expect(state.result).toBe("FAILED");
      expect(state.nodeRuns[1]?.error?.code).toBe("template/limit");
    });
  }

  test("a regular expression that backtracks ends", async ({ client }) => {
    const body = { value: '{{ ("a" * 40) + "!" | test("^(a+)+$") }}' };
    const state = await runOne(client, "backtracks", { url: "https://api.example.com/", body }, hostile.url);
    expect(state.status).toBe("COMPLETED");
  });

  test("a header cannot be split by a template", async ({ client }) => {
    const headers = { "X-Value": '{{ "a\\r\\nX-Injected: yes" }}' };
    const before = hostile.paths.length;
    const state = await runOne(
      client,
      "split_header",
      { url: "https://api.example.com/", headers },
      hostile.url,
    );
    expect(state.result).toBe("FAILED");
    expect(state.nodeRuns[1]?.error?.message).toContain("X-Value");
    expect(hostile.paths.length).toBe(before);
  });
});

test.describe("responses", () => {
  const failures: [path: string, code: RegExp][] = [
    ["gigabyte", /too-large|size|limit/],
    ["endless", /too-large|size|limit/],
    ["silent", /timeout/],
    ["mute", /timeout/],
    ["loop", /redirect/],
    ["broken", /http\//],
  ];
  for (const [path, code] of failures) {
    test(`/${path} fails the node with a clear error`, async ({ client }) => {
      const state = await runOne(client, path, { url: `https://api.example.com/${path}` }, hostile.url);
      expect(state.result).toBe("FAILED");
      expect(state.nodeRuns[1]?.error?.code).toMatch(code);
      expect(state.nodeRuns[1]?.error?.message).not.toBe("");
    });
  }
});

test.describe("addresses inside", () => {
  const inside = (port: number): [string, string][] => [
    ["loopback", `http://127.0.0.1:${port}/`],
    ["metadata", "http://169.254.169.254/latest/meta-data/"],
    ["mapped IPv6 loopback", `http://[::ffff:127.0.0.1]:${port}/`],
    ["IPv6 loopback", `http://[::1]:${port}/`],
    ["a name for loopback", `http://localhost:${port}/`],
    ["a short form", `http://127.1:${port}/`],
    ["a decimal form", `http://2130706433:${port}/`],
    ["a private network", "http://10.0.0.1/"],
  ];

  test("are refused when a workflow names them", async ({ client }) => {
    const before = hostile.paths.length;
    for (const [name, url] of inside(hostile.port)) {
      const workflow = await client.addWorkflow(chain(name.replaceAll(" ", "_"), [webhook("call", url)]));
      const state = await client.ended(await client.start(workflow));
      expect(state.nodeRuns[1]?.error?.code, name).toMatch(/^egress\//);
    }
    expect(hostile.paths.length).toBe(before);
  });

  test("are refused when a redirect leads there", async ({ client }) => {
    const target = await Host.start(() => ({ status: 200, json: {} }));
    for (const [name, url] of inside(target.port)) {
      const address = `https://api.example.com/to?url=${encodeURIComponent(url)}`;
      const state = await runOne(
        client,
        `redirect_${name.replaceAll(" ", "_")}`,
        { url: address },
        hostile.url,
      );
      expect(state.nodeRuns[1]?.error?.code, name).toMatch(/^egress\//);
    }
    expect(target.got).toEqual([]);
    await target.close();
  });
});

test.describe("pages of other origins", () => {
  test("cannot call the API", async ({ client }) => {
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1"]) {
      const reply = await client.call("POST", "/v1/workflows", chain("foreign", []), { origin });
      expect(reply.status, origin).toBe(403);
    }
  });
});
