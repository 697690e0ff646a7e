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
    // Through bindings.
    [". as [$a, {b: $c}] | $c.d", ["/0", "/1/b/d"]],
    [".outputs as {$a: {x: $v}} | $v.z, $a.q", ["outputs/a/q", "outputs/a/x/z"]],
    ['.outputs as {"a b": $v} | $v.z', ["outputs/a b/z"]],
    [".outputs.a as [$x] ?// {b: $x} | $x.c", ["outputs/a/0/c", "outputs/a/b/c"]],
    [".outputs.a as $x | .outputs.b as $x | $x.c", ["outputs/a", "outputs/b/c"]],
    ["reduce .outputs.list as $x (.outputs.from; .a + $x.b)", ["outputs/from/a", "outputs/list/b"]],
    ["foreach .outputs.list as {a: $x} (.outputs.i; .j; .k + $x.b)", ["outputs/i/j/k", "outputs/list/a/b"]],
    // Through definitions.
    ["def f(g): .outputs | g; f(.a)", ["outputs/a"]],
    ["def f(g; $v): g + $v.q; f(.outputs.a; .outputs.b)", ["outputs/a", "outputs/b/q"]],
    ["def f: def g: .outputs.a; g | .b; f", ["outputs/a/b"]],
    ["def f(x): x | x; f(.outputs)", ["outputs/outputs"]],
    ['def f($k): .outputs[$k]; f("a")', ["outputs/a"]],
    // Keys that are known without running.
    ['"a-b" as $x | .outputs[$x].c', ["outputs/a-b/c"]],
    ['"a" as $x | .k as $x | .outputs[$x]', ["k", "outputs"]],
    ['"a" as $x | "b" as $y | .outputs["\\($x)-\\($y)"]', ["outputs/a-b"]],
    ['.outputs["a", "b"].c', ["outputs/a/c", "outputs/b/c"]],
    ['.outputs["a" + "b"], .outputs[-1]', ["outputs/-1", "outputs/ab"]],
    ['.outputs[("a")]', ["outputs/a"]],
    ['getpath(["outputs", "a", 0]) | .b', ["outputs/a/0/b"]],
    ['.outputs | getpath(["a", "b"])', ["outputs/a/b"]],
    ['.outputs | has("a")', ["outputs"]],
    ["getpath([.k])", ["k"]],
    // Paths, optional steps, comments.
    ["path(.outputs.a), del(.outputs.b.c), pick(.outputs.d)", ["outputs/a", "outputs/b/c", "outputs/d"]],
    [".outputs.a?.b? # .outputs.c\n", ["outputs/a/b"]],
    [".outputs.a[]?.b", ["outputs/a"]],
    ["any(.outputs.list[]; .x)", ["outputs/list"]],
    ["INDEX(.outputs.list[]; .id)", ["outputs/list"]],
    ['.outputs.a | sub("(?<x>a)"; "(.x)")', ["outputs/a"]],
    [".outputs.list | first | .y", ["outputs/list/0/y"]],
    ["limit(1; .outputs | .a) | .b", ["outputs/a/b"]],
    ["(.outputs // .inputs).a", ["inputs/a", "outputs/a"]],
    [".outputs |= (.a = 1)", ["outputs/a"]],
    ['{(.outputs.k): .outputs.v, "b\\(.outputs.q)": 2}', ["outputs/k", "outputs/q", "outputs/v"]],
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
    // To names that need brackets, and back.
    ['.outputs["old"]?.x', "fresh", '.outputs["fresh"]?.x'],
    [".outputs.old?.x[0]", "my-node", '.outputs["my-node"]?.x[0]'],
    [".outputs?.old", "my-node", '.outputs?["my-node"]'],
    [".outputs|.old", "my-node", '.outputs|.["my-node"]'],
    ["(.outputs).old", "my-node", '(.outputs)["my-node"]'],
    ['."outputs".old', "my-node", '."outputs"["my-node"]'],
    [".outputs .old", "my-node", '.outputs .["my-node"]'],
    ['.outputs | "\\(.old)"', 'say "hi"', '.outputs | "\\(.["say \\"hi\\""])"'],
    // In strings within strings.
    ['"a\\("b\\(.outputs.old.x)")"', "my-node", '"a\\("b\\(.outputs["my-node"].x)")"'],
    ['@uri "\\(.outputs["old"])"', "fresh", '@uri "\\(.outputs["fresh"])"'],
    // Where the name is bound, computed or given as a path.
    [". as {outputs: {$old}} | $old", "fresh", ". as {outputs: {fresh: $old}} | $old"],
    [
      ". as {outputs: {$old: {x: $v}}} | $old, $v",
      "a-b",
      '. as {outputs: {"a-b": $old, "a-b": {x: $v}}} | $old, $v',
    ],
    ['. as {outputs: {"old": $v}} | $v', "fresh", '. as {outputs: {"fresh": $v}} | $v'],
    ['"old" as $n | .outputs[$n], $n', "fresh", '"old" as $n | .outputs["fresh"], $n'],
    ['.outputs["old", "other"]', "fresh", '.outputs["fresh", "other"]'],
    ['.outputs["o" + "ld"]', "fresh", '.outputs["fresh"]'],
    ['getpath(["outputs", "old", "x"])', "fresh", 'getpath(["outputs", "fresh", "x"])'],
    ['.outputs | has("old")', "fresh", '.outputs | has("fresh")'],
    ["reduce .outputs.old[] as $x (0; . + $x.old)", "fresh", "reduce .outputs.fresh[] as $x (0; . + $x.old)"],
    [".outputs as [$a] ?// $a | $a.old", "fresh", ".outputs as [$a] ?// $a | $a.fresh"],
    ["def f(g): g | .old; f(.outputs), .old", "fresh", "def f(g): g | .fresh; f(.outputs), .old"],
    [".outputs.old = 1 | del(.outputs.old)", "fresh", ".outputs.fresh = 1 | del(.outputs.fresh)"],
    ["# .outputs.old\n.outputs.old # .old", "fresh", "# .outputs.old\n.outputs.fresh # .old"],
    ['"old" | .outputs', "fresh", '"old" | .outputs'],
    ['.outputs | {"old", old: 1}', "fresh", '.outputs | {"old": .fresh, old: 1}'],
  ])("%s to %s", (program, to, expected) => {
    expect(renameReferences(program, { root: "outputs", from: "old", to })).toBe(expected);
  });
});
