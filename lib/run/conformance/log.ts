import { expect, test } from "vitest";
import { collect, fold, type Kit, outputOf, outside, request, webhook } from "./kit";

/** The log: follow, starts, and many runs at once. */
export function describeLog({ begin }: Kit): void {
  test("follow replays what was, goes on live, and begins after any event", async () => {
    const { engine } = await begin(outside().world);
    const given = request([webhook("a"), webhook("b")], ["start > a", "a > b"]);
    await engine.start(given);
    const [first, second] = await Promise.all([collect(engine, given.run), collect(engine, given.run)]);
    expect(second).toEqual(first);
    expect(await collect(engine, given.run)).toEqual(first);
    expect(await collect(engine, given.run, 3)).toEqual(first.slice(3));
  });

  test("a webhook is in the log once: began, was sent, was answered, is done", async () => {
    const { engine } = await begin(outside().world);
    const given = request([webhook("a")], ["start > a"]);
    await engine.start(given);
    const events = await collect(engine, given.run);
    expect(events.map(({ type }) => type)).toEqual([
      "run.started",
      "node.completed",
      "node.started",
      "node.request",
      "node.response",
      "node.completed",
      "run.completed",
    ]);
    for (const event of events) expect(event).not.toHaveProperty("kind");
  });

  test("notes of a start stand in the trigger's log", async () => {
    const { engine } = await begin(outside().world);
    const notes = [{ level: "WARN" as const, message: "3 ticks were missed." }];
    const given = request([webhook("a")], ["start > a"], { notes });
    await engine.start(given);
    const state = fold(given.run, await collect(engine, given.run));
    expect(state.nodeRuns[0]?.logs).toMatchObject(notes);
    expect(state.result).toBe("SUCCESS");
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
}
