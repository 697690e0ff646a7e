import { describe, expect, test } from "vitest";
import { mask, reveal, taint } from "../jq";
import { normalizeQuotes } from "./expression";
import { render } from "./render";

const context = { svc: "billing", n: 3, tags: ["x", "y"], none: null, o: { b: 1, a: [true] } };

const value = (tree: unknown, options = {}) => {
  const rendered = render(tree, context, options);
  return rendered.ok ? rendered.value : `${rendered.error.kind}: ${rendered.error.message}`;
};

describe("strings", () => {
  test.each<[string, unknown]>([
    ["{{ .tags }}", ["x", "y"]],
    ["  {{ .n }}\n", 3],
    [" id-{{ .n }} ", " id-3 "],
    ["{{.svc}}:{{.n}}", "billing:3"],
    ["tags={{ .tags }}", 'tags=["x","y"]'],
    ["[{{ .none }}]", "[null]"],
    ["[{{ empty }}]", "[undefined]"],
    ["{{ empty }}", undefined],
    ["{{ .tags[] }}", "x"],
    ["{{ .svc | startswith( 'bill' ) }}", true],
    ["{{ {id: {n: .n} } }}", { id: { n: 3 } }],
    ["{{ .n }}}", 3],
    ["a{{ .n }}}", "a3}"],
    ["{{{a: .n} }}", { a: 3 }],
    ["{{ .svc | .x }}", null],
    ["[{{ .svc | .x }}]", "[null]"],
    ["{{ nan }}", null],
    ["{{ [infinite, -infinite, nan] }}", [1.7976931348623157e308, -1.7976931348623157e308, null]],
    ["[{{ infinite }}]", "[null]"],
    ["{{ 1, error }}", 1],
    ["{{ $ENV }}", {}],
    ["{{ env.HOME }}", null],
    ["{{ }}", null],
    ["{{ # nothing }}", null],
    ["{{ .svc, .n | 1 }}", 1],
    ["{{ .o }}!", { b: 1, a: [true] }],
  ])("%j", (template, expected) => {
    if (template === "{{ .o }}!") expect(value(template)).toBe('{"b":1,"a":[true]}!');
    else expect(value(template)).toEqual(expected);
  });

  test("what comes out is never scanned again", () => {
    const rendered = render("{{ .x }}", { x: "{{ .y }}" });
    expect(rendered).toEqual({ ok: true, value: "{{ .y }}" });
  });

  test("other values pass", () => {
    expect(value([1, true, null, undefined, "{{ .n }}"])).toEqual([1, true, null, undefined, 3]);
  });

  test.each<[string, string]>([
    ["{{ .svc | .x }}", "runtime: jq: error"],
    ["{{ .svc | startswith('bill') }}", "compile: jq: compile error"],
    ["{{ }}", "compile: jq: compile error"],
    ["{{ nope }}", "compile: jq: compile error"],
    ['{{ error("boom") }}', "runtime: jq: error"],
    ["{{ error(null) }}", "runtime: jq: error"],
    ["{{ input }}", "runtime: jq: error"],
    ['{{ import "a" as a; 1 }}', "compile: jq: compile error"],
    ["{{ [range(1e9)] }}", "limit: jq: error"],
  ])("%j throws on request", (template, beginning) => {
    expect(value(template, { throwOnError: true })).toContain(beginning);
    expect(value(template)).toBe(null);
  });

  test("broken braces throw always", () => {
    expect(value("{{ {id:{n:.n}} }}")).toBe(
      "template: Found closing double braces in index 15 without opening double braces",
    );
  });

  test("a failure tells its place", () => {
    const rendered = render({ a: { "b/c": ["x", "no {{ .svc | .x }}"] } }, context, { throwOnError: true });
    if (rendered.ok) throw new Error("it rendered");
    expect(rendered.error.at).toBe("/a/b~1c/1");
    const span = rendered.error.span;
    if (span !== undefined) expect(span.start).toBeGreaterThanOrEqual(5);
  });
});

describe("objects", () => {
  test.each<[string, unknown, unknown]>([
    ["keys are templates", { "{{ .svc }}-key": 1, "{{ .none }}": 2 }, { "billing-key": 1 }],
    ["spread", { "{{ spreadValue() }}": { n: "{{ .n }}" }, z: 1 }, { n: 3, z: 1 }],
    ["spread with white space", { " {{   spreadValue( )  }} ": "{{ .o }}" }, { b: 1, a: [true] }],
    ["spread of an array", { "{{ spreadValue() }}": "{{ .tags }}" }, { 0: "x", 1: "y" }],
    ["an empty key drops its entry", { "": 1, a: 2 }, { a: 2 }],
    ["a key that fails drops its entry", { "{{ .svc | .x }}": 1, a: 2 }, { a: 2 }],
    ["the value of a dropped entry is not evaluated", { "{{ .none }}": "{{ {{ }}" }, {}],
    ["a later entry wins", { svc: 1, a: 2, "{{ 'svc' }}": 3 }, { svc: 3, a: 2 }],
  ])("%s", (_name, tree, expected) => expect(value(tree)).toEqual(expected));

  test("a later entry keeps the place of the first", () => {
    expect(Object.keys(value({ svc: 1, a: 2, "{{ 'svc' }}": 3 }) as object)).toEqual(["svc", "a"]);
  });

  test("an entry without a value stays, as undefined", () => {
    const rendered = value({ a: "{{ empty }}" }) as object;
    expect(Object.keys(rendered)).toEqual(["a"]);
    expect(JSON.stringify(rendered)).toBe("{}");
  });

  test("`__proto__` is an ordinary member", () => {
    const rendered = value(JSON.parse('{"__proto__": {"x": "{{ .n }}"}}')) as object;
    expect(JSON.stringify(rendered)).toBe('{"__proto__":{"x":3}}');
    expect(Object.getPrototypeOf(rendered)).toBe(Object.prototype);
  });

  test.each<[string, unknown, string]>([
    [
      "a key of another type",
      { "{{ .n }}": 1 },
      "template: Evaluated object key should be undefined, null or string. Original key: {{ .n }}, evaluated to: 3",
    ],
    [
      "spread of a scalar",
      { "{{ spreadValue() }}": "{{ .n }}" },
      "template: Evaluated value should be an object if the key is {{ spreadValue() }}. Original value: {{ .n }}, evaluated to: 3",
    ],
    [
      "spread of null",
      { "{{ spreadValue() }}": null },
      "template: Evaluated value should be an object if the key is {{ spreadValue() }}. Original value: null, evaluated to: null",
    ],
  ])("%s throws always", (_name, tree, message) => expect(value(tree)).toBe(message));

  test("a tree deeper than the limit is refused", () => {
    let tree: unknown = "{{ .n }}";
    for (let depth = 0; depth < 5_000; depth++) tree = [tree];
    expect(value(tree)).toContain("limit: The template is nested deeper than");
  });
});

describe("secrets", () => {
  const secret = { secrets: { token: taint("token", "s3cr3t-value") }, user: "ada" };

  test("text around a secret stays readable when masked", () => {
    const rendered = render({ h: "Bearer {{ .secrets.token }}!" }, secret);
    if (!rendered.ok) throw new Error(rendered.error.message);
    expect(reveal(rendered.value)).toEqual({ h: "Bearer s3cr3t-value!" });
    expect(mask(rendered.value)).toEqual({ h: "Bearer ‹secret:token›!" });
  });

  test("an object in text keeps its secrets apart", () => {
    const rendered = render('body={{ {a: .secrets.token, u: .user, q: "\\"" } }}', secret);
    if (!rendered.ok) throw new Error(rendered.error.message);
    expect(reveal(rendered.value)).toBe('body={"a":"s3cr3t-value","u":"ada","q":"\\""}');
    expect(mask(rendered.value)).toBe('body={"a":"‹secret:token›","u":"ada","q":"\\""}');
  });

  test("a key made of a secret is masked too", () => {
    const rendered = render({ "x-{{ .secrets.token }}": 1 }, secret);
    if (!rendered.ok) throw new Error(rendered.error.message);
    expect(reveal(rendered.value)).toEqual({ "x-s3cr3t-value": 1 });
    expect(mask(rendered.value)).toEqual({ "x-‹secret:token›": 1 });
  });

  test("a secret spread as an object is not told in the error", () => {
    const rendered = render({ "{{ spreadValue() }}": "{{ .secrets.token }}" }, secret);
    if (rendered.ok) throw new Error("it rendered");
    expect(rendered.error.message).not.toContain("s3cr3t");
  });

  const pin = { secrets: { pin: taint("pin", "471100") } };
  const number = ".secrets.pin | tonumber";

  test.each<[string, unknown, unknown, unknown]>([
    ["a number", `{{ ${number} }}`, 471100, "‹secret:pin›"],
    ["a number in text", `pin={{ ${number} }}`, "pin=471100", "pin=‹secret:pin›"],
    ["a number in JSON in text", `x {{ {n: (${number})} }}`, 'x {"n":471100}', 'x {"n":‹secret:pin›}'],
    ["a key in JSON in text", "x {{ {(.secrets.pin): 1} }}", 'x {"471100":1}', 'x {"‹secret:pin›":1}'],
    [
      "a spread key",
      { "{{ spreadValue() }}": "{{ {(.secrets.pin): 1} }}" },
      { 471100: 1 },
      { "‹secret:pin›": 1 },
    ],
  ])("%s is masked where it is recorded", (_name, tree, sent, recorded) => {
    const rendered = render(tree, pin, { throwOnError: true });
    if (!rendered.ok) throw new Error(rendered.error.message);
    expect(reveal(rendered.value)).toEqual(sent);
    expect(mask(rendered.value)).toEqual(recorded);
  });

  test.each([
    { "{{ spreadValue() }}": `{{ ${number} }}` },
    { [`{{ ${number} }}`]: 1 },
    { "{{ [.secrets.pin] }}": 1 },
  ])("%j does not tell the number in its error", (tree) => {
    const rendered = render(tree, pin);
    if (rendered.ok) throw new Error("it rendered");
    expect(rendered.error.message).not.toContain("4711");
  });
});

test.each<[string, string]>([
  [" startswith( 'bill' ) ", ' startswith( "bill" ) '],
  ["startswith('bill')", "startswith('bill')"],
  ["'a' + 'b'", '"a" + "b"'],
  ["\"it is 'spaced' here\"", '"it is "spaced" here"'],
  ["( ' x ' )", "( ' x ' )"],
])("single quotes: %s", (expression, expected) => expect(normalizeQuotes(expression)).toBe(expected));
