import { describe, expect, it } from "vitest";
import { connectionPlaces, nodePlaces, rangeOfPointer, treeOf } from "./json-tree";

const text = `{
  "identifier": "w",
  "nodes": [
    {
      "identifier": "a",
      "config": { "type": "WEBHOOK", "url": "x \\"{{ .y }}\\"" }
    }
  ],
  "connections": [
    { "sourceIdentifier": "a", "targetIdentifier": "b", "fallback": true }
  ]
}`;
const tree = treeOf(text);
const marked = (pointer: string, span?: { start: number; end: number }) => {
  const { start, end } = rangeOfPointer(tree, pointer, span);
  return text.slice(start, end);
};

describe("rangeOfPointer", () => {
  it("marks a value, and the key of an object or a list", () => {
    expect(marked("/identifier")).toBe('"w"');
    expect(marked("/nodes")).toBe('"nodes"');
    expect(marked("/nodes/0/config")).toBe('"config"');
    expect(marked("/nodes/0")).toBe("{");
  });

  it("marks a span inside a string, across escapes", () => {
    expect(marked("/nodes/0/config/url", { start: 3, end: 11 })).toBe("{{ .y }}");
    expect(marked("/nodes/0/config/url", { start: 2, end: 3 })).toBe('\\"');
  });

  it("falls back to what is there", () => {
    expect(marked("/nodes/0/config/body/deep")).toBe('{ "type": "WEBHOOK", "url": "x \\"{{ .y }}\\"" }');
    expect(marked("/nodes/7")).toBe('"nodes"');
    expect(rangeOfPointer(treeOf("nonsense"), "/a")).toEqual({ start: 0, end: 8 });
    expect(rangeOfPointer(treeOf(""), "")).toEqual({ start: 0, end: 0 });
  });
});

describe("places", () => {
  it("finds nodes and connections with their ranges", () => {
    const [node] = nodePlaces(tree);
    expect(node).toMatchObject({ index: 0, identifier: "a", type: "WEBHOOK" });
    expect(text.slice(node?.range.start, node?.range.end)).toMatch(/^\{\s+"identifier": "a"[\s\S]*\}$/);
    expect(connectionPlaces(tree)[0]?.value).toEqual({
      sourceIdentifier: "a",
      targetIdentifier: "b",
      fallback: true,
    });
  });

  it("reads what can be read of broken text", () => {
    expect(
      nodePlaces(treeOf('{"nodes":[{"identifier":"a"},{"identifier":"b",,')).map((one) => one.identifier),
    ).toEqual(["a", "b"]);
    expect(nodePlaces(treeOf("[]"))).toEqual([]);
  });
});
