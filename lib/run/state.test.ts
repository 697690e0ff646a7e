import { expect, test } from "vitest";
import type { RunEvent, RunEventBody } from "./events";
import { emptyRun, nodeRunOf, reduceRun } from "./state";

const bodies: RunEventBody[] = [
  {
    type: "run.started",
    workflow: { identifier: "flow", version: 2, versionIdentifier: "wfv_1" },
    trigger: { node: "start", nodeType: "SELF_SERVE_TRIGGER", nodeRun: "t" },
    output: { a: 1 },
    asyncWebhooks: "continue",
  },
  {
    type: "node.completed",
    nodeRun: "t",
    result: "SUCCESS",
    output: { a: 1 },
    replaced: false,
    continued: false,
  },
  { type: "node.started", node: "hook", nodeType: "WEBHOOK", nodeRun: "h", from: { node: "start" } },
  { type: "node.log", nodeRun: "h", level: "INFO", message: "one" },
  { type: "node.waiting", nodeRun: "h", for: "callback", continues: true },
  { type: "node.external", nodeRun: "h", externalRunId: "x", output: { half: true } },
  { type: "node.log", nodeRun: "h", level: "INFO", message: "two" },
  {
    type: "node.completed",
    nodeRun: "h",
    result: "SUCCESS",
    output: { v: 1 },
    replaced: true,
    continued: false,
  },
  { type: "run.completed", result: "SUCCESS" },
];
const log = bodies.map((body, index) => ({ ...body, seq: index + 1, at: `at ${index + 1}` }) as RunEvent);
const whole = log.reduce(reduceRun, emptyRun("wfr_1"));

test("folds a log into a run", () => {
  expect(whole).toMatchObject({
    seq: 9,
    status: "COMPLETED",
    result: "SUCCESS",
    startedAt: "at 1",
    completedAt: "at 9",
  });
  expect(nodeRunOf(whole, "h")).toMatchObject({
    status: "COMPLETED",
    externalRunId: "x",
    output: { v: 1 },
    replaced: true,
    logs: [{ message: "one", at: "at 4" }, { message: "two" }],
  });
  expect(nodeRunOf(whole, "h")).not.toHaveProperty("waitingFor");
});

test("events that were folded before change nothing, wherever the replay begins", () => {
  for (let from = 0; from < log.length; from++) {
    const state = log.slice(0, from).reduce(reduceRun, emptyRun("wfr_1"));
    expect(log.reduce(reduceRun, state)).toEqual(whole);
    expect(log.slice(0, from).reduce(reduceRun, state)).toBe(state);
  }
});

test("node runs that an event is not about keep their identity", () => {
  const before = log.slice(0, 3).reduce(reduceRun, emptyRun("wfr_1"));
  const after = reduceRun(before, log[3] as RunEvent);
  expect(after.nodeRuns[0]).toBe(before.nodeRuns[0]);
  expect(after.nodeRuns[1]).not.toBe(before.nodeRuns[1]);
});
