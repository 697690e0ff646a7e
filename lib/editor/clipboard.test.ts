import { expect, it } from "vitest";
import { sketch } from "../workflow/sketch";
import { copyNodes, duplicateNodes, nodesIn, pasteNodes } from "./clipboard";
import { storeOf } from "./test-page";

const document = sketch("t > a > b", {
  b: { url: "https://x.test/{{ .outputs.a.response.data.id }}" },
});

const page = () => storeOf(JSON.stringify(document, null, 2));

it("copies one node as it stands in a workflow, several with what joins them", () => {
  expect(JSON.parse(copyNodes(document, ["a"]))).toEqual(document.nodes[1]);
  expect(JSON.parse(copyNodes(document, ["a", "b"]))).toEqual({
    nodes: document.nodes.slice(1),
    connections: [document.connections![1]],
  });
});

it.each([
  ["a node", '{"identifier": "call", "config": {"type": "WEBHOOK", "url": "u"}}', ["call"]],
  ["a config as documentation shows it", '{ "config": { "type": "WEBHOOK", "url": "u" } }', ["webhook"]],
  ["the same without its braces", '"config": { "type": "WEBHOOK", "url": "u" },', ["webhook"]],
  ["a config alone", '{"type": "DELAY", "duration": 5}', ["delay"]],
  ["a list", '[{"config": {"type": "WEBHOOK"}}, {"config": {"type": "WEBHOOK"}}]', ["webhook", "webhook_2"]],
  [
    "the fence of a message",
    'Try this:\n```json\n{"identifier": "call", "config": {"type": "WEBHOOK"}}\n```\nIt works.',
    ["call"],
  ],
  ["JSON within prose", 'Use {"config": {"type": "WEBHOOK"}} for that.', ["webhook"]],
  ["nodes and connections", copyNodes(document, ["a", "b"]), ["a", "b"]],
])("reads %s", (_name, text, identifiers) => {
  expect(nodesIn(text)?.nodes.map((node) => node.identifier)).toEqual(identifiers);
});

it.each(["", "hello", "[]", "{}", "12", '{"type": "UNKNOWN"}', '{"nodes": [1]}', '{"config": 1}'])(
  "takes %j for something else",
  (text) => expect(nodesIn(text)).toBeUndefined(),
);

it("brings an older form to the current one", () => {
  const text =
    '{"identifier": "c", "config": {"type": "CONDITION", "options": [{"identifier": "x", "title": "X", "expression": "true"}]}}';
  expect(nodesIn(text)?.nodes[0]?.config.outlets).toHaveLength(1);
});

it("pastes copies under free identifiers that read each other, in one step, each time elsewhere", () => {
  const store = page();
  const copied = copyNodes(document, ["a", "b"]);
  expect(pasteNodes(store, copied, { x: 0, y: 800 })).toEqual({ added: ["a_2", "b_2"] });
  const { nodes, connections } = store.getState().document!;
  expect(nodes.map((node) => node.identifier)).toEqual(["t", "a", "b", "a_2", "b_2"]);
  expect(nodes[4]!.config.url).toBe("https://x.test/{{ .outputs.a_2.response.data.id }}");
  expect(connections!.at(-1)).toMatchObject({ sourceIdentifier: "a_2", targetIdentifier: "b_2" });
  pasteNodes(store, copied, { x: 0, y: 800 });
  const { layout } = store.getState();
  expect(layout.a_3).not.toEqual(layout.a_2);
  store.getState().actions.undo();
  store.getState().actions.undo();
  expect(store.getState().text).toBe(JSON.stringify(document, null, 2));
});

it("duplicates several with what joins them, where they stand to each other", () => {
  const store = page();
  store.getState().actions.moveNodes({ a: { x: 320, y: 0 }, b: { x: 640, y: 160 } });
  expect(duplicateNodes(store, ["a", "b"])).toEqual({ added: ["a_2", "b_2"] });
  const { document: now, layout } = store.getState();
  expect(now!.connections!.at(-1)).toMatchObject({ sourceIdentifier: "a_2", targetIdentifier: "b_2" });
  expect([layout.a_2, layout.b_2]).toEqual([
    { x: 352, y: 112 },
    { x: 672, y: 272 },
  ]);
  expect(duplicateNodes(store, [])).toBeUndefined();
});
