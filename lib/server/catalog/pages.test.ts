import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BlueprintRow, ChangeRow, EntityDetail, EntityPage } from "../../catalog/answers";
import type { Entity } from "../../catalog/entity";
import { call } from "../api/calling";
import { waited } from "../api/calling-runs";
import { openDatabase } from "../db/client";
import { startTestServices } from "../test-services";
import { openCatalog } from "./catalog";

let end: () => Promise<void>;
beforeAll(async () => {
  ({ end } = await startTestServices());
  await call("POST", "/v1/blueprints", {
    identifier: "area",
    title: "Area",
    description: "Where it belongs",
  });
  await call("POST", "/v1/blueprints", {
    identifier: "service",
    schema: { properties: { stars: { type: "number" } } },
    relations: { area: { title: "Its area", target: "area" }, uses: { target: "service", many: true } },
  });
  await call("POST", "/v1/blueprints/area/entities", { identifier: "money", title: "Money" });
  for (const [identifier, stars] of [
    ["a", 1],
    ["b", 3],
    ["c", 2],
  ] as const)
    await call("POST", "/v1/blueprints/service/entities", {
      identifier,
      title: `Service ${identifier.toUpperCase()}`,
      properties: { stars },
      relations: { area: "money", uses: identifier === "a" ? [] : ["a"] },
    });
});
afterAll(() => end());

const pages = "/api/catalog/blueprints";

test("blueprints are listed with their numbers, those of the system last", async () => {
  const rows = (await call("GET", pages)).json.blueprints as BlueprintRow[];
  expect(rows.slice(0, 2).map(({ identifier, entities }) => [identifier, entities])).toEqual([
    ["area", 1],
    ["service", 3],
  ]);
  expect(rows.slice(2).map(({ identifier, system }) => [identifier, system])).toEqual(
    expect.arrayContaining([
      ["_team", true],
      ["_user", true],
      ["_workflow", true],
    ]),
  );
  expect(rows[0]).toMatchObject({
    title: "Area",
    description: "Where it belongs",
    system: false,
    readOnly: false,
  });
  expect(rows[1]?.title).toBe("service");
  expect(rows.at(-1)).toMatchObject({ system: true, readOnly: true });
});

describe("the table of entities", () => {
  const ask = async (body: object) => {
    const { status, json, text } = await call("POST", `${pages}/service/search`, body);
    if (status !== 200) throw new Error(text);
    return json as unknown as EntityPage;
  };
  const names = ({ entities }: EntityPage) => entities.map(({ identifier }) => identifier);

  test("is searched, filtered and ordered, page by page, with the number of all", async () => {
    expect(names(await ask({}))).toEqual(["a", "b", "c"]);
    expect(names(await ask({ text: "service b" }))).toEqual(["b"]);
    const query = { combinator: "and", rules: [{ property: "stars", operator: ">", value: 1 }] };
    const sort = { property: "stars", descending: true };
    const first = await ask({ query, sort, limit: 1 });
    expect({ names: names(first), total: first.total }).toEqual({ names: ["b"], total: 2 });
    const second = await ask({ query, sort, limit: 1, from: first.next });
    expect({ names: names(second), next: second.next }).toEqual({ names: ["c"], next: null });
  });

  test("refuses what is no query, and knows its blueprint", async () => {
    const query = { combinator: "and", rules: [{ property: "stars", operator: "~", value: 1 }] };
    expect(await call("POST", `${pages}/service/search`, { query })).toMatchObject({
      status: 422,
      json: { details: [{ at: "/query/rules/0/operator" }] },
    });
    expect((await call("POST", `${pages}/none/search`, {})).status).toBe(404);
  });
});

test("an entity comes with what it leads to and what leads to it, by name", async () => {
  const detail = (await call("GET", `${pages}/service/entities/a`)).json as unknown as EntityDetail;
  expect(detail.related).toEqual([
    {
      relation: "area",
      title: "Its area",
      blueprint: "area",
      many: false,
      entities: [{ blueprint: "area", identifier: "money", title: "Money" }],
    },
    { relation: "uses", title: "uses", blueprint: "service", many: true, entities: [] },
  ]);
  expect(detail.incoming.map(({ title, relation }) => [title, relation])).toEqual([
    ["Service B", "uses"],
    ["Service C", "uses"],
  ]);
  expect(detail.incomingTotal).toBe(2);
  expect((await call("GET", `${pages}/service/entities/none`)).status).toBe(404);
});

test("a history tells each difference, and which run made it", async () => {
  const mapping = { identifier: "c", properties: { stars: 9 }, relations: { area: null } };
  const nodes = [
    { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } },
    { identifier: "up", config: { type: "UPSERT_ENTITY", blueprintIdentifier: "service", mapping } },
  ];
  const connections = [{ sourceIdentifier: "start", targetIdentifier: "up" }];
  await call("POST", "/v1/workflows", { identifier: "starring", nodes, connections });
  const { run } = await waited("starring", {});
  const path = `${pages}/service/entities/c/changes`;
  const [newest, oldest] = (await call("GET", path)).json.changes as ChangeRow[];
  expect(newest).toMatchObject({
    action: "UPDATE",
    run: { id: run.identifier, workflow: "starring", workflowId: expect.stringMatching(/^wf_/) },
    entity: { blueprint: "service", identifier: "c", title: "Service C" },
    differences: [
      { name: "stars", kind: "property", before: 2, after: 9 },
      { name: "area", kind: "relation", before: "money" },
    ],
  });
  expect(newest?.differences[1]).not.toHaveProperty("after");
  expect(oldest).toMatchObject({ action: "CREATE", run: null });
  expect(oldest?.differences.map(({ name }) => name)).toEqual(["title", "stars", "area", "uses"]);
  const earlier = (await call("GET", `${path}?limit=5&before=${newest?.seq}`)).json.changes as ChangeRow[];
  expect(earlier.map(({ seq }) => seq)).toEqual([oldest?.seq]);
  const ofRun = (await call("GET", `/api/runs/${run.identifier}/changes`)).json.changes as ChangeRow[];
  expect(ofRun).toEqual([newest]);
  expect((await call("GET", `${path}?before=x`)).status).toBe(422);
});

test("only so many changes are kept, the newest", async () => {
  const db = await openDatabase(":memory:");
  const catalog = await openCatalog(db, { keepChanges: 10 });
  const source = { by: "somebody" };
  const options = { mode: "upsert", merge: true, createMissing: false } as const;
  const write = (properties: Entity["properties"]) =>
    catalog.write(
      "_user",
      {
        identifier: "ada",
        title: undefined,
        icon: undefined,
        team: undefined,
        properties,
        relations: undefined,
      },
      options,
      source,
    );
  for (let at = 0; at < 510; at += 1) await write({ firstName: `Ada ${at}` });
  const kept = await catalog.changesAfter(0, 1000);
  expect(kept.at(-1)?.seq).toBe(await catalog.lastChange());
  expect(kept[0]?.seq).toBe(491);
  await db.destroy();
});

test("a listener that fails keeps nobody else from hearing", async () => {
  const db = await openDatabase(":memory:");
  const faults: unknown[] = [];
  const catalog = await openCatalog(db, { fault: (error) => faults.push(error) });
  const heard: string[] = [];
  catalog.onChange(() => {
    throw new Error("deaf");
  });
  catalog.onChange(({ event }) => heard.push(event.context.entityIdentifier));
  const removed = await catalog.deleteEntity("_user", "local@slipway.localhost", false, { by: "somebody" });
  expect(removed).toMatchObject({ ok: true });
  expect(heard).toEqual(["local@slipway.localhost"]);
  expect(faults).toEqual([new Error("deaf")]);
  await db.destroy();
});
