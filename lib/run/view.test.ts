import { expect, test } from "vitest";
import type { Json } from "../base/json";
import type { RunEvent } from "./events";
import { emptyRun, nodeRunOf, reduceRun } from "./state";
import { VIEW_HEAD, VIEW_LIMIT, viewOf } from "./view";

const at = "2026-01-01T00:00:00.000Z";
const started: RunEvent = {
  seq: 1,
  at,
  type: "run.started",
  workflow: { identifier: "flow", version: 1, versionIdentifier: null },
  trigger: { node: "start", nodeType: "SELF_SERVE_TRIGGER", nodeRun: "t" },
  output: {},
  asyncWebhooks: "continue",
};
const begun: RunEvent = {
  seq: 2,
  at,
  type: "node.started",
  node: "hook",
  nodeType: "WEBHOOK",
  nodeRun: "h",
  from: { node: "start" },
};
const completed = (output: Json) =>
  ({
    seq: 3,
    at,
    type: "node.completed",
    nodeRun: "h",
    result: "SUCCESS",
    output,
    replaced: false,
    continued: false,
  }) as RunEvent;

test("an event with a small output is its own view", () => {
  const event = completed({ text: "x".repeat(VIEW_LIMIT - 100) });
  expect(viewOf(event)).toBe(event);
});

test("a large output is shown by its head and its size, and folds so", () => {
  const output = { text: "é".repeat(VIEW_LIMIT) };
  const event = completed(output);
  const view = viewOf(event);
  expect(view).not.toHaveProperty("output");
  expect(view).toMatchObject({
    seq: 3,
    result: "SUCCESS",
    outputHead: {
      text: JSON.stringify(output).slice(0, VIEW_HEAD),
      size: Buffer.byteLength(JSON.stringify(output)),
    },
  });
  expect(viewOf(event)).toBe(view);
  const state = [started, begun, view].reduce(reduceRun, emptyRun("wfr_1"));
  expect(nodeRunOf(state, "h")).toMatchObject({
    status: "COMPLETED",
    outputHead: { size: expect.any(Number) },
  });
  expect(nodeRunOf(state, "h")).not.toHaveProperty("output");
});

test("a head does not end between the halves of a character", () => {
  const view = viewOf(completed(`${"x".repeat(VIEW_HEAD - 2)}${"😀".repeat(VIEW_LIMIT)}`));
  expect(view.type === "node.completed" && view.outputHead?.text.length).toBe(VIEW_HEAD - 1);
});

test("inputs, reports and request bodies are cut alike", () => {
  const large = { list: Array.from({ length: 100_000 }, (_, index) => index) };
  expect(viewOf({ ...started, output: large })).toMatchObject({
    output: {},
    outputHead: { size: expect.any(Number) },
  });
  const report = viewOf({ seq: 3, at, type: "node.external", nodeRun: "h", output: large });
  expect(report).not.toHaveProperty("output");
  // What is not final gives way to what is.
  const state = [started, begun, report, completed({ n: 1 })].map((event, index) => ({
    ...event,
    seq: index + 1,
  }));
  expect(nodeRunOf(state.reduce(reduceRun, emptyRun("r")), "h")).toMatchObject({ output: { n: 1 } });
  expect(nodeRunOf(state.reduce(reduceRun, emptyRun("r")), "h")).not.toHaveProperty("outputHead");
  const request = viewOf({
    seq: 3,
    at,
    type: "node.request",
    nodeRun: "h",
    request: { method: "POST", url: "https://a", headers: [], body: large, size: 1, portAuth: false },
  });
  expect(request).toMatchObject({ request: { url: "https://a", bodyHead: { size: expect.any(Number) } } });
  expect(request).not.toHaveProperty("request.body");
});
