import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../base/json";
import { call } from "../api/calling";
import type { Services } from "../running";
import { runState } from "../runs";
import { startTestServices } from "../test-services";
import { eventSecret, signatureOf } from "./signing";

let services: Services;
let folder: string;
const open = async (data?: string, env: Record<string, string> = { SLIPWAY_EVENT_SECRET: eventSecret }) => {
  ({ services, folder } = await startTestServices(env, data));
};
beforeEach(() => open());
afterEach(async () => {
  await services.stop();
  await rm(folder, { recursive: true });
});

const entity = (properties: JsonObject) => ({ identifier: "api", blueprint: "service", properties });
const update = (after: JsonObject, before: JsonObject = {}): JsonObject => ({
  action: "UPDATE",
  diff: { before: entity(before), after: entity(after) },
  context: { blueprintIdentifier: "service", entityIdentifier: "api" },
});
const post = (event: unknown, headers?: Record<string, string>) => {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  return call("POST", "/v1/events", body, headers ?? signatureOf(body));
};

const trigger = (event: JsonObject, more: JsonObject = {}) => ({
  type: "EVENT_TRIGGER",
  event: { blueprintIdentifier: "service", ...event },
  ...more,
});
async function publish(identifier: string, ...triggers: JsonObject[]): Promise<void> {
  const nodes = triggers.map((config, index) => ({ identifier: `on_${index}`, config }));
  const made = await call("POST", "/v1/workflows", { identifier, nodes, connections: [] });
  if (made.status !== 201) throw new Error(made.text);
}
const runs = async () => {
  await services.triggers.changed();
  const rows = await services.db
    .selectFrom("runs")
    .select(["id", "identifier", "trigger_node"])
    .orderBy("created_at")
    .execute();
  return rows.map((row) => `${row.identifier} ${row.trigger_node}`).sort();
};

describe("an event from outside", () => {
  test("starts every trigger that hears it, with the event as the output", async () => {
    await publish("a", trigger({ type: "ENTITY_UPDATED" }), trigger({ type: "ENTITY_CREATED" }));
    await publish("b", trigger({ type: "ANY_ENTITY_CHANGE" }));
    await publish("c", trigger({ type: "ENTITY_UPDATED", blueprintIdentifier: "other" }));
    await publish("d", trigger({ type: "ENTITY_UPDATED" }, { published: false }));
    const event = { ...update({ tier: "gold" }), extra: { of: "Port" } };
    const answer = await post(event);
    expect(answer).toMatchObject({
      status: 202,
      json: { ok: true, eventId: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(await runs()).toEqual(["a on_0", "b on_0"]);
    const row = await services.db.selectFrom("runs").select("id").executeTakeFirstOrThrow();
    const state = await runState(services, row.id);
    expect(state.nodeRuns[0]?.output).toEqual(event);
    expect(state.trigger.by).toBeUndefined();
  });

  test("meets the condition or starts nothing; one that cannot be decided says why", async () => {
    const gold = { type: "JQ", expressions: ['.diff.after.properties.tier == "gold"'] };
    const broken = { type: "JQ", expressions: [".diff.after.properties.tier | keys"] };
    await publish(
      "a",
      trigger({ type: "ENTITY_UPDATED" }, { condition: gold }),
      trigger({ type: "ENTITY_UPDATED" }, { condition: broken }),
    );
    await post(update({ tier: "silver" }));
    expect(await runs()).toEqual([]);
    await post(update({ tier: "gold" }));
    expect(await runs()).toEqual(["a on_0"]);
    const rows = await services.db.selectFrom("event_triggers").selectAll().orderBy("node").execute();
    expect(rows[0]).toMatchObject({ problem: null, last_at: expect.any(String) });
    expect(rows[1]?.problem).toContain(
      "The condition could not be decided: `.diff.after.properties.tier | keys`",
    );
  });

  test("an expired timer from outside is for the triggers of its property", async () => {
    await publish(
      "a",
      trigger({ type: "TIMER_EXPIRED", propertyIdentifier: "ttl" }),
      trigger({ type: "TIMER_EXPIRED", propertyIdentifier: "other" }),
      trigger({ type: "ANY_ENTITY_CHANGE" }),
    );
    const context = { blueprintIdentifier: "service", entityIdentifier: "api", propertyIdentifier: "ttl" };
    await post({ action: "TIMER_EXPIRED", diff: { before: null, after: entity({}) }, context });
    expect(await runs()).toEqual(["a on_0"]);
  });

  test("what came before a trigger was published does not concern it", async () => {
    await post(update({}));
    await services.triggers.changed();
    await publish("a", trigger({ type: "ENTITY_UPDATED" }));
    expect(await runs()).toEqual([]);
  });
});

describe("the signature", () => {
  const body = JSON.stringify(update({}));
  const now = Math.floor(Date.now() / 1000);
  const good = signatureOf(body, now);
  test.each<[string, Record<string, string>]>([
    ["none", {}],
    ["no timestamp", { "x-port-signature": good["x-port-signature"] ?? "" }],
    ["no signature", { "x-port-timestamp": String(now) }],
    ["another secret", signatureOf(body, now, "another secret of ours")],
    ["another body", signatureOf(`${body} `, now)],
    ["another timestamp", { ...good, "x-port-timestamp": String(now - 1) }],
    [
      "another version",
      { ...good, "x-port-signature": (good["x-port-signature"] ?? "").replace("v1", "v2") },
    ],
    ["no Base64", { ...good, "x-port-signature": "v1,!!!" }],
    ["a short one", { ...good, "x-port-signature": "v1,AAAA" }],
    ["an old one", signatureOf(body, now - 302)],
    ["one of the future", signatureOf(body, now + 330)],
  ])("%s is refused, and nothing is kept", async (_, headers) => {
    const answer = await post(body, headers);
    expect(answer).toMatchObject({ status: 401, json: { ok: false, error: "unauthorized" } });
    expect(await services.db.selectFrom("event_inbox").selectAll().execute()).toEqual([]);
    expect(await services.db.selectFrom("event_signatures").selectAll().execute()).toEqual([]);
  });

  test("is taken once, over a restart too; the same event signed later is another", async () => {
    await publish("a", trigger({ type: "ENTITY_UPDATED" }));
    const first = signatureOf(body, now - 2);
    expect((await post(body, first)).status).toBe(202);
    expect(await post(body, first)).toMatchObject({ status: 409, json: { error: "replayed" } });
    await services.stop();
    await open(folder);
    expect((await post(body, first)).status).toBe(409);
    expect(await runs()).toEqual(["a on_0"]);
    expect((await post(body, signatureOf(body, now - 1))).status).toBe(202);
    expect(await runs()).toEqual(["a on_0", "a on_0"]);
  });

  test("covers the bytes, not what they mean", async () => {
    const spaced = JSON.stringify(update({ name: "Zürich" }), null, 2);
    expect((await post(spaced)).status).toBe(202);
  });
});

test("what is not an event is refused where it is wrong, and its signature stays unused", async () => {
  const wrong = await post({ ...update({}), action: "MOVE" });
  expect(wrong).toMatchObject({
    status: 422,
    json: { error: "invalid_value", details: [{ at: "/action" }] },
  });
  expect((await post("{")).json).toMatchObject({ error: "not_json" });
  expect(await services.db.selectFrom("event_signatures").selectAll().execute()).toEqual([]);
});

test("without the setting nothing is taken", async () => {
  await services.stop();
  await open(folder, {});
  const answer = await post(update({}));
  expect(answer).toMatchObject({ status: 403, json: { error: "forbidden" } });
  expect(String(answer.json.message)).toContain("SLIPWAY_EVENT_SECRET");
});

test("an event that was taken and not dealt with starts its run after a restart, and once", async () => {
  await publish("a", trigger({ type: "ENTITY_UPDATED" }));
  await post(update({}));
  expect(await runs()).toEqual(["a on_0"]);
  // As a crash leaves it after the run has started: the event is still in the inbox.
  const id = (await services.db.selectFrom("event_signatures").select("signature").executeTakeFirstOrThrow())
    .signature;
  const received_at = new Date().toISOString();
  const event = JSON.stringify(update({}));
  await services.db.insertInto("event_inbox").values({ id, received_at, event }).execute();
  await services.db
    .insertInto("event_inbox")
    .values({ id: "b".repeat(64), received_at, event })
    .execute();
  await services.stop();
  await open(folder);
  expect(await runs()).toEqual(["a on_0", "a on_0"]);
  expect(await services.db.selectFrom("event_inbox").selectAll().execute()).toEqual([]);
});
