import { describe, expect, it } from "vitest";
import { emptyRun, type RunState } from "../run/state";
import { previewData } from "./preview-context";
import { createScratcher, mostOutputs, type ScratchRequest } from "./scratch";
import { createScratchClient, type ScratchPort } from "./scratch-client";
import { seenBy } from "./scratch-data";
import { readHistory, withScratch } from "./scratch-history";
import type { ScratchQuestion } from "./scratch-worker";

const data = previewData({
  document: undefined,
  run: null,
  runDocument: null,
  lastInputs: {},
  secrets: ["token"],
  text: "",
  now: "2026-01-01T00:00:00.000Z",
});
data.outputs.start = { output: { n: 2, list: [1, 2] }, nodeType: "WEBHOOK", replaced: false };
data.outputs.call = { output: { id: 7 }, nodeType: "WEBHOOK", replaced: false };

const request = (text: string, syntax: ScratchRequest["syntax"] = "jq"): ScratchRequest => ({
  text,
  syntax,
  node: "n",
  nodeType: "WEBHOOK",
});
const scratch = createScratcher(data);

describe("createScratcher", () => {
  it("gives every output of jq, and one of a template", () => {
    expect(scratch(request(".outputs.start.list[], {a: 1}"))).toMatchObject({
      outputs: [1, 2, { a: 1 }],
      more: false,
    });
    expect(scratch(request("empty")).outputs).toEqual([]);
    expect(scratch(request("n is {{ .outputs.start.n }}", "template")).outputs).toEqual(["n is 2"]);
    expect(scratch(request("{{ .outputs.start.list }}", "template")).outputs).toEqual([[1, 2]]);
  });

  it("stops at a hundred outputs, and says so", () => {
    expect(scratch(request("range(100)"))).toMatchObject({ more: false });
    const { outputs, more } = scratch(request("range(1e9)"));
    expect(outputs).toHaveLength(mostOutputs);
    expect(more).toBe(true);
  });

  it("keeps the outputs before an error, with its place and hint", () => {
    const { outputs, error } = scratch(request("1, 2, (.outputs.start.n | .x)"));
    expect(outputs).toEqual([1, 2]);
    expect(error).toMatchObject({ kind: "runtime", message: expect.stringContaining("Cannot index number") });
    expect(scratch(request(".a | upper")).error).toMatchObject({
      kind: "compile",
      span: { start: 5, end: 10 },
      hint: expect.stringContaining("ascii_upcase"),
    });
    const text = "a {{ .x | upper }}";
    const { span } = scratch(request(text, "template")).error ?? {};
    expect(text.slice(span?.start, span?.end)).toBe("upper");
  });

  it("shows secrets by name", () => {
    expect(scratch(request('"a" + .secrets.token, .secrets')).outputs).toEqual([
      "a‹secret:token›",
      { token: "‹secret:token›" },
    ]);
  });
});

describe("seenBy", () => {
  const nodeRun = (node: string, startedAt: string, completedAt: string) =>
    ({ node, startedAt, completedAt }) as RunState["nodeRuns"][number];
  const run: RunState = {
    ...emptyRun("wfr_1"),
    nodeRuns: [
      nodeRun("start", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:01.000Z"),
      nodeRun("middle", "2026-01-01T00:00:01.000Z", "2026-01-01T00:00:02.000Z"),
      nodeRun("call", "2026-01-01T00:00:02.000Z", "2026-01-01T00:00:03.000Z"),
    ],
  };

  it("leaves out what came later in the run", () => {
    expect(Object.keys(seenBy(data, "middle", run, []).outputs)).toEqual(["start"]);
    expect(Object.keys(seenBy(data, "start", run, ["call"]).outputs)).toEqual([]);
  });

  it("follows the graph where the node has not run", () => {
    expect(Object.keys(seenBy(data, "other", run, ["call"]).outputs)).toEqual(["call"]);
    expect(Object.keys(seenBy(data, "call", null, ["start"]).outputs)).toEqual(["start"]);
  });
});

describe("history", () => {
  it("puts the newest first, once, and keeps fifty", () => {
    let history = withScratch([], { text: ".a", syntax: "jq" });
    history = withScratch(history, { text: ".b", syntax: "jq" });
    history = withScratch(history, { text: ".a", syntax: "jq" });
    expect(history.map(({ text }) => text)).toEqual([".a", ".b"]);
    expect(withScratch(history, { text: " ", syntax: "jq" })).toEqual(history);
    for (let n = 0; n < 60; n++) history = withScratch(history, { text: `${n}`, syntax: "jq" });
    expect(history).toHaveLength(50);
    expect(history[0]?.text).toBe("59");
  });

  it("reads only what is one", () => {
    expect(readHistory(undefined)).toEqual([]);
    expect(readHistory([{ text: ".a", syntax: "jq" }, null, { text: 1 }])).toEqual([
      { text: ".a", syntax: "jq" },
    ]);
  });
});

describe("createScratchClient", () => {
  it("ends a running evaluation for the next one, with the data again", () => {
    const ports: (ScratchPort & { asked: ScratchQuestion[]; ended: boolean })[] = [];
    const results: unknown[] = [];
    const client = createScratchClient(
      () => {
        const asked: ScratchQuestion[] = [];
        const port = {
          asked,
          ended: false,
          onmessage: null,
          onerror: null,
          postMessage: (question: ScratchQuestion) => void asked.push(question),
          terminate() {
            port.ended = true;
          },
        };
        ports.push(port);
        return port;
      },
      (result) => results.push(result),
    );
    client.setData(data);
    client.evaluate(request("1"));
    client.evaluate(request("2"));
    expect(ports.map(({ ended }) => ended)).toEqual([true, false]);
    expect(ports[1]?.asked.map(({ kind }) => kind)).toEqual(["data", "evaluate"]);
    const result = scratch(request("2"));
    ports[1]?.onmessage?.(new MessageEvent("message", { data: { id: 1, result } }));
    expect(results).toEqual([]);
    ports[1]?.onmessage?.(new MessageEvent("message", { data: { id: 2, result } }));
    expect(results).toEqual([result]);
    client.evaluate(request("3"));
    expect(ports).toHaveLength(2);
    ports[1]?.onerror?.({} as ErrorEvent);
    expect(results).toEqual([result, null]);
  });
});
