import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../base/json";
import { startTestServices } from "../test-services";
import { call } from "./calling";

/** Who is there: an Admin, Members of different teams and levels, one who has left, and programs. */
let end: () => Promise<void>;
let member: Record<string, string>;
let admin: Record<string, string>;
beforeAll(async () => {
  ({ end } = await startTestServices());
  const properties = { level: { type: "number" } };
  await done("PATCH", "/v1/blueprints/_user", { schema: { properties } });
  await done("POST", "/v1/blueprints", {
    identifier: "service",
    schema: { properties: { tier: { type: "string" } } },
  });
  for (const [blueprint, entity] of [
    ["_team", { identifier: "platform", title: "Platform people" }],
    ["_user", { identifier: "boss@example.com", properties: { port_role: "Admin" } }],
    [
      "_user",
      { identifier: "ada@example.com", team: ["platform"], properties: { port_role: "Member", level: 5 } },
    ],
    ["_user", { identifier: "bob@example.com", title: "Bob", properties: { port_role: "Member", level: 1 } }],
    ["_user", { identifier: "gone@example.com", properties: { port_role: "Admin", status: "Disabled" } }],
    ["service", { identifier: "billing", team: ["platform"], properties: { tier: "gold" } }],
    ["service", { identifier: "blog", properties: { tier: "tin" } }],
  ] as const)
    await done("POST", `/v1/blueprints/${blueprint}/entities`, entity);
  member = await bearer("Member");
  admin = await bearer("Admin");
});
afterAll(() => end());

async function done(method: string, path: string, body?: unknown) {
  const answer = await call(method, path, body);
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.json;
}

async function bearer(role: string) {
  const { client, secret } = await done("POST", "/api/clients", { name: role, role });
  const credentials = { clientId: (client as { id: string }).id, clientSecret: secret };
  const { accessToken } = await done("POST", "/v1/auth/access_token", credentials);
  return { authorization: `Bearer ${accessToken}` };
}

let count = 0;
const form = {
  properties: {
    reason: { type: "string" },
    service: { type: "string", format: "entity", blueprint: "service" },
  },
};

/** Publishes a workflow whose one trigger has these permissions. */
async function publish(permissions?: Json, fields: object = {}): Promise<string> {
  count += 1;
  const identifier = `permitted_${count}`;
  const config = {
    type: "SELF_SERVE_TRIGGER",
    userInputs: form,
    ...(permissions === undefined ? {} : { permissions }),
  };
  await done("POST", "/v1/workflows", {
    identifier,
    ...fields,
    nodes: [{ identifier: "start", config }],
    connections: [],
  });
  return identifier;
}

const rule = (context: string, property: string, operator: string, value: Json): JsonObject => ({
  property: { context, property },
  operator,
  value,
});
const policy = (...rules: JsonObject[]) => ({ policy: { combinator: "and", rules } });

const start = async (workflow: string, as: string, inputs: object = {}) =>
  (await call("POST", `/v1/workflows/${workflow}/runs?run_as=${as}`, { inputs })).status;
const startWith = async (workflow: string, headers: Record<string, string>) =>
  (await call("POST", `/v1/workflows/${workflow}/runs`, {}, headers)).status;

/** What somebody sees of a workflow: in the list, among the triggers, and at its own address. */
async function sees(workflow: string, as: string): Promise<[boolean, boolean, number]> {
  const list = async (path: string, key: string, name: string) =>
    ((await done("GET", `${path}?run_as=${as}`))[key] as JsonObject[]).some(
      (each) => each[name] === workflow,
    );
  return [
    await list("/v1/workflows", "workflows", "identifier"),
    await list("/v1/workflows/self-service-triggers", "triggers", "workflowIdentifier"),
    (await call("GET", `/v1/workflows/${workflow}?run_as=${as}`)).status,
  ];
}

describe("who may start a trigger", () => {
  test.each<[what: string, permissions: Json | undefined, ada: boolean, bob: boolean]>([
    ["nothing", undefined, false, false],
    ["{}", {}, false, false],
    ["a role", { roles: ["Member"] }, true, true],
    ["an email, in any case", { users: ["ADA@example.com"] }, true, false],
    ["a team by its identifier", { teams: ["platform"] }, true, false],
    ["a team by its title", { teams: ["Platform people"] }, true, false],
    ["a policy about the person", policy(rule("user", "level", ">=", 3)), true, false],
    [
      "a policy about their teams",
      policy(rule("userTeams", "$title", "contains", "Platform people")),
      true,
      false,
    ],
    [
      "a list or a policy",
      { users: ["bob@example.com"], ...policy(rule("user", "level", ">=", 3)) },
      true,
      true,
    ],
  ])("%s", async (_what, permissions, ada, bob) => {
    const workflow = await publish(permissions);
    for (const [who, may] of [
      ["ada@example.com", ada],
      ["bob@example.com", bob],
      ["boss@example.com", true],
    ] as const) {
      expect(await start(workflow, who), who).toBe(may ? 201 : 403);
      expect(await sees(workflow, who), who).toEqual(may ? [true, true, 200] : [false, false, 403]);
    }
    expect((await call("GET", `/v1/workflows/${workflow}/nodes/start?run_as=bob@example.com`)).status).toBe(
      bob ? 200 : 403,
    );
  });

  test("a policy about the inputs is asked when there are some", async () => {
    const own = await publish(
      policy(rule("userTeams", "$identifier", "containsAny", { context: "form", property: "service.$team" })),
    );
    const gold = await publish(
      policy(rule("form", "service.tier", "!=", "gold"), rule("form", "reason", "notEmpty", "")),
    );
    expect(await sees(own, "bob@example.com")).toEqual([true, true, 200]);
    expect(await start(own, "ada@example.com", { service: "billing" })).toBe(201);
    expect(await start(own, "bob@example.com", { service: "billing" })).toBe(403);
    expect(await start(own, "ada@example.com", { service: "blog" })).toBe(403);
    expect(await start(own, "ada@example.com")).toBe(403);
    expect(await start(gold, "bob@example.com", { service: "blog", reason: "tidy" })).toBe(201);
    expect(await start(gold, "bob@example.com", { service: "blog" })).toBe(403);
    expect(await start(gold, "bob@example.com", { service: "billing", reason: "tidy" })).toBe(403);
  });

  test("a program needs no name, and obeys a policy", async () => {
    const named = await publish({ users: ["ada@example.com"] });
    const strict = await publish(policy(rule("user", "port_role", "=", "Admin")));
    const people = await publish(policy(rule("user", "$identifier", "contains", "@example.com")));
    expect([await startWith(named, member), await startWith(named, admin)]).toEqual([201, 201]);
    expect([await startWith(strict, member), await startWith(strict, admin)]).toEqual([403, 201]);
    expect([await startWith(people, member), await startWith(people, admin)]).toEqual([403, 403]);
  });

  test("a trigger that is no form is started by hand by Admins and programs alone", async () => {
    const identifier = "nightly";
    const config = { type: "SCHEDULE_TRIGGER", cron: "0 9 * * 1" };
    await done("POST", "/v1/workflows", {
      identifier,
      nodes: [{ identifier: "start", config }],
      connections: [],
    });
    expect(await start(identifier, "ada@example.com")).toBe(403);
    expect(await start(identifier, "boss@example.com")).toBe(201);
    expect(await startWith(identifier, member)).toBe(201);
  });

  test("the editor starts a draft for somebody as their permissions let it", async () => {
    const workflow = await publish({ users: ["ada@example.com"] });
    const draft = (as: string) =>
      call("POST", `/api/workflows/${workflow}/runs?run_as=${as}`, { inputs: {} });
    expect((await draft("bob@example.com")).status).toBe(403);
    const started = await draft("ada@example.com");
    expect(started.status).toBe(201);
    expect((await done("GET", `/v1/workflows/runs/${started.json.run}`)).run).toMatchObject({
      createdBy: "ada@example.com",
    });
  });

  test("the editor offers people, but those who have left", async () => {
    expect((await done("GET", "/api/people")).people).toEqual([
      { email: "ada@example.com", title: "ada@example.com", role: "Member" },
      { email: "bob@example.com", title: "Bob", role: "Member" },
      { email: "boss@example.com", title: "boss@example.com", role: "Admin" },
      { email: "local@slipway.localhost", title: "Local User", role: "Admin" },
    ]);
  });

  test("somebody who has left, or never was, is nobody", async () => {
    const workflow = await publish({ roles: ["Admin", "Member"] });
    expect(await start(workflow, "gone@example.com")).toBe(422);
    expect(await start(workflow, "eve@example.com")).toBe(422);
  });
});

describe("who may see a run", () => {
  const runs = async (as: string, workflow: string, headers?: Record<string, string>) => {
    const who = headers === undefined ? `run_as=${as}&` : "";
    const { json } = await call(
      "GET",
      `/v1/workflows/runs?${who}workflowIdentifiers=${workflow}`,
      undefined,
      headers,
    );
    return (json.runs as { createdBy: string }[]).map(({ createdBy }) => createdBy).sort();
  };
  const both = ["ada@example.com", "bob@example.com"];

  async function startBoth(fields: object): Promise<{ workflow: string; bobs: string; nodeRun: string }> {
    const workflow = await publish({ roles: ["Member"] }, fields);
    await start(workflow, "ada@example.com");
    const { run } = (await done("POST", `/v1/workflows/${workflow}/runs?run_as=bob@example.com`, {})) as {
      run: { identifier: string; nodeRuns: { identifier: string }[] };
    };
    return { workflow, bobs: run.identifier, nodeRun: run.nodeRuns[0]?.identifier ?? "" };
  }

  test("everybody, when the workflow lets anyone", async () => {
    const { workflow, bobs } = await startBoth({});
    expect(await runs("ada@example.com", workflow)).toEqual(both);
    expect((await call("GET", `/v1/workflows/runs/${bobs}?run_as=ada@example.com`)).status).toBe(200);
    // Seeing is not changing.
    expect((await call("POST", `/v1/workflows/runs/${bobs}/cancel?run_as=ada@example.com`)).status).toBe(403);
  });

  test("its creator, Admins and programs, when not", async () => {
    const { workflow, bobs, nodeRun } = await startBoth({ allowAnyoneToViewRuns: false });
    expect(await runs("ada@example.com", workflow)).toEqual(["ada@example.com"]);
    expect(await runs("bob@example.com", workflow)).toEqual(["bob@example.com"]);
    expect(await runs("boss@example.com", workflow)).toEqual(both);
    expect(await runs("", workflow, member)).toEqual(both);
    const paths = [
      `/v1/workflows/runs/${bobs}`,
      `/v1/workflows/runs/${bobs}/logs`,
      `/v1/workflows/nodes/runs/${nodeRun}/logs`,
    ];
    for (const path of paths) {
      expect((await call("GET", `${path}?run_as=ada@example.com`)).status, path).toBe(403);
      expect((await call("GET", `${path}?run_as=bob@example.com`)).status, path).toBe(200);
      expect((await call("GET", path, undefined, member)).status, path).toBe(200);
    }
    const report = { logs: [{ level: "INFO", message: "x" }] };
    const address = `/v1/workflows/nodes/runs/${nodeRun}`;
    expect((await call("PATCH", `${address}?run_as=ada@example.com`, report)).status).toBe(403);
    expect((await call("PATCH", `${address}?run_as=bob@example.com`, report)).status).toBe(409);

    await done("DELETE", `/v1/workflows/${workflow}`);
    expect(await runs("ada@example.com", workflow)).toEqual(["ada@example.com"]);
    expect((await call("GET", `/v1/workflows/runs/${bobs}?run_as=ada@example.com`)).status).toBe(403);
  });

  test("what is published last decides, for the runs before it too", async () => {
    const { workflow } = await startBoth({});
    const { workflow: document } = (await done("GET", `/api/workflows/${workflow}`)) as {
      workflow: { text: string };
    };
    const shut = { ...(JSON.parse(document.text) as object), allowAnyoneToViewRuns: false };
    await done("PUT", `/v1/workflows/${workflow}`, shut);
    expect(await runs("ada@example.com", workflow)).toEqual(["ada@example.com"]);
  });
});

describe("people are entities", () => {
  test("whom only Admins make and change", async () => {
    const path = "/v1/blueprints/_user/entities";
    const promoted = { properties: { port_role: "Admin" } };
    for (const [method, address, body] of [
      ["PATCH", `${path}/bob@example.com`, promoted],
      ["POST", path, { identifier: "eve@example.com", ...promoted }],
      ["POST", `${path}/bulk`, { entities: [{ identifier: "eve@example.com", ...promoted }] }],
      ["DELETE", `${path}/boss@example.com`, undefined],
      ["DELETE", "/v1/blueprints/_team/all-entities", undefined],
      ["POST", "/v1/blueprints", { identifier: "own" }],
    ] as const)
      expect((await call(method, address, body, member)).status, `${method} ${address}`).toBe(403);
    const entity = { identifier: "shop", properties: { tier: "tin" } };
    const made = await call("POST", "/v1/blueprints/service/entities", entity, member);
    expect(made).toMatchObject({
      status: 201,
      json: { entity: { createdBy: expect.stringMatching(/^slw_/) } },
    });
    expect((await call("POST", "/v1/blueprints/_user/entities/search", {}, member)).status).toBe(200);
    expect((await call("PATCH", `${path}/bob@example.com`, { title: "Bob" }, admin)).status).toBe(200);
  });
});
