import { describe, expect, test } from "vitest";
import type { HttpResult } from "../../nodes/runner";
import { emptyRun, reduceRun } from "../state";
import {
  answer,
  collect,
  echo,
  fold,
  type Kit,
  outputOf,
  outside,
  request,
  summary,
  until,
  webhook,
} from "./kit";

/** Reports from outside, and cancels. */
export function describeReports({ begin, runToEnd }: Kit): void {
  describe("asynchronous webhooks", () => {
    const nodes = [
      webhook("task", { synchronized: false }),
      webhook("b", { body: { v: "{{ .outputs.task.v }}" } }),
    ];
    const lines = ["start > task", "task > b"];

    test("continue: the run walks on and completes after the report", async () => {
      const world = outside();
      const { engine } = await begin(world.world);
      const given = request(nodes, lines);
      await engine.start(given);
      let task = "";
      let state = emptyRun(given.run);
      for await (const event of engine.follow(given.run, 0, new AbortController().signal)) {
        state = reduceRun(state, event);
        if (event.type !== "node.completed" || state.nodeRuns[2]?.status !== "COMPLETED") continue;
        task = state.nodeRuns[1]?.nodeRun ?? "";
        break;
      }
      expect(state.nodeRuns[1]).toMatchObject({
        status: "IN_PROGRESS",
        waitingFor: "callback",
        continues: true,
      });
      expect(state.status).toBe("IN_PROGRESS");
      expect(
        await engine.signal(task, { status: "COMPLETED", result: "SUCCESS", output: { v: 1 } }),
      ).toMatchObject({ ok: true });
      const end = fold(given.run, await collect(engine, given.run));
      expect(end).toMatchObject({ result: "SUCCESS" });
      expect(outputOf(end, "task")).toEqual({ v: 1 });
      expect(await engine.signal(task, { status: "COMPLETED", result: "SUCCESS" })).toMatchObject({
        ok: false,
        error: { code: "node-run/over" },
      });
    });

    test("wait: the next node reads what was reported", async () => {
      const world = outside();
      const { engine } = await begin(world.world);
      const given = request(nodes, lines, { asyncWebhooks: "wait" });
      await engine.start(given);
      const waiting = await until(engine, given.run, "node.waiting");
      const task = waiting.nodeRuns[1]?.nodeRun ?? "";
      expect(await engine.health()).toMatchObject({ ok: true, running: 0, waiting: 1 });
      expect(
        await engine.signal(task, {
          status: "IN_PROGRESS",
          externalRunId: "ext-1",
          links: ["https://ci.example.com/1"],
          logs: [{ level: "INFO", message: "half way" }],
        }),
      ).toMatchObject({ ok: true });
      await engine.signal(task, { status: "COMPLETED", result: "SUCCESS", output: { v: 7 } });
      const state = fold(given.run, await collect(engine, given.run));
      expect(summary(state)).toEqual(["start SUCCESS", "task SUCCESS", "b SUCCESS"]);
      expect(JSON.parse(world.calls[1]?.body ?? "")).toEqual({ v: 7 });
      expect(state.nodeRuns[1]).toMatchObject({
        externalRunId: "ext-1",
        links: ["https://ci.example.com/1"],
        logs: [{ level: "INFO", message: "half way" }],
      });
    });

    test("a report of FAILED fails the run, or lets it go on with onFailure continue", async () => {
      for (const onFailure of ["terminate", "continue"]) {
        const { engine } = await begin(outside().world);
        const given = request([webhook("task", { synchronized: false, onFailure }), webhook("b")], lines, {
          asyncWebhooks: "wait",
        });
        await engine.start(given);
        const task = (await until(engine, given.run, "node.waiting")).nodeRuns[1]?.nodeRun ?? "";
        await engine.signal(task, { status: "COMPLETED", result: "FAILED" });
        const state = fold(given.run, await collect(engine, given.run));
        expect(state.result).toBe(onFailure === "continue" ? "SUCCESS" : "FAILED");
        expect(summary(state)).toHaveLength(onFailure === "continue" ? 3 : 2);
        expect(state.nodeRuns[1]?.output).toMatchObject({
          error: { message: expect.stringContaining("FAILED") },
        });
      }
    });

    test("a report that overtakes the answer to the request is kept", async () => {
      let arrive = (_: HttpResult): void => {};
      const slow = new Promise<HttpResult>((resolve) => {
        arrive = resolve;
      });
      const world = outside(() => slow);
      const { engine } = await begin(world.world);
      const given = request([webhook("task", { synchronized: false })], ["start > task"]);
      await engine.start(given);
      const task = (await until(engine, given.run, "node.request")).nodeRuns[1]?.nodeRun ?? "";
      expect(
        await engine.signal(task, { status: "COMPLETED", result: "SUCCESS", output: { early: true } }),
      ).toMatchObject({ ok: true });
      arrive(answer(202, {}));
      const state = fold(given.run, await collect(engine, given.run));
      expect(outputOf(state, "task")).toEqual({ early: true });
    });

    test("a send that fails fails the node", async () => {
      const state = await runToEnd(request([webhook("fail", { synchronized: false })], ["start > fail"]));
      expect(state).toMatchObject({ result: "FAILED", error: { code: "http/status" } });
    });

    test("reports are checked, and unknown node runs told apart", async () => {
      const { engine } = await begin(outside().world);
      expect(await engine.signal("wfnr_none", {})).toMatchObject({ error: { code: "node-run/not-found" } });
      expect(await engine.signal("wfnr_none", { status: "COMPLETED" })).toMatchObject({
        error: { code: "report/invalid" },
      });
    });
  });

  describe("cancel", () => {
    /** A service whose answer the test gives. */
    function held() {
      let release = (): void => {};
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      const world = outside(async (call, signal) => {
        await gate;
        return echo(call, signal);
      });
      return { world, release };
    }

    test("lets the request in flight finish, then stops", async () => {
      const { world, release } = held();
      const { engine } = await begin(world.world);
      const given = request([webhook("a"), webhook("b")], ["start > a", "a > b"]);
      await engine.start(given);
      await until(engine, given.run, "node.request");
      expect(await engine.cancel(given.run, { force: false })).toMatchObject({ ok: true });
      expect((await until(engine, given.run, "run.cancelling")).status).toBe("CANCELLING");
      release();
      const state = fold(given.run, await collect(engine, given.run));
      expect(state).toMatchObject({ status: "COMPLETED", result: "CANCELLED" });
      expect(summary(state)).toEqual(["start SUCCESS", "a SUCCESS"]);
    });

    test("by force fails what is under way at once", async () => {
      const { world } = held();
      const { engine } = await begin(world.world);
      const given = request([webhook("a"), webhook("b")], ["start > a", "a > b"]);
      await engine.start(given);
      await until(engine, given.run, "node.request");
      await engine.cancel(given.run, { force: true });
      const state = fold(given.run, await collect(engine, given.run));
      expect(state).toMatchObject({ result: "CANCELLED" });
      expect(summary(state)).toEqual(["start SUCCESS", "a FAILED"]);
      expect(state.nodeRuns[1]?.error).toMatchObject({ code: "run/cancelled" });
    });

    test("closes a node run that only waits for a report", async () => {
      const { engine } = await begin(outside().world);
      const given = request([webhook("a", { synchronized: false })], ["start > a"], {
        asyncWebhooks: "wait",
      });
      await engine.start(given);
      await until(engine, given.run, "node.waiting");
      await engine.cancel(given.run, { force: false });
      const state = fold(given.run, await collect(engine, given.run));
      expect(summary(state)).toEqual(["start SUCCESS", "a CANCELLED"]);
      expect(state.result).toBe("CANCELLED");
    });

    test("is refused for a run that is over or unknown", async () => {
      const { engine } = await begin(outside().world);
      const given = request([], []);
      await engine.start(given);
      await collect(engine, given.run);
      expect(await engine.cancel(given.run, { force: true })).toMatchObject({
        error: { code: "run/over" },
      });
      expect(await engine.cancel("wfr_none", { force: true })).toMatchObject({
        error: { code: "run/not-found" },
      });
    });
  });
}
