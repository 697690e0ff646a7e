import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../base/json";
import { call } from "../api/calling";
import type { Services } from "../running";
import { runState } from "../runs";
import { standingClock, startTestServices } from "../test-services";
import { longestChain } from "./dispatch";

const clock = standingClock("2026-01-19T08:00:00Z");
let services: Services;
let folder: string;

beforeEach(async () => {
  clock.set("2026-01-19T08:00:00Z");
  ({ services, folder } = await startTestServices({}, undefined, clock));
  const made = await call("POST", "/v1/blueprints", {
    identifier: "service",
    title: "Service",
    schema: {
      properties: {
        tier: { type: "string" },
        count: { type: "number" },
        ttl: { type: "string", format: "date-time" },
        next: { type: "string" },
      },
      required: [],
    },
  });
  if (made.status >= 300) throw new Error(made.text);
});
afterEach(async () => {
  await services.stop();
  await rm(folder, { recursive: true });
});

const restart = async (change: () => Promise<void> | void = () => {}) => {
  await change();
  await services.stop();
  ({ services } = await startTestServices({}, folder, clock));
  await services.triggers.changed();
};

async function write(identifier: string, properties: JsonObject): Promise<void> {
  const answer = await call("POST", "/v1/blueprints/service/entities?upsert=true&merge=true", {
    identifier,
    properties,
  });
  if (answer.status >= 300) throw new Error(answer.text);
  await services.triggers.changed();
}
const remove = (identifier: string) => call("DELETE", `/v1/blueprints/service/entities/${identifier}`);

const on = (type: string, event: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  type: "EVENT_TRIGGER",
  event: { type, blueprintIdentifier: "service", ...event },
  ...more,
});
async function publish(identifier: string, config: JsonObject, ...nodes: JsonObject[]): Promise<void> {
  const all = [
    { identifier: "on", config },
    ...nodes.map((node, at) => ({ identifier: `n${at}`, config: node })),
  ];
  const connections = nodes.map((_, at) => ({
    sourceIdentifier: all[at]?.identifier,
    targetIdentifier: all[at + 1]?.identifier,
  }));
  const made = await call("POST", "/v1/workflows", { identifier, nodes: all, connections });
  if (made.status !== 201) throw new Error(made.text);
  await services.triggers.changed();
}

interface Event extends JsonObject {
  action: string;
  context: JsonObject;
  diff: { before: JsonObject | null; after: JsonObject | null };
}
/** What started the runs of a workflow, the oldest first. */
async function events(identifier: string): Promise<Event[]> {
  await services.triggers.changed();
  const rows = await services.db
    .selectFrom("runs")
    .select("id")
    .where("identifier", "=", identifier)
    .orderBy("created_at")
    .execute();
  const states = await Promise.all(rows.map(({ id }) => runState(services, id)));
  return states.map((state) => state.nodeRuns[0]?.output as Event);
}
const actions = async (identifier: string) => (await events(identifier)).map(({ action }) => action).sort();

describe("a change of the catalog", () => {
  test("starts what hears it, with Port's event object", async () => {
    await publish("any", on("ANY_ENTITY_CHANGE"));
    await publish("created", on("ENTITY_CREATED"));
    await publish("updated", on("ENTITY_UPDATED"));
    await publish("deleted", on("ENTITY_DELETED"));
    await publish("other", on("ANY_ENTITY_CHANGE", { blueprintIdentifier: "_user" }));
    await write("api", { tier: "gold" });
    await write("api", { tier: "silver" });
    await remove("api");
    expect(await actions("any")).toEqual(["CREATE", "DELETE", "UPDATE"]);
    expect(await actions("created")).toEqual(["CREATE"]);
    expect(await actions("updated")).toEqual(["UPDATE"]);
    expect(await actions("deleted")).toEqual(["DELETE"]);
    expect(await actions("other")).toEqual([]);
    const [updated] = await events("updated");
    expect(updated).toMatchObject({
      context: { blueprintIdentifier: "service", entityIdentifier: "api" },
      diff: {
        before: { identifier: "api", blueprint: "service", properties: { tier: "gold" } },
        after: { identifier: "api", blueprint: "service", properties: { tier: "silver" } },
      },
    });
  });

  test("is dealt with once over a crash at any moment, and what happened while nobody ran is not lost", async () => {
    await publish("any", on("ANY_ENTITY_CHANGE"));
    for (const name of ["a", "b", "c"]) await write(name, {});
    // As a crash leaves it between the runs' start and the note of how far it came.
    await restart(() =>
      services.db
        .updateTable("event_cursors")
        .set({ seq: 0 })
        .execute()
        .then(() => {}),
    );
    expect(await events("any")).toHaveLength(3);
    // And between the change and everything else.
    await services.triggers.stop();
    await write("d", {});
    await restart();
    expect((await events("any")).map((event) => event.context.entityIdentifier).sort()).toEqual([
      ...["a", "b", "c", "d"],
    ]);
  });

  test("what was there before the trigger is history", async () => {
    await write("old", { tier: "gold" });
    clock.set("2026-01-19T08:00:01Z");
    await publish("any", on("ANY_ENTITY_CHANGE"));
    await restart(() =>
      services.db
        .updateTable("event_cursors")
        .set({ seq: 0 })
        .execute()
        .then(() => {}),
    );
    expect(await events("any")).toEqual([]);
  });

  test("a run that starts itself again and again is stopped, and the trigger says so", async () => {
    await publish("loop", on("ENTITY_UPDATED"), {
      type: "UPSERT_ENTITY",
      blueprintIdentifier: "service",
      mapping: {
        identifier: "{{ .outputs.on.context.entityIdentifier }}",
        properties: { count: "{{ .outputs.on.diff.after.properties.count + 1 }}" },
      },
    });
    await write("api", { count: 0 });
    await write("api", { count: 1 });
    const problem = async () =>
      (await services.db.selectFrom("event_triggers").select("problem").executeTakeFirstOrThrow()).problem;
    await expect.poll(problem, { timeout: 20_000 }).toContain("takes this for a loop");
    expect(await events("loop")).toHaveLength(longestChain + 1);
    expect((await services.catalog.entity("service", "api")).ok).toBe(true);
    // A person's change begins a new chain.
    await write("api", { count: 100 });
    await expect
      .poll(async () => (await events("loop")).length, { timeout: 20_000 })
      .toBeGreaterThan(longestChain + 1);
  });
});

describe("a timer", () => {
  const expired = on("TIMER_EXPIRED", { propertyIdentifier: "ttl" });
  const at = async (iso: string) => {
    clock.set(iso);
    await services.triggers.changed();
  };
  const names = async (identifier = "timer") =>
    (await events(identifier)).map((event) => event.context.entityIdentifier);

  test("expires once, at its moment", async () => {
    await publish("timer", expired);
    await write("api", { ttl: "2026-01-19T09:00:00Z" });
    await at("2026-01-19T08:59:59Z");
    expect(await names()).toEqual([]);
    await at("2026-01-19T09:00:00Z");
    await at("2026-01-19T09:30:00Z");
    await write("api", { tier: "gold" });
    expect(await events("timer")).toMatchObject([
      {
        action: "TIMER_EXPIRED",
        context: { blueprintIdentifier: "service", entityIdentifier: "api", propertyIdentifier: "ttl" },
        diff: { before: null, after: { identifier: "api", properties: { ttl: "2026-01-19T09:00:00Z" } } },
      },
    ]);
  });

  test("follows its entity: another moment, none, a past one, and the end of the entity", async () => {
    await publish("timer", expired);
    for (const name of ["moved", "dropped", "deleted"]) await write(name, { ttl: "2026-01-19T09:00:00Z" });
    await write("moved", { ttl: "2026-01-19T10:00:00+00:00" });
    await write("dropped", { ttl: null });
    await remove("deleted");
    await at("2026-01-19T09:00:00Z");
    expect(await names()).toEqual([]);
    await write("late", { ttl: "2026-01-19T08:30:00Z" });
    expect(await names()).toEqual(["late"]);
    await at("2026-01-19T10:00:00Z");
    expect(await names()).toEqual(["late", "moved"]);
  });

  test("of entities that were there before counts when it is still to come", async () => {
    await write("past", { ttl: "2026-01-19T07:00:00Z" });
    await write("coming", { ttl: "2026-01-19T09:00:00Z" });
    await publish("timer", expired);
    await at("2026-01-19T09:00:00Z");
    expect(await names()).toEqual(["coming"]);
  });

  test("that expires while nobody runs starts its run at the next start, and once", async () => {
    await publish("timer", expired);
    await write("api", { ttl: "2026-01-19T09:00:00Z" });
    await restart(() => clock.set("2026-01-19T12:00:00Z"));
    expect(await names()).toEqual(["api"]);
    // As a crash leaves it after the run has started.
    await restart(() =>
      services.db
        .updateTable("entity_timers")
        .set({ due_at: "2026-01-19T09:00:00.000Z" })
        .execute()
        .then(() => {}),
    );
    expect(await names()).toEqual(["api"]);
  });

  test("is set again to what nextExpireAt gives", async () => {
    const next = { propertyIdentifier: "ttl", nextExpireAt: ".diff.after.properties.next" };
    await publish("timer", on("TIMER_EXPIRED", next));
    await write("again", { ttl: "2026-01-19T09:00:00Z", next: "2026-01-19T10:00:00Z" });
    await write("once", { ttl: "2026-01-19T09:00:00Z", next: "soon" });
    await at("2026-01-19T09:00:00Z");
    await at("2026-01-19T10:00:00Z");
    await at("2026-01-19T10:00:30Z");
    expect((await names()).sort()).toEqual(["again", "again", "once"]);
    // A moment that is past is not now: it is a minute away.
    await at("2026-01-19T10:01:00Z");
    expect(await names()).toHaveLength(4);
  });

  test("starts nothing when the condition is not met", async () => {
    const condition = { type: "JQ", expressions: ['.diff.after.properties.tier == "gold"'] };
    await publish("timer", on("TIMER_EXPIRED", { propertyIdentifier: "ttl" }, { condition }));
    await write("gold", { ttl: "2026-01-19T09:00:00Z", tier: "gold" });
    await write("silver", { ttl: "2026-01-19T09:00:00Z", tier: "silver" });
    await at("2026-01-19T09:00:00Z");
    expect(await names()).toEqual(["gold"]);
  });
});
