import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../base/json";
import type { Mail, Messengers } from "../../nodes/runner";
import type { LocalEngine } from "../engine-of";
import { emptyRun, reduceRun } from "../state";
import { collect, fold, type Kit, outputOf, outside, request, summary, until, webhook } from "./kit";

const ask = (more: JsonObject = {}, identifier = "ask"): JsonObject => ({
  identifier,
  title: "Approve",
  config: {
    type: "INPUT",
    description: "Deploy to {{ .outputs.trigger.env }}?",
    userInputs: {
      properties: { why: { type: "string", default: "{{ .outputs.trigger.env }}" } },
      buttons: [
        { identifier: "yes", label: "Yes" },
        { identifier: "no", label: "No" },
      ],
    },
    outlets: [
      {
        identifier: "yes",
        evaluationMethod: "button",
        numOfResponders: 2,
        statusLabel: { text: '"Approved"', variant: "success" },
        workflowStatusLabel: { text: "Went to {{ .outputs.trigger.env }}", variant: "success" },
      },
      {
        identifier: "no",
        evaluationMethod: "button",
        numOfResponders: 1,
        statusLabel: { text: "Declined", variant: "alert" },
      },
    ],
    responders: { users: ["ann@example.com", "bob@example.com"] },
    ...more,
  },
});

const person = (name: string) => ({ email: `${name}@example.com`, firstName: name, lastName: "" });
const answerOf = (name: string, buttonIdentifier: string, inputs: JsonObject = {}) => ({
  answer: { buttonIdentifier, inputs, by: person(name) },
});
const flow = ["start > ask", "ask yes> a", "ask no> b"];
const asking = (more: JsonObject = {}) => request([ask(more), webhook("a"), webhook("b")], flow);

/** People who are told by email. */
function reachable(mail: NonNullable<Messengers["mail"]>, more: Partial<Messengers> = {}) {
  const { world, calls } = outside();
  return {
    calls,
    world: {
      ...world,
      messengers: (): Messengers => ({
        answerUrl: (nodeRun) => `http://slipway.test/inbox/${nodeRun}`,
        emailsOf: async () => ["ann@example.com"],
        pretends: false,
        mail,
        ...more,
      }),
    },
  };
}

/** The node run that waits for people, once everybody has been told. */
async function asked(engine: LocalEngine, run: string) {
  let state = emptyRun(run);
  for await (const event of engine.follow(run, 0, new AbortController().signal)) {
    state = reduceRun(state, event);
    const node = state.nodeRuns.at(-1);
    if (event.type === "node.waiting" && event.until === undefined && node !== undefined) return node;
  }
  throw new Error("The run ended before everybody was told.");
}

/** INPUT: people, their answers, and how they are told. */
export function describeAsking({ begin, open }: Kit): void {
  describe("a node that asks people", () => {
    test("waits with its templates resolved, over a restart, until enough have answered", async () => {
      const { world, calls } = outside();
      const { engine, under } = await begin(world);
      const given = asking();
      await engine.start(given);
      const { nodeRun, prompt } = await asked(engine, given.run);
      expect(prompt).toMatchObject({
        workflow: { identifier: "flow", title: "flow" },
        node: { identifier: "ask", title: "Approve" },
        description: "Deploy to production?",
        userInputs: { properties: { why: { default: "production" } } },
        outlets: [{ identifier: "yes", title: "yes", numOfResponders: 2 }, { numOfResponders: 1 }],
        responders: { users: ["ann@example.com", "bob@example.com"], roles: [], teams: [] },
      });
      expect(await engine.signal(nodeRun, answerOf("ann", "yes", { why: "new" }))).toMatchObject({
        ok: true,
      });
      await engine.stop(0);

      const again = await open(under, world);
      await again.resume();
      expect(calls).toEqual([]);
      expect(await again.signal(nodeRun, answerOf("bob", "yes"))).toMatchObject({ ok: true });
      const state = fold(given.run, await collect(again, given.run));
      expect(summary(state)).toEqual(["start SUCCESS", "ask SUCCESS", "a SUCCESS"]);
      expect(outputOf(state, "ask")).toEqual({
        selectedOutlet: { identifier: "yes" },
        responses: [
          {
            inputs: { why: "new" },
            buttonIdentifier: "yes",
            submitterInfo: { submittedBy: "ann@example.com" },
          },
          { inputs: {}, buttonIdentifier: "yes", submitterInfo: { submittedBy: "bob@example.com" } },
        ],
      });
      expect(state.nodeRuns[1]?.label).toEqual({ text: "Approved", variant: "success" });
      expect(state.label).toEqual({ text: "Went to production", variant: "success" });
    });

    test("takes the way of the button that got there first", async () => {
      const { engine } = await begin(outside().world);
      const given = asking();
      await engine.start(given);
      const { nodeRun } = await asked(engine, given.run);
      await engine.signal(nodeRun, answerOf("ann", "yes"));
      await engine.signal(nodeRun, answerOf("bob", "no"));
      const state = fold(given.run, await collect(engine, given.run));
      expect(summary(state)).toEqual(["start SUCCESS", "ask SUCCESS", "b SUCCESS"]);
      expect(state.nodeRuns[1]).toMatchObject({
        outlet: "no",
        label: { text: "Declined", variant: "alert" },
      });
      expect(state.label).toBeUndefined();
    });

    test("takes one answer of each person, also of those that come at the same time", async () => {
      const { engine } = await begin(outside().world);
      const given = asking();
      await engine.start(given);
      const { nodeRun } = await asked(engine, given.run);
      const same = await Promise.all([
        engine.signal(nodeRun, answerOf("ann", "yes")),
        engine.signal(nodeRun, answerOf("ANN", "yes")),
        engine.signal(nodeRun, answerOf("ann", "no")),
      ]);
      expect(same.map((one) => (one.ok ? "taken" : one.error.code))).toEqual([
        "taken",
        "node-run/answered",
        "node-run/answered",
      ]);
      expect(await engine.signal(nodeRun, answerOf("ann", "no"))).toMatchObject({
        error: { code: "node-run/answered" },
      });
      await engine.signal(nodeRun, answerOf("bob", "yes"));
      expect(fold(given.run, await collect(engine, given.run)).nodeRuns[1]?.answers).toHaveLength(2);
    });

    test("counts answers of several people that come at the same time", async () => {
      const { engine } = await begin(outside().world);
      const given = asking();
      await engine.start(given);
      const { nodeRun } = await asked(engine, given.run);
      await Promise.all(["ann", "bob", "cat"].map((name) => engine.signal(nodeRun, answerOf(name, "yes"))));
      const state = fold(given.run, await collect(engine, given.run));
      expect(state.result).toBe("SUCCESS");
      expect(outputOf(state, "ask")).toMatchObject({ responses: { length: 2 } });
      const late = await engine.signal(nodeRun, answerOf("dan", "yes"));
      expect(late).toMatchObject({ ok: false, error: { code: "node-run/over" } });
    });

    test("takes answers only where people are asked", async () => {
      const { world } = outside(() => new Promise(() => {}));
      const { engine } = await begin(world);
      const given = request([webhook("a")], ["start > a"]);
      await engine.start(given);
      const { nodeRuns } = await until(engine, given.run, "node.started");
      expect(await engine.signal(nodeRuns[1]?.nodeRun ?? "", answerOf("ann", "yes"))).toMatchObject({
        error: { code: "node-run/not-asking" },
      });
      await engine.cancel(given.run, { force: true });
    });

    test("ends with a cancel, and with a report from outside", async () => {
      const { engine } = await begin(outside().world);
      const [cancelled, reported] = [asking(), asking()];
      await engine.start(cancelled);
      await asked(engine, cancelled.run);
      await engine.cancel(cancelled.run, { force: false });
      expect(summary(fold(cancelled.run, await collect(engine, cancelled.run)))).toEqual([
        "start SUCCESS",
        "ask CANCELLED",
      ]);
      await engine.start(reported);
      const { nodeRun } = await asked(engine, reported.run);
      await engine.signal(nodeRun, { status: "COMPLETED", result: "FAILED", output: { reason: "late" } });
      const state = fold(reported.run, await collect(engine, reported.run));
      expect(state).toMatchObject({ result: "FAILED", error: { code: "node/reported" } });
    });

    test("fails when what it asks is larger than a form can be", async () => {
      const { engine } = await begin(outside().world);
      const given = asking({ description: '{{ "x" * 1100000 }}' });
      await engine.start(given);
      const state = fold(given.run, await collect(engine, given.run));
      expect(state).toMatchObject({ result: "FAILED", error: { code: "input/too-large" } });
    });
  });

  describe("telling people", () => {
    test("is by email when nothing else is said, and by nothing with an empty list", async () => {
      const mails: Mail[] = [];
      const { world } = reachable(async (mail) => {
        mails.push(mail);
        return { ok: true };
      });
      const { engine } = await begin(world);
      const silent = asking({ notifications: [] });
      await engine.start(silent);
      await asked(engine, silent.run);
      const given = asking();
      await engine.start(given);
      const { nodeRun, logs } = await asked(engine, given.run);
      expect(mails).toEqual([
        {
          to: ["ann@example.com"],
          subject: "Approve (flow)",
          text: `"Approve" of the workflow "flow" waits for an answer.\n\nDeploy to production?\n\nAnswer here: http://slipway.test/inbox/${nodeRun}\n`,
          messageId: `<${nodeRun}.0@slipway>`,
        },
      ]);
      expect(logs).toMatchObject([{ level: "INFO", message: "Told ann@example.com by email." }]);
    });

    test("that breaks off is done again where it broke off, as the same message", async () => {
      const ids: string[] = [];
      let hang = true;
      const { world } = reachable(async ({ messageId }) => {
        ids.push(messageId);
        if (messageId.includes(".1@") && hang) return new Promise(() => {});
        return { ok: true };
      });
      const { engine, under } = await begin(world);
      const email = (label: string) => ({
        target: "email",
        fields: [{ label, value: "{{ .outputs.trigger.env }}" }],
      });
      const given = asking({ notifications: [email("One"), email("Two"), email("Three")] });
      await engine.start(given);
      while (ids.length < 2) await new Promise<void>((resolve) => setImmediate(resolve));
      await engine.stop(0);
      hang = false;
      const again = await open(under, world);
      await again.resume();
      const { nodeRun } = await asked(again, given.run);
      expect(ids).toEqual([0, 1, 1, 2].map((index) => `<${nodeRun}.${index}@slipway>`));
    });

    test("that fails is a warning, and the node waits all the same", async () => {
      const { world, calls } = reachable(async () => ({ ok: false, reason: "it is shut." }));
      const { engine } = await begin(world);
      const given = asking({
        notifications: [
          { target: "email" },
          { target: "webhook", url: "https://example.com/fail", body: { env: "{{ .outputs.trigger.env }}" } },
          { target: "webhook", url: "nowhere" },
          { target: "webhook", url: "https://example.com/hook", agent: true },
          { target: "slack" },
          { target: "pigeon" },
        ],
      });
      await engine.start(given);
      const { nodeRun, logs, request: sent } = await asked(engine, given.run);
      expect(logs.map(({ level }) => level)).toEqual(Array.from({ length: 6 }, () => "WARN"));
      expect(logs[0]?.message).toBe("The email to ann@example.com was not sent: it is shut.");
      expect(logs[4]?.message).toContain("SLIPWAY_SLACK_WEBHOOK");
      expect(calls.map(({ url, idempotencyKey }) => [url, idempotencyKey])).toEqual([
        ["https://example.com/fail", `${nodeRun}.1`],
      ]);
      expect(sent).toMatchObject({ method: "POST", body: { env: "production" } });
      await engine.signal(nodeRun, answerOf("ann", "no"));
      expect(fold(given.run, await collect(engine, given.run)).result).toBe("SUCCESS");
    });

    test("in Slack and by a webhook without a body says what is asked and where to answer", async () => {
      const hook = "https://hooks.slack.com/services/T/B/secret";
      const { world, calls } = reachable(async () => ({ ok: true }), { slack: hook });
      const { engine } = await begin(world);
      const given = asking({
        description: "<!channel> & {{ .outputs.trigger.env }}",
        notifications: [{ target: "slack" }, { target: "webhook", url: "https://example.com/hook" }],
      });
      await engine.start(given);
      const { nodeRun } = await asked(engine, given.run);
      const url = `http://slipway.test/inbox/${nodeRun}`;
      const [slack, hooked] = calls.map(({ body }) => JSON.parse(body ?? "null"));
      expect(slack.blocks[0].text.text).toBe(
        "*Approve* waits for an answer\n_flow_\n\n&lt;!channel&gt; &amp; production",
      );
      expect(slack.blocks[1].elements[0]).toMatchObject({ type: "button", url });
      expect(hooked).toEqual({
        workflow: { identifier: "flow", title: "flow" },
        workflowRun: { identifier: given.run },
        workflowNodeRun: { identifier: nodeRun },
        node: { identifier: "ask", title: "Approve" },
        description: "<!channel> & production",
        url,
      });
    });

    test("reaches nobody real where it only pretends", async () => {
      const mails: Mail[] = [];
      const { world } = reachable(
        async (mail) => {
          mails.push(mail);
          return { ok: true };
        },
        { pretends: true },
      );
      const { engine } = await begin(world);
      const given = asking();
      await engine.start(given);
      const { logs } = await asked(engine, given.run);
      expect(mails).toEqual([]);
      expect(logs[0]?.message).toContain("ann@example.com would have got one");
    });
  });

  test("an answer while people are still being told counts at once", async () => {
    let release: (() => void) | undefined;
    const { world } = reachable(
      () =>
        new Promise((resolve) => {
          release = () => resolve({ ok: true });
        }),
    );
    const { engine } = await begin(world);
    const given = asking({ notifications: [{ target: "email" }, { target: "email" }] });
    await engine.start(given);
    const state = await until(engine, given.run, "node.waiting");
    const { nodeRun } = state.nodeRuns[1] ?? { nodeRun: "" };
    while (release === undefined) await new Promise<void>((resolve) => setImmediate(resolve));
    expect(await engine.signal(nodeRun, answerOf("ann", "no"))).toMatchObject({ ok: true });
    release();
    expect(fold(given.run, await collect(engine, given.run))).toMatchObject({ result: "SUCCESS" });
  });
}
