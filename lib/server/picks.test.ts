import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../base/json";
import { call } from "./api/calling";
import { startTestServices } from "./test-services";

let end: () => Promise<void>;
beforeAll(async () => {
  ({ end } = await startTestServices());
  await call("POST", "/v1/blueprints", {
    identifier: "service",
    title: "Service",
    schema: { properties: { tier: { type: "string" }, size: { type: "number" } }, required: [] },
  });
  for (const [identifier, title, tier, size] of [
    ["api", "Public API", "gold", 2],
    ["billing", "Billing", "gold", 1],
    ["search", "Search", "silver", 3],
  ])
    await call("POST", "/v1/blueprints/service/entities", { identifier, title, properties: { tier, size } });
});
afterAll(() => end());

const dataset = (value: Json): JsonObject => ({
  combinator: "and",
  rules: [{ property: "tier", operator: "=", value }],
});
const pick = async (asked: object) => {
  const { status, json } = await call("POST", "/api/entities/pick", { blueprint: "service", ...asked });
  const entities = (json.entities ?? []) as { identifier: string }[];
  return [status, json.known, ...entities.map(({ identifier }) => identifier)];
};

describe("what a form may pick", () => {
  test("is found by text, in the dataset and in its order", async () => {
    expect(await pick({})).toEqual([200, true, "billing", "api", "search"]);
    expect(await pick({ text: "publ" })).toEqual([200, true, "api"]);
    expect(await pick({ text: "BILL" })).toEqual([200, true, "billing"]);
    expect(await pick({ dataset: dataset("gold") })).toEqual([200, true, "billing", "api"]);
    expect(await pick({ sort: { property: "size", order: "DESC" } })).toEqual([
      200,
      true,
      "search",
      "api",
      "billing",
    ]);
  });
  test("of people is a proposal, and of a blueprint that is not there nothing", async () => {
    expect(await pick({ blueprint: "_user" })).toEqual([200, false, "local@slipway.localhost"]);
    expect(await pick({ blueprint: "nothing" })).toEqual([200, false]);
  });
  test("of a dataset that is none is refused", async () => {
    expect((await pick({ dataset: { rules: "x" } }))[0]).toBe(422);
  });
});

describe("what was picked is checked when a run starts", () => {
  let count = 0;
  const start = async (properties: JsonObject, inputs: JsonObject) => {
    count += 1;
    const config = { type: "SELF_SERVE_TRIGGER", userInputs: { properties } };
    const identifier = `picks_${count}`;
    await call("POST", "/v1/workflows", {
      identifier,
      nodes: [{ identifier: "start", config }],
      connections: [],
    });
    const { status, json } = await call("POST", `/v1/workflows/${identifier}/runs`, { inputs });
    const details = (json.details ?? []) as { at: string; message: string }[];
    return status === 201 ? [] : details.map(({ at, message }) => `${at} ${message}`);
  };
  const entity = { type: "string", title: "Service", format: "entity", blueprint: "service" };

  test("by the catalog, and by the dataset that the other inputs make", async () => {
    const form = {
      tier: { type: "string" },
      one: { ...entity, dataset: dataset({ jqQuery: ".form.tier" }) },
    };
    expect(await start(form, { tier: "gold", one: "api" })).toEqual([]);
    expect(await start(form, { tier: "silver", one: "api" })).toEqual([
      '/inputs/one Service: the catalog has no service "api", or it is not in the input\'s dataset. Choose one that it has.',
    ]);
    expect(await start({ one: entity }, { one: "gone" })).toEqual([
      '/inputs/one Service: the catalog has no service "gone". Choose one that it has.',
    ]);
  });
  test("each of a list where it stands", async () => {
    const many = { type: "array", title: "Services", items: entity };
    expect(await start({ many }, { many: ["api", "gone", "search"] })).toEqual([
      '/inputs/many/1 Services: the catalog has no service "gone". Choose one that it has.',
    ]);
  });
  test("but not people, teams, kinds that the catalog lacks, and what is not sent", async () => {
    const elsewhere = { ...entity, blueprint: "elsewhere" };
    expect(await start({ who: { type: "string", format: "user" } }, { who: "a@b.test" })).toEqual([]);
    expect(await start({ elsewhere }, { elsewhere: "anything" })).toEqual([]);
    expect(await start({ off: { ...entity, disabled: true } }, { off: "gone" })).toEqual([]);
  });
});
