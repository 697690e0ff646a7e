import { describe, expect, test } from "vitest";
import { references } from "./references";
import { renameReferences } from "./rename";

const paths = (program: string) => references(program).map(({ root, path }) => [root, ...path].join("/"));

describe("references", () => {
  test.each<[string, string[]]>([
    [".outputs.trigger.service", ["outputs/trigger/service"]],
    ['.outputs["my-node"].response.data.id', ["outputs/my-node/response/data/id"]],
    ['.outputs."my-node".x', ["outputs/my-node/x"]],
    ["[.outputs.a.x, .outputs.b]", ["outputs/a/x", "outputs/b"]],
    [".outputs | .a | .x, .y", ["outputs/a/x", "outputs/a/y"]],
    [".outputs.a as $a | $a.x + $a.y", ["outputs/a/x", "outputs/a/y"]],
    [". as {outputs: {a: $v}} | $v.z", ["outputs/a/z"]],
    [". as {$outputs} | $outputs.b", ["outputs/b"]],
    ["def f: .outputs.a; f.x", ["outputs/a/x"]],
    ["def f(g): g | .id; f(.outputs.a)", ["outputs/a/id"]],
    ["def f($v): $v.id; f(.outputs.a)", ["outputs/a/id"]],
    [".outputs.list[] | .name", ["outputs/list"]],
    [".outputs.list | map(.name)", ["outputs/list"]],
    [".outputs.list | map(select(.id == 1))", ["outputs/list"]],
    [".outputs.a // .outputs.b", ["outputs/a", "outputs/b"]],
    ["if .outputs.a then .outputs.b else .outputs.c end | .x", ["outputs/a", "outputs/b/x", "outputs/c/x"]],
    [".outputs | {a, b: .c}", ["outputs/a", "outputs/c"]],
    ['"x \\(.outputs.a.x) y"', ["outputs/a/x"]],
    [".outputs[.inputs.which].x", ["inputs/which", "outputs"]],
    [".outputs.a[0].x", ["outputs/a/0/x"]],
    ["try .outputs.a.b catch .x", ["outputs/a/b"]],
    [".outputs.a.b? | select(. != null) | .c", ["outputs/a/b/c"]],
    ["reduce .outputs.a[] as $x (.outputs.b; . + $x)", ["outputs/a", "outputs/b"]],
    ["def f: .outputs | f; f", ["outputs/outputs"]],
    ["now", []],
    ["(((", []],
  ])("%s", (program, expected) => {
    const found = paths(program);
    for (const path of expected)
      expect(found.some((one) => one === path || one.startsWith(`${path}/`))).toBe(true);
    if (!program.includes("def f: .outputs | f")) expect(found.sort()).toEqual([...expected].sort());
  });

  test("spans cover the written steps", () => {
    const program = '1 + .outputs["my-node"].id';
    const [reference] = references(program);
    expect(reference?.segments.map(({ start, end }) => program.slice(start, end))).toEqual([
      "outputs",
      '"my-node"',
      "id",
    ]);
    expect(program.slice(reference?.start, reference?.end)).toBe('.outputs["my-node"].id');
  });

  test("definitions that call each other many times stay bounded", () => {
    const program = `def f: .a, ${Array.from({ length: 12 }, () => "f").join(", ")}; f`;
    expect(paths(program)).toEqual(["a"]);
  });

  test("many alternatives stay bounded", () => {
    const program = `${Array.from({ length: 12 }, () => "(.a, .b, .c)").join(" | ")}`;
    expect(references(program).length).toBeLessThanOrEqual(2_000);
  });
});

describe("renaming", () => {
  test.each<[string, string, string]>([
    [".outputs.old.x", "fresh", ".outputs.fresh.x"],
    [".outputs.old.x", "my-node", '.outputs["my-node"].x'],
    ['.outputs["old"].x', "my-node", '.outputs["my-node"].x'],
    ['.outputs["old"].x', "fresh", '.outputs["fresh"].x'],
    ['.outputs."old".x', "my-node", '.outputs."my-node".x'],
    [".outputs | .old.x", "my-node", '.outputs | .["my-node"].x'],
    [".outputs | .old, .other", "fresh", ".outputs | .fresh, .other"],
    [". as {outputs: {old: $v}} | $v", "my-node", '. as {outputs: {"my-node": $v}} | $v'],
    [".outputs | {old}", "fresh", ".outputs | {old: .fresh}"],
    [".outputs.old + .outputs.old.y", "n", ".outputs.n + .outputs.n.y"],
    [".outputs as $o | $o.old", "my-node", '.outputs as $o | $o["my-node"]'],
    [".outputs.other.old", "fresh", ".outputs.other.old"],
    ['"is \\(.outputs.old.x)"', "fresh", '"is \\(.outputs.fresh.x)"'],
    ["def f: .outputs.old; f + f", "fresh", "def f: .outputs.fresh; f + f"],
    [".outputs.old |", "fresh", ".outputs.old |"],
  ])("%s to %s", (program, to, expected) => {
    expect(renameReferences(program, { root: "outputs", from: "old", to })).toBe(expected);
  });
});
