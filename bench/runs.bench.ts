import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { Agent, request } from "undici";
import type { JsonObject } from "../lib/base/json";
import { openBodies } from "../lib/server/bodies";
import { openDatabase } from "../lib/server/db/client";
import { createLocalEngine } from "../lib/server/engine/local";
import { createRunStore } from "../lib/server/engine/store";
import { freshId } from "../lib/server/ids";
import { createWorld } from "../lib/server/world";
import { type Line, median, ms, report, rounds } from "./measure";

/*
 * Four POSTs after each other, each with a template that reads the answer before it: by a plain undici script,
 * and as a workflow on the local engine with its history. Both alternate in one process, against a server in a
 * thread of its own.
 */

const steps = ["one", "two", "three", "four"];

/** The server's own source, so that it shares no event loop with what is measured. */
const serverSource = `
  const { createServer } = require("node:http");
  const { parentPort } = require("node:worker_threads");
  let id = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ id: ++id, state: "ready" }));
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

const worker = new Worker(serverSource, { eval: true });
const port = await new Promise<number>((resolve) => worker.once("message", resolve));
const base = `http://127.0.0.1:${port}`;

const agent = new Agent({ keepAliveTimeout: 60_000 });

async function plain(): Promise<void> {
  let id: unknown = null;
  for (const step of steps) {
    const { body } = await request(`${base}/${step}`, {
      dispatcher: agent,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ service: "checkout", previous: id }),
    });
    id = ((await body.json()) as { id: number }).id;
  }
}

const document: JsonObject = {
  identifier: "four_posts",
  nodes: [
    { identifier: "trigger", config: { type: "SELF_SERVE_TRIGGER" } },
    ...steps.map((step, index) => ({
      identifier: step,
      config: {
        type: "WEBHOOK",
        url: `${base}/${step}`,
        body: {
          service: "{{ .outputs.trigger.service }}",
          previous: index === 0 ? null : `{{ .outputs.${steps[index - 1]}.response.data.id }}`,
        },
      },
    })),
  ],
  connections: steps.map((step, index) => ({
    sourceIdentifier: index === 0 ? "trigger" : (steps[index - 1] ?? ""),
    targetIdentifier: step,
  })),
};

const folder = mkdtempSync(join(tmpdir(), "slipway-bench-"));
const db = await openDatabase(join(folder, "slipway.db"));
const world = createWorld({
  settings: {
    http: { timeoutMs: 30_000, maxResponse: 10_000_000 },
    egressAllow: [`127.0.0.1:${port}`],
    portApi: { baseUrl: "https://api.getport.io", origins: [] },
  },
  secrets: async () => ({}),
  fault: (_run, error) => {
    throw error;
  },
});
const engine = createLocalEngine(createRunStore(db, openBodies(join(folder, "bodies"))), world);

async function workflow(): Promise<void> {
  const run = freshId("wfr");
  const started = await engine.start({
    run,
    document,
    workflow: { identifier: "four_posts", version: null, versionIdentifier: null },
    trigger: "trigger",
    output: { service: "checkout" },
    asyncWebhooks: "continue",
  });
  if (!started.ok) throw new Error(started.error.message);
  for await (const event of engine.follow(run, 0, new AbortController().signal)) {
    if (event.type === "run.completed" && event.result !== "SUCCESS") throw new Error(event.error?.message);
  }
}

const many = (count: number, run: () => Promise<void>) => async () => {
  await Promise.all(Array.from({ length: count }, run));
};

/** How long one run takes among `count` at a time, and how many are done in a second. */
async function throughput(count: number): Promise<Line[]> {
  const times: number[] = [];
  const timed = async () => {
    const began = performance.now();
    await workflow();
    times.push(performance.now() - began);
  };
  await many(count, workflow)();
  const began = performance.now();
  const blocks = Math.ceil(512 / count);
  for (let block = 0; block < blocks; block++) await many(count, timed)();
  const seconds = (performance.now() - began) / 1_000;
  const half = median(times.sort((a, b) => a - b));
  const value = `${ms(half)}; ${Math.round((blocks * count) / seconds)} runs a second`;
  return [{ what: `A run of four POSTs, ${count} at a time, median`, value, aim: "" }];
}

/** Alternates the two, so that both meet the same weather. */
async function ratio(
  what: string,
  count: number,
  floor: () => Promise<void>,
  measured: () => Promise<void>,
): Promise<Line[]> {
  const floors: number[] = [];
  const times: number[] = [];
  for (let block = 0; block < 5; block++) {
    floors.push(...(await rounds(count, block === 0 ? count : 2, floor)));
    times.push(...(await rounds(count, block === 0 ? count : 2, measured)));
  }
  const low = median(floors.sort((a, b) => a - b));
  const high = median(times.sort((a, b) => a - b));
  return [
    { what: `${what}, plain undici`, value: ms(low), aim: "the floor" },
    { what: `${what}, local engine with history`, value: ms(high), aim: "" },
    { what: `${what}, ratio`, value: `${(high / low).toFixed(2)} ×`, aim: "≤ 2.5 ×" },
  ];
}

const lines = [
  ...(await ratio("Four POSTs after each other", 40, plain, workflow)),
  ...(await ratio("16 at a time, each four POSTs", 12, many(16, plain), many(16, workflow))),
  ...(await throughput(1)),
  ...(await throughput(16)),
  ...(await throughput(64)),
];
report(lines);

await engine.stop(0);
await world.close();
await agent.close();
await db.destroy();
await worker.terminate();
rmSync(folder, { recursive: true });
