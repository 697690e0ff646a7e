import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collect, outside, request, until, webhook } from "../run/conformance/kit";
import { type Bodies, openBodies } from "./bodies";
import { type Database, openDatabase } from "./db/client";
import { createLocalEngine } from "./engine/local";
import { createRunStore } from "./engine/store";
import { removeOldRuns } from "./retention";

let folder: string;
let db: Database;
let bodies: Bodies;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-retention-"));
  db = await openDatabase(join(folder, "slipway.db"));
  bodies = openBodies(join(folder, "bodies"));
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

const DAY = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00Z");

/** Runs that ended on the given days after the start, and one that waits since the first. */
async function runsOn(days: number[]): Promise<{ ended: string[]; waiting: string }> {
  let now = START;
  const { world } = outside();
  const engine = createLocalEngine(createRunStore(db, bodies), { ...world, now: () => now });
  const open = request([webhook("a", { synchronized: false })], ["start > a"]);
  await engine.start(open);
  await until(engine, open.run, "node.waiting");
  const ended: string[] = [];
  for (const day of days) {
    now = START + day * DAY;
    const given = request([], []);
    await engine.start(given);
    await collect(engine, given.run);
    await bodies.put(given.run, "event_1", "{}");
    ended.push(given.run);
  }
  await engine.stop(0);
  return { ended, waiting: open.run };
}

const left = async () => (await db.selectFrom("runs").select("id").execute()).map(({ id }) => id).sort();

test("what is older than the days to keep goes, with its events and files; what is not over stays", async () => {
  const { ended, waiting } = await runsOn([1, 2, 50, 99]);
  const removed = await removeOldRuns(db, bodies, { days: 60, runs: 0 }, START + 100 * DAY);
  expect(removed).toBe(2);
  expect(await left()).toEqual([waiting, ended[2], ended[3]].sort());
  const events = await db.selectFrom("run_events").select("run_id").distinct().execute();
  expect(events.map(({ run_id }) => run_id).sort()).toEqual(await left());
  expect(ended.map((run) => existsSync(join(folder, "bodies", run)))).toEqual([false, false, true, true]);
});

test("of more runs than are to be kept the oldest go", async () => {
  const { ended, waiting } = await runsOn([1, 2, 3, 4, 5]);
  expect(await removeOldRuns(db, bodies, { days: 0, runs: 2 }, START + 100 * DAY)).toBe(3);
  expect(await left()).toEqual([waiting, ended[3], ended[4]].sort());
});

test("without bounds nothing goes", async () => {
  await runsOn([1, 2]);
  expect(await removeOldRuns(db, bodies, { days: 0, runs: 0 }, START + 10_000 * DAY)).toBe(0);
  expect(await left()).toHaveLength(3);
});

test("more than fit in one transaction go all the same", async () => {
  const { waiting } = await runsOn(Array.from({ length: 230 }, (_, at) => at / 100));
  expect(await removeOldRuns(db, bodies, { days: 1, runs: 0 }, START + 100 * DAY)).toBe(230);
  expect(await left()).toEqual([waiting]);
});
