import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { localActor } from "../actor";
import { call } from "../api/calling";
import type { Services } from "../running";
import { startTestServices } from "../test-services";

let services: Services;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ services, end } = await startTestServices());
});
afterAll(() => end());

let count = 0;
/** Names of blueprints that no other test has. */
let domain: string;
let service: string;

beforeEach(async () => {
  count += 1;
  domain = `domain_${count}`;
  service = `service_${count}`;
  await made("/v1/blueprints", {
    identifier: domain,
    title: "Domain",
    schema: { properties: {}, required: [] },
  });
  await made("/v1/blueprints", {
    identifier: service,
    title: "Service",
    schema: {
      properties: { language: { type: "string" }, stars: { type: "number" }, tags: { type: "array" } },
      required: [],
    },
    relations: {
      domain: { target: domain, required: false, many: false },
      uses: { target: service, required: false, many: true },
    },
    mirrorProperties: { domainName: { path: "domain.$title" } },
    calculationProperties: { loud: { type: "string", calculation: ".properties.language | ascii_upcase" } },
  });
});

async function made(path: string, body: object) {
  const answer = await call("POST", path, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json;
}

const entities = (query = "") => `/v1/blueprints/${service}/entities${query}`;

describe("blueprints", () => {
  test("are listed with those of the system", async () => {
    const { status, json } = await call("GET", "/v1/blueprints");
    expect({ status, ok: json.ok }).toEqual({ status: 200, ok: true });
    const names = (json.blueprints as { identifier: string }[]).map(({ identifier }) => identifier);
    expect(names).toEqual(expect.arrayContaining(["_user", "_team", "_workflow", service]));
  });

  test("are read as they were sent, with who and when", async () => {
    expect((await call("GET", `/v1/blueprints/${service}`)).json.blueprint).toMatchObject({
      identifier: service,
      relations: { domain: { target: domain, required: false, many: false } },
      createdBy: localActor.email,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await call("GET", "/v1/blueprints/none")).toMatchObject({
      status: 404,
      json: { ok: false, error: "not_found", message: 'Blueprint with identifier "none" was not found.' },
    });
  });

  test("that exist, or are none, are refused", async () => {
    expect(await call("POST", "/v1/blueprints", { identifier: service })).toMatchObject({
      status: 409,
      json: { error: "identifier_taken" },
    });
    expect(await call("POST", "/v1/blueprints", { identifier: "a b" })).toMatchObject({
      status: 422,
      json: { ok: false, details: [{ at: "/identifier" }] },
    });
    const relations = { to: { target: "nowhere" } };
    expect(await call("POST", "/v1/blueprints", { identifier: "loose", relations })).toMatchObject({
      status: 404,
      json: { details: [{ at: "/relations/to/target" }] },
    });
    const calculationProperties = { bad: { type: "string", calculation: ".a |" } };
    expect(
      await call("POST", "/v1/blueprints", { identifier: "wrong", calculationProperties }),
    ).toMatchObject({
      status: 422,
      json: { details: [{ at: "/calculationProperties/bad/calculation" }] },
    });
  });

  test("change in part with PATCH and as a whole with PUT", async () => {
    const schema = { properties: { stars: null, tier: { type: "string" } } };
    const patched = await call("PATCH", `/v1/blueprints/${service}`, { title: "Services", schema });
    expect(patched.status).toBe(200);
    expect(patched.json.blueprint).toMatchObject({
      title: "Services",
      relations: { domain: { target: domain } },
    });
    const { properties } = (patched.json.blueprint as { schema: { properties: object } }).schema;
    expect(Object.keys(properties)).toEqual(["language", "tags", "tier"]);
    const put = await call("PUT", `/v1/blueprints/${service}`, { identifier: service, title: "New" });
    expect(put.json.blueprint).toMatchObject({ title: "New", relations: {} });
    expect((await call("PUT", `/v1/blueprints/${service}`, { identifier: "other" })).status).toBe(422);
    expect((await call("PUT", "/v1/blueprints/none", { title: "x" })).status).toBe(404);
  });

  test("are deleted when nothing is left of them", async () => {
    await made(entities(), { identifier: "a" });
    const refused = await call("DELETE", `/v1/blueprints/${service}`);
    expect(refused).toMatchObject({ status: 422, json: { error: "has_dependents" } });
    expect(await call("DELETE", `/v1/blueprints/${domain}`)).toMatchObject({ status: 422 });
    expect(
      await call("DELETE", `/v1/blueprints/${service}/all-entities?delete_blueprint=true`),
    ).toMatchObject({
      status: 200,
      json: { ok: true, deleted: 1 },
    });
    expect((await call("GET", `/v1/blueprints/${service}`)).status).toBe(404);
    expect((await call("DELETE", `/v1/blueprints/${domain}`)).status).toBe(200);
    expect(await call("DELETE", "/v1/blueprints/_user")).toMatchObject({
      status: 403,
      json: { error: "read_only" },
    });
  });
});

describe("entities", () => {
  test("are created once, and have computed properties", async () => {
    await made(`/v1/blueprints/${domain}/entities`, { identifier: "money", title: "Money" });
    const body = {
      identifier: "billing",
      title: "Billing",
      properties: { language: "go" },
      relations: { domain: "money" },
    };
    const first = await call("POST", entities(), body);
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({
      ok: true,
      entity: {
        ...body,
        blueprint: service,
        team: [],
        icon: null,
        properties: { language: "go", loud: "GO", domainName: "Money" },
        createdBy: localActor.email,
      },
    });
    expect(await call("POST", entities(), body)).toMatchObject({
      status: 409,
      json: { error: "identifier_taken" },
    });
    const read = await call("GET", `${entities()}/billing`);
    expect(read.json.entity).toEqual(first.json.entity);
    const some = await call("GET", `${entities()}/billing?include=language&include=title`);
    expect(some.json.entity).toEqual({
      identifier: "billing",
      blueprint: service,
      title: "Billing",
      properties: { language: "go" },
      relations: {},
    });
    expect((await call("GET", `${entities()}/nobody`)).status).toBe(404);
  });

  test("get an identifier when they have none", async () => {
    const { entity } = await made(entities(), { title: "Nameless" });
    expect((entity as { identifier: string }).identifier).toMatch(/^e_[a-zA-Z0-9]{16}$/);
  });

  test("are upserted: with merge in part, without as a whole", async () => {
    await made(entities(), {
      identifier: "a",
      title: "A",
      team: "core",
      properties: { language: "go", stars: 1 },
    });
    const merged = await call("POST", entities("?upsert=true&merge=true"), {
      identifier: "a",
      properties: { stars: 2 },
    });
    expect(merged.status).toBe(200);
    expect(merged.json.entity).toMatchObject({
      title: "A",
      team: ["core"],
      properties: { language: "go", stars: 2 },
    });
    const replaced = await call("POST", entities("?upsert=true"), {
      identifier: "a",
      properties: { stars: 3 },
    });
    expect(replaced.json.entity).toMatchObject({ title: "a", team: [], properties: { stars: 3 } });
    expect((replaced.json.entity as { properties: object }).properties).not.toHaveProperty("language");
    const put = await call("PUT", `${entities()}/b`, { properties: { stars: 1 } });
    expect(put).toMatchObject({
      status: 200,
      json: { entity: { identifier: "b", properties: { stars: 1 } } },
    });
    const patched = await call("PATCH", `${entities()}/b`, { title: "B" });
    expect(patched.json.entity).toMatchObject({ title: "B", properties: { stars: 1 } });
    expect((await call("PATCH", `${entities()}/c`, { title: "C" })).status).toBe(404);
    expect((await call("PATCH", `${entities()}/b`, { identifier: "c" })).status).toBe(422);
  });

  test("that do not fit their blueprint are refused, with each place", async () => {
    const wrong = await call("POST", entities(), {
      identifier: "a",
      properties: { language: 1, speed: 2, loud: "X" },
      relations: { uses: 3 },
    });
    expect(wrong).toMatchObject({ status: 422, json: { ok: false, error: "invalid_entity" } });
    expect((wrong.json.details as { at: string }[]).map(({ at }) => at)).toEqual([
      "/properties/language",
      "/properties/speed",
      "/properties/loud",
      "/relations/uses",
    ]);
    expect(await call("POST", entities(), { identifier: "a", property: {} })).toMatchObject({ status: 422 });
    expect(await call("POST", "/v1/blueprints/none/entities", {})).toMatchObject({ status: 404 });
    const checked = await call("POST", entities("?validation_only=true"), { identifier: "only" });
    expect(checked).toMatchObject({ status: 201, json: { ok: true } });
    expect((await call("GET", `${entities()}/only`)).status).toBe(404);
  });

  test("lead to entities that exist, or that are made by the way", async () => {
    const body = { identifier: "a", relations: { domain: "new", uses: ["b", "a"] } };
    const refused = await call("POST", entities(), body);
    expect(refused).toMatchObject({ status: 404, json: { error: "not_found" } });
    expect((refused.json.details as { at: string }[]).map(({ at }) => at)).toEqual([
      "/relations/domain",
      "/relations/uses",
    ]);
    expect((await call("POST", entities("?create_missing_related_entities=true"), body)).status).toBe(201);
    expect((await call("GET", `${entities()}/b`)).json.entity).toMatchObject({
      title: "b",
      properties: { loud: null },
    });
    expect((await call("GET", `/v1/blueprints/${domain}/entities/new`)).status).toBe(200);
  });

  test("let go of what is deleted; what needs it goes along or keeps it", async () => {
    const owned = `owned_${count}`;
    await made("/v1/blueprints", {
      identifier: owned,
      relations: { of: { target: service, required: true } },
    });
    await made(entities(), { identifier: "a" });
    await made(entities(), { identifier: "b", relations: { uses: ["a"] } });
    await made(`/v1/blueprints/${owned}/entities`, { identifier: "o", relations: { of: "a" } });
    expect(await call("DELETE", `${entities()}/a`)).toMatchObject({
      status: 422,
      json: { error: "has_dependents" },
    });
    expect((await call("GET", `${entities()}/b`)).json.entity).toMatchObject({ relations: { uses: ["a"] } });
    expect(await call("DELETE", `${entities()}/a?delete_dependents=true`)).toMatchObject({
      status: 200,
      json: { ok: true },
    });
    expect((await call("GET", `${entities()}/b`)).json.entity).toMatchObject({ relations: { uses: [] } });
    expect((await call("GET", `/v1/blueprints/${owned}/entities/o`)).status).toBe(404);
    expect((await call("DELETE", `${entities()}/a`)).status).toBe(404);
  });

  test("come in bulk, each for itself", async () => {
    const all = await call("POST", entities("/bulk"), {
      entities: [{ identifier: "a" }, { identifier: "b" }],
    });
    expect(all).toMatchObject({ status: 200, json: { ok: true, errors: [] } });
    expect(all.json.entities).toEqual([
      { identifier: "a", index: 0, created: true },
      { identifier: "b", index: 1, created: true },
    ]);
    const mixed = await call("POST", entities("/bulk?upsert=true&merge=true"), {
      entities: [
        { identifier: "a", properties: { stars: 1 } },
        { identifier: "c", properties: { stars: "x" } },
        3,
      ],
    });
    expect(mixed).toMatchObject({
      status: 207,
      json: {
        entities: [{ identifier: "a", index: 0, created: false }],
        errors: [
          { identifier: "c", index: 1, statusCode: 422, error: "invalid_entity" },
          { identifier: null, index: 2, statusCode: 422 },
        ],
      },
    });
    expect((await call("POST", entities("/bulk"), { entities: [] })).status).toBe(422);
  });

  test("are counted and listed", async () => {
    for (const identifier of ["c", "a", "b"]) await made(entities(), { identifier });
    expect((await call("GET", `/v1/blueprints/${service}/entities-count`)).json).toEqual({
      ok: true,
      count: 3,
    });
    const { json } = await call("GET", `${entities()}?exclude_calculated_properties=true`);
    expect((json.entities as { identifier: string }[]).map(({ identifier }) => identifier)).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect((json.entities as { properties: object }[])[0]?.properties).toEqual({});
  });
});

describe("search", () => {
  beforeEach(async () => {
    await made(`/v1/blueprints/${domain}/entities`, { identifier: "money", title: "Money" });
    await made(entities(), {
      identifier: "a",
      properties: { language: "go", stars: 3 },
      relations: { domain: "money" },
    });
    await made(entities(), {
      identifier: "b",
      properties: { language: "rust", stars: 1 },
      relations: { uses: ["a"] },
    });
    await made(entities(), {
      identifier: "c",
      properties: { language: "go", stars: 2 },
      relations: { uses: ["b"] },
    });
  });

  const found = async (rules: object[], combinator = "and") => {
    const { status, json, text } = await call("POST", "/v1/entities/search", { combinator, rules });
    if (status !== 200) throw new Error(text);
    return (json.entities as { identifier: string }[]).map(({ identifier }) => identifier);
  };
  const ours = () => ({ property: "$blueprint", operator: "=", value: service });

  test("reads properties, metadata, mirrors and calculations", async () => {
    expect(await found([ours(), { property: "language", operator: "=", value: "go" }])).toEqual(["a", "c"]);
    expect(await found([ours(), { property: "stars", operator: ">=", value: 2 }])).toEqual(["a", "c"]);
    expect(await found([ours(), { property: "loud", operator: "=", value: "RUST" }])).toEqual(["b"]);
    expect(await found([ours(), { property: "domainName", operator: "=", value: "Money" }])).toEqual(["a"]);
    expect(await found([ours(), { relation: "uses", operator: "containsAny", value: ["a"] }])).toEqual(["b"]);
    expect(await found([ours(), { propertySchema: { type: "number" }, operator: "=", value: 2 }])).toEqual([
      "c",
    ]);
  });

  test("follows relations both ways, and along paths", async () => {
    const related = (given: object) => [{ operator: "relatedTo", blueprint: service, value: "b", ...given }];
    expect(await found(related({ direction: "upstream" }))).toEqual(["money", "a"]);
    expect(await found(related({ direction: "downstream" }))).toEqual(["c"]);
    expect(await found(related({}))).toEqual(["money", "a", "c"]);
    expect(await found(related({ required: true }))).toEqual([]);
    const toMoney = { property: { path: ["uses", "domain"] }, operator: "matchAny", value: "money" };
    expect(await found([ours(), toMoney])).toEqual(["b"]);
    const fromC = {
      property: { path: ["uses", "uses"], fromBlueprint: service },
      operator: "matchAny",
      value: "c",
    };
    expect(await found([ours(), fromC])).toEqual(["a"]);
    const far = { path: [{ relation: "uses", maxHops: 3 }], fromBlueprint: service };
    expect(await found([ours(), { property: far, operator: "matchAny", value: "c" }])).toEqual(["a", "b"]);
  });

  test("names the blueprints, and refuses a query that is none", async () => {
    const { json } = await call("POST", "/v1/entities/search", { combinator: "and", rules: [ours()] });
    expect(json.matchingBlueprints).toEqual([service]);
    const wrong = { combinator: "and", rules: [{ property: "a", operator: "like", value: 1 }] };
    expect(await call("POST", "/v1/entities/search", wrong)).toMatchObject({
      status: 422,
      json: { error: "invalid_query", details: [{ at: "/rules/0/operator" }] },
    });
  });

  test("of one blueprint goes page by page, in any order", async () => {
    const first = await call("POST", entities("/search"), { limit: 2, exclude: ["stars"] });
    expect(first.status).toBe(200);
    expect((first.json.entities as { identifier: string }[]).map(({ identifier }) => identifier)).toEqual([
      "a",
      "b",
    ]);
    expect((first.json.entities as { properties: object }[])[0]?.properties).not.toHaveProperty("stars");
    const second = await call("POST", entities("/search"), { limit: 2, from: first.json.next });
    expect((second.json.entities as { identifier: string }[]).map(({ identifier }) => identifier)).toEqual([
      "c",
    ]);
    expect(second.json).not.toHaveProperty("next");
    const sort = { property: "stars", order: "DESC" };
    const sorted = await call("POST", entities("/search"), { limit: 2, sort });
    expect((sorted.json.entities as { identifier: string }[]).map(({ identifier }) => identifier)).toEqual([
      "a",
      "c",
    ]);
    const rest = await call("POST", entities("/search"), { limit: 2, sort, from: sorted.json.next });
    expect((rest.json.entities as { identifier: string }[]).map(({ identifier }) => identifier)).toEqual([
      "b",
    ]);
    expect((await call("POST", entities("/search"), { from: "nonsense" })).status).toBe(422);
    const query = { combinator: "and", rules: [{ property: "language", operator: "=", value: "go" }] };
    expect((await call("POST", entities("/search/count"), { query })).json).toEqual({ ok: true, count: 2 });
  });
});

describe("the system's blueprints", () => {
  test("have the local user from the start", async () => {
    expect(
      (await call("GET", `/v1/blueprints/_user/entities/${localActor.email}`)).json.entity,
    ).toMatchObject({
      title: "Local User",
      properties: { port_role: "Admin", status: "Active" },
    });
  });

  test("take people and teams, and know whose they are", async () => {
    await call("POST", "/v1/blueprints/_team/entities?upsert=true", { identifier: "Core Team" });
    await call("PATCH", `/v1/blueprints/_user/entities/${localActor.email}`, { team: ["Core Team"] });
    await made(entities(), { identifier: "mine", team: ["Core Team"] });
    await made(entities(), { identifier: "theirs", team: ["Others"] });
    const mine = {
      property: "$team",
      operator: "containsAny",
      value: { context: "userTeams", property: "$identifier" },
    };
    const { json } = await call("POST", entities("/search"), { query: { combinator: "and", rules: [mine] } });
    expect((json.entities as { identifier: string }[]).map(({ identifier }) => identifier)).toEqual(["mine"]);
  });

  test("show published workflows, which only publishing changes", async () => {
    const identifier = `flow_${count}`;
    await made("/v1/workflows", {
      identifier,
      title: "Flow",
      category: "Ops",
      nodes: [{ identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } }],
    });
    expect((await call("GET", `/v1/blueprints/_workflow/entities/${identifier}`)).json.entity).toMatchObject({
      title: "Flow",
      blueprint: "_workflow",
      properties: {
        triggerTypes: ["SELF_SERVE_TRIGGER"],
        category: "Ops",
        connections: [],
        nodes: [{ identifier: "start" }],
        versionIdentifier: expect.stringMatching(/^wfv_/),
      },
    });
    const rules = [{ property: "triggerTypes", operator: "containsAny", value: ["SELF_SERVE_TRIGGER"] }];
    const query = { combinator: "and", rules };
    const { json } = await call("POST", "/v1/blueprints/_workflow/entities/search", { query });
    expect(json.entities).toEqual(expect.arrayContaining([expect.objectContaining({ identifier })]));
    for (const [method, path] of [
      ["POST", "/v1/blueprints/_workflow/entities"],
      ["PATCH", `/v1/blueprints/_workflow/entities/${identifier}`],
      ["PATCH", "/v1/blueprints/_workflow"],
    ] as const)
      expect(await call(method, path, {})).toMatchObject({ status: 403, json: { error: "read_only" } });
    expect((await call("DELETE", `/v1/blueprints/_workflow/entities/${identifier}`)).status).toBe(403);
  });
});

test("every change is told once it is durable, and can be caught up with", async () => {
  const { catalog } = services;
  const told: string[] = [];
  const stop = catalog.onChange(({ seq, event }) =>
    told.push(`${seq} ${event.action} ${event.context.entityIdentifier}`),
  );
  const before = await catalog.lastChange();
  await made(entities(), { identifier: "a", properties: { stars: 1 } });
  await call("PATCH", `${entities()}/a`, { properties: { stars: 2 } });
  await call("PATCH", `${entities()}/a`, { properties: { stars: 2 } });
  await call("POST", entities(), { identifier: "a" });
  await call("DELETE", `${entities()}/a`);
  stop();
  await made(entities(), { identifier: "b" });
  expect(told).toEqual([`${before + 1} CREATE a`, `${before + 2} UPDATE a`, `${before + 3} DELETE a`]);

  const changes = await catalog.changesAfter(before, 3);
  expect(changes.map(({ seq, event }) => `${seq} ${event.action} ${event.context.entityIdentifier}`)).toEqual(
    told,
  );
  expect(changes[1]).toMatchObject({
    by: localActor.email,
    event: {
      diff: { before: { properties: { stars: 1 } }, after: { properties: { stars: 2 } } },
      context: { blueprintIdentifier: service, entityIdentifier: "a" },
    },
  });
  expect(changes[0]?.event.diff.before).toBeNull();
  expect(changes[2]?.event.diff.after).toBeNull();
  const history = await catalog.changesOf({ blueprint: service, identifier: "a" }, 2);
  expect(history.map(({ event }) => event.action)).toEqual(["DELETE", "UPDATE"]);
});
