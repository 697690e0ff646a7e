import { beforeEach, expect, test, vi } from "vitest";
import { ok } from "../base/result";
import type { RunState } from "../run/state";
import type { StartRunInput } from "./api";
import { chooseWay, clearPins, pinOutput, toggleDisabled, togglePins } from "./pin-edits";
import { remember } from "./remember";
import { storeOf } from "./test-page";

const text = JSON.stringify({
  identifier: "w",
  nodes: [
    { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } },
    { identifier: "hook", title: "Call", config: { type: "WEBHOOK", url: "https://a.test" } },
    {
      identifier: "which",
      config: {
        type: "CONDITION",
        outlets: [
          { identifier: "yes", title: "Yes", expression: "true" },
          { identifier: "no", title: "No", expression: "true" },
        ],
      },
    },
  ],
  connections: [],
});

const ran = {
  nodeRuns: [
    { node: "hook", output: { response: { status: 201 } } },
    { node: "which", outlet: "no" },
  ],
} as unknown as RunState;

function page() {
  const started: StartRunInput[] = [];
  const store = storeOf(text, {
    environments: async () => ok([]),
    saveDraft: async () => ok({ revision: 2 }),
    startRun: async (_id, input) => {
      started.push(input);
      return ok("wfr_1");
    },
    run: async () => ({
      ok: false,
      error: { status: 404, error: "not_found", message: "", details: [] },
    }),
    runs: async () => ok([]),
  });
  return { store, pins: () => store.getState().pins, started };
}

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  return () => vi.unstubAllGlobals();
});

test("pins the last output, and what a node could give where there is none", () => {
  const { store, pins } = page();
  expect(togglePins(store, ["hook"])).toEqual({
    words: "Pinned Call to a sample, to be edited in the inspector",
    sample: true,
  });
  expect(pins().hook?.output).toHaveProperty("response");
  expect(togglePins(store, ["hook"])).toEqual({ words: "Unpinned Call" });
  expect(pins()).toEqual({});
  store.setState({ lastRun: ran });
  expect(togglePins(store, ["start", "hook"])).toEqual({ words: "Pinned Call to the last output" });
  expect(pins()).toEqual({ hook: { output: { response: { status: 201 } } } });
  expect(remember.pins("wf_1")).toEqual(pins());
});

test("a node with several ways out goes on as in the last run, else by the first", () => {
  const { store, pins } = page();
  toggleDisabled(store, ["which"]);
  expect(pins()).toEqual({ which: { disabled: true, outlet: "yes" } });
  toggleDisabled(store, ["which"]);
  store.setState({ lastRun: ran });
  toggleDisabled(store, ["which"]);
  expect(pins()).toEqual({ which: { disabled: true, outlet: "no" } });
  chooseWay(store, store.getState().document!.nodes[2]!, { fallback: true });
  expect(pins()).toEqual({ which: { disabled: true, fallback: true } });
});

test("disabled and pinned stand beside each other; pinning enables", () => {
  const { store, pins } = page();
  pinOutput(store, store.getState().document!.nodes[1]!, 5);
  expect(toggleDisabled(store, ["hook", "which"])).toEqual({ words: "Disabled 2 nodes in test runs" });
  expect(pins().hook).toEqual({ output: 5, disabled: true });
  expect(toggleDisabled(store, ["hook"])).toEqual({ words: "Enabled Call in test runs" });
  expect(pins().hook).toEqual({ output: 5 });
  expect(clearPins(store).words).toBe("Test runs run every node again");
  expect(pins()).toEqual({});
});

test("refuses triggers, nothing, a view, and too much", () => {
  const { store, pins } = page();
  expect(togglePins(store, ["start"])).toEqual({ refused: expect.stringContaining("begins at its trigger") });
  expect(toggleDisabled(store, [])).toEqual({ refused: "Choose a node first." });
  const hook = store.getState().document!.nodes[1]!;
  expect(pinOutput(store, hook, "x".repeat(262_143))).toEqual({
    refused: expect.stringContaining("test runs take 256 kB"),
  });
  expect(pins()).toEqual({});
  store.getState().actions.setOnPhone(true);
  expect(toggleDisabled(store, ["hook"])).toEqual({ refused: "This view is read-only." });
});

test("follows the node through a rename and is sent with the start, the text untouched", async () => {
  const { store, pins, started } = page();
  toggleDisabled(store, ["hook"]);
  store.getState().actions.renameNode("hook", "call");
  expect(pins()).toEqual({ call: { disabled: true } });
  expect(store.getState().text).not.toContain("disabled");
  await store.getState().actions.startRun({}, "start");
  clearPins(store);
  await store.getState().actions.startRun({}, "start");
  expect(started.map(({ pins: sent }) => sent)).toEqual([{ call: { disabled: true } }, undefined]);
});
