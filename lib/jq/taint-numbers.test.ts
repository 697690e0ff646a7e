import { describe, expect, it } from "vitest";
import { compile, containsTaint, mask, reveal, TaintedNumber, taint, taintedTexts } from "./index";

const context = {
  secrets: {
    TOKEN: taint("TOKEN", "s3cr3t"),
    PIN: taint("PIN", "4711"),
    LONG: taint("LONG", "12345678901234567890"),
    JSON: taint("JSON", '{"user":"bob","codes":[17,2.50],"on":true,"none":null}'),
    WHEN: taint("WHEN", "2024-05-06T07:08:09Z"),
  },
  n: 3,
};

function run(program: string): unknown {
  const compiled = compile(program);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const outcome = compiled.value.first(context);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

const masked = (program: string): unknown => mask(run(program));
const revealed = (program: string): unknown => reveal(run(program));

const pin = "‹secret:PIN›";
const token = "‹secret:TOKEN›";

describe("a number made of a secret is secret", () => {
  it.each<[string, unknown, unknown]>([
    [".secrets.PIN | tonumber", pin, 4711],
    [".secrets.PIN | fromjson", pin, 4711],
    [".secrets.PIN | tonumber | . + 1", pin, 4712],
    ["1 - (.secrets.PIN | tonumber)", pin, -4710],
    [".secrets.PIN | tonumber | [. * 2, . / 4, . % 10, -.]", [pin, pin, pin, pin], [9422, 1177.75, 1, -4711]],
    [
      ".secrets.PIN | tonumber | [floor, sqrt, abs, length]",
      [pin, pin, pin, pin],
      [4711, Math.sqrt(4711), 4711, 4711],
    ],
    [
      ".secrets.PIN | tonumber | [frexp, modf]",
      [
        [pin, pin],
        [pin, pin],
      ],
      [
        [4711 / 8192, 13],
        [0, 4711],
      ],
    ],
    [".secrets.PIN | tonumber | pow(.; 2), pow(2; 3)", pin, 4711 ** 2],
    ["[1, (.secrets.PIN | tonumber), 9] | max, add", pin, 4711],
    ["[3, (.secrets.PIN | tonumber), 1] | sort", [1, 3, pin], [1, 3, 4711]],
    ["[(.secrets.PIN, .secrets.TOKEN) | explode | add] | add", "‹secret:PIN+TOKEN›", 751],
    ["reduce (.secrets.PIN | explode[]) as $code (0; . + $code)", pin, 205],
    [".secrets.PIN | tonumber | [range(.; . + 2)]", [pin, pin], [4711, 4712]],
    ["{n: (.secrets.PIN | tonumber)} | .n += 1 | tojson", `{"n":${pin}}`, '{"n":4712}'],
    [".secrets.PIN | tonumber | tostring", pin, "4711"],
    ['.secrets.PIN | tonumber | "pin=\\(.)!"', `pin=${pin}!`, "pin=4711!"],
    ["[.secrets.PIN | tonumber] | @csv, @tsv, @json, @sh", pin, "4711"],
    [".secrets.PIN | tonumber | @base64", pin, "NDcxMQ=="],
    ['.secrets.PIN | tonumber | "ab" * (. - 4709)', pin, "abab"],
    [".secrets.LONG | tonumber | tostring", "‹secret:LONG›", "12345678901234567890"],
    [".secrets.WHEN | fromdate", "‹secret:WHEN›", 1714979289],
    [".secrets.WHEN | fromdate | todate", "‹secret:WHEN›", "2024-05-06T07:08:09Z"],
    [".secrets.PIN | tonumber | gmtime[0]", pin, 1970],
  ])("%s", (program, shown, sent) => {
    expect(masked(program)).toEqual(shown);
    expect(revealed(program)).toEqual(sent);
  });

  it("and plain numbers beside it are not", () => {
    expect(masked(".secrets.PIN as $p | [1, .n, ($p | tonumber | . * 0), (.n + 1)]")).toEqual([1, 3, pin, 4]);
  });
});

describe("code points", () => {
  it("are as secret as the characters that they were", () => {
    expect(masked('"a" + .secrets.TOKEN[:2] + "z" | explode')).toEqual([97, token, token, 122]);
    expect(masked('"a" + .secrets.TOKEN[:2] + "z" | explode | map(. + 1) | implode')).toBe(`b${token}{`);
    expect(revealed(".secrets.TOKEN | explode | implode")).toBe("s3cr3t");
    expect(masked('"é😀" + .secrets.TOKEN | explode | reverse | implode')).toBe(`${token}😀é`);
    expect(masked('[.secrets.TOKEN | explode[] | [.] | implode] | join("-")')).toBe(
      Array.from({ length: 6 }, () => token).join("-"),
    );
  });
});

describe("JSON read from a secret text", () => {
  it("is secret with its keys and numbers", () => {
    const json = "‹secret:JSON›";
    expect(masked(".secrets.JSON | fromjson | to_entries | map(.key)")).toEqual([json, json, json, json]);
    expect(masked(".secrets.JSON | fromjson | .codes")).toEqual([json, json]);
    expect(masked(".secrets.JSON | fromjson | [.on, .none]")).toEqual([true, null]);
    expect(revealed(".secrets.JSON | fromjson")).toEqual({
      user: "bob",
      codes: [17, 2.5],
      on: true,
      none: null,
    });
  });

  it("is secret only where it was", () => {
    expect(
      masked('{user: "bob", n: 5, t: .secrets.TOKEN, p: (.secrets.PIN | tonumber)} | tojson | fromjson'),
    ).toEqual({
      user: "bob",
      n: 5,
      t: token,
      p: pin,
    });
    expect(masked('"[\\"x\\", \\"a" + .secrets.TOKEN + "\\"]" | fromjson')).toEqual(["x", `a${token}`]);
    expect(masked('"[1" + .secrets.PIN + ", 2]" | fromjson')).toEqual([pin, 2]);
  });

  it("is secret as a whole where escapes move its characters", () => {
    expect(masked('"\\"a\\\\n" + .secrets.TOKEN + "\\"" | fromjson')).toBe(token);
  });
});

describe("what is told about a secret number", () => {
  it("is its digits, to be looked for", () => {
    expect(taintedTexts(run("[.secrets.PIN | tonumber]"))).toEqual([{ text: "4711", names: ["PIN"] }]);
    expect(containsTaint(run(".secrets.PIN | tonumber"))).toBe(true);
    expect(run(".secrets.PIN | tonumber")).toBeInstanceOf(TaintedNumber);
  });

  it("is nothing in an error", () => {
    for (const filter of [
      "error",
      ".a",
      "keys",
      "ltrimstr(1) | startswith(1)",
      "[.] | implode | error",
      "{a: .} | error",
    ]) {
      const compiled = compile(`.secrets.PIN | tonumber | ${filter}`);
      const outcome = compiled.ok && compiled.value.first(context);
      expect(outcome && !outcome.ok && outcome.error.message).not.toContain("4711");
    }
  });

  it("is its name in a careless JSON.stringify", () => {
    expect(JSON.stringify(run("[.secrets.PIN | ., tonumber]"))).toBe(`["${pin}","${pin}"]`);
  });

  it("is not that it is infinite or no number", () => {
    const far = { n: taint("N", "nan"), f: taint("F", "infinity") };
    const compiled = compile("[.n, .f | tonumber]");
    const outcome = compiled.ok ? compiled.value.first(far) : undefined;
    expect(outcome?.ok && mask(outcome.value)).toEqual([null, "‹secret:F›"]);
    expect(outcome?.ok && reveal(outcome.value)).toEqual([null, Number.MAX_VALUE]);
  });
});

describe("what is not followed", () => {
  it.each([
    [".secrets.TOKEN | [length, utf8bytelength]", [6, 6]],
    ['.secrets.TOKEN | [index("c"), (match("c").offset)]', [2, 2]],
    [".secrets.PIN | tonumber | [. > 4000, isnan, type]", [true, false, "number"]],
    ['.secrets.PIN | tonumber | "abc"[. - 4710:]', "bc"],
    ['if .secrets.TOKEN == "s3cr3t" then "yes" else "no" end', "yes"],
  ])("%s", (program, expected) => expect(masked(program)).toEqual(expected));
});

it("names that a pattern gives are as secret as the pattern", () => {
  expect(masked('.secrets.TOKEN as $t | "xy" | capture("(?<" + $t + ">x)")')).toEqual({ [token]: "x" });
  expect(masked('.secrets.TOKEN as $t | "xy" | match("(?<" + $t + ">x)").captures[0].name')).toBe(token);
});

it("keys stay secret where an object is made more than once", () => {
  expect(masked("[{(.secrets.TOKEN): (1, 2), b: 3}]")).toEqual([
    { [token]: 1, b: 3 },
    { [token]: 2, b: 3 },
  ]);
});

it("secret texts count as much as plain ones", () => {
  const grow = compile(".secrets.TOKEN | last(while(true; @json))");
  const outcome = grow.ok && grow.value.first(context, { limits: { milliseconds: 5_000 } });
  expect(outcome).toMatchObject({ ok: false, error: { limit: "bytes" } });
});
