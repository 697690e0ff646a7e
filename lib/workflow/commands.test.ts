import { describe, expect, test } from "vitest";
import {
  addNode,
  applyFix,
  connect,
  disconnect,
  duplicateNode,
  freshIdentifier,
  insertOnConnection,
  removeNode,
  setAt,
  setNodeConfig,
  setTitle,
} from "./commands";
import { sketch } from "./sketch";

/*
 *  t → c1 ─ yes → a
 *         └ else → b
 */
const document = sketch("t > c1", "c1:yes > a", "c1:else > b");
const text = `${JSON.stringify(document, null, 4)}\n`;

/** Lines of `after` that `before` lacks, and the reverse: what a reader of a diff sees. */
function diff(before: string, after: string): { added: string[]; removed: string[] } {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < old.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail))
    tail++;
  return { removed: old.slice(head, old.length - tail), added: fresh.slice(head, fresh.length - tail) };
}

test("one field is one hunk", () => {
  const after = setNodeConfig(text, "a", "/url", "https://y.test");
  expect(diff(text, after)).toEqual({
    removed: ['                "url": "https://x.test"'],
    added: ['                "url": "https://y.test"'],
  });
});

test("writing what is there changes no byte", () => {
  expect(setNodeConfig(text, "a", "/url", "https://x.test")).toBe(text);
  expect(setNodeConfig(text, "a", "", document.nodes[2]!.config)).toBe(text);
  expect(setAt(text, "", JSON.parse(text))).toBe(text);
  expect(connect(text, { source: "t", target: "c1" })).toBe(text);
});

test("a node and its connection are added after the others, and removed again without a trace", () => {
  const node = { identifier: "z", config: { type: "WEBHOOK", url: "https://z.test" } };
  const added = connect(addNode(text, node), { source: "a", target: "z" });
  const parsed = JSON.parse(added);
  expect(parsed.nodes.at(-1)).toEqual(node);
  expect(parsed.connections.at(-1)).toEqual({ sourceIdentifier: "a", targetIdentifier: "z" });
  expect(removeNode(added, "z")).toBe(text);
});

test("removing a node takes its connections along", () => {
  const after = JSON.parse(removeNode(text, "c1"));
  expect(after.nodes.map((node: { identifier: string }) => node.identifier)).toEqual(["t", "a", "b"]);
  expect(after.connections).toEqual([]);
});

describe("connections", () => {
  test("by outlet, by fallback, and a way out that is taken leads elsewhere", () => {
    const moved = connect(text, { source: "c1", outlet: "yes", target: "b" });
    expect(diff(text, moved).added).toEqual(['            "targetIdentifier": "b",']);
    const fallback = connect(disconnect(text, { source: "c1", fallback: true }), {
      source: "c1",
      fallback: true,
      target: "a",
    });
    expect(JSON.parse(fallback).connections.at(-1)).toEqual({
      sourceIdentifier: "c1",
      targetIdentifier: "a",
      fallback: true,
    });
  });
  test("are removed by their way out", () => {
    const after = JSON.parse(disconnect(text, { source: "c1", outlet: "yes", target: "a" }));
    expect(after.connections).toHaveLength(2);
    expect(disconnect(text, { source: "c1", outlet: "yes", target: "b" })).toBe(text);
    expect(disconnect(text, { source: "c1" })).toBe(text);
  });
  test("the list is made when it is missing", () => {
    const bare = '{\n  "identifier": "w",\n  "nodes": []\n}';
    expect(connect(bare, { source: "a", target: "b" })).toBe(
      '{\n  "identifier": "w",\n  "nodes": [],\n  "connections": [\n    {\n      "sourceIdentifier": "a",\n      "targetIdentifier": "b"\n    }\n  ]\n}',
    );
  });
  test("a node is put into the middle of one", () => {
    const node = { identifier: "z", config: { type: "CONDITION", outlets: [] } };
    const after = JSON.parse(insertOnConnection(text, 1, node, { fallback: true }));
    expect(after.connections.slice(1, 3)).toEqual([
      { sourceIdentifier: "c1", targetIdentifier: "z", sourceOutletIdentifier: "yes" },
      { sourceIdentifier: "z", targetIdentifier: "a", fallback: true },
    ]);
  });
});

test("titles are set, changed and removed", () => {
  const titled = setTitle(text, "a", "Deploy");
  expect(JSON.parse(titled).nodes[2].title).toBe("Deploy");
  expect(setTitle(titled, "a", "")).toBe(text);
  expect(JSON.parse(setTitle(text, undefined, "All")).title).toBe("All");
});

test("a copy stands behind its original under a free name", () => {
  const { text: after, identifier } = duplicateNode(text, "a");
  expect(identifier).toBe("a_2");
  expect(JSON.parse(after).nodes.map((node: { identifier: string }) => node.identifier)).toEqual([
    "t",
    "c1",
    "a",
    "a_2",
    "b",
  ]);
  expect(duplicateNode(after, "a_2").identifier).toBe("a_3");
});

test("fresh identifiers", () => {
  expect(freshIdentifier(document, "UPSERT_ENTITY")).toBe("upsert_entity");
  expect(freshIdentifier(sketch("trigger"), "SCHEDULE_TRIGGER")).toBe("trigger_2");
});

test("a fix of several edits speaks of the text as it was", () => {
  const after = applyFix(text, {
    title: "both",
    edits: [
      { at: "/connections/0", value: undefined },
      { at: "/connections/2/targetIdentifier", value: "t" },
    ],
  });
  expect(
    JSON.parse(after).connections.map((one: { targetIdentifier: string }) => one.targetIdentifier),
  ).toEqual(["a", "t"]);
});

test("what is not there, and text that is no JSON, change nothing", () => {
  for (const same of [
    removeNode(text, "no"),
    setTitle(text, "no", "x"),
    setNodeConfig(text, "no", "/url", 1),
    duplicateNode(text, "no").text,
  ])
    expect(same).toBe(text);
  expect(addNode("{", { identifier: "a" })).toBe("{");
  expect(removeNode("[]", "a")).toBe("[]");
});
