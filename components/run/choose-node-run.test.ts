import { describe, expect, it } from "vitest";
import type { RunEventBody } from "@/lib/run/events";
import { emptyRun, reduceRun } from "@/lib/run/state";
import { nodeTitle, placeInDraft, shownNodeRun } from "./choose-node-run";
import { nodeRunLook, runLook } from "./status";

const started: RunEventBody = {
  type: "run.started",
  workflow: { identifier: "w", version: null, versionIdentifier: null },
  trigger: { node: "start", nodeType: "SELF_SERVE_TRIGGER", nodeRun: "wfnr_t" },
  output: {},
  asyncWebhooks: "continue",
};
const begins = (node: string): RunEventBody => ({
  type: "node.started",
  node,
  nodeType: "WEBHOOK",
  nodeRun: `wfnr_${node}`,
  from: { node: "start" },
});
const ends = (node: string, result: "SUCCESS" | "FAILED", continued = false): RunEventBody => ({
  type: "node.completed",
  nodeRun: `wfnr_${node}`,
  result,
  replaced: false,
  continued,
});
const runOf = (...events: RunEventBody[]) =>
  events.reduce(
    (run, event, index) => reduceRun(run, { ...event, seq: index + 1, at: "2026-01-01T00:00:00.000Z" }),
    emptyRun("wfr_1"),
  );

describe("shownNodeRun", () => {
  const run = runOf(started, begins("a"), ends("a", "FAILED"), begins("b"));
  it("keeps what was chosen while it belongs to the run", () => {
    expect(shownNodeRun(run, "wfnr_t")?.node).toBe("start");
  });
  it("shows what failed before what came last", () => {
    expect(shownNodeRun(run, "wfnr_of_another_run")?.node).toBe("a");
  });
  it("follows the run while nothing failed for good", () => {
    expect(shownNodeRun(runOf(started, begins("a")), null)?.node).toBe("a");
    expect(
      shownNodeRun(runOf(started, begins("a"), ends("a", "FAILED", true), begins("b")), null)?.node,
    ).toBe("b");
    expect(shownNodeRun(emptyRun("wfr_1"), null)).toBeUndefined();
  });
});

describe("the look of a state", () => {
  const looks = (...events: RunEventBody[]) => {
    const run = runOf(started, begins("a"), ...events);
    return [runLook(run).label, nodeRunLook(run.nodeRuns.at(-1)!).label];
  };
  it("names each state of run and node run", () => {
    expect(looks()).toEqual(["Running", "Running"]);
    expect(looks({ type: "node.waiting", nodeRun: "wfnr_a", for: "callback", continues: true })).toEqual([
      "Running",
      "Waiting for a callback",
    ]);
    expect(looks({ type: "run.cancelling", force: false })).toEqual(["Cancelling", "Running"]);
    expect(looks(ends("a", "FAILED", true))).toEqual(["Running", "Failed, run continued"]);
    const passed = ends("a", "SUCCESS") as RunEventBody & { type: "node.completed" };
    expect(looks({ ...passed, mock: "pinned" })).toEqual(["Running", "Pinned, not run"]);
    expect(looks({ ...passed, mock: "disabled" })).toEqual(["Running", "Disabled, not run"]);
    expect(looks(ends("a", "SUCCESS"), { type: "run.completed", result: "SUCCESS" })).toEqual([
      "Succeeded",
      "Succeeded",
    ]);
  });
});

describe("places", () => {
  const node = (identifier: string, title?: string) => ({
    identifier,
    ...(title ? { title } : {}),
    config: { type: "WEBHOOK" },
  });
  const ran = { identifier: "w", nodes: [node("a", "Send it"), node("b")], connections: [] };
  const draft = { identifier: "w", nodes: [node("new"), node("b")], connections: [] };
  it("finds the node of an error where it stands now", () => {
    expect(placeInDraft("/nodes/1/config/url", ran, draft)).toBe("/nodes/1/config/url");
    expect(placeInDraft("/nodes/1/config/url", ran, { ...draft, nodes: [node("b")] })).toBe(
      "/nodes/0/config/url",
    );
    expect(placeInDraft("/nodes/0", ran, draft)).toBeUndefined();
    expect(placeInDraft("/connections/0", ran, draft)).toBe("/connections/0");
  });
  it("calls a node by its title, else by its identifier", () => {
    expect([nodeTitle(ran, "a"), nodeTitle(ran, "b"), nodeTitle(null, "c")]).toEqual(["Send it", "b", "c"]);
  });
});
