import { describe, expect, test } from "vitest";
import type { Pins } from "../pins";
import {
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

/** Nodes of a test run that are not run. */
export function describePins({ begin, make, open, runToEnd }: Kit): void {
  describe("a test run", () => {
    const sent = ({ calls }: ReturnType<typeof outside>) => calls.map(({ url }) => url.split("/").at(-1));

    test("gives a pinned output as it is, without a request", async () => {
      const world = outside();
      const given = request(
        [
          webhook("a", {}, { variables: { never: "{{ .result.response.status }}" } }),
          webhook("b", { body: { seen: "{{ .outputs.a }}" } }),
        ],
        ["start > a", "a > b"],
        { pins: { a: { output: { made: [1, null] } } } },
      );
      const state = await runToEnd(given, world);
      expect(state).toMatchObject({ result: "SUCCESS", pins: given.pins });
      expect(state.nodeRuns[1]).toMatchObject({
        node: "a",
        result: "SUCCESS",
        mock: "pinned",
        output: { made: [1, null] },
        logs: [{ level: "INFO", message: expect.stringMatching(/^Not run: its pinned output/) }],
      });
      expect(state.nodeRuns[1]).not.toHaveProperty("request");
      expect(state.nodeRuns[2]).not.toHaveProperty("mock");
      expect(sent(world)).toEqual(["b"]);
      expect(JSON.parse(world.calls[0]?.body ?? "")).toEqual({ seen: { made: [1, null] } });
    });

    test("answers through the places of older pages like a recorded output", async () => {
      const world = outside();
      const pins: Pins = { a: { output: { response: { status: 200, data: { path: "/pinned" } } } } };
      const nodes = [webhook("a"), webhook("b", { body: { short: "{{ .outputs.a.path }}" } })];
      await runToEnd(request(nodes, ["start > a", "a > b"], { pins }), world);
      expect(JSON.parse(world.calls[0]?.body ?? "")).toEqual({ short: "/pinned" });
    });

    test("passes a disabled node through, which has no output", async () => {
      const world = outside();
      const state = await runToEnd(
        request(
          [webhook("a"), webhook("b", { body: { seen: "{{ .outputs.a }}" } })],
          ["start > a", "a > b"],
          { pins: { a: { disabled: true } } },
        ),
        world,
      );
      expect(summary(state)).toEqual(["start SUCCESS", "a SUCCESS", "b SUCCESS"]);
      expect(state.nodeRuns[1]?.mock).toBe("disabled");
      expect(state.nodeRuns[1]).not.toHaveProperty("output");
      expect(sent(world)).toEqual(["b"]);
      expect(JSON.parse(world.calls[0]?.body ?? "")).toEqual({ seen: null });
    });

    test("takes the chosen way out", async () => {
      const nodes = [condition("which", { go: "true" }), webhook("went"), webhook("not")];
      const lines = ["start > which", "which go> went", "which *> not"];
      const world = outside();
      await runToEnd(request(nodes, lines, { pins: { which: { disabled: true, fallback: true } } }), world);
      expect(sent(world)).toEqual(["not"]);
      await runToEnd(request(nodes, lines, { pins: { which: { output: 1, outlet: "go" } } }), world);
      expect(sent(world)).toEqual(["not", "went"]);
    });

    test("does not ask people about a node that it leaves out, and ends without them", async () => {
      const ask = {
        identifier: "ask",
        config: {
          type: "INPUT",
          userInputs: { properties: {}, buttons: [{ identifier: "yes", label: "Yes" }] },
          outlets: [{ identifier: "yes", evaluationMethod: "button", numOfResponders: 1 }],
        },
      };
      const state = await runToEnd(
        request([ask, webhook("b")], ["start > ask", "ask yes> b"], {
          pins: { ask: { output: { selectedOutlet: { identifier: "yes" } }, outlet: "yes" } },
        }),
      );
      expect(summary(state)).toEqual(["start SUCCESS", "ask SUCCESS", "b SUCCESS"]);
    });

    test("that was killed goes on with the same pins, wherever its log is cut", async () => {
      const nodes = [
        webhook("a"),
        webhook("wait", { synchronized: false }),
        condition("which", { go: "false" }),
        webhook("b"),
        webhook("c", { body: { a: "{{ .outputs.a }}", b: "{{ .outputs.b }}" } }),
      ];
      const lines = ["start > a", "a > wait", "wait > which", "which go> b", "b > c"];
      const pins: Pins = {
        a: { output: "made up" },
        which: { disabled: true, outlet: "go" },
        b: { disabled: true },
      };
      const whole = outside();
      const { engine } = await begin(whole.world);
      const given = request(nodes, lines, { asyncWebhooks: "wait", pins });
      await engine.start(given);
      const report = { status: "COMPLETED", result: "SUCCESS", output: {} } as const;
      await engine.signal(
        (await until(engine, given.run, "node.waiting")).nodeRuns.at(-1)?.nodeRun ?? "",
        report,
      );
      const log = await collect(engine, given.run);
      expect(sent(whole)).toEqual(["wait", "c"]);

      for (let cut = 1; cut < log.length; cut++) {
        const world = outside();
        const under = await make();
        const events = log.slice(0, cut);
        // The log alone has to say it.
        const { pins: _, ...create } = given;
        await under.store().append([{ run: given.run, create, events, put: [], remove: [] }]);
        const again = await open(under, world.world);
        expect(await again.resume()).toBe(1);
        const waiting = fold(given.run, events).nodeRuns.find((one) => one.waitingFor !== undefined);
        if (waiting !== undefined) await again.signal(waiting.nodeRun, report);
        for await (const event of again.follow(given.run, cut, new AbortController().signal))
          if (event.type === "node.waiting") await again.signal(event.nodeRun, report);
        const state = fold(given.run, await collect(again, given.run));
        expect(state.nodeRuns.map(({ node, result, mock }) => [node, result, mock])).toEqual([
          ["start", "SUCCESS", undefined],
          ["a", "SUCCESS", "pinned"],
          ["wait", "SUCCESS", undefined],
          ["which", "SUCCESS", "disabled"],
          ["b", "SUCCESS", "disabled"],
          ["c", "SUCCESS", undefined],
        ]);
        expect(outputOf(state, "a")).toBe("made up");
        for (const name of sent(world)) expect(["wait", "c"]).toContain(name);
        const last = world.calls.at(-1)?.body;
        if (last !== undefined && sent(world).at(-1) === "c")
          expect(JSON.parse(last)).toEqual({ a: "made up", b: null });
      }
    });
  });
}
