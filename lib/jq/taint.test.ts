import { describe, expect, it } from "vitest";
import { compile, containsTaint, mask, reveal, Tainted, taint, taintedTexts } from "./index";

const secrets = { TOKEN: taint("TOKEN", "s3cr3t"), USER: taint("USER", "bob") };
const context = { secrets, outputs: { host: "h.example", n: 3 } };

function run(program: string): unknown {
  const compiled = compile(program);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const outcome = compiled.value.first(context);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

const masked = (program: string): unknown => mask(run(program));

describe("joining keeps exact spans", () => {
  it.each([
    [".secrets.TOKEN", "‹secret:TOKEN›"],
    ['"Bearer " + .secrets.TOKEN', "Bearer ‹secret:TOKEN›"],
    ['"\\(.secrets.USER):\\(.secrets.TOKEN)@\\(.outputs.host)"', "‹secret:USER›:‹secret:TOKEN›@h.example"],
    ['[.secrets.USER, "x"] | join("-")', "‹secret:USER›-x"],
    [".secrets.TOKEN * 2", "‹secret:TOKEN›"],
    [".secrets.TOKEN[1:3]", "‹secret:TOKEN›"],
    ['("x" + .secrets.TOKEN + "y")[:1]', "x"],
    ['("x" + .secrets.TOKEN + "y") | ltrimstr("x")', "‹secret:TOKEN›y"],
    ['("  " + .secrets.TOKEN + " ") | trim', "‹secret:TOKEN›"],
    ['("a," + .secrets.TOKEN + ",b") | split(",")', ["a", "‹secret:TOKEN›", "b"]],
    ['("A" + .secrets.TOKEN) | ascii_upcase', "A‹secret:TOKEN›"],
    ["{t: .secrets.TOKEN} | tojson", '{"t":"‹secret:TOKEN›"}'],
    ["[.secrets.TOKEN, 1] | tostring", '["‹secret:TOKEN›",1]'],
    ["[.secrets.USER, 1] | @csv", '"‹secret:USER›",1'],
    ['"a b" + .secrets.USER | @uri', "a%20b‹secret:USER›"],
    ['"<" + .secrets.USER | @html', "&lt;‹secret:USER›"],
    ['["it\'s", .secrets.USER] | @sh', "'it'\\''s' '‹secret:USER›'"],
    ["[.secrets.USER, null, 1] | @tsv", "‹secret:USER›\t\t1"],
    ['"x=\\(.secrets.USER)" | sub("x="; "y=")', "y=‹secret:USER›"],
    ['("id-" + .secrets.USER) | capture("id-(?<who>.*)")', { who: "‹secret:USER›" }],
    ["[.secrets.TOKEN, .secrets.USER] | add", "‹secret:TOKEN›‹secret:USER›"],
  ])("%s", (program, expected) => {
    expect(masked(program as string)).toEqual(expected);
  });
});

describe("encodings are secret as a whole", () => {
  it.each(["@base64", "@base32", "@uri", "@html", "@sh", "@json | @base64 | @base64d", "@base64 | @uri"])(
    "%s",
    (format) => {
      expect(masked(`"u:" + .secrets.TOKEN | ${format}`)).toContain("‹secret:TOKEN›");
      expect(JSON.stringify(masked(`"u:" + .secrets.TOKEN | ${format}`))).not.toContain("s3cr3t");
    },
  );

  it("comes back through JSON and lists of characters", () => {
    expect(masked("{t: .secrets.TOKEN} | tojson | fromjson | .t")).toBe("‹secret:TOKEN›");
    expect(masked('.secrets.TOKEN | [splits("3")] | join("4")')).toBe(
      "‹secret:TOKEN›4‹secret:TOKEN›4‹secret:TOKEN›",
    );
  });
});

describe("keys", () => {
  it("that are secret are masked", () => {
    expect(masked("{(.secrets.TOKEN): 1}")).toEqual({ "‹secret:TOKEN›": 1 });
    expect(masked('{} | .[.x // "k"] = 1')).toEqual({ k: 1 });
    expect(masked(". as $c | {a: 1} + {($c.secrets.TOKEN): 2} | .b = 3")).toEqual({
      a: 1,
      "‹secret:TOKEN›": 2,
      b: 3,
    });
    expect(masked("{(.secrets.TOKEN): 1} | keys")).toEqual(["‹secret:TOKEN›"]);
    expect(masked("{(.secrets.TOKEN): 1} | to_entries")).toEqual([{ key: "‹secret:TOKEN›", value: 1 }]);
    expect(masked("{(.secrets.TOKEN): 1} | with_entries(.value += 1)")).toEqual({ "‹secret:TOKEN›": 2 });
    expect(masked("{(.secrets.TOKEN): 1} | tojson")).toBe('{"‹secret:TOKEN›":1}');
    expect(masked("{(.secrets.TOKEN): 1} | map_values(. + 1)")).toEqual({ "‹secret:TOKEN›": 2 });
  });

  it("are revealed for sending", () => {
    expect(reveal(run("{(.secrets.TOKEN): .secrets.USER}"))).toEqual({ s3cr3t: "bob" });
  });
});

describe("what is told about a value", () => {
  it("names every secret stretch", () => {
    expect(taintedTexts(run('{a: ["x\\(.secrets.USER)"]}'))).toEqual([{ text: "bob", names: ["USER"] }]);
    expect(containsTaint(run("{a: [.outputs.host]}"))).toBe(false);
    expect(containsTaint(run("{a: [.secrets]}"))).toBe(true);
    expect(run(".secrets.TOKEN")).toBeInstanceOf(Tainted);
  });

  it("counts numbers and booleans as not secret", () => {
    expect(masked(".secrets.TOKEN | length")).toBe(6);
    expect(masked('.secrets.TOKEN == "s3cr3t"')).toBe(true);
    expect(masked('.secrets.TOKEN | test("s")')).toBe(true);
  });

  it("hides secrets in error messages", () => {
    const compiled = compile(".secrets.TOKEN - 1");
    const outcome = compiled.ok && compiled.value.first(context);
    expect(outcome && !outcome.ok && outcome.error.message).not.toContain("s3cr");
    const raised = compile("error(.secrets.TOKEN)");
    const failure = raised.ok && raised.value.first(context);
    expect(failure && !failure.ok && failure.error.message).not.toContain("s3cr");
  });

  it.each([
    "fromjson",
    'strptime("%Y")',
    "@base64d",
    "@urid",
    "tonumber",
    "toboolean",
    "error",
    ".[0]",
    "keys",
    "{a: .} | error",
    "has(1)",
    "format(.)",
  ])("hides it when %s fails", (filter) => {
    const compiled = compile(`.secrets.TOKEN + "%" | ${filter}`);
    const outcome = compiled.ok && compiled.value.first(context);
    expect(outcome).toMatchObject({ ok: false });
    expect(outcome && !outcome.ok && outcome.error.message).not.toContain("s3cr");
  });

  it("leaves the input as it was", () => {
    const before = JSON.stringify(context);
    run(".secrets.TOKEN |= @base64 | .outputs.n += 1 | del(.secrets)");
    expect(JSON.stringify(context)).toBe(before);
  });
});
