import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  collect,
  fold,
  outside,
  request,
  type Service,
  summary,
  until,
  webhook,
} from "../../run/conformance/kit";
import type { LocalEngine } from "../../run/engine-of";
import type { World } from "../../run/world";
import { openBodies } from "../bodies";
import { type Database, openDatabase } from "../db/client";
import { createLocalEngine } from "./local";
import { createRunStore } from "./store";

let folder: string;
let db: Database;
let engines: LocalEngine[];
let faults: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-trouble-"));
  db = await openDatabase(join(folder, "slipway.db"));
  engines = [];
  faults = [];
});
afterEach(async () => {
  for (const engine of engines) await engine.stop(0);
  await db.destroy();
  await rm(folder, { recursive: true });
});

const storeOf = () => createRunStore(db, openBodies(join(folder, "bodies")));

function open(world: World): LocalEngine {
  const fault = (_run: string, error: unknown) => void faults.push(String(error));
  const engine = createLocalEngine(storeOf(), { ...world, fault, soon: (run) => void setImmediate(run) });
  engines.push(engine);
  return engine;
}

const pages = async (name: string) => {
  const { rows } = await sql<Record<string, number>>`${sql.raw(`PRAGMA ${name}`)}`.execute(db);
  return Object.values(rows[0] ?? {})[0] ?? 0;
};

/** A webhook whose answer is held until it is let go. */
function held() {
  let release: () => void = () => undefined;
  let arrived: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const here = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const body = JSON.stringify("x".repeat(200_000));
  const service: Service = async () => {
    arrived();
    await gate;
    return {
      ok: true,
      reply: {
        status: 200,
        statusText: "",
        headers: [],
        body,
        size: body.length,
        timing: { headers: 1, total: 1 },
        redirects: [],
      },
    };
  };
  return { service, release: () => release(), here };
}

test("while the disk is full, answers are kept, new runs are refused with a clear word, and nothing is sent twice", async () => {
  const gate = held();
  const { world, calls } = outside(gate.service);
  const engine = open(world);
  const given = request([webhook("a"), webhook("b")], ["start > a", "a > b"]);
  expect((await engine.start(given)).ok).toBe(true);
  await gate.here;
  const most = await pages("max_page_count");
  await pages(`max_page_count = ${await pages("page_count")}`);
  gate.release();

  // The answer has come when the store is told to fail; the engine says so of itself.
  while ((await engine.health()).ok) await new Promise((resolve) => setImmediate(resolve));
  expect(await engine.start(request([webhook("c")], ["start > c"]))).toMatchObject({
    ok: false,
    error: { code: "store/failing", message: expect.stringContaining("full") },
  });
  expect(await engine.cancel(given.run, { force: false })).toMatchObject({
    error: { code: "store/failing" },
  });
  expect(calls).toHaveLength(1);

  await pages(`max_page_count = ${most}`);
  const state = fold(given.run, await collect(engine, given.run));
  expect(summary(state)).toEqual(["start SUCCESS", "a SUCCESS", "b SUCCESS"]);
  expect(calls.map(({ url }) => url)).toEqual(["https://example.com/a", "https://example.com/b"]);
  expect((await engine.health()).ok).toBe(true);
  expect(faults).toHaveLength(1);
}, 30_000);

test("a stop does not wait for a store that stays full; the run goes on at the next start", async () => {
  const gate = held();
  const { world } = outside(gate.service);
  const engine = open(world);
  const given = request([webhook("a")], ["start > a"]);
  await engine.start(given);
  await gate.here;
  const most = await pages("max_page_count");
  await pages(`max_page_count = ${await pages("page_count")}`);
  gate.release();
  while ((await engine.health()).ok) await new Promise((resolve) => setImmediate(resolve));
  await engine.stop(10);
  await pages(`max_page_count = ${most}`);

  const next = open(outside().world);
  expect(await next.resume()).toBe(1);
  expect(fold(given.run, await collect(next, given.run)).result).toBe("SUCCESS");
}, 30_000);

test("a run whose document cannot be read any more fails with a clear word, and the others go on", async () => {
  const first = open(outside().world);
  const runs = [0, 1].map(() => request([webhook("a", { synchronized: false })], ["start > a"]));
  for (const run of runs) await first.start(run);
  const waiting = await Promise.all(runs.map(({ run }) => until(first, run, "node.waiting")));
  await first.stop(0);
  await db
    .updateTable("runs")
    .set({ document: '{"nodes":[' })
    .where("id", "=", runs[0]?.run ?? "")
    .execute();

  const second = open(outside().world);
  await second.resume();
  const broken = fold(runs[0]?.run ?? "", await collect(second, runs[0]?.run ?? ""));
  expect(broken).toMatchObject({ status: "COMPLETED", result: "FAILED", error: { code: "run/unreadable" } });
  expect(broken.nodeRuns.every(({ status }) => status === "COMPLETED")).toBe(true);
  expect(faults).toHaveLength(1);
  const nodeRun = waiting[1]?.nodeRuns[1]?.nodeRun ?? "";
  expect(await second.signal(nodeRun, { status: "COMPLETED", result: "SUCCESS" })).toMatchObject({
    ok: true,
  });
  const other = fold(runs[1]?.run ?? "", await collect(second, runs[1]?.run ?? ""));
  expect(other.result).toBe("SUCCESS");
});

const MANY = 2_000;

test("thousands of unfinished runs are taken up beside everything else, and one that is asked for at once", async () => {
  const first = open(outside().world);
  const all = Array.from({ length: MANY }, () =>
    request([webhook("a", { synchronized: false })], ["start > a"]),
  );
  await Promise.all(all.map((one) => first.start(one)));
  const last = all.at(-1)?.run ?? "";
  const { nodeRuns } = await until(first, last, "node.waiting");
  await first.stop(0);

  const second = open(outside().world);
  let longest = 0;
  let before = performance.now();
  let watching = true;
  const watch = () => {
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
    if (watching) setImmediate(watch);
  };
  watch();
  let done = false;
  const resumed = second.resume().finally(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(
    await second.signal(nodeRuns[1]?.nodeRun ?? "", { status: "COMPLETED", result: "SUCCESS" }),
  ).toMatchObject({ ok: true });
  expect(fold(last, await collect(second, last)).result).toBe("SUCCESS");
  expect(done).toBe(false);
  expect(await resumed).toBe(MANY);
  watching = false;
  expect(longest).toBeLessThan(1_000);
  // They leave memory meanwhile, and one that is about to is in neither count for a moment.
  await expect.poll(() => second.health()).toEqual({ ok: true, running: 0, waiting: MANY - 1 });
}, 60_000);

test("hundreds follow one run, and each sees all of it", async () => {
  const gate = held();
  const { world } = outside(gate.service);
  const engine = open(world);
  const given = request([webhook("a")], ["start > a"]);
  await engine.start(given);
  const followers = Array.from({ length: 300 }, (_, index) => collect(engine, given.run, index % 3));
  gate.release();
  const logs = await Promise.all(followers);
  const whole = logs[0] ?? [];
  expect(whole.at(-1)?.type).toBe("run.completed");
  for (const [index, log] of logs.entries()) expect(log).toEqual(whole.slice(index % 3));
});
