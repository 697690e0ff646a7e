import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../base/json";
import type { ImportReport } from "../../catalog/answers";
import { readExport } from "../../catalog/read-export";
import { call } from "../api/calling";
import type { Services } from "../running";
import { startTestServices } from "../test-services";

let services: Services;
let end: () => Promise<void>;
beforeEach(async () => {
  ({ services, end } = await startTestServices());
});
afterEach(() => end());

async function bring(exported: Json, apply = true): Promise<ImportReport> {
  const { status, json, text } = await call("POST", "/api/catalog/import", { export: exported, apply });
  if (status !== 200) throw new Error(text);
  return json.report as ImportReport;
}

const outcomes = (report: ImportReport) =>
  Object.fromEntries(
    report.items.map((item) => [`${item.blueprint ?? "blueprint"}/${item.identifier}`, item.outcome]),
  );

/** What the command line of Port writes, cut down. */
const exported: JsonObject = {
  entities: [
    {
      identifier: "billing",
      title: "Billing",
      blueprint: "service",
      team: ["core"],
      icon: "Service",
      properties: { language: "go", domainName: "Money", score: 3, loud: "GO" },
      relations: { domain: "money", uses: ["mail"] },
      scorecards: {},
      createdAt: "2024-01-01T00:00:00.000Z",
      createdBy: "x",
      updatedAt: "2024-01-01T00:00:00.000Z",
      updatedBy: "x",
    },
    { identifier: "mail", blueprint: "service", properties: {}, relations: { uses: ["billing"] } },
    { identifier: "money", title: "Money", blueprint: "domain" },
    { identifier: "bad", blueprint: "service", properties: { language: 1 } },
    { identifier: "lost", blueprint: "service", relations: { domain: "nowhere" } },
    { identifier: "needy", blueprint: "service", relations: { uses: ["lost"] } },
    { identifier: "ada@example.com", blueprint: "_user", title: "Ada", properties: { nickname: "A" } },
    { identifier: "deploy", blueprint: "_workflow", properties: {} },
    { identifier: "x", blueprint: "_rule_result" },
  ],
  blueprints: [
    {
      identifier: "service",
      title: "Service",
      schema: { properties: { language: { type: "string" } }, required: [] },
      relations: {
        domain: { target: "domain", required: false, many: false },
        uses: { target: "service", required: false, many: true },
      },
      mirrorProperties: { domainName: { path: "domain.$title" } },
      calculationProperties: { loud: { type: "string", calculation: ".properties.language | ascii_upcase" } },
      aggregationProperties: { score: { title: "Score", target: "domain", calculationSpec: {} } },
      createdAt: "2024-01-01T00:00:00.000Z",
    },
    { identifier: "domain", title: "Domain", schema: { properties: {}, required: [] } },
    {
      identifier: "_user",
      title: "User",
      schema: { properties: { nickname: { type: "string" } }, required: [] },
      relations: {},
    },
    { identifier: "_workflow", title: "Workflow", schema: { properties: {}, required: [] } },
    { identifier: "a b", schema: { properties: {} } },
  ],
  users: [{ email: "bob@example.com", firstName: "Bob", lastName: "B", teams: [{ name: "core" }] }],
  teams: [{ name: "core", description: "The core" }],
  actions: [{ identifier: "one" }],
  pages: [],
};

const expected = {
  "blueprint/service": "created",
  "blueprint/domain": "created",
  "blueprint/_user": "updated",
  "blueprint/_workflow": "skipped",
  "blueprint/a b": "failed",
  "service/billing": "created",
  "service/mail": "created",
  "domain/money": "created",
  "service/bad": "failed",
  "service/lost": "failed",
  "service/needy": "failed",
  "_user/ada@example.com": "created",
  "_user/bob@example.com": "created",
  "_team/core": "created",
  "_workflow/deploy": "skipped",
  "_rule_result/x": "failed",
};

describe("an export of Port", () => {
  test("is tried without a trace", async () => {
    const told: number[] = [];
    services.catalog.onChange(({ seq }) => told.push(seq));
    const report = await bring(exported, false);
    expect(report.applied).toBe(false);
    expect(outcomes(report)).toEqual(expected);
    expect(report.items[0]?.outcome).toBe("failed");
    expect(report.ignored).toEqual([{ name: "actions", items: 1 }]);
    expect((await call("GET", "/v1/blueprints/service")).status).toBe(404);
    expect(told).toEqual([]);
    expect(await services.catalog.lastChange()).toBe(0);
  });

  test("comes in, each item for itself, however they lead to each other", async () => {
    const report = await bring(exported);
    expect(outcomes(report)).toEqual(expected);
    expect(report.counts.entity).toEqual({ created: 6, updated: 0, unchanged: 0, skipped: 1, failed: 4 });
    const billing = await call("GET", "/v1/blueprints/service/entities/billing");
    expect(billing.json.entity).toMatchObject({
      team: ["core"],
      icon: "Service",
      properties: { language: "go", domainName: "Money", loud: "GO" },
      relations: { domain: "money", uses: ["mail"] },
    });
    expect((await call("GET", "/v1/blueprints/service/entities/mail")).json.entity).toMatchObject({
      relations: { uses: ["billing"] },
    });
    // What Slipway knows of people stays beside what the export adds.
    const user = (await call("GET", "/v1/blueprints/_user")).json.blueprint as {
      schema: { properties: object };
    };
    expect(Object.keys(user.schema.properties)).toEqual(expect.arrayContaining(["port_role", "nickname"]));
    expect((await call("GET", "/v1/blueprints/_user/entities/bob@example.com")).json.entity).toMatchObject({
      title: "Bob B",
      team: ["core"],
    });
    expect((await call("GET", "/v1/blueprints/service/entities/lost")).status).toBe(404);
  });

  test("changes nothing the second time", async () => {
    await bring(exported);
    const before = await services.catalog.lastChange();
    const report = await bring(exported);
    expect(report.counts.entity).toMatchObject({ created: 0, updated: 0, unchanged: 6 });
    expect(report.counts.blueprint).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(await services.catalog.lastChange()).toBe(before);
  });

  test("that is none is refused", async () => {
    const refused = await call("POST", "/api/catalog/import", { export: { nodes: [] }, apply: true });
    expect(refused).toMatchObject({ status: 422, json: { message: expect.stringContaining("port export") } });
  });
});

test("exports have many shapes", () => {
  const blueprint = { identifier: "a", schema: { properties: {} } };
  const entity = { identifier: "e", blueprint: "a" };
  const found = (given: Json) => {
    const read = readExport(given);
    return read.ok ? [read.value.blueprints.length, read.value.entities.length] : read.error;
  };
  expect(found({ ok: true, blueprints: [blueprint] })).toEqual([1, 0]);
  expect(found({ ok: true, blueprint })).toEqual([1, 0]);
  expect(found({ ok: true, entities: [entity, entity] })).toEqual([0, 2]);
  expect(found({ ok: true, entity })).toEqual([0, 1]);
  expect(found([blueprint, entity])).toEqual([1, 1]);
  expect(found(blueprint)).toEqual([1, 0]);
  expect(found({ entities: { a: [{ identifier: "x" }] } })).toEqual([0, 1]);
  expect(found("text")).toMatch(/no export/);
  expect(found({})).toMatch(/no blueprint and no entity/);
});
