import { err, ok, type Result } from "../base/result";
import type { Engine, EngineError, NodeReport } from "./engine";
import type { RunEvent } from "./events";
import { type HostedRun, hostRun } from "./host";
import type { RunStore } from "./store";
import type { World } from "./world";
import { createWriter } from "./writer";

/** An engine that lives in this process, and what its owner does at start. */
export interface LocalEngine extends Engine {
  /** Takes up every unfinished run of the store; resolves with their number once each has begun. */
  resume(): Promise<number>;
}

/**
 * The engine over any store: runs live in this process as long as they are not over, and everything that
 * must survive is in the store.
 */
export function engineOf(store: RunStore, world: World): LocalEngine {
  const writer = createWriter(store, world);
  const runs = new Map<string, HostedRun>();
  let stopping = false;

  const host = (name: string, run: HostedRun): void => {
    runs.set(name, run);
    void run.ended.then(() => {
      // A run that was left is not taken up again before the next start.
      if (runs.get(name) === run && run.state().status === "COMPLETED") runs.delete(name);
    });
  };

  const fail = (code: EngineError["code"], message: string) => err({ code, message });

  return {
    async start(request) {
      if (stopping) throw new Error("The engine has stopped.");
      const exists = () => fail("run/exists", `The run ${request.run} exists already.`);
      if (runs.has(request.run)) return exists();
      const run = hostRun(request, undefined, world, writer);
      host(request.run, run);
      if (await run.started) return ok(undefined);
      if (runs.get(request.run) === run) runs.delete(request.run);
      return exists();
    },

    async signal(nodeRun, report) {
      const problem = checkReport(report);
      if (problem !== undefined) return fail("report/invalid", problem);
      const found = await store.findByNodeRun(nodeRun);
      const run = found === undefined ? undefined : runs.get(found);
      if (run !== undefined) return run.report(nodeRun, report);
      return found === undefined
        ? fail("node-run/not-found", `There is no node run ${nodeRun}.`)
        : fail("node-run/over", `The node run ${nodeRun} is over; it takes no more reports.`);
    },

    async cancel(name, { force }): Promise<Result<void, EngineError>> {
      const run = runs.get(name);
      if (run === undefined || run.state().status === "COMPLETED") {
        const status = run === undefined ? await store.status(name) : "COMPLETED";
        return status === undefined
          ? fail("run/not-found", `There is no run ${name}.`)
          : fail("run/over", `The run ${name} is over.`);
      }
      await run.cancel(force);
      return ok(undefined);
    },

    follow: (name, after, signal) => follow(name, after, signal, runs, store),

    health: async () => {
      const open = [...runs.values()].map((run) => run.state().nodeRuns.at(-1)?.waitingFor !== undefined);
      const waiting = open.filter(Boolean).length;
      return { ok: !stopping, running: open.length - waiting, waiting };
    },

    async stop(ms) {
      stopping = true;
      const all = [...runs.values()];
      for (const run of all) run.pause();
      const done = Promise.all(all.map((run) => run.ended));
      let cancelTimer: (() => void) | undefined;
      const late = new Promise<void>((resolve) => {
        cancelTimer = world.later(ms, resolve);
      });
      await Promise.race([done, late]);
      cancelTimer?.();
      for (const run of all) run.abandon();
      await done;
    },

    async resume() {
      const names = (await store.unfinished()).filter((name) => !runs.has(name));
      for (const name of names) {
        const stored = await store.load(name);
        if (stored !== undefined) host(name, hostRun(stored.request, stored, world, writer));
      }
      return names.length;
    },
  };
}

/** What is wrong with a report; nothing when it is fine (reference 7.4). */
function checkReport(report: NodeReport): string | undefined {
  if (report.status === "COMPLETED" && report.result === undefined)
    return "A report of COMPLETED needs a result: SUCCESS, FAILED or CANCELLED.";
  if (report.result !== undefined && report.status !== "COMPLETED")
    return `A report with the result ${report.result} needs the status COMPLETED.`;
  return undefined;
}

async function* follow(
  name: string,
  after: number,
  signal: AbortSignal,
  runs: ReadonlyMap<string, HostedRun>,
  store: RunStore,
): AsyncGenerator<RunEvent> {
  let seen = after;
  const run = runs.get(name);
  if (run === undefined) {
    for (const event of await store.events(name, after)) {
      if (signal.aborted) return;
      yield event;
    }
    return;
  }
  let changed: (() => void) | undefined;
  const unwatch = run.watch(() => changed?.());
  const aborted = () => changed?.();
  signal.addEventListener("abort", aborted);
  try {
    while (!signal.aborted) {
      const event = run.durable()[seen];
      if (event !== undefined) {
        seen = event.seq;
        yield event;
        if (event.type === "run.completed") return;
        continue;
      }
      if (run.over()) return;
      await new Promise<void>((resolve) => {
        changed = resolve;
        // It may have happened between the look and the promise of the consumer's turn.
        if (signal.aborted || run.over() || run.durable()[seen] !== undefined) resolve();
      });
    }
  } finally {
    unwatch();
    signal.removeEventListener("abort", aborted);
  }
}
