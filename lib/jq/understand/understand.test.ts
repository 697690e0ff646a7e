import { describe, expect, it } from "vitest";
import { builtinDocs, compile, complete, explain, format, signature } from "../index";

const input = {
  outputs: {
    trigger: { service: "billing", env: "prod" },
    list: [{ name: "a", url: "u" }],
    "my-node": { x: 1 },
  },
  secrets: { TOKEN: "s" },
};

describe("explain", () => {
  it.each([
    [
      ".outputs.trigger.servce",
      { status: "null", start: 17, end: 23, missing: "servce", suggestions: ["service"] },
    ],
    [".outputs.triger.service", { status: "null", missing: "triger", path: ["outputs"] }],
    [".outputs.list.name", { status: "error", missing: "name", path: ["outputs", "list"] }],
    [".outputs as $o | $o.trigger.evn", { status: "null", missing: "evn", suggestions: ["env"] }],
    [".outputs.my-node", { status: "error", error: { hint: expect.stringContaining('["my-node"]') } }],
    [".outputs.list[5].name", { status: "null", missing: 5 }],
    ["empty", { status: "empty" }],
    // In what the output is, and not in what is only asked.
    ["if .outputs.absent then 1 else .outputs.trigger.servce end", { missing: "servce" }],
    // Where there is more than one to look at.
    [".outputs.list | map(.nme) | first", { status: "null", missing: "nme", suggestions: ["name"] }],
    [".outputs.list[] | .urk", { status: "null", missing: "urk", keys: ["name", "url"], start: 19, end: 22 }],
    // Errors: in the middle of a pipe, over null, in definitions and in builtins written in jq.
    [".outputs.list | .[0].name | .x | length", { status: "error", missing: "x", start: 29, end: 30 }],
    [
      ".outputs.absent[] | .x",
      { status: "error", missing: "absent", error: { message: /iterate over null/ } },
    ],
    ["def f: .outputs.triger.service; f | ascii_upcase", { status: "error", missing: "triger" }],
    ["def f($v): $v.evn; f(.outputs.trigger)", { status: "null", missing: "evn", suggestions: ["env"] }],
    ['.outputs.trigger | getpath(["servce"])', { status: "null", missing: "servce" }],
    [".outputs.trigger.env | gsub(1; 2) | length", { status: "error", start: 23, end: 33 }],
    [".outputs.trigger.env | tonumber | . + 1", { status: "error", start: 23, end: 31 }],
    [".outputs.list | .[0] as {name: $n, nope: $x} | $x", { status: "null", missing: "nope" }],
    [".outputs.trigger.env", { status: "value" }],
  ])("%s", (text, expected) => {
    const { error, ...rest } = expected as { error?: { message?: RegExp } };
    const told = explain(text, input);
    expect(told).toMatchObject(error?.message instanceof RegExp ? rest : expected);
    if (error?.message instanceof RegExp) expect(told.error?.message).toMatch(error.message);
  });
});

describe("hints for what people type by mistake", () => {
  it.each([
    [".x | upper", "ascii_upcase"],
    [".x | lower", "ascii_downcase"],
    ['.x | default("y")', "//"],
    ["len(.x)", "length"],
    [".x | date", "todate"],
    [".x | date(1)", "strftime"],
    ['.x | date: "%Y"', "strftime"],
    ['.x | default: "y"', "//"],
    [".x | truncate: 3", "parentheses"],
    [".a && .b", "and"],
    [".a || .b", "or"],
    [".a === .b", "=="],
    [".a !== .b", "!="],
    [".a ?? 1", "//"],
    [".a <> .b", "!="],
    [".a is null", "=="],
    [".a ==", "quotes"],
    ['.a == "b', "closing"],
    ['.a == b"', "closing"],
    [".a == b", '"b"'],
    [".outputs.my-node.x", '["my-node"]'],
    [".outputs.step-2.x", '["step-2"]'],
    [".a.0", ".[0]"],
    [".a.b()", "methods"],
    [".a | length()", "parentheses"],
    [".a | map(x => x.b)", "map(.x)"],
    ["not(.a)", "| not"],
    [".a | join", "takes: 1"],
    ['.a | test("b"; "c"; "d")', "takes: 1 or 2"],
    ["'x'", "double quotes"],
    ["{{.a}}", "brace"],
    ["{ {.a} }", "brace"],
    ["{ .a }", "two braces"],
    ['"abc', "closing"],
    [".a-b", '["a-b"]'],
    [".a ? 1 : 2", "if a then b"],
    ["`x`", "double quotes"],
    ["!.a", "not"],
    ["{1: 2}", "parentheses"],
  ])("%s", (text, words) => {
    const compiled = compile(text);
    if (compiled.ok) throw new Error("it compiles");
    const { kind, message, start, end, hint } = compiled.error;
    expect(hint).toContain(words);
    expect({ kind, message }).toEqual({ kind: "compile", message: expect.stringMatching(/\w/) });
    expect(start).toBeTypeOf("number");
    expect(end).toBeGreaterThanOrEqual(start!);
    expect(end).toBeLessThanOrEqual(text.length);
  });

  it("needs none where jq is as safe as what was typed", () => {
    for (const text of ["null?.x", ".a?.b", ".a?.b?.c"]) {
      const compiled = compile(text);
      expect(compiled.ok && compiled.value.first({})).toEqual({ ok: true, value: null });
    }
  });
});

/** What completing at `^` would leave, best first. */
function completed(marked: string): string[] {
  const position = marked.indexOf("^");
  const text = marked.replace("^", "");
  return complete(text, position, input).map(
    ({ start, end, insert }) => text.slice(0, start) + insert + text.slice(end),
  );
}

describe("complete", () => {
  it.each([
    [".^", ".outputs"],
    [".outputs.tr^", ".outputs.trigger"],
    [".outputs.my^", '.outputs.["my-node"]'],
    [".outputs.list[] | .n^", ".outputs.list[] | .name"],
    [".outputs.list | map(.^)", ".outputs.list | map(.name)"],
    [".outputs.list | map(select(.u^", ".outputs.list | map(select(.url"],
    [".outputs as $o | $o.l^", ".outputs as $o | $o.list"],
    ['"x\\(.outputs.t^)"', '"x\\(.outputs.trigger)"'],
    ["if .outputs.^ then 1 end", "if .outputs.trigger then 1 end"],
    ['.outputs["tr^"]', '.outputs["trigger"]'],
    ["reduce .outputs.list[] as $x (0; $x.u^)", "reduce .outputs.list[] as $x (0; $x.url)"],
    ["{a: .outputs.tr^}", "{a: .outputs.trigger}"],
    ["ascii_d^", "ascii_downcase"],
    [". as $item | $it^", ". as $item | $item"],
    ["@base64^", "@base64"],
    [".outputs.list[0] | @b^", ".outputs.list[0] | @base64"],
    [".outputs|.tr^", ".outputs|.trigger"],
    ["{a: {b: [.outputs.list[] | .n^]}}", "{a: {b: [.outputs.list[] | .name]}}"],
    ["{(.outputs.tr^): 1}", "{(.outputs.trigger): 1}"],
    ['"a\\("b\\(.outputs.tr^)")"', '"a\\("b\\(.outputs.trigger)")"'],
    [".outputs.list | map_values(.na^", ".outputs.list | map_values(.name"],
    [". as {outputs: {list: [$first]}} | $first.u^", ". as {outputs: {list: [$first]}} | $first.url"],
    [". as {$outputs} | $ou^", ". as {$outputs} | $outputs"],
    ["def twice(f): f | f; .outputs | tw^", "def twice(f): f | f; .outputs | twice"],
    ["def f: .outputs; f | .tr^", "def f: .outputs; f | .trigger"],
    [
      '[.outputs.list[] | select(.name == "a") | .u^ | length]',
      '[.outputs.list[] | select(.name == "a") | .url | length]',
    ],
    ["if .outputs.trigger.s^ == 1 then 2 else 3 end", "if .outputs.trigger.service == 1 then 2 else 3 end"],
    [".outputs.trigger | to_entries | map(.k^)", ".outputs.trigger | to_entries | map(.key)"],
    ['.outputs["my-node"].^', '.outputs["my-node"].x'],
    [".outputs.list | sort_by(.na^) | first", ".outputs.list | sort_by(.name) | first"],
    [
      "foreach .outputs.list[] as {name: $n} (0; . + 1; $n^)",
      "foreach .outputs.list[] as {name: $n} (0; . + 1; $n)",
    ],
    ["try error(.outputs.tr^) catch .", "try error(.outputs.trigger) catch ."],
    ["# .a\n.outputs.tr^", "# .a\n.outputs.trigger"],
  ])("%s", (marked, expected) => {
    expect(completed(marked)[0]).toBe(expected);
  });

  it("offers nothing within plain text", () => {
    expect(complete('"hello .', 8, input)).toEqual([]);
  });
});

describe("signature", () => {
  it("counts the parameters before the place", () => {
    expect(signature('.a | sub("x"; "y"', 17)).toMatchObject({
      name: "sub",
      active: 1,
      parameters: ["regex", "text"],
    });
    expect(signature("map(select(", 11)?.name).toBe("select");
    expect(signature(".a", 2)).toBeUndefined();
  });
});

describe("format", () => {
  it.each([
    [".a|.b", ".a | .b"],
    ['.["a"]."b"[0]?', ".a.b[0]?"],
    ["1+2*3-(4-5)", "1 + 2 * 3 - (4 - 5)"],
    ["if .a then 1 elif .b then 2 else 3 end", "if .a then 1 elif .b then 2 else 3 end"],
    ["def f(x;$y):x+$y;f(1;2)", "def f(x; $y): x + $y; f(1; 2)"],
    ["[.[]|select(.a==1)|.b]", "[.[] | select(.a == 1) | .b]"],
    ["(.a.b)?", "(.a.b)?"],
    ["(1,2)as$x|$x", "(1, 2) as $x | $x"],
    [".a # why", ".a # why"],
    ['.a|"#\\("#"+.b)"', '.a | "#\\("#" + .b)"'],
    [".a |", ".a |"],
  ])("%s", (text, expected) => {
    expect(format(text)).toBe(expected);
    expect(format(format(text))).toBe(format(text));
  });
});

describe("builtinDocs", () => {
  it.each(builtinDocs)("$name/$arity", ({ name, arity, signature: shape, summary, example }) => {
    const program = compile(example.program);
    expect(program.ok && program.value.all(example.input)).toEqual({ outputs: example.output });
    expect(shape.startsWith(name)).toBe(true);
    expect(shape.includes("(") ? shape.split(";").length : 0).toBe(arity);
    expect(summary).toMatch(/\.$/);
  });

  it("leaves out none", () => {
    const program = compile("builtins");
    const names = program.ok && program.value.all(null).outputs[0];
    expect(builtinDocs.map(({ name, arity }) => `${name}/${arity}`).sort()).toEqual(names);
  });
});
