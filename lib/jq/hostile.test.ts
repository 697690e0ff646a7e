import { describe, expect, it } from "vitest";
import programs from "./hostile.programs.json";
import { compile } from "./index";

// The clock must not decide these: a limit that counts has to be what stops them.
const patient = { limits: { milliseconds: 60_000 } };

function failureOf(program: string) {
  const compiled = compile(program);
  if (!compiled.ok) return compiled.error;
  const outcome = compiled.value.first(null, patient);
  return outcome.ok ? undefined : outcome.error;
}

describe("programs that never end, or make too much", () => {
  it("are enough of them", () => {
    expect(programs.length).toBeGreaterThanOrEqual(60);
  });

  it.each(programs)("$program", { timeout: 60_000 }, ({ program, limit }) => {
    const before = process.cpuUsage();
    const error = failureOf(program);
    const { user, system } = process.cpuUsage(before);
    // The sum of all threads of a busy machine, so far above what the program itself takes.
    expect((user + system) / 1_000).toBeLessThan(3_000);
    if (limit === "any") expect(["steps", "depth", "bytes"]).toContain(error?.limit);
    else expect(error?.limit ?? error?.kind).toBe(limit);
  });
});

describe("the same limits every time", () => {
  it.each(["def f: f; f", "[range(1e9)]", "def f: 1 + f; f"])("%s", (program) => {
    expect(failureOf(program)).toEqual(failureOf(program));
  });

  it("stops by the clock where nothing else does", () => {
    const compiled = compile("def f: f; f");
    const outcome = compiled.ok && compiled.value.first(null, { limits: { steps: 1e12, milliseconds: 20 } });
    expect(outcome).toMatchObject({ ok: false, error: { kind: "limit", limit: "time" } });
    expect(outcome && !outcome.ok && outcome.error.message).toContain("timeout");
  });
});

describe("programs too deep to read", () => {
  it.each([
    ["brackets", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["parentheses", `${"(".repeat(100_000)}1${")".repeat(100_000)}`],
    ["a sum", Array.from({ length: 100_000 }, () => "1").join("+")],
    ["alternatives", Array.from({ length: 100_000 }, () => "1").join("//")],
    ["minuses", `${"-".repeat(100_000)}1`],
    ["a path", `.${".a".repeat(100_000)}`.slice(1)],
    ["interpolations", `${'"\\('.repeat(50_000)}1${')"'.repeat(50_000)}`],
    ["definitions", `${"def f: ".repeat(50_000)}1${"; f".repeat(50_000)}`],
    ["conditions", `${"if 1 then ".repeat(50_000)}1${" end".repeat(50_000)}`],
    ["patterns", `. as ${"[".repeat(50_000)}$x${"]".repeat(50_000)} | $x`],
  ])("%s", (_, program) => {
    expect(compile(program)).toMatchObject({ ok: false, error: { kind: "compile" } });
  });

  it("a long flat one is read", () => {
    const program = Array.from({ length: 20_000 }, () => ".").join("|");
    const compiled = compile(program);
    expect(compiled.ok && compiled.value.first(7)).toEqual({ ok: true, value: 7 });
    const commas = compile(`[${Array.from({ length: 20_000 }, () => "1").join(",")}] | length`);
    expect(commas.ok && commas.value.first(null)).toEqual({ ok: true, value: 20_000 });
  });

  it("a long chain of definitions is followed", () => {
    const definitions = Array.from({ length: 3_000 }, (_, at) => `def f${at + 1}: f${at} + 1;`).join(" ");
    const compiled = compile(`def f0: 0; ${definitions} f3000`);
    const outcome = compiled.ok ? compiled.value.first(null) : compiled;
    expect(outcome.ok ? outcome.value : outcome.error.kind).toSatisfy(
      (result) => result === 3_000 || result === "compile",
    );
  });
});

describe("deep data", () => {
  let nested: unknown = 1;
  for (let depth = 0; depth < 1_000_000; depth++) nested = [nested];

  it.each([
    "tojson",
    "flatten",
    "[..] | length",
    ". == .",
    "[paths] | length",
    "[tostream] | length",
    "walk(.)",
    "sort",
    "[.[0], .] | sort",
    "tostring",
    "@json",
    "contains([1])",
    "[leaf_paths] | length",
    "getpath([range(1000) | 0]) | type",
    "del(.[0][0])",
  ])("%s", (program) => {
    const compiled = compile(program);
    if (!compiled.ok) throw new Error(compiled.error.message);
    const outcome = compiled.value.first(nested, patient);
    if (!outcome.ok) expect(outcome.error.kind).toMatch(/^(limit|runtime)$/);
  });
});

describe("what is honest work", () => {
  it.each([
    ["last(range(100000))", 99_999],
    ["[recurse(if . < 10000 then . + 1 else empty end)] | length", 10_001],
    ["reduce range(100000) as $i (0; . + $i)", 4_999_950_000],
    ["until(. > 100000; . + 1)", 100_001],
    ["def f: if . > 100000 then . else . + 1 | f end; f", 100_001],
    ["def sum: if . == 0 then 0 else . + (. - 1 | sum) end; 5000 | sum", 12_502_500],
    ["[range(50000)] | map(. * 2) | add", 2_499_950_000],
    ["reduce range(20000) as $i ([]; . + [$i]) | length", 20_000],
    ['reduce range(5000) as $i ({}; .["k\\($i)"] = $i) | length', 5_000],
    ["reduce range(9999) as $i ([]; [.]) | tojson | fromjson | flatten", []],
    ['[range(2000) | {id: ., name: "n\\(.)"}] | INDEX(.id) | length', 2_000],
    ['("ab" * 5000) | gsub("a"; "c") | length', 10_000],
  ])("%s", (program, expected) => {
    const compiled = compile(program);
    expect(compiled.ok && compiled.value.first(0, patient)).toEqual({ ok: true, value: expected });
  });
});

it("a result that is small only because its parts are shared is refused before it is written", () => {
  const refused = (text: string, message: string) => {
    const program = compile(text);
    if (!program.ok) throw new Error(program.error.message);
    expect(program.value.all(null).error).toMatchObject({
      kind: "limit",
      message: expect.stringContaining(message),
    });
  };
  refused("reduce range(30) as $i (1; [., .])", "values");
  refused("error(reduce range(30) as $i (1; [., .]))", "values");
  refused("reduce range(9000) as $i (0; [.])", "nested deeper");
});
