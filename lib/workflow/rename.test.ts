import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { checkText } from "./check";
import { renameNode } from "./commands";
import { sketch } from "./sketch";

/*
 *  t → get → c1 ─ yes → a
 */
const base = sketch("t > get > c1", "c1:yes > a", {
  c1: { outlets: [{ identifier: "yes", expression: ".outputs.get.response.status == 200" }] },
  a: {
    url: "https://get.test/get?x={{ .outputs.get.response.data.id }}",
    headers: { "X-{{ .outputs.get.n }}": 'get {{ .outputs["get"].m | tojson }}' },
    body: { getter: ".outputs.get", other: "{{ .outputs.getter.x }}", local: "{{ .outputs.t.get }}" },
  },
});
const document = {
  ...base,
  nodes: base.nodes.map((node) =>
    node.identifier === "a" ? { ...node, variables: { v: "{{ .outputs.get }}" } } : node,
  ),
};
const text = JSON.stringify(document, null, 2);

const renamed = (from: string, to: string) => JSON.parse(renameNode(text, from, to)) as typeof document;
const nodeOf = (of: typeof document, name: string) =>
  of.nodes.find((node) => node.identifier === name) as JsonObject & (typeof document.nodes)[number];

describe("renaming a node", () => {
  test("follows connections, templates, keys, conditions and variables, and nothing else", () => {
    const after = renamed("get", "fetch");
    expect(after.connections?.[0]?.targetIdentifier).toBe("fetch");
    expect(after.connections?.[1]?.sourceIdentifier).toBe("fetch");
    expect(nodeOf(after, "c1").config.outlets).toMatchObject([
      { expression: ".outputs.fetch.response.status == 200" },
    ]);
    expect(nodeOf(after, "a").config).toEqual({
      type: "WEBHOOK",
      url: "https://get.test/get?x={{ .outputs.fetch.response.data.id }}",
      headers: { "X-{{ .outputs.fetch.n }}": 'get {{ .outputs["fetch"].m | tojson }}' },
      body: { getter: ".outputs.get", other: "{{ .outputs.getter.x }}", local: "{{ .outputs.t.get }}" },
    });
    expect(nodeOf(after, "a").variables).toEqual({ v: "{{ .outputs.fetch }}" });
  });
  test("a name with a hyphen is written in brackets, so that it still works", () => {
    const text = renameNode(JSON.stringify(document), "get", "get-it");
    expect(nodeOf(JSON.parse(text), "a").variables).toEqual({ v: '{{ .outputs["get-it"] }}' });
    expect(checkText(text).problems.filter((problem) => problem.code === "template/hyphen")).toEqual([]);
  });
  test("there and back again changes no byte", () => {
    expect(renameNode(renameNode(text, "get", "fetch"), "fetch", "get")).toBe(text);
  });
  test("to a name that is taken or not allowed changes nothing", () => {
    for (const to of ["a", "no spaces", "", "get"]) expect(renameNode(text, "get", to)).toBe(text);
    expect(renameNode(text, "nobody", "x")).toBe(text);
    expect(renameNode("{", "get", "x")).toBe("{");
  });
  test("of a trigger called trigger leaves .outputs.trigger, which is whichever fired", () => {
    const alias = JSON.stringify(sketch("trigger > a", { a: { body: { x: "{{ .outputs.trigger.y }}" } } }));
    const after = JSON.parse(renameNode(alias, "trigger", "start"));
    expect(after.nodes[0].identifier).toBe("start");
    expect(after.nodes[1].config.body.x).toBe("{{ .outputs.trigger.y }}");
  });
});
