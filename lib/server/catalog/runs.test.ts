import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunState } from "../../run/state";
import { localActor } from "../actor";
import { call } from "../api/calling";
import { waited } from "../api/calling-runs";
import type { Services } from "../running";
import { startTestServices } from "../test-services";

let services: Services;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ services, end } = await startTestServices());
  const properties = { version: { type: "string" }, token: { type: "string" }, count: { type: "number" } };
  await call("POST", "/v1/blueprints", { identifier: "release", schema: { properties } });
});
afterAll(() => end());

let count = 0;

/** Publishes a form with a name, followed by these nodes in a row. */
async function publish(nodes: { identifier: string; config: object; variables?: object }[]): Promise<string> {
  count += 1;
  const identifier = `catalog_${count}`;
  const userInputs = { properties: { name: { type: "string" } }, required: [] };
  const all = [{ identifier: "start", config: { type: "SELF_SERVE_TRIGGER", userInputs } }, ...nodes];
  const connections = all.slice(1).map((node, index) => ({
    sourceIdentifier: all[index]?.identifier,
    targetIdentifier: node.identifier,
  }));
  const made = await call("POST", "/v1/workflows", { identifier, nodes: all, connections });
  if (made.status !== 201) throw new Error(made.text);
  return identifier;
}

async function ran(nodes: Parameters<typeof publish>[0], name = "api") {
  const { run } = await waited(await publish(nodes), { inputs: { name } });
  const shown = await call("GET", `/api/runs/${run.identifier}`);
  return shown.json.run as RunState;
}

const upsert = (mapping: object, more: object = {}) => ({
  identifier: "upsert",
  config: { type: "UPSERT_ENTITY", blueprintIdentifier: "release", mapping, ...more },
});

const webhook = (config: object) => ({ identifier: "call", config: { type: "WEBHOOK", ...config } });

test("an entity is written by the built-in catalog, and the run says so", async () => {
  const run = await ran([
    upsert({
      identifier: "{{ .outputs.start.name }}",
      title: "API",
      properties: { version: "1.2", count: "{{ 1 + 1 }}" },
    }),
    webhook({
      url: "https://api.getport.io/v1/blueprints/release/entities/{{ .outputs.upsert.identifier }}",
      method: "PATCH",
      body: { properties: { version: "{{ .outputs.upsert.response.data.properties.version }}.3" } },
    }),
  ]);
  expect(run.result).toBe("SUCCESS");
  const [, written, patched] = run.nodeRuns;
  expect(written).toMatchObject({
    request: {
      method: "POST",
      url: "https://api.getport.io/v1/blueprints/release/entities?upsert=true&merge=true",
      catalog: true,
      portAuth: false,
      body: { identifier: "api", properties: { version: "1.2", count: 2 } },
    },
    response: { status: 201 },
    output: { response: { status: 201, data: { identifier: "api", title: "API", blueprint: "release" } } },
  });
  expect(written?.logs.map(({ message }) => message).join()).toContain("built-in catalog");
  expect(patched).toMatchObject({ request: { catalog: true }, output: { response: { data: { ok: true } } } });
  const { json } = await call("GET", "/v1/blueprints/release/entities/api");
  expect(json.entity).toMatchObject({ properties: { version: "1.2.3", count: 2 } });

  const changes = await services.catalog.changesOf({ run: run.run }, 10);
  expect(changes.map(({ event, nodeRun, by }) => [event.action, nodeRun, by])).toEqual([
    ["UPDATE", patched?.nodeRun, localActor.email],
    ["CREATE", written?.nodeRun, localActor.email],
  ]);
});

test("the output reads in every way that Port's pages show", async () => {
  const read = {
    short: "{{ .outputs.upsert.identifier }}",
    data: "{{ .outputs.upsert.response.data.identifier }}",
    entity: "{{ .outputs.upsert.entity.identifier }}",
    inData: "{{ .outputs.upsert.response.data.entity.identifier }}",
    status: "{{ .outputs.upsert.status }}",
    keys: "{{ .outputs.upsert | keys }}",
  };
  const run = await ran([
    upsert({ identifier: "read" }),
    { identifier: "seen", config: { type: "CONDITION", outlets: [] }, variables: read },
  ]);
  expect(run.nodeRuns.at(-1)?.output).toEqual({
    short: "read",
    data: "read",
    entity: "read",
    inData: "read",
    status: 201,
    keys: ["response"],
  });
  const own = await ran([
    {
      ...upsert({ identifier: "own" }),
      variables: { id: "{{ .entity.identifier }}", same: "{{ .result.entity.identifier }}" },
    },
  ]);
  expect(own.nodeRuns.at(-1)?.output).toEqual({ id: "own", same: "own" });
});

test("without an identifier one is made up, and stays the same when the request is sent again", async () => {
  const run = await ran([upsert({ properties: { version: "1" } })]);
  const made = run.nodeRuns.at(-1);
  expect(made?.output).toMatchObject({
    response: { data: { identifier: expect.stringMatching(/^e_[0-9a-f]{16}$/) } },
  });
  const [{ event } = { event: undefined }] = await services.catalog.changesOf({ run: run.run }, 1);
  const identifier = event?.context.entityIdentifier;
  const { catalog } = services;
  const source = { by: localActor.email, run: run.run, nodeRun: made?.nodeRun ?? "" };
  const options = { mode: "create", merge: false, createMissing: false } as const;
  const input = {
    identifier: undefined,
    title: undefined,
    icon: undefined,
    team: undefined,
    properties: { version: "1" },
    relations: undefined,
  };
  const again = await catalog.write("release", input, options, source);
  expect(again).toMatchObject({ ok: true, value: { created: true, changes: [], entity: { identifier } } });
});

test("what does not fit fails the node and keeps the answer", async () => {
  const run = await ran([upsert({ identifier: "bad", properties: { version: 3 } })]);
  expect(run.result).toBe("FAILED");
  expect(run.nodeRuns.at(-1)).toMatchObject({
    error: { code: "http/status", message: expect.stringContaining("422") },
    output: { response: { status: 422, data: { ok: false, error: "invalid_entity" } } },
  });
  const continued = await ran([
    upsert({ identifier: "bad", properties: { version: 3 } }, { onFailure: "continue" }),
  ]);
  expect(continued.result).toBe("SUCCESS");
  const empty = await ran(
    [
      {
        identifier: "upsert",
        config: { type: "UPSERT_ENTITY", blueprintIdentifier: "{{ .outputs.start.name }}" },
      },
    ],
    "",
  );
  expect(empty.nodeRuns.at(-1)).toMatchObject({ error: { at: "/nodes/1/config/blueprintIdentifier" } });
});

test("a secret goes into the catalog by its name", async () => {
  await services.secrets.put("token", "sup3r-s3cret-value");
  const run = await ran([
    upsert({ identifier: "secret", properties: { token: 'x {{ .secrets["token"] }}' } }),
  ]);
  expect(run.result).toBe("SUCCESS");
  const { text } = await call("GET", "/v1/blueprints/release/entities/secret");
  expect(text).not.toContain("sup3r");
  expect(text).toContain("x ‹secret:token›");
  const named = await ran([
    webhook({
      url: 'https://api.getport.io/v1/blueprints/release/entities/{{ .secrets["token"] }}',
      method: "PUT",
      body: {},
    }),
  ]);
  expect(named.nodeRuns.at(-1)?.output).toMatchObject({ response: { status: 422 } });
});

test("calls of Port's API that the catalog does not know say what to do", async () => {
  const run = await ran([webhook({ url: "https://api.us.port.io/v1/scorecards", method: "GET" })]);
  expect(run.nodeRuns.at(-1)).toMatchObject({
    request: { catalog: true },
    output: { response: { status: 404, data: { ok: false, error: "not_found" } } },
    error: { message: expect.stringContaining("PORT_CLIENT_ID") },
  });
});

test("a run in the Playground leaves the catalog alone", async () => {
  const before = await services.catalog.lastChange();
  const identifier = await publish([upsert({ identifier: "play", properties: { version: "1" } })]);
  const { run } = await waited(identifier, { inputs: { name: "x" }, environment: "Playground" });
  const shown = (await call("GET", `/api/runs/${run.identifier}`)).json.run as RunState;
  expect(shown.result).toBe("SUCCESS");
  expect(shown.nodeRuns.at(-1)?.request).toMatchObject({ via: { playground: true } });
  expect(shown.nodeRuns.at(-1)?.request).not.toHaveProperty("catalog");
  expect(await services.catalog.lastChange()).toBe(before);
});

test("nor does a run in the Playground reach another Port that the settings name", async () => {
  await end();
  const url = "https://port.example.com/eu";
  ({ services, end } = await startTestServices({
    PORT_BASE_URL: url,
    SLIPWAY_PORT_ORIGINS: "https://other.example.com",
  }));
  await call("POST", "/v1/blueprints", { identifier: "release" });
  const before = await services.catalog.lastChange();
  const identifier = await publish([
    upsert({ identifier: "play" }),
    webhook({ url: "https://other.example.com/v1/blueprints/release/entities/play", method: "GET" }),
  ]);
  const { run } = await waited(identifier, { inputs: { name: "x" }, environment: "Playground" });
  const shown = (await call("GET", `/api/runs/${run.identifier}`)).json.run as RunState;
  expect(shown.result).toBe("SUCCESS");
  expect(shown.nodeRuns.slice(1).map(({ request }) => request?.via?.playground)).toEqual([true, true]);
  expect(shown.nodeRuns[1]?.request?.url).toMatch(/^https:\/\/port\.example\.com\/eu\/v1/);
  expect(await services.catalog.lastChange()).toBe(before);
});
