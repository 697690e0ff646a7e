import { afterEach, describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../base/json";
import type { HttpCall, HttpResult } from "../nodes/runner";
import { runners } from "../nodes/runners";
import type { RunRequest } from "./engine";
import type { LocalEngine } from "./engine-of";
import type { RunEvent } from "./events";
import { emptyRun, type RunState, reduceRun } from "./state";
import type { RunStore } from "./store";
import type { World } from "./world";

/** An adapter under test: `open` gives an engine over the same storage each time, as after a restart. */
export interface EngineUnderTest {
  open(world: World): Promise<LocalEngine>;
  store(): RunStore;
  close(): Promise<void>;
}

/** What the outside answers in a test, by the path of the URL. */
type Service = (call: HttpCall, signal: AbortSignal) => Promise<HttpResult>;

const answer = (status: number, data: Json): HttpResult => ({
  ok: true,
  reply: {
    status,
    statusText: "",
    headers: [["content-type", "application/json"]],
    body: JSON.stringify(data),
    size: 2,
    timing: { headers: 1, total: 1 },
    redirects: [],
    portAuth: false,
  },
});

/** Answers with the path and the body it got. */
const echo: Service = async ({ url, body }) =>
  answer(url.includes("/fail") ? 500 : 200, {
    path: new URL(url).pathname,
    got: body === undefined ? null : (JSON.parse(body) as Json),
  });

let ids = 0;
const freshId = (prefix: string) => `${prefix}_${String(ids++).padStart(16, "0")}`;

interface Outside {
  world: World;
  calls: HttpCall[];
}

function outside(service: Service = echo): Outside {
  const calls: HttpCall[] = [];
  return {
    calls,
    world: {
      runners,
      http: () => (call, signal) => {
        calls.push(call);
        return service(call, signal);
      },
      secrets: async () => ({}),
      redactor: () => ({ use() {}, add() {}, text: (text) => text, json: (value) => value }),
      keepBody: async () => {},
      now: Date.now,
      id: freshId,
      soon: queueMicrotask,
      later: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      fault: (_run, error) => {
        throw error;
      },
    },
  };
}

const trigger = { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } };
const webhook = (identifier: string, more: JsonObject = {}, node: JsonObject = {}): JsonObject => ({
  identifier,
  config: { type: "WEBHOOK", url: `https://example.com/${identifier}`, body: {}, ...more },
  ...node,
});
const condition = (identifier: string, outlets: Record<string, string>): JsonObject => ({
  identifier,
  config: {
    type: "CONDITION",
    outlets: Object.entries(outlets).map(([outlet, expression]) => ({
      identifier: outlet,
      title: "",
      expression,
    })),
  },
});

/** `"a > b"`, `"a yes> b"` through an outlet, `"a *> b"` through the fallback. */
function connections(lines: string[]): JsonObject[] {
  return lines.map((line) => {
    const [, source = "", outlet = "", target = ""] = /^(\S+) (\S*)> (\S+)$/.exec(line) ?? [];
    const way: JsonObject =
      outlet === "" ? {} : outlet === "*" ? { fallback: true } : { sourceOutletIdentifier: outlet };
    return { sourceIdentifier: source, targetIdentifier: target, ...way };
  });
}

function request(nodes: JsonObject[], lines: string[], more: Partial<RunRequest> = {}): RunRequest {
  return {
    run: freshId("wfr"),
    document: { identifier: "flow", nodes: [trigger, ...nodes], connections: connections(lines) },
    workflow: { identifier: "flow", version: 1, versionIdentifier: "wfv_0000000000000000" },
    trigger: "start",
    output: { env: "production" },
    asyncWebhooks: "continue",
    ...more,
  };
}

async function collect(engine: LocalEngine, run: string, after = 0): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of engine.follow(run, after, new AbortController().signal)) events.push(event);
  return events;
}

const fold = (run: string, events: RunEvent[]): RunState => events.reduce(reduceRun, emptyRun(run));

/** Follows until an event of this type has come. */
async function until(engine: LocalEngine, run: string, type: RunEvent["type"]): Promise<RunState> {
  let state = emptyRun(run);
  for await (const event of engine.follow(run, 0, new AbortController().signal)) {
    state = reduceRun(state, event);
    if (event.type === type) break;
  }
  return state;
}

const summary = (state: RunState) =>
  state.nodeRuns.map(({ node, result, continued }) => `${node} ${result}${continued ? " continued" : ""}`);

const outputOf = (state: RunState, node: string) => state.nodeRuns.find((one) => one.node === node)?.output;

/** What every engine does. An adapter passes when all of this does. */
export function describeEngine(name: string, make: () => Promise<EngineUnderTest>): void {
  describe(`${name} engine`, () => {
    const open: { close(): Promise<void> }[] = [];
    afterEach(async () => {
      for (const one of open.splice(0).reverse()) await one.close();
    });

    async function begin(world: World) {
      const under = await make();
      open.push(under);
      const engine = await under.open(world);
      open.push({ close: () => engine.stop(0) });
      return { under, engine };
    }

    async function runToEnd(given: RunRequest, { world }: Outside = outside()): Promise<RunState> {
      const { engine } = await begin(world);
      expect(await engine.start(given)).toEqual({ ok: true, value: undefined });
      return fold(given.run, await collect(engine, given.run));
    }

    test("runs webhooks one after the other and hands their outputs on", async () => {
      const world = outside();
      const state = await runToEnd(
        request(
          [
            webhook("create", { body: { env: "{{ .outputs.trigger.env }}" } }),
            webhook("use", {
              body: { path: "{{ .outputs.create.response.data.path }}", short: "{{ .outputs.create.path }}" },
            }),
          ],
          ["start > create", "create > use"],
        ),
        world,
      );
      expect(state).toMatchObject({ status: "COMPLETED", result: "SUCCESS", asyncWebhooks: "continue" });
      expect(summary(state)).toEqual(["start SUCCESS", "create SUCCESS", "use SUCCESS"]);
      expect(world.calls.map(({ body }) => JSON.parse(body ?? "null"))).toEqual([
        { env: "production" },
        { path: "/create", short: "/create" },
      ]);
      expect(state.nodeRuns[1]).toMatchObject({
        from: { node: "start" },
        request: { method: "POST", url: "https://example.com/create", body: { env: "production" } },
        response: { status: 200 },
        output: { response: { status: 200, data: { path: "/create", got: { env: "production" } } } },
      });
    });

    test("numbers events from 1 without gaps, and keeps the row in step", async () => {
      const world = outside();
      const { engine, under } = await begin(world.world);
      const given = request([webhook("a")], ["start > a"]);
      await engine.start(given);
      const events = await collect(engine, given.run);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(events[0]?.type).toBe("run.started");
      expect(events.at(-1)).toMatchObject({ type: "run.completed", result: "SUCCESS" });
      expect(await under.store().events(given.run, 0)).toEqual(events);
      expect(await under.store().status(given.run)).toBe("COMPLETED");
      expect(await under.store().unfinished()).toEqual([]);
      expect((await under.store().load(given.run))?.journal).toEqual([]);
    });

    test("refuses a second start of the same run, while it runs and after", async () => {
      const { engine } = await begin(outside().world);
      const given = request([webhook("a")], ["start > a"]);
      const both = await Promise.all([engine.start(given), engine.start(given)]);
      expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
      await collect(engine, given.run);
      expect(await engine.start(given)).toMatchObject({ ok: false, error: { code: "run/exists" } });
    });

    test("a trigger alone is a run", async () => {
      const state = await runToEnd(request([], []));
      expect(state).toMatchObject({ result: "SUCCESS" });
      expect(outputOf(state, "start")).toEqual({ env: "production" });
    });

    describe("conditions", () => {
      const branches = [webhook("prod"), webhook("test"), webhook("other"), webhook("after")];
      const lines = ["start > which", "which prod> prod", "which test> test", "prod > after", "test > after"];

      test("take the first outlet that is true, and the branches come together again", async () => {
        const which = condition("which", {
          test: '.outputs.trigger.env == "test"',
          prod: '.outputs.trigger.env == "production"',
          late: "error(1)",
        });
        const state = await runToEnd(request([which, ...branches], lines));
        expect(summary(state)).toEqual(["start SUCCESS", "which SUCCESS", "prod SUCCESS", "after SUCCESS"]);
        expect(state.nodeRuns[1]).toMatchObject({ outlet: "prod" });
        expect(state.nodeRuns[2]).toMatchObject({ from: { node: "which", outlet: "prod" } });
      });

      test("take the fallback when none is true; a value that is not true does not count", async () => {
        const which = condition("which", { prod: "false", test: '"true"' });
        const state = await runToEnd(request([which, ...branches], [...lines, "which *> other"]));
        expect(summary(state)).toEqual(["start SUCCESS", "which SUCCESS", "other SUCCESS"]);
        expect(state.nodeRuns[1]?.logs.map(({ level }) => level)).toEqual(["WARN"]);
      });

      test("end the branch without an error when there is no fallback", async () => {
        const state = await runToEnd(request([condition("which", { prod: "false" }), ...branches], lines));
        expect(state).toMatchObject({ result: "SUCCESS" });
        expect(summary(state)).toEqual(["start SUCCESS", "which SUCCESS"]);
      });

      test("fail the node and the run when an expression fails", async () => {
        const state = await runToEnd(request([condition("which", { prod: "error(1)" }), ...branches], lines));
        expect(state).toMatchObject({ result: "FAILED" });
        expect(state.error).toMatchObject({ at: "/nodes/1/config/outlets/0/expression" });
        expect(state.error?.message).toContain('"prod" of "which"');
      });
    });

    describe("failures", () => {
      test("terminate the run", async () => {
        const state = await runToEnd(request([webhook("fail"), webhook("b")], ["start > fail", "fail > b"]));
        expect(summary(state)).toEqual(["start SUCCESS", "fail FAILED"]);
        expect(state).toMatchObject({ result: "FAILED", error: { code: "http/status" } });
        expect(outputOf(state, "fail")).toMatchObject({ error: {}, response: { status: 500 } });
      });

      test("let the run go on with onFailure continue, and the next node reads the error", async () => {
        const world = outside();
        const next = webhook("b", { body: { why: "{{ .outputs.fail.error.message }}" } });
        const state = await runToEnd(
          request([webhook("fail", { onFailure: "continue" }), next], ["start > fail", "fail > b"]),
          world,
        );
        expect(summary(state)).toEqual(["start SUCCESS", "fail FAILED continued", "b SUCCESS"]);
        expect(state.result).toBe("SUCCESS");
        expect(world.calls[1]?.body).toContain("answered 500");
      });

      test("name the template, its node and its place", async () => {
        const state = await runToEnd(
          request([webhook("a", { body: { x: { y: "{{ .outputs.trigger.env.deep }}" } } })], ["start > a"]),
        );
        expect(state.error).toMatchObject({ code: "template/runtime", at: "/nodes/1/config/body/x/y" });
        expect(state.error?.message).toMatch(/body\.x\.y of "a".*jq: error/);
      });

      test("name the type that cannot run yet", async () => {
        const kafka = { identifier: "k", config: { type: "KAFKA", payload: {} } };
        const state = await runToEnd(request([kafka], ["start > k"]));
        expect(state.error).toMatchObject({ code: "node/no-runner", at: "/nodes/1/config/type" });
        expect(state.error?.message).toContain("KAFKA");
      });

      test("name a secret that does not exist", async () => {
        const state = await runToEnd(
          request([webhook("a", { headers: { "X-Key": '{{ .secrets["gone"] }}' } })], ["start > a"]),
        );
        expect(state.error).toMatchObject({ code: "secret/missing" });
        expect(state.error?.message).toContain('"gone"');
      });

      test("a runner that throws fails its node, and only that run", async () => {
        const faults: unknown[] = [];
        const { world } = outside(() => Promise.reject(new Error("broken service")));
        const state = await runToEnd(request([webhook("a")], ["start > a"]), {
          world: { ...world, fault: (_, error) => faults.push(error) },
          calls: [],
        });
        expect(state.error).toMatchObject({ code: "node/fault" });
        expect(faults).toHaveLength(1);
      });

      test("an execution agent is refused with its name", async () => {
        const state = await runToEnd(request([webhook("a", { agent: true })], ["start > a"]));
        expect(state.error).toMatchObject({ code: "webhook/agent", at: "/nodes/1/config/agent" });
      });
    });

    test("variables replace the output, read both ways; empty ones change nothing", async () => {
      const world = outside();
      const state = await runToEnd(
        request(
          [
            webhook(
              "a",
              {},
              {
                variables: {
                  new: "{{ .result.response.data.path }}",
                  old: "{{ .response.status }}",
                  none: null,
                },
              },
            ),
            webhook(
              "b",
              { body: { new: "{{ .outputs.a.new }}", gone: "{{ .outputs.a.response }}" } },
              { variables: {} },
            ),
          ],
          ["start > a", "a > b"],
        ),
        world,
      );
      expect(outputOf(state, "a")).toEqual({ new: "/a", old: 200, none: null });
      expect(state.nodeRuns[1]).toMatchObject({ replaced: true });
      expect(JSON.parse(world.calls[1]?.body ?? "")).toEqual({ new: "/a", gone: null });
      expect(outputOf(state, "b")).toMatchObject({ response: { status: 200 } });
    });

    test("keeps links that are addresses", async () => {
      const links = [
        "https://ci.example.com{{ .result.response.data.path }}",
        "{{ .nothing.at.all | error }}",
        "no address",
      ];
      const state = await runToEnd(request([webhook("a", {}, { links })], ["start > a"]));
      expect(state.nodeRuns[1]?.links).toEqual(["https://ci.example.com/a"]);
    });

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

    describe("timeouts", () => {
      const timeout: Service = async () => ({
        ok: false,
        timeout: true,
        error: { code: "http/timeout", message: "Request failed: no answer within 30 s." },
      });

      test("fail the node by default", async () => {
        const state = await runToEnd(request([webhook("a")], ["start > a"]), outside(timeout));
        expect(state).toMatchObject({ result: "FAILED", error: { code: "http/timeout" } });
      });

      test("give {timeout: true} with onTimeout continue", async () => {
        const state = await runToEnd(
          request([webhook("a", { onTimeout: "continue" })], ["start > a"]),
          outside(timeout),
        );
        expect(state.result).toBe("SUCCESS");
        expect(outputOf(state, "a")).toEqual({ timeout: true });
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

    test("follow replays what was, goes on live, and begins after any event", async () => {
      const { engine } = await begin(outside().world);
      const given = request([webhook("a"), webhook("b")], ["start > a", "a > b"]);
      await engine.start(given);
      const [first, second] = await Promise.all([collect(engine, given.run), collect(engine, given.run)]);
      expect(second).toEqual(first);
      expect(await collect(engine, given.run)).toEqual(first);
      expect(await collect(engine, given.run, 3)).toEqual(first.slice(3));
    });

    test("follow ends when its signal aborts, while the run waits", async () => {
      const { engine } = await begin(outside().world);
      const given = request([webhook("a", { synchronized: false })], ["start > a"]);
      await engine.start(given);
      const stop = new AbortController();
      const seen: string[] = [];
      for await (const event of engine.follow(given.run, 0, stop.signal)) {
        seen.push(event.type);
        if (event.type === "node.waiting") stop.abort();
      }
      expect(seen.at(-1)).toBe("node.waiting");
    });

    test("many runs at once do not mix", async () => {
      const { engine } = await begin(outside().world);
      const all = Array.from({ length: 60 }, (_, index) =>
        request(
          [
            webhook("a", { body: { n: "{{ .outputs.trigger.n }}" } }),
            webhook("b", { body: { n: "{{ .outputs.a.got.n }}" } }),
          ],
          ["start > a", "a > b"],
          { output: { n: index } },
        ),
      );
      expect(await Promise.all(all.map((one) => engine.start(one)))).toEqual(
        all.map(() => ({ ok: true, value: undefined })),
      );
      const states = await Promise.all(all.map(async ({ run }) => fold(run, await collect(engine, run))));
      expect(states.map((state) => outputOf(state, "b"))).toMatchObject(
        all.map((_, n) => ({ response: { data: { got: { n } } } })),
      );
    });

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
          open.push(under);
          await under.store().append([{ run: given.run, create: given, events: kept, put: [], remove: [] }]);
          const again = await under.open(world.world);
          open.push({ close: () => again.stop(0) });
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
            (one) =>
              one.request !== undefined && (one.status === "COMPLETED" || one.waitingFor !== undefined),
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
        const again = await under.open(world.world);
        open.push({ close: () => again.stop(0) });
        await again.resume();
        const state = fold(given.run, await collect(again, given.run));
        expect(state.result).toBe("SUCCESS");
        expect(world.calls).toEqual(never.calls);
        expect(world.calls[0]?.headers).toContainEqual(["idempotency-key", nodeRuns[1]?.nodeRun]);
        expect(state.nodeRuns[1]?.logs).toMatchObject([{ level: "WARN" }]);
      });

      test("a step's result that was committed without its events is used", async () => {
        const under = await make();
        open.push(under);
        const given = request([webhook("a")], ["start > a"]);
        const first = await under.open(outside().world);
        await first.start(given);
        const log = await collect(first, given.run);
        await first.stop(0);
        const started = log.findIndex(({ type }) => type === "node.started");
        const { nodeRun } = log[started] as RunEvent & { type: "node.started" };

        const fresh = await make();
        open.push(fresh);
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
        const engine = await fresh.open(world.world);
        open.push({ close: () => engine.stop(0) });
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
        const again = await under.open(outside().world);
        open.push({ close: () => again.stop(0) });
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
        const again = await under.open(world.world);
        open.push({ close: () => again.stop(0) });
        await again.resume();
        const state = fold(given.run, await collect(again, given.run));
        expect(outputOf(state, "a")).toMatchObject({ response: { data: { once: true } } });
        expect(world.calls.map(({ url }) => url)).toEqual(["https://example.com/b"]);
      });
    });
  });
}
