import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sql } from "kysely";
import type { RunRequest } from "../lib/run/engine";
import { localActor } from "../lib/server/actor";
import { openBodies } from "../lib/server/bodies";
import { type Database, openDatabase } from "../lib/server/db/client";
import { createLocalEngine } from "../lib/server/engine/local";
import { createRunStore } from "../lib/server/engine/store";
import { freshId } from "../lib/server/ids";
import { listPortRuns, type RunFilter } from "../lib/server/port-runs";
import type { Services } from "../lib/server/running";
import { createWorld } from "../lib/server/world";
import { type Line, median, ms, quantile, report, rounds } from "./measure";

/*
 * What many runs cost: ten thousand that wait, and a hundred thousand that are over. Everything is the real store
 * on a real disk; only the hundred thousand are copies of one run, made by the database itself.
 */

const WAITING = 10_000;
const FINISHED = 100_000;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes that are held after everything that is not needed has gone. */
function held(): { heap: number; rss: number } {
  for (let round = 0; round < 3; round++) collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}

const folder = mkdtempSync(join(tmpdir(), "slipway-scale-"));
const path = join(folder, "slipway.db");

const world = createWorld({
  settings: {
    http: { timeoutMs: 30_000, maxResponse: 10_000_000 },
    egressAllow: [],
    portApi: { baseUrl: "https://api.getport.io", origins: [] },
  },
  secrets: async () => ({}),
  fault: (_run, error) => {
    throw error;
  },
});

const requestOf = (seconds: number | null): RunRequest => ({
  run: freshId("wfr"),
  document: {
    identifier: "waits",
    nodes: [
      { identifier: "trigger", config: { type: "SELF_SERVE_TRIGGER" } },
      ...(seconds === null ? [] : [{ identifier: "pause", config: { type: "DELAY", seconds } }]),
    ],
    connections: seconds === null ? [] : [{ sourceIdentifier: "trigger", targetIdentifier: "pause" }],
  },
  workflow: { identifier: "waits", version: null, versionIdentifier: null },
  trigger: "trigger",
  output: { service: "checkout" },
  asyncWebhooks: "continue",
});

const openEngine = (db: Database) =>
  createLocalEngine(createRunStore(db, openBodies(join(folder, "bodies"))), world);

async function waitingRuns(): Promise<Line[]> {
  const db = await openDatabase(path);
  const engine = openEngine(db);
  const before = held();
  for (let start = 0; start < WAITING; start += 100)
    await Promise.all(Array.from({ length: 100 }, () => engine.start(requestOf(3_600))));
  const store = createRunStore(db, openBodies(join(folder, "bodies")));
  while ((await store.parked()) < WAITING) await new Promise((resolve) => setTimeout(resolve, 100));
  const after = held();
  await engine.stop(0);
  await db.destroy();

  const began = performance.now();
  const again = await openDatabase(path);
  const next = openEngine(again);
  await next.resume();
  const { waiting } = await next.health();
  const took = performance.now() - began;
  if (waiting !== WAITING) throw new Error(`${waiting} runs wait after the restart, not ${WAITING}.`);
  await next.stop(0);
  await again.destroy();
  const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
  return [
    {
      what: "10,000 waiting runs, heap more than before",
      value: megabytes(after.heap - before.heap),
      aim: "< 100 MB",
    },
    {
      what: "10,000 waiting runs, process more than before",
      value: megabytes(after.rss - before.rss),
      aim: "< 100 MB",
    },
    { what: "Restart with 10,000 waiting runs", value: ms(took), aim: "< 5 s" },
  ];
}

/** Copies one finished run a hundred thousand times. */
async function fill(db: Database): Promise<void> {
  const engine = openEngine(db);
  const given = requestOf(null);
  await engine.start(given);
  for await (const _ of engine.follow(given.run, 0, new AbortController().signal));
  await engine.stop(0);
  const numbers = sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${FINISHED})`;
  await sql`INSERT INTO runs (id, workflow_id, identifier, version, version_id, document, trigger_node, request,
      status, result, created_at, updated_at, completed_at, environment)
    ${numbers} SELECT 'wfr_' || printf('%016d', i), 'wf_' || printf('%012d', i % 50), 'flow_' || (i % 50), 1, NULL,
      document, trigger_node, request, 'COMPLETED', CASE WHEN i % 7 = 0 THEN 'FAILED' ELSE 'SUCCESS' END,
      strftime('%Y-%m-%dT%H:%M:%fZ', 1750000000 + i, 'unixepoch'), updated_at,
      strftime('%Y-%m-%dT%H:%M:%fZ', 1750000001 + i, 'unixepoch'), 'Playground'
    FROM n, runs WHERE runs.id = ${given.run}`.execute(db);
  await sql`INSERT INTO run_events (run_id, seq, at, type, node_run, body, cut)
    ${numbers} SELECT 'wfr_' || printf('%016d', i), seq, at, type, node_run || i, body, cut
    FROM n, run_events WHERE run_id = ${given.run}`.execute(db);
}

async function manyRuns(): Promise<Line[]> {
  const filled = await openDatabase(path);
  await fill(filled);
  await filled.destroy();

  const began = performance.now();
  const db = await openDatabase(path);
  const engine = openEngine(db);
  await engine.resume();
  const restart = performance.now() - began;

  const services = { db } as Services;
  const every: RunFilter = {
    limit: 50,
    offset: 0,
    runs: [],
    workflows: [],
    versions: [],
    createdBy: [],
    statuses: [],
    results: [],
  };
  const asked: [string, Partial<RunFilter>][] = [
    ["the newest 50", {}],
    ["50 of one workflow", { workflows: ["flow_7"] }],
    ["50 that failed", { results: ["FAILED"] }],
    ["50 after the first 50,000", { offset: 50_000 }],
    ["one by its identifier", { runs: [`wfr_${String(4_711).padStart(16, "0")}`] }],
  ];
  const lines: Line[] = [{ what: "Restart with 100,000 finished runs", value: ms(restart), aim: "< 5 s" }];
  for (const [what, filter] of asked) {
    const times = await rounds(20, 2, async () => {
      const found = await listPortRuns(services, localActor, { ...every, ...filter });
      if (found.length === 0) throw new Error(`${what} found nothing.`);
    });
    const value = `${ms(median(times))}, ${ms(quantile(times, 0.95))}`;
    lines.push({ what: `List of runs among 100,000: ${what}, median and 95 %`, value, aim: "< 100 ms" });
  }
  await engine.stop(0);
  await db.destroy();
  return lines;
}

report([...(await waitingRuns()), ...(await manyRuns())]);
await world.close();
rmSync(folder, { recursive: true });
