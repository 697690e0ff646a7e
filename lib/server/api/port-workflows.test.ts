import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServices } from "../test-services";
import { call } from "./calling";

let end: () => Promise<void>;
beforeAll(async () => {
  ({ end } = await startTestServices());
});
afterAll(() => end());

let count = 0;
const form = { properties: { name: { type: "string" } }, required: ["name"] };

/** Publishes a workflow with one form and gives its identifier. */
async function publish(config: object = {}, fields: object = {}): Promise<string> {
  count += 1;
  const identifier = `port_${count}`;
  const made = await call("POST", "/v1/workflows", documentOf(identifier, config, fields));
  if (made.status !== 201) throw new Error(made.text);
  return identifier;
}

const documentOf = (identifier: string, config: object = {}, fields: object = {}) => ({
  identifier,
  title: "Greet",
  ...fields,
  nodes: [
    {
      identifier: "start",
      title: "Begin",
      config: { type: "SELF_SERVE_TRIGGER", userInputs: form, ...config },
    },
    { identifier: "end", config: { type: "WEBHOOK", url: "https://api.example.com/x" } },
  ],
  connections: [{ sourceIdentifier: "start", targetIdentifier: "end" }],
});

const identifiers = (list: unknown) => (list as { identifier: string }[]).map(({ identifier }) => identifier);

describe("workflows", () => {
  test("a workflow that is taken, broken or not there is told so by its status", async () => {
    const identifier = await publish();
    expect(await call("POST", "/v1/workflows", documentOf(identifier))).toMatchObject({
      status: 409,
      json: { ok: false, error: "identifier_taken" },
    });
    expect(await call("POST", "/v1/workflows", { identifier: "x", nodes: [] })).toMatchObject({
      status: 422,
      json: { ok: false, error: "invalid_workflow", details: expect.any(Array) },
    });
    expect((await call("POST", "/v1/workflows", "{")).status).toBe(422);
    for (const [method, path, body] of [
      ["GET", "/v1/workflows/nobody", undefined],
      ["PUT", "/v1/workflows/nobody", documentOf("nobody")],
      ["DELETE", "/v1/workflows/nobody", undefined],
      ["GET", "/v1/workflows/nobody/versions", undefined],
      ["GET", "/v1/workflows/nobody/nodes/start", undefined],
      ["GET", `/v1/workflows/${identifier}/nodes/nobody`, undefined],
      ["GET", `/v1/workflows/${identifier}/versions/7`, undefined],
      ["POST", "/v1/workflows/nobody/runs", {}],
    ] as const)
      expect(await call(method, path, body), path).toMatchObject({
        status: 404,
        json: { ok: false, error: "not_found" },
      });
  });

  test("a deleted workflow is listed as such, its name is free, and its runs stay", async () => {
    const identifier = await publish({}, { allowAnyoneToViewRuns: false });
    const started = await call("POST", `/v1/workflows/${identifier}/runs`, { inputs: { name: "n" } });
    const { identifier: run } = started.json.run as { identifier: string };
    const before = await call("GET", `/v1/workflows/${identifier}`);
    expect((await call("DELETE", `/v1/workflows/${identifier}`)).status).toBe(200);
    expect((await call("GET", `/v1/workflows/${identifier}`)).status).toBe(404);
    expect((await call("POST", `/v1/workflows/${identifier}/runs`, {})).status).toBe(404);
    expect(identifiers((await call("GET", "/v1/workflows")).json.workflows)).not.toContain(identifier);
    const deleted = (await call("GET", "/v1/workflows?isDeleted=true")).json.workflows as object[];
    expect(deleted[0]).toEqual({
      ...(before.json.workflow as object),
      deletedAt: expect.any(String),
      deletedBy: "local@slipway.localhost",
    });
    expect((await call("GET", `/v1/workflows/runs/${run}`)).status).toBe(200);
    const list = await call("GET", `/v1/workflows/runs?workflowIdentifiers=${identifier}`);
    expect(identifiers(list.json.runs)).toEqual([run]);
    expect((await call("POST", "/v1/workflows", documentOf(identifier))).status).toBe(201);
    expect(identifiers((await call("GET", "/v1/workflows?isDeleted=false")).json.workflows)).toContain(
      identifier,
    );
  });

  test("each replacement is a version that can be read again", async () => {
    const identifier = await publish();
    const changed = { ...documentOf(identifier), title: "Greet twice" };
    expect((await call("PUT", `/v1/workflows/${identifier}`, changed)).json.workflow).toMatchObject({
      version: 2,
      title: "Greet twice",
    });
    const versions = (await call("GET", `/v1/workflows/${identifier}/versions`)).json.versions as {
      version: number;
      versionIdentifier: string;
    }[];
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    for (const name of ["1", versions[1]?.versionIdentifier]) {
      const first = await call("GET", `/v1/workflows/${identifier}/versions/${name}`);
      expect(first.json.workflow).toMatchObject({ version: 1, title: "Greet" });
    }
  });

  test("a node is read with its variables", async () => {
    const identifier = await publish();
    const { json } = await call("GET", `/v1/workflows/${identifier}/nodes/end`);
    expect(json.node).toEqual({
      identifier: "end",
      config: { type: "WEBHOOK", url: "https://api.example.com/x" },
      variables: {},
    });
  });
});

describe("self-service triggers", () => {
  test("each published form is listed with its workflow and its inputs", async () => {
    const identifier = await publish(
      { contexts: [{ on: "SELF_SERVICE_HUB", visible: false }], actionCardButtonText: "Go on" },
      { category: "Tools" },
    );
    const hidden = await publish({ published: false });
    const { triggers } = (await call("GET", "/v1/workflows/self-service-triggers")).json as {
      triggers: { workflowIdentifier: string }[];
    };
    const find = (name: string) => triggers.filter((trigger) => trigger.workflowIdentifier === name);
    expect(find(hidden)).toEqual([]);
    expect(find(identifier)).toEqual([
      {
        workflow: {
          identifier,
          title: "Greet",
          icon: null,
          description: null,
          category: "Tools",
          version: 1,
          versionIdentifier: expect.stringMatching(/^wfv_/),
        },
        workflowIdentifier: identifier,
        nodeIdentifier: "start",
        title: "Begin",
        icon: null,
        description: null,
        userInputs: form,
        contexts: [{ on: "SELF_SERVICE_HUB", visible: false }],
        variant: "DEFAULT",
        actionCardButtonText: "Go on",
        executeActionButtonText: null,
        published: true,
      },
    ]);
  });

  test("a trigger that is not published starts nothing", async () => {
    const identifier = await publish({ published: false });
    const refused = await call("POST", `/v1/workflows/${identifier}/runs`, { inputs: { name: "n" } });
    expect(refused).toMatchObject({ status: 422, json: { error: "invalid_inputs" } });
  });
});

describe("permissions of a trigger", () => {
  const path = (identifier: string, node = "start") =>
    `/v1/workflows/${identifier}/nodes/${node}/permissions`;
  const rules = [{ property: { context: "user", property: "level" }, operator: ">", value: 3 }];

  test("they are created once, changed field by field, and taken away; each makes a version", async () => {
    const identifier = await publish();
    expect(await call("GET", path(identifier))).toMatchObject({ status: 200, json: { permissions: {} } });
    const policy = { combinator: "and", rules };
    expect(await call("POST", path(identifier), policy)).toMatchObject({
      status: 201,
      json: { permissions: { policy } },
    });
    expect((await call("POST", path(identifier), { roles: ["Member"] })).status).toBe(409);
    const both = { policy, roles: ["Member"] };
    expect((await call("PATCH", path(identifier), { roles: ["Member"] })).json.permissions).toEqual(both);
    expect((await call("GET", path(identifier))).json.permissions).toEqual(both);
    expect((await call("PATCH", path(identifier), { policy: null })).json.permissions).toEqual({
      roles: ["Member"],
    });
    const workflow = (await call("GET", `/v1/workflows/${identifier}`)).json.workflow as { nodes: unknown[] };
    expect(workflow).toMatchObject({ version: 4 });
    expect(workflow.nodes[0]).toMatchObject({ config: { permissions: { roles: ["Member"] } } });
    expect((await call("DELETE", path(identifier))).status).toBe(200);
    expect((await call("DELETE", path(identifier))).status).toBe(404);
    expect((await call("GET", path(identifier))).json.permissions).toEqual({});
  });

  test("a draft keeps what was changed in it, and gets the permissions too", async () => {
    const identifier = await publish();
    const { workflow } = (await call("GET", `/api/workflows/${identifier}`)).json as {
      workflow: { text: string; revision: number };
    };
    const text = workflow.text.replace("Greet", "Greet somebody");
    await call("PUT", `/api/workflows/${identifier}/draft`, { text, revision: workflow.revision });
    await call("POST", path(identifier), { users: ["ada@example.com"] });
    const after = (await call("GET", `/api/workflows/${identifier}`)).json.workflow as {
      text: string;
      versionText: string;
    };
    expect(JSON.parse(after.text)).toMatchObject({
      title: "Greet somebody",
      nodes: [{ config: { permissions: { users: ["ada@example.com"] } } }, {}],
    });
    expect(JSON.parse(after.versionText)).toMatchObject({ title: "Greet" });
  });

  test("what cannot be permissions is refused, and changes nothing", async () => {
    const identifier = await publish();
    const odd = { combinator: "and", rules: [{ ...rules[0], operator: "like" }] };
    expect((await call("POST", path(identifier), odd)).status).toBe(422);
    expect((await call("POST", path(identifier), { roles: "Member" })).status).toBe(422);
    expect((await call("POST", path(identifier, "end"), { roles: [] })).status).toBe(422);
    expect((await call("GET", path(identifier, "end"))).status).toBe(422);
    expect((await call("GET", path(identifier, "nobody"))).status).toBe(404);
    expect((await call("GET", path("nobody"))).status).toBe(404);
    expect((await call("GET", `/v1/workflows/${identifier}`)).json.workflow).toMatchObject({ version: 1 });
  });
});

describe("secrets", () => {
  const path = "/v1/organization/secrets";

  test("values go in and never come out", async () => {
    const created = await call("POST", path, { secretName: "token", secretValue: "hunter2" });
    expect(created).toMatchObject({ status: 201, json: { secret: { secretName: "token" } } });
    expect(await call("POST", path, { secretName: "token", secretValue: "x" })).toMatchObject({
      status: 409,
      json: { error: "name_taken" },
    });
    const changed = await call("PATCH", `${path}/token`, { secretValue: "hunter3" });
    const answers = [created, changed, await call("GET", path), await call("GET", `${path}/token`)];
    for (const { text } of answers) expect(text).not.toContain("hunter");
    expect(answers[2]?.json.secrets).toEqual([
      { secretName: "token", createdAt: expect.any(String), updatedAt: expect.any(String) },
    ]);
    expect((await call("DELETE", `${path}/token`)).status).toBe(200);
    for (const [method, body] of [["GET"], ["PATCH", { secretValue: "x" }], ["DELETE"]] as const)
      expect((await call(method, `${path}/token`, body)).status).toBe(404);
  });

  test("a name that no template could read, and no value, are refused", async () => {
    expect((await call("POST", path, { secretName: "a b", secretValue: "x" })).status).toBe(422);
    expect((await call("POST", path, { secretName: "a", secretValue: "" })).status).toBe(422);
    expect((await call("POST", path, { secretName: "a" })).status).toBe(422);
  });
});
