import { describe, expect, test } from "vitest";
import type { HttpResult } from "../../nodes/runner";
import type { RunEvent } from "../events";
import {
  answer,
  collect,
  condition,
  fold,
  type Kit,
  outputOf,
  outside,
  request,
  summary,
  until,
  webhook,
} from "./kit";

/** What survives the end of the process. */
export function describeRestart({ begin, make, open }: Kit): void {
  describe("after a restart", () => {
    const nodes = [
      webhook("a", { body: { at: "{{ now }}" } }),
      condition("which", { go: '.outputs.a.path == "/a"' }),
      webhook("b", { synchronized: false }, { variables: { v: "{{ .result.v }}" } }),
      webhook("c", {}, { variables: { seen: "{{ .outputs.b.v }}" } }),
    ];
    const lines = ["start > a", "a > which", "which go> b", "b > c"];

    test("a run goes on from a log cut at any event", async () => {
      const complete = outside();
      const { engine } = await begin(complete.world);
      const given = request(nodes, lines, { asyncWebhooks: "wait" });
      await engine.start(given);
      const task = (await until(engine, given.run, "node.waiting")).nodeRuns.at(-1)?.nodeRun ?? "";
      await engine.signal(task, { status: "COMPLETED", result: "SUCCESS", output: { v: 5 } });
      const log = await collect(engine, given.run);
      const whole = fold(given.run, log);
      expect(outputOf(whole, "c")).toEqual({ seen: 5 });

      for (let cut = 1; cut < log.length; cut++) {
        const kept = log.slice(0, cut);
        const before = fold(given.run, kept);
        const world = outside();
        const under = await make();
        await under.store().append([{ run: given.run, create: given, events: kept, put: [], remove: [] }]);
        const again = await open(under, world.world);
        expect(await again.resume()).toBe(1);
        const report = { status: "COMPLETED", result: "SUCCESS", output: { v: 5 } } as const;
        const waiting = before.nodeRuns.find((one) => one.waitingFor !== undefined);
        if (waiting !== undefined) await again.signal(waiting.nodeRun, report);
        for await (const event of again.follow(given.run, cut, new AbortController().signal))
          if (event.type === "node.waiting") await again.signal(event.nodeRun, report);
        const state = fold(given.run, await collect(again, given.run));
        expect(state.result, `cut after ${kept.at(-1)?.type} ${cut}`).toBe("SUCCESS");
        expect(summary(state)).toEqual(summary(whole));
        expect(outputOf(state, "c")).toEqual({ seen: 5 });
        const done = before.nodeRuns.filter(
          (one) => one.request !== undefined && (one.status === "COMPLETED" || one.waitingFor !== undefined),
        );
        const sent = world.calls.map(({ url }) => url);
        for (const { request: recorded } of done) expect(sent).not.toContain(recorded?.url);
      }
    });

    test("a committed step is not run again, and a request in flight goes out with the same key", async () => {
      const never = outside(() => new Promise(() => {}));
      const { engine, under } = await begin(never.world);
      const given = request([webhook("a", { body: { at: "{{ now }}" } })], ["start > a"]);
      await engine.start(given);
      const { nodeRuns } = await until(engine, given.run, "node.request");
      await engine.stop(0);

      const world = outside();
      const again = await open(under, world.world);
      await again.resume();
      const state = fold(given.run, await collect(again, given.run));
      expect(state.result).toBe("SUCCESS");
      expect(world.calls).toEqual(never.calls);
      expect(world.calls[0]?.headers).toContainEqual(["idempotency-key", nodeRuns[1]?.nodeRun]);
      expect(state.nodeRuns[1]?.logs).toMatchObject([{ level: "WARN" }]);
    });

    test("a step's result that was committed without its events is used", async () => {
      const under = await make();
      const given = request([webhook("a")], ["start > a"]);
      const first = await open(under, outside().world);
      await first.start(given);
      const log = await collect(first, given.run);
      await first.stop(0);
      const started = log.findIndex(({ type }) => type === "node.started");
      const { nodeRun } = log[started] as RunEvent & { type: "node.started" };

      const fresh = await make();
      await fresh.store().append([
        {
          run: given.run,
          create: given,
          events: log.slice(0, started + 1),
          put: [{ key: `step:${nodeRun}`, value: { kind: "done", output: { kept: true } } }],
          remove: [],
        },
      ]);
      const world = outside();
      const engine = await open(fresh, world.world);
      await engine.resume();
      const state = fold(given.run, await collect(engine, given.run));
      expect(outputOf(state, "a")).toEqual({ kept: true });
      expect(world.calls).toEqual([]);
    });

    test("a waiting run waits on, and a report that was not worked on is not lost", async () => {
      const { engine, under } = await begin(outside().world);
      const given = request([webhook("task", { synchronized: false })], ["start > task"]);
      await engine.start(given);
      const task = (await until(engine, given.run, "node.waiting")).nodeRuns[1]?.nodeRun ?? "";
      await engine.stop(0);
      const report = { status: "COMPLETED", result: "SUCCESS", output: { v: 2 } };
      await under.store().append([
        {
          run: given.run,
          events: [],
          put: [{ key: "signal:0", value: { nodeRun: task, report } }],
          remove: [],
        },
      ]);
      const again = await open(under, outside().world);
      expect(await again.resume()).toBe(1);
      const state = fold(given.run, await collect(again, given.run));
      expect(outputOf(state, "task")).toEqual({ v: 2 });
      expect((await under.store().load(given.run))?.journal).toEqual([]);
    });

    test("stop lets the step in flight be recorded", async () => {
      let arrive = (_: HttpResult): void => {};
      const slow = new Promise<HttpResult>((resolve) => {
        arrive = resolve;
      });
      const first = outside(() => slow);
      const { engine, under } = await begin(first.world);
      const given = request([webhook("a"), webhook("b")], ["start > a", "a > b"]);
      await engine.start(given);
      await until(engine, given.run, "node.request");
      const stopped = engine.stop(10_000);
      arrive(answer(200, { once: true }));
      await stopped;
      const world = outside();
      const again = await open(under, world.world);
      await again.resume();
      const state = fold(given.run, await collect(again, given.run));
      expect(outputOf(state, "a")).toMatchObject({ response: { data: { once: true } } });
      expect(world.calls.map(({ url }) => url)).toEqual(["https://example.com/b"]);
    });
  });
}
