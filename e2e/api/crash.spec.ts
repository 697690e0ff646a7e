import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import type { RunRequest } from "../../lib/run/engine";
import type { RunState } from "../../lib/run/state";
import { Victim } from "../crash/process";
import { chain, webhook } from "../harness/workflow";
import { Host } from "../hosts/host";

const root = join(import.meta.dirname, "../..");
const KILLS = 100;
const RUNS = 30;
const seed = Number(process.env.CRASH_SEED ?? 1);

/** A number from 0 to 1, the same ones for each seed (mulberry32). */
function random(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One request as the outside saw it: when it came. */
interface Sent {
  run: string;
  node: string;
  key: string;
  from: number;
}

const person = { email: "a@example.com", firstName: "A", lastName: "B" };

test("runs survive a hundred kills: each ends, and each request is made once, or again when it was in flight", async () => {
  test.setTimeout(900_000);
  const chance = random(seed);
  // Within the project, where its packages are found.
  const folder = join(root, ".build/crash");
  rmSync(folder, { recursive: true, force: true });
  const { bundle } = (await import(join(root, "lib/cli/bundle.mjs"))) as {
    bundle(folder: string, entry: string): Promise<void>;
  };
  await bundle(join(folder, "program"), "e2e/crash/program.ts");

  const sent: Sent[] = [];
  /** Node runs of tasks that an outside system is still to report on. */
  const tasks = new Set<string>();
  const host = await Host.start(async ({ path, headers }) => {
    const [, run = "", node = ""] = path.split("/");
    const key = String(headers["idempotency-key"]);
    sent.push({ run, node, key, from: performance.now() });
    await pause(chance() * 40);
    if (node === "task") tasks.add(key);
    return { status: 200, json: { node } };
  });

  const nodes = (run: string) => {
    const hook = (name: string, more = {}) =>
      webhook(name, `${host.url}/${run}/${name}`, { body: { at: "{{ .workflowRun.createdAt }}" }, ...more });
    return [
      hook("one"),
      { identifier: "pause", config: { type: "DELAY", seconds: 1 } },
      hook("two"),
      {
        identifier: "ask",
        config: {
          type: "INPUT",
          userInputs: { properties: {}, buttons: [{ identifier: "go", label: "Go", variant: "PRIMARY" }] },
          outlets: [{ identifier: "go", title: "Go", evaluationMethod: "button", numOfResponders: 1 }],
          notifications: [],
        },
      },
      hook("task", { synchronized: false }),
      hook("three"),
    ];
  };
  const requestOf = (index: number): RunRequest => {
    const run = `wfr_${String(index).padStart(16, "0")}`;
    const document = chain(`crash_${index}`, nodes(run));
    for (const connection of document.connections as { sourceIdentifier: string }[])
      if (connection.sourceIdentifier === "ask") Object.assign(connection, { sourceOutletIdentifier: "go" });
    return {
      run,
      document,
      workflow: { identifier: `crash_${index}`, version: null, versionIdentifier: null },
      trigger: "trigger",
      output: {},
      asyncWebhooks: "wait",
    };
  };

  const victim = new Victim(join(folder, "program/main.mjs"), {
    SLIPWAY_EGRESS_ALLOW: `127.0.0.1:${host.port}`,
  });
  await victim.launch();

  /** Starts what is not started, answers for people, and reports on tasks, whatever of it the process survives. */
  let toStart = Array.from({ length: RUNS }, (_, index) => requestOf(index));
  let states: RunState[] = [];
  /** When a node run was first read as completed out of the database. */
  const doneAt = new Map<string, number>();
  let busy = true;
  const outside = (async () => {
    while (busy) {
      states = await victim.runs();
      for (const { nodeRuns } of states)
        for (const { nodeRun, status } of nodeRuns)
          if (status === "COMPLETED" && !doneAt.has(nodeRun)) doneAt.set(nodeRun, performance.now());
      const known = new Set(states.map(({ run }) => run));
      toStart = toStart.filter(({ run }) => !known.has(run));
      const [next] = toStart;
      if (next !== undefined) await victim.start(next);
      for (const { nodeRuns } of states)
        for (const { nodeRun, waitingFor } of nodeRuns)
          if (waitingFor === "person")
            await victim.signal(nodeRun, { answer: { buttonIdentifier: "go", inputs: {}, by: person } });
      for (const nodeRun of tasks)
        if (await victim.signal(nodeRun, { status: "COMPLETED", result: "SUCCESS", output: { done: true } }))
          tasks.delete(nodeRun);
      await pause(20);
    }
  })();

  /** From when the process may be dead, and when the next one was there. */
  const kills: { from: number; to: number }[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(60 + chance() * 240);
    const from = performance.now();
    await victim.kill();
    await victim.launch();
    // What the dead process had sent may be read by the host only now.
    kills.push({ from, to: performance.now() });
  }
  await expect
    .poll(() => states.filter(({ status }) => status === "COMPLETED").length, { timeout: 120_000 })
    .toBe(RUNS);
  busy = false;
  await outside;

  for (const state of states) {
    expect(state.result, `${state.run}: ${JSON.stringify(state.error)}`).toBe("SUCCESS");
    expect(state.nodeRuns.map(({ node, result }) => `${node} ${result}`)).toEqual(
      ["trigger", "one", "pause", "two", "ask", "task", "three"].map((node) => `${node} SUCCESS`),
    );
  }
  let repeated = 0;
  for (const { run, nodeRuns } of states)
    for (const { node, nodeRun } of nodeRuns) {
      // Not those with a recorded request: a task that was reported on in time has none, and may have been sent twice.
      if (!["one", "two", "task", "three"].includes(node)) continue;
      const mine = sent.filter((one) => one.run === run && one.node === node);
      expect(new Set(mine.map(({ key }) => key)), `one key for ${run} ${node}`).toEqual(new Set([nodeRun]));
      // Each but the last was cut off by a kill, and each kill cuts off a request once.
      const cut = mine.slice(0, -1).map(({ from }, index) => {
        const until = mine[index + 1]?.from ?? 0;
        return kills.filter((kill) => kill.to >= from && kill.from <= until).length;
      });
      expect(
        cut.every((count) => count >= 1),
        `${run} ${node} was sent again without a kill`,
      ).toBe(true);
      // What was on the disk as completed is never sent again.
      const late = mine.filter(({ from }) => from > (doneAt.get(nodeRun) ?? Number.POSITIVE_INFINITY));
      expect(late, `${run} ${node} was sent after it had completed`).toEqual([]);
      repeated += mine.length - 1;
    }
  // The kills did hit runs at work: else this would prove nothing.
  expect(kills).toHaveLength(KILLS);
  expect(repeated).toBeGreaterThan(0);
  expect(sent.length).toBe(RUNS * 4 + repeated);

  await victim.dispose();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});
