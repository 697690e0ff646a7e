import { afterEach, expect, test } from "vitest";
import { type PortAiHost, startPortAi } from "../../../e2e/hosts/port-ai";
import type { JsonObject } from "../../base/json";
import { createMemoryEngine, createMemoryStore } from "../../run/memory-engine";
import { emptyRun, reduceRun } from "../../run/state";
import { requestOf, worldOf } from "../../server/engine/test-line";

const credentials = { clientId: "id", clientSecret: "hush-of-port" };
let port: PortAiHost | undefined;
afterEach(async () => {
  await port?.host.close();
});

test("an answer that was lost to a crash is fetched, and nothing is asked twice", async () => {
  port = await startPortAi(credentials);
  port.answers = "never";
  port.says = ["the answer of before"];
  const nodes: JsonObject[] = [{ identifier: "ask", config: { type: "AI", userPrompt: "Is it well?" } }];
  const request = requestOf({ nodes });
  const store = createMemoryStore();
  const open = () => {
    const world = worldOf({
      port: { baseUrl: port?.host.url ?? "", ...credentials },
      allow: ["127.0.0.1:*"],
    });
    return { world, engine: createMemoryEngine(world, store) };
  };

  const before = open();
  await before.engine.start(request);
  // The token, and then the question.
  await port.host.received(2);
  await before.engine.stop(0);
  await before.world.close();

  const after = open();
  await after.engine.resume();
  let state = emptyRun(request.run);
  for await (const event of after.engine.follow(request.run, 0, new AbortController().signal))
    state = reduceRun(state, event);
  await after.engine.stop(0);
  await after.world.close();
  expect(state.result).toBe("SUCCESS");
  expect(state.nodeRuns[1]?.output).toMatchObject({ response: "the answer of before" });
  expect(port.invocations()).toHaveLength(1);
  expect(state.nodeRuns[1]?.logs[0]?.message).toContain("looks for the answer");
});
