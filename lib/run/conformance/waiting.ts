import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../base/json";
import type { Runner } from "../../nodes/runner";
import { emptyRun, reduceRun } from "../state";
import { answer, collect, fold, type Kit, outputOf, outside, request, summary, until, webhook } from "./kit";

const delay = (identifier: string, seconds: number | string): JsonObject => ({
  identifier,
  config: { type: "DELAY", seconds },
});

/** Time as a test moves it: timers run when their moment is passed. */
export function clock(start = Date.parse("2026-01-01T00:00:00Z")) {
  let now = start;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    later(ms: number, run: () => void) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(ms: number) {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
}

const moments = async (count: number) => {
  for (let at = 0; at < count; at++) await new Promise<void>((resolve) => setImmediate(resolve));
};

/** Moves the clock on, step by step, until something has come about; the test's own timeout is the bound. */
async function passUntil(
  time: ReturnType<typeof clock>,
  come: () => boolean | Promise<boolean>,
): Promise<void> {
  while (!(await come())) {
    time.advance(100);
    await moments(1);
  }
}

/** The same until a run has ended. */
async function pass(time: ReturnType<typeof clock>, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  await passUntil(time, () => over);
}

/** Timers, further attempts, polling and people. */
export function describeWaiting({ begin, open }: Kit): void {
  const timed = (service?: Parameters<typeof outside>[0]) => {
    const time = clock();
    const { world, calls } = outside(service);
    return { time, calls, world: { ...world, now: time.now, later: time.later } };
  };

  describe("a delay", () => {
    test("goes on when its moment has come, and not before", async () => {
      const { time, calls, world } = timed();
      const { engine } = await begin(world);
      const given = request([delay("pause", 90), webhook("a")], ["start > pause", "pause > a"]);
      await engine.start(given);
      const waiting = await until(engine, given.run, "node.waiting");
      expect(waiting.nodeRuns[1]).toMatchObject({ waitingFor: "timer", until: "2026-01-01T00:01:30.000Z" });
      time.advance(89_000);
      await moments(20);
      expect(calls).toEqual([]);
      const log = collect(engine, given.run);
      await pass(time, log);
      expect(summary(fold(given.run, await log))).toEqual(["start SUCCESS", "pause SUCCESS", "a SUCCESS"]);
    });

    test("that came due while the process was away goes on at the start", async () => {
      const { time, world } = timed();
      const { engine, under } = await begin(world);
      const given = request([delay("pause", 90), webhook("a")], ["start > pause", "pause > a"]);
      await engine.start(given);
      await until(engine, given.run, "node.waiting");
      await engine.stop(0);
      time.advance(3_600_000);
      const again = await open(under, world);
      await again.resume();
      const log = collect(again, given.run);
      await pass(time, log);
      expect(fold(given.run, await log)).toMatchObject({ result: "SUCCESS" });
    });

    test.each([0, -1, 1.5, 86_401, "soon", "{{ null }}"])("of %s seconds fails", async (seconds) => {
      const { world } = timed();
      const { engine } = await begin(world);
      const given = request([delay("pause", seconds)], ["start > pause"]);
      await engine.start(given);
      const state = fold(given.run, await collect(engine, given.run));
      expect(state).toMatchObject({ result: "FAILED", error: { code: "delay/seconds" } });
    });
  });

  describe("further attempts", () => {
    const retry = { attempts: 3, firstPause: 1, factor: 2, longestPause: 60, methods: "all" } as const;

    test("follow a failure that may pass, with the same key, until one succeeds", async () => {
      let left = 2;
      const { time, calls, world } = timed(async () => answer(left-- > 0 ? 503 : 200, { fine: true }));
      const { engine } = await begin(world);
      const given = request([webhook("a")], ["start > a"], { retry });
      await engine.start(given);
      const log = collect(engine, given.run);
      await pass(time, log);
      const state = fold(given.run, await log);
      expect(state.result).toBe("SUCCESS");
      expect(state.nodeRuns[1]?.attempts).toMatchObject([
        { error: { code: "http/status" }, response: { status: 503 } },
        { error: { code: "http/status" }, response: { status: 503 } },
      ]);
      const keys = calls.map(({ headers }) => headers.find(([name]) => name === "idempotency-key")?.[1]);
      expect(keys).toEqual([state.nodeRuns[1]?.nodeRun, keys[0], keys[0]]);
      expect(outputOf(state, "a")).toMatchObject({ response: { data: { fine: true } } });
    });

    test("end with the last one's failure", async () => {
      const { time, calls, world } = timed(async () => answer(500, {}));
      const { engine } = await begin(world);
      const given = request([webhook("a")], ["start > a"], { retry });
      await engine.start(given);
      const log = collect(engine, given.run);
      await pass(time, log);
      const state = fold(given.run, await log);
      expect(state).toMatchObject({ result: "FAILED", error: { code: "http/status" } });
      expect(calls).toHaveLength(3);
    });

    test("do not follow what will not pass, nor a run without a policy", async () => {
      for (const [status, policy] of [
        [422, { retry }],
        [503, {}],
      ] as const) {
        const { calls, world } = timed(async () => answer(status, {}));
        const { engine } = await begin(world);
        const given = request([webhook("a")], ["start > a"], policy);
        await engine.start(given);
        expect(fold(given.run, await collect(engine, given.run)).result).toBe("FAILED");
        expect(calls).toHaveLength(1);
      }
    });

    test("are counted on after a restart", async () => {
      const { time, calls, world } = timed(async () => answer(500, {}));
      const { engine, under } = await begin(world);
      const given = request([webhook("a")], ["start > a"], { retry });
      await engine.start(given);
      await until(engine, given.run, "node.retry");
      await engine.stop(0);
      const again = await open(under, world);
      await again.resume();
      const log = collect(again, given.run);
      await pass(time, log);
      const state = fold(given.run, await log);
      expect(state.nodeRuns[1]?.attempts).toHaveLength(2);
      expect(calls).toHaveLength(3);
      // Nothing was in flight when the process ended, so nothing was sent twice.
      expect(state.nodeRuns[1]?.logs).toEqual([]);
    });

    test("end with a cancel", async () => {
      const { world } = timed(async () => answer(500, {}));
      const { engine } = await begin(world);
      const given = request([webhook("a")], ["start > a"], { retry });
      await engine.start(given);
      await until(engine, given.run, "node.retry");
      await engine.cancel(given.run, { force: false });
      const state = fold(given.run, await collect(engine, given.run));
      expect(summary(state)).toEqual(["start SUCCESS", "a CANCELLED"]);
    });
  });

  describe("a run that waits for long", () => {
    const lines = ["start > task", "task > a"];
    const task = () =>
      request([webhook("task", { synchronized: false }), webhook("a")], lines, { asyncWebhooks: "wait" });

    /** Starts a run and lets time pass until it has left memory. */
    async function park(kit: Pick<Kit, "begin">, given = task(), service = timed()) {
      const { engine, under } = await kit.begin(service.world);
      await engine.start(given);
      const waiting = await until(engine, given.run, "node.waiting");
      const store = under.store();
      await passUntil(service.time, async () => (await store.parked()) === 1);
      return { ...service, engine, under, store, given, nodeRun: waiting.nodeRuns[1]?.nodeRun ?? "" };
    }

    test("leaves memory, is counted, and comes back for its report", async () => {
      const { engine, given, nodeRun, store } = await park({ begin });
      expect(await engine.health()).toEqual({ ok: true, running: 0, waiting: 1 });
      expect(await store.unfinished()).toEqual([]);
      expect(await engine.signal(nodeRun, { status: "COMPLETED", result: "SUCCESS" })).toMatchObject({
        ok: true,
      });
      const state = fold(given.run, await collect(engine, given.run));
      expect(summary(state)).toEqual(["start SUCCESS", "task SUCCESS", "a SUCCESS"]);
      expect(await store.parked()).toBe(0);
    });

    test("takes several reports at once", async () => {
      const { engine, given, nodeRun } = await park({ begin });
      const note = (message: string) => ({ logs: [{ level: "INFO" as const, message }] });
      await Promise.all([..."abc"].map((message) => engine.signal(nodeRun, note(message))));
      await engine.signal(nodeRun, { status: "COMPLETED", result: "SUCCESS" });
      const state = fold(given.run, await collect(engine, given.run));
      expect(state.nodeRuns[1]?.logs.map(({ message }) => message).sort()).toEqual(["a", "b", "c"]);
    });

    test("is cancelled", async () => {
      const { engine, given } = await park({ begin });
      expect(await engine.cancel(given.run, { force: false })).toMatchObject({ ok: true });
      const state = fold(given.run, await collect(engine, given.run));
      expect(summary(state)).toEqual(["start SUCCESS", "task CANCELLED"]);
    });

    test("stays outside over a restart, and is there when somebody looks", async () => {
      const { engine, under, given, nodeRun, world } = await park({ begin });
      await engine.stop(0);
      const again = await open(under, world);
      expect(await again.resume()).toBe(0);
      const log = collect(again, given.run);
      await moments(5);
      await again.signal(nodeRun, { status: "COMPLETED", result: "SUCCESS" });
      expect(fold(given.run, await log)).toMatchObject({ result: "SUCCESS" });
    });

    test("goes on by itself when its moment comes, in order of the moments, after a restart too", async () => {
      const service = timed();
      const pause = (seconds: number) =>
        request([delay("pause", seconds), webhook("a")], ["start > pause", "pause > a"]);
      const { engine, under, store } = await park({ begin }, pause(3_600), service);
      const soon = pause(1_800);
      await engine.start(soon);
      await passUntil(service.time, async () => (await store.parked()) === 2);
      expect(await store.due(service.time.now(), 10)).toEqual([]);
      expect(await store.nextDue()).toBeLessThanOrEqual(service.time.now() + 1_800_000);
      const [first] = await store.due(service.time.now() + 1_900_000, 10);
      expect(first).toBe(soon.run);
      await engine.stop(0);
      const again = await open(under, service.world);
      expect(await again.resume()).toBe(0);
      service.time.advance(4_000_000);
      await passUntil(service.time, async () => (await store.status(soon.run)) === "COMPLETED");
      expect(await store.status(soon.run)).toBe("COMPLETED");
    });
  });

  test("a node for the execution agent waits for it, and its config is handed over in clear", async () => {
    const { world, calls } = timed();
    const { engine } = await begin({ ...world, secrets: async () => ({ key: "in-clear" }) });
    const given = request(
      [webhook("a", { agent: true, headers: { "x-key": "{{ .secrets.key }}" } }), webhook("b")],
      ["start > a", "a > b"],
    );
    await engine.start(given);
    const waiting = await until(engine, given.run, "node.waiting");
    const [, node] = waiting.nodeRuns;
    expect(node).toMatchObject({ waitingFor: "agent", continues: false, request: { agent: true } });
    expect(JSON.stringify(node)).not.toContain("in-clear");
    expect(calls).toEqual([]);
    const nodeRun = node?.nodeRun ?? "";
    expect(await engine.handOver(nodeRun)).toMatchObject({
      ok: true,
      value: {
        run: given.run,
        node: "a",
        config: { type: "WEBHOOK", url: "https://example.com/a", headers: { "x-key": "in-clear" } },
      },
    });
    const output = { response: { status: 200, data: { from: "inside" } } };
    await engine.signal(nodeRun, { status: "COMPLETED", result: "SUCCESS", output });
    const state = fold(given.run, await collect(engine, given.run));
    expect(summary(state)).toEqual(["start SUCCESS", "a SUCCESS", "b SUCCESS"]);
    expect(outputOf(state, "a")).toEqual(output);
    expect(await engine.handOver(nodeRun)).toMatchObject({ error: { code: "node-run/over" } });
    expect(await engine.handOver("wfnr_none")).toMatchObject({ error: { code: "node-run/not-found" } });
  });

  test("a runner that asks again is called with what it left, after a restart too", async () => {
    const seen: unknown[] = [];
    const poll: Runner = async ({ resume }, { now }) => {
      seen.push(resume ?? null);
      const round = typeof resume === "number" ? resume : 0;
      if (round === 2) return { kind: "done", output: { rounds: round } };
      const at = new Date(now() + 5_000).toISOString();
      return { kind: "waiting", for: "poll", continues: false, until: at, resume: round + 1 };
    };
    const { time, world } = timed();
    const polling = { ...world, runners: { ...world.runners, KAFKA: poll } };
    const { engine, under } = await begin(polling);
    const given = request([{ identifier: "ask", config: { type: "KAFKA" } }], ["start > ask"]);
    await engine.start(given);
    await until(engine, given.run, "node.waiting");
    await engine.stop(0);
    const again = await open(under, polling);
    await again.resume();
    const log = collect(again, given.run);
    await pass(time, log);
    expect(outputOf(fold(given.run, await log), "ask")).toEqual({ rounds: 2 });
    expect(seen).toEqual([null, 1, 2]);
  });

  test("answers of people call the runner again, one after the other", async () => {
    const ask: Runner = async ({ answers, resume }) =>
      answers.length >= 2
        ? {
            kind: "done",
            outlet: "yes",
            output: { by: answers.map(({ by }) => by.email), resume: resume ?? null },
          }
        : { kind: "waiting", for: "person", continues: false, resume: "asked", prompt: { text: "Go?" } };
    const { world } = timed();
    const asking = { ...world, runners: { ...world.runners, INPUT: ask } };
    const { engine } = await begin(asking);
    const given = request([{ identifier: "ask", config: { type: "INPUT" } }], ["start > ask"]);
    await engine.start(given);
    const asked = await until(engine, given.run, "node.waiting");
    const { nodeRun } = asked.nodeRuns[1] ?? { nodeRun: "" };
    expect(asked.nodeRuns[1]?.prompt).toEqual({ text: "Go?" });
    for (const email of ["a@example.com", "b@example.com"]) {
      const by = { email, firstName: "", lastName: "" };
      const given = { answer: { buttonIdentifier: "yes", inputs: {}, by } };
      expect(await engine.signal(nodeRun, given)).toMatchObject({ ok: true });
    }
    const log = await collect(engine, given.run);
    const state = log.reduce(reduceRun, emptyRun(given.run));
    expect(outputOf(state, "ask")).toEqual({ by: ["a@example.com", "b@example.com"], resume: "asked" });
    expect(state.nodeRuns[1]?.outlet).toBe("yes");
  });
}
