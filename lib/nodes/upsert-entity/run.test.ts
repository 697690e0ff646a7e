import { expect, test } from "vitest";
import type { JsonObject } from "../../base/json";
import type { Effects, HttpCall, HttpResult, RecordedRequest, RunnerInput } from "../runner";
import { runUpsertEntity } from "./run";

const reply = (status: number, body: unknown): HttpResult => ({
  ok: true,
  reply: {
    status,
    statusText: "",
    headers: [],
    body: JSON.stringify(body),
    size: 0,
    timing: { headers: 0, total: 0 },
    redirects: [],
  },
});

async function run(
  config: JsonObject,
  result: HttpResult = reply(201, { ok: true, entity: { identifier: "e" } }),
  masked = config,
) {
  const calls: HttpCall[] = [];
  const requests: RecordedRequest[] = [];
  const effects: Pick<Effects, "portBaseUrl" | "now" | "route" | "http" | "log" | "request" | "response"> = {
    portBaseUrl: "https://port.example.com",
    now: () => 0,
    route: () => ({ portAuth: false }),
    http: async (call) => {
      calls.push(call);
      return result;
    },
    log: () => undefined,
    request: (request) => void requests.push(request),
    response: () => undefined,
  };
  const input: Pick<RunnerInput, "config" | "masked" | "node" | "nodeRun"> = {
    config,
    masked,
    node: { identifier: "up", title: "Up", type: "UPSERT_ENTITY", verbose: false },
    nodeRun: "wfnr_1",
  };
  const outcome = await runUpsertEntity(
    input as RunnerInput,
    effects as Effects,
    new AbortController().signal,
  );
  return { outcome, calls, requests };
}

test("sends what the mapping names, and nothing that is empty", async () => {
  const mapping = {
    identifier: 7,
    title: "",
    icon: null,
    team: ["a"],
    properties: { x: null },
    relations: {},
  };
  const { calls, outcome } = await run({ blueprintIdentifier: "a/b", mapping });
  expect(calls[0]).toMatchObject({
    method: "POST",
    url: "https://port.example.com/v1/blueprints/a%2Fb/entities?upsert=true&merge=true",
    idempotencyKey: "wfnr_1",
  });
  expect(JSON.parse(calls[0]?.body ?? "")).toEqual({
    identifier: "7",
    team: ["a"],
    properties: { x: null },
    relations: {},
  });
  expect(outcome).toEqual({ kind: "done", output: { response: { status: 201, data: { identifier: "e" } } } });
});

test("records the masked request, whatever was sent", async () => {
  const config = (value: string) => ({ blueprintIdentifier: "a", mapping: { properties: { token: value } } });
  const { calls, requests } = await run(config("clear"), undefined, config("‹secret:token›"));
  expect(calls[0]?.body).toContain("clear");
  expect(JSON.stringify(requests)).not.toContain("clear");
  expect(requests[0]?.body).toEqual({ properties: { token: "‹secret:token›" } });
});

test.each([
  [{}, "/blueprintIdentifier"],
  [{ blueprintIdentifier: "  " }, "/blueprintIdentifier"],
  [{ blueprintIdentifier: "a", mapping: [] }, "/mapping"],
  [{ blueprintIdentifier: "a", mapping: { identifier: {} } }, "/mapping/identifier"],
  [{ blueprintIdentifier: "a", mapping: { team: [1] } }, "/mapping/team"],
  [{ blueprintIdentifier: "a", mapping: { properties: "x" } }, "/mapping/properties"],
  [{ blueprintIdentifier: "a", mapping: { relations: [] } }, "/mapping/relations"],
] as [JsonObject, string][])("refuses %j before anything is sent", async (config, at) => {
  const { outcome, calls } = await run(config);
  expect(outcome).toMatchObject({ kind: "failed", error: { at } });
  expect(calls).toEqual([]);
});

test("a failure that may pass may be tried again where that makes nothing twice", async () => {
  const named = { blueprintIdentifier: "a", mapping: { identifier: "e" } };
  const nameless = { blueprintIdentifier: "a", mapping: {} };
  expect((await run(named, reply(503, {}))).outcome).toMatchObject({ transient: { idempotent: true } });
  expect((await run(nameless, reply(503, {}))).outcome).toMatchObject({ transient: { idempotent: false } });
  const refused = (await run(named, reply(422, { ok: false }))).outcome;
  expect(refused).toMatchObject({
    kind: "failed",
    output: { response: { status: 422, data: { ok: false } } },
  });
  expect(refused).not.toHaveProperty("transient");
});
