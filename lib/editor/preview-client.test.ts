import { describe, expect, it } from "vitest";
import {
  createPreviewClient,
  type PreviewAnswer,
  type PreviewPort,
  type PreviewQuestion,
} from "./preview-client";
import { type PreviewData, previewData } from "./preview-context";

const data: PreviewData = previewData({
  document: undefined,
  run: null,
  runDocument: null,
  lastInputs: {},
  secrets: [],
  text: "",
  now: "2026-01-01T00:00:00.000Z",
});

/** A port that answers when it is told to, as a worker does. */
function createPort() {
  const asked: PreviewQuestion[] = [];
  const port: PreviewPort = {
    onmessage: null,
    onerror: null,
    postMessage: (question) => asked.push(question),
    terminate: () => {},
  };
  const answer = (change: Partial<Extract<PreviewAnswer, { kind: "inlays" }>> = {}) => {
    const last = asked.at(-1);
    if (last === undefined || last.kind === "data") return;
    const data: PreviewAnswer = { kind: "inlays", id: last.id, inlays: [], complete: true, ...change };
    port.onmessage?.(new MessageEvent("message", { data }));
  };
  const texts = () => asked.flatMap((question) => (question.kind === "inlays" ? [question.text] : []));
  return { port, asked, texts, answer };
}

const ask = (text: string) =>
  ({ kind: "inlays", text, part: { kind: "document" }, range: { start: 0, end: 9 } }) as const;

describe("createPreviewClient", () => {
  it("sends one question at a time and then only the latest", () => {
    const { port, texts, answer } = createPort();
    const client = createPreviewClient(port);
    const answers: number[] = [];
    const channel = client.channel(({ id }) => answers.push(id));
    for (const text of ["a", "ab", "abc"]) channel.ask(ask(text));
    expect(texts()).toEqual(["a"]);
    answer();
    expect(texts()).toEqual(["a", "abc"]);
    expect(answers).toEqual([]);
    answer();
    expect(answers).toHaveLength(1);
  });

  it("asks again for what was not finished, and when the data changes", () => {
    const { port, texts, answer } = createPort();
    const client = createPreviewClient(port);
    const channel = client.channel(() => {});
    channel.ask(ask("a"));
    answer({ complete: false });
    expect(texts()).toEqual(["a", "a"]);
    answer();
    client.setData(data);
    expect(texts()).toEqual(["a", "a", "a"]);
  });

  it("goes on after the worker has failed", () => {
    const { port, texts } = createPort();
    const channel = createPreviewClient(port).channel(() => {});
    channel.ask(ask("a"));
    channel.ask(ask("b"));
    port.onerror?.({} as ErrorEvent);
    expect(texts()).toEqual(["a", "b"]);
    port.onerror?.({} as ErrorEvent);
    channel.ask(ask("c"));
    expect(texts()).toEqual(["a", "b", "c"]);
  });

  it("keeps channels apart, and forgets a closed one", () => {
    const { port, texts, answer } = createPort();
    const client = createPreviewClient(port);
    const heard: string[] = [];
    const first = client.channel(() => heard.push("first"));
    const second = client.channel(() => heard.push("second"));
    first.ask(ask("1"));
    second.ask(ask("2"));
    expect(texts()).toEqual(["1", "2"]);
    answer();
    expect(heard).toEqual(["second"]);
    second.close();
    client.setData(data);
    expect(texts()).toEqual(["1", "2"]);
  });
});
