import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { JsonObject } from "../../base/json";
import type { Services } from "../running";
import { runState } from "../runs";
import { standingClock, startTestServices } from "../test-services";
import { createWorkflow, deleteWorkflow, replaceWorkflow } from "../workflows";

const clock = standingClock("2026-01-19T08:30:00Z");
let services: Services;
let folder: string;

beforeEach(async () => {
  clock.set("2026-01-19T08:30:00Z");
  ({ services, folder } = await startTestServices({}, undefined, clock));
});
afterEach(async () => {
  await services.stop();
  await rm(folder, { recursive: true });
});

const restart = async (meanwhile: () => Promise<void> | void = () => {}) => {
  await services.stop();
  await meanwhile();
  ({ services } = await startTestServices({}, folder, clock));
  await services.triggers.changed();
};

const by = "ada@example.com";

const schedule = (cron: string, more: JsonObject = {}): JsonObject => ({
  identifier: "nightly",
  nodes: [{ identifier: "tick", config: { type: "SCHEDULE_TRIGGER", cron, ...more } }],
  connections: [],
});

async function publish(document: JsonObject): Promise<string> {
  const made = await createWorkflow(services, JSON.stringify(document), { by, publish: true });
  if (!made.ok) throw new Error(made.error.message);
  await services.triggers.changed();
  return made.value.row.id;
}

/** Moves the clock and waits until what is due has been started. */
async function at(iso: string): Promise<void> {
  clock.set(iso);
  await services.triggers.changed();
}

const outputs = async () => {
  const rows = await services.db.selectFrom("runs").select("id").orderBy("created_at").execute();
  const states = await Promise.all(rows.map(({ id }) => runState(services, id)));
  return states.map((state) => state.nodeRuns[0]?.output);
};
const tick = (scheduledAt: string, cron: string, missedTicks = 0) => ({ scheduledAt, cron, missedTicks });

test("a tick starts one run of the published version, as nobody", async () => {
  await publish(schedule("0 9 * * 1-5"));
  await at("2026-01-19T08:59:59.999Z");
  expect(await outputs()).toEqual([]);
  await at("2026-01-19T09:00:00Z");
  await at("2026-01-19T09:00:30Z");
  expect(await outputs()).toEqual([tick("2026-01-19T09:00:00.000Z", "0 9 * * 1-5")]);
  const row = await services.db.selectFrom("runs").select(["id", "version"]).executeTakeFirstOrThrow();
  const state = await runState(services, row.id);
  expect(row.version).toBe(1);
  expect(state.trigger).toMatchObject({ node: "tick", nodeType: "SCHEDULE_TRIGGER" });
  expect(state.trigger.by).toBeUndefined();
  await at("2026-01-20T09:00:00Z");
  expect(await outputs()).toHaveLength(2);
});

test("the clock's own timer starts the run, without being asked", async () => {
  await publish(schedule("0 9 * * *"));
  clock.set("2026-01-19T09:00:00Z");
  await vi.waitFor(async () => expect(await outputs()).toHaveLength(1));
});

test("ticks that were missed while nobody ran are run once, and the run says so", async () => {
  await publish(schedule("*/15 * * * *"));
  await at("2026-01-19T08:45:00Z");
  await restart(() => clock.set("2026-01-19T10:07:00Z"));
  expect(await outputs()).toEqual([
    tick("2026-01-19T08:45:00.000Z", "*/15 * * * *"),
    tick("2026-01-19T10:00:00.000Z", "*/15 * * * *", 4),
  ]);
  const last = await services.db.selectFrom("runs").select("id").orderBy("created_at", "desc").execute();
  const state = await runState(services, last[0]?.id ?? "");
  expect(state.nodeRuns[0]?.logs).toMatchObject([
    {
      level: "WARN",
      message:
        "4 ticks since 2026-01-19T09:00:00.000Z were missed while Slipway did not run; this run stands for all of them.",
    },
  ]);
  await at("2026-01-19T10:15:00Z");
  expect(await outputs()).toHaveLength(3);
});

test("a year of missed ticks is one run at the last of them", async () => {
  await publish(schedule("*/5 * * * *"));
  await restart(() => clock.set("2027-01-19T08:33:00Z"));
  expect(await outputs()).toEqual([tick("2027-01-19T08:30:00.000Z", "*/5 * * * *", 1001)]);
});

describe("a crash", () => {
  const claim = JSON.stringify({
    tick: "2026-01-19T09:00:00.000Z",
    missed: 0,
    since: "2026-01-19T09:00:00.000Z",
  });

  test("between claim and start: the tick is run, even when a later one is due", async () => {
    await publish(schedule("0 * * * *"));
    await services.db.updateTable("schedules").set({ claim }).execute();
    await restart(() => clock.set("2026-01-19T10:00:00Z"));
    await services.triggers.changed();
    expect(await outputs()).toEqual([
      tick("2026-01-19T09:00:00.000Z", "0 * * * *"),
      tick("2026-01-19T10:00:00.000Z", "0 * * * *"),
    ]);
  });

  test("between start and the next tick's note: the tick is not run twice", async () => {
    const id = await publish(schedule("0 * * * *"));
    await at("2026-01-19T09:00:00Z");
    await services.db
      .updateTable("schedules")
      .set({ claim, next_at: "2026-01-19T09:00:00.000Z", last_at: null })
      .execute();
    await restart();
    expect(await outputs()).toEqual([tick("2026-01-19T09:00:00.000Z", "0 * * * *")]);
    const row = await services.db.selectFrom("schedules").selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      workflow_id: id,
      claim: null,
      next_at: "2026-01-19T10:00:00.000Z",
      last_at: "2026-01-19T09:00:00.000Z",
    });
  });
});

test("at most one run in five minutes", async () => {
  await publish(schedule("* * * * *"));
  for (let minute = 31; minute <= 42; minute += 1) await at(`2026-01-19T08:${minute}:00Z`);
  const seen = (await outputs()).map((output) => (output as JsonObject).scheduledAt);
  expect(seen).toEqual(["2026-01-19T08:31:00.000Z", "2026-01-19T08:36:00.000Z", "2026-01-19T08:41:00.000Z"]);
});

test("a new version's schedule replaces the old one and keeps its distance", async () => {
  const id = await publish(schedule("0 9 * * *"));
  await at("2026-01-19T09:00:00Z");
  await replaceWorkflow(services, id, JSON.stringify(schedule("* * * * *")), by);
  await at("2026-01-19T09:04:00Z");
  expect(await outputs()).toHaveLength(1);
  await at("2026-01-19T09:05:00Z");
  expect(await outputs()).toHaveLength(2);
});

test("a trigger that is not published, and one of a draft, start nothing", async () => {
  await publish(schedule("0 9 * * *", { published: false }));
  await createWorkflow(services, JSON.stringify({ ...schedule("0 9 * * *"), identifier: "draft" }), { by });
  await at("2026-01-19T09:00:00Z");
  expect(await outputs()).toEqual([]);
  expect(await services.db.selectFrom("schedules").selectAll().execute()).toEqual([]);
});

test("a schedule ends with its trigger and with its workflow", async () => {
  const id = await publish(schedule("0 9 * * *"));
  await replaceWorkflow(services, id, JSON.stringify(schedule("0 9 * * *", { published: false })), by);
  expect(await services.db.selectFrom("schedules").selectAll().execute()).toEqual([]);
  await replaceWorkflow(services, id, JSON.stringify(schedule("0 9 * * *")), by);
  await deleteWorkflow(services, id, by);
  expect(await services.db.selectFrom("schedules").selectAll().execute()).toEqual([]);
  await at("2026-01-19T09:00:00Z");
  expect(await outputs()).toEqual([]);
});

test("a workflow that was published before there were schedules is armed at the start", async () => {
  await publish(schedule("0 9 * * *"));
  await services.db.deleteFrom("schedules").execute();
  await restart();
  await at("2026-01-19T09:00:00Z");
  expect(await outputs()).toHaveLength(1);
});
