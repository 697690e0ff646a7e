import { describe, expect, test } from "vitest";
import {
  collect,
  condition,
  type Kit,
  outputOf,
  outside,
  request,
  type Service,
  summary,
  webhook,
} from "./kit";

/** From node to node: outputs, conditions, failures, variables, links. */
export function describeWalking({ begin, runToEnd }: Kit): void {
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

    test("an outlet that is called fallback is not the fallback", async () => {
      const ways = [...lines.slice(0, 1), "which fallback> prod", "which *> other"];
      const took = async (expression: string) =>
        runToEnd(request([condition("which", { fallback: expression }), ...branches], ways));
      const named = await took("true");
      expect(summary(named).at(-1)).toBe("prod SUCCESS");
      expect(named.nodeRuns[1]).toMatchObject({ outlet: "fallback" });
      expect(named.nodeRuns[1]).not.toHaveProperty("fallback");
      const none = await took("false");
      expect(summary(none).at(-1)).toBe("other SUCCESS");
      expect(none.nodeRuns[2]).toMatchObject({ from: { node: "which", fallback: true } });
      expect(none.nodeRuns[1]).not.toHaveProperty("outlet");
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

    test("name the type that cannot run", async () => {
      const kafka = { identifier: "k", config: { type: "KAFKA", payload: {} } };
      const { world, calls } = outside();
      const without = { calls, world: { ...world, runners: {} } };
      const state = await runToEnd(request([kafka], ["start > k"]), without);
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
}
