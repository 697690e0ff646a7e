import { describe, expect, it } from "vitest";
import { share } from "./share";

const node = (identifier: string, url = "https://a.test") => ({
  identifier,
  config: { type: "WEBHOOK", url },
});

describe("share", () => {
  it("gives the previous value back when nothing changed", () => {
    const before = { nodes: [node("a"), node("b")], connections: [] };
    expect(share(before, structuredClone(before))).toBe(before);
  });

  it("keeps untouched nodes and renews the touched one", () => {
    const before = { nodes: [node("a"), node("b")] };
    const after = share(before, { nodes: [node("a"), node("b", "https://b.test")] });
    expect(after).toEqual({ nodes: [node("a"), node("b", "https://b.test")] });
    expect(after.nodes[0]).toBe(before.nodes[0]);
    expect(after.nodes[1]).not.toBe(before.nodes[1]);
  });

  it("keeps identity when an earlier node is removed", () => {
    const before = { nodes: [node("a"), node("b"), node("c")] };
    const after = share(before, { nodes: [node("b"), node("c")] });
    expect(after.nodes).toHaveLength(2);
    expect(after.nodes[0]).toBe(before.nodes[1]);
    expect(after.nodes[1]).toBe(before.nodes[2]);
  });

  it("sees a changed key order as a change", () => {
    const before = { a: 1, b: 2 };
    const after = share<object>(before, { b: 2, a: 1 });
    expect(after).not.toBe(before);
    expect(Object.keys(after)).toEqual(["b", "a"]);
  });

  it("is not fooled by keys of the object prototype", () => {
    const next = JSON.parse('{"__proto__": {"x": 1}, "toString": 2}');
    const after = share<object>({}, next);
    expect(JSON.stringify(after)).toBe('{"__proto__":{"x":1},"toString":2}');
  });
});
