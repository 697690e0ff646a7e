import { err, ok, type Result } from "../base/result";
import type { RunError } from "../nodes/runner";
import { createAlarm } from "./alarm";
import type { Engine, EngineError, NodeReport } from "./engine";
import type { RunEvent, RunEventBody } from "./events";
import { type HostedRun, hostRun } from "./host";
import { emptyRun, reduceRun } from "./state";
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
  const arriving = new Map<string, Promise<HostedRun | undefined>>();
  let stopping = false;

  const host = (name: string, run: HostedRun): void => {
    runs.set(name, run);
    void run.ended.then(() => {
      // A run that was left is not taken up again before the next start.
      if (runs.get(name) === run && (run.parked() || run.state().status === "COMPLETED")) runs.delete(name);
      const until = run.parkedUntil();
      if (until !== undefined) alarm.note(until);
    });
  };

  const fail = (code: EngineError["code"], message: string) => err({ code, message });

  /** Nothing new is begun while it could not be recorded. */
  const storeTrouble = () => {
    const reason = writer.failing();
    return reason === undefined
      ? undefined
      : fail(
          "store/failing",
          `Slipway cannot write its data now (${reason}). Free some space, then try again.`,
        );
  };

  /** Takes up a run of the store, once. */
  const takeUp = (name: string): Promise<HostedRun | undefined> => {
    const known = runs.get(name);
    if (known?.parked() === false) return Promise.resolve(known);
    const under = arriving.get(name) ?? load(name).finally(() => arriving.delete(name));
    arriving.set(name, under);
    return under;
  };

  const load = async (name: string): Promise<HostedRun | undefined> => {
    try {
      const stored = await store.load(name);
      // It may have been taken up, and have ended, before its turn came.
      if (stored === undefined || stopping || stored.events.at(-1)?.type === "run.completed")
        return undefined;
      const run = hostRun(stored.request, stored, world, writer);
      host(name, run);
      return run;
    } catch (error) {
      if (stopping) return undefined;
      world.fault(name, error);
      await giveUp(name, error, store, world).catch((again: unknown) => world.fault(name, again));
      return undefined;
    }
  };

  /** A run of this process; one that is parked, or that the start has not come to yet, is taken up now. */
  const hosted = async (name: string): Promise<HostedRun | undefined> => {
    const run = runs.get(name);
    if (run?.parked() === false) return run;
    const status = await store.status(name);
    return status === undefined || status === "COMPLETED" ? undefined : takeUp(name);
  };

  /** Asks a run, again and again where it is parked under our hands. */
  const ask = async <T>(
    name: string,
    question: (run: HostedRun) => Promise<T | undefined>,
  ): Promise<T | undefined> => {
    for (;;) {
      const run = await hosted(name);
      if (run === undefined) return undefined;
      const answer = await question(run);
      if (answer !== undefined) return answer;
    }
  };

  /** Asks the run of a node run; `over` is what is said of one whose run is over. */
  const askAbout = async <T>(
    nodeRun: string,
    question: (run: HostedRun) => Promise<Result<T, EngineError> | undefined>,
    over: string,
  ): Promise<Result<T, EngineError>> => {
    const name = await store.findByNodeRun(nodeRun);
    if (name === undefined) return fail("node-run/not-found", `There is no node run ${nodeRun}.`);
    return (await ask(name, question)) ?? fail("node-run/over", over);
  };

  const alarm = createAlarm(store, world, takeUp);

  return {
    async start(request) {
      if (stopping) throw new Error("The engine has stopped.");
      const exists = () => fail("run/exists", `The run ${request.run} exists already.`);
      const trouble = storeTrouble();
      if (trouble !== undefined) return trouble;
      if (runs.has(request.run)) return exists();
      const run = hostRun(request, undefined, world, writer);
      host(request.run, run);
      const forget = () => runs.get(request.run) === run && runs.delete(request.run);
      try {
        if (await run.started) return ok(undefined);
      } catch (error) {
        forget();
        const now = storeTrouble();
        if (now !== undefined) return now;
        throw error;
      }
      forget();
      return exists();
    },

    async signal(nodeRun, report) {
      const problem = checkReport(report);
      if (problem !== undefined) return fail("report/invalid", problem);
      return askAbout<void>(
        nodeRun,
        async (run) => storeTrouble() ?? (await run.report(nodeRun, report)),
        `The node run ${nodeRun} is over; it takes no more reports.`,
      );
    },

    handOver: (nodeRun) =>
      askAbout(nodeRun, (run) => run.handOver(nodeRun), `The node run ${nodeRun} is over.`),

    async cancel(name, { force }): Promise<Result<void, EngineError>> {
      const answer = await ask<Result<void, EngineError>>(name, async (run) => {
        if (run.state().status === "COMPLETED") return fail("run/over", `The run ${name} is over.`);
        const trouble = storeTrouble();
        if (trouble !== undefined) return trouble;
        return (await run.cancel(force)) ? ok(undefined) : undefined;
      });
      if (answer !== undefined) return answer;
      return (await store.status(name)) === undefined
        ? fail("run/not-found", `There is no run ${name}.`)
        : fail("run/over", `The run ${name} is over.`);
    },

    follow: (name, after, signal) => follow(name, after, signal, hosted, store),

    health: async () => {
      const here = [...runs.values()].filter((run) => !run.isParkedInStore());
      const waiting = here.filter((run) => run.state().nodeRuns.at(-1)?.waitingFor !== undefined).length;
      return {
        ok: !stopping && writer.failing() === undefined,
        running: here.length - waiting,
        waiting: waiting + (await store.parked()),
      };
    },

    async stop(ms) {
      stopping = true;
      alarm.stop();
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
      writer.close();
      await done;
    },

    async resume() {
      alarm.check();
      const names = (await store.unfinished()).filter((name) => !runs.has(name));
      for (const name of names) {
        if (stopping) break;
        await takeUp(name);
        // Thousands of runs must not keep the process from all else.
        await new Promise<void>((resolve) => world.soon(resolve));
      }
      return names.length;
    },
  };
}

/** Ends a run whose stored data cannot be read: nothing else will ever end it. */
async function giveUp(name: string, cause: unknown, store: RunStore, world: World): Promise<void> {
  const state = (await store.events(name, 0)).reduce(reduceRun, emptyRun(name));
  if (state.status === "COMPLETED") return;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const error: RunError = {
    code: "run/unreadable",
    message: `The run could not be taken up again, for its stored data cannot be read: ${reason}`,
    hint: "Start the workflow again. What its nodes have done stays done.",
  };
  const closing: RunEventBody[] = state.nodeRuns
    .filter(({ status }) => status !== "COMPLETED")
    .map(({ nodeRun }) => ({
      type: "node.completed",
      nodeRun,
      result: "CANCELLED",
      replaced: false,
      continued: false,
    }));
  const at = new Date(world.now()).toISOString();
  const events = [...closing, { type: "run.completed", result: "FAILED", error } as const].map(
    (body, index) => ({ ...body, seq: state.seq + index + 1, at }) as RunEvent,
  );
  await store.append([{ run: name, events, put: [], remove: [] }]);
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
  hosted: (name: string) => Promise<HostedRun | undefined>,
  store: RunStore,
): AsyncGenerator<RunEvent> {
  let seen = after;
  while (!signal.aborted) {
    const run = await hosted(name);
    if (run === undefined) {
      for (const event of await store.events(name, seen)) {
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
      // One that was parked before somebody looked is taken up again.
      while (!signal.aborted && !run.parked()) {
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
}
