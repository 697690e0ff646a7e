import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate, generateInput, Random, textOf } from "../fuzz/generate";
import { compile, complete, explain, format, references, renameReferences, signature } from "../index";

/* What is said about a program must hold for any program: those of the corpus, and made ones. */

const count = Number(process.env.FUZZ_CASES ?? 1_500);
const random = new Random(Number(process.env.FUZZ_SEED ?? 1));

const folder = join(import.meta.dirname, "../corpus");
const corpus = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .flatMap(
    (file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as { program: string; input: unknown }[],
  )
  .filter(({ program }) => compile(program).ok);

const made = Array.from({ length: count }, () => ({
  program: textOf(generate(random, 1 + random.below(4))),
  input: generateInput(random),
})).filter(({ program }) => compile(program).ok);

const all = [...corpus, ...made];

/** Some of them, from everywhere. */
const sampled = (size: number) => all.filter((_, at) => at % Math.ceil(all.length / size) === 0);

/** What a program gives, as text. */
function outcome(program: string, input: unknown): string {
  const compiled = compile(program);
  if (!compiled.ok) return compiled.error.message;
  const { outputs, error } = compiled.value.all(input, {
    limits: { steps: 50_000, milliseconds: 10_000 },
    maxOutputs: 200,
    now: () => 0,
  });
  // Messages of limits tell how far it came, and places move.
  return JSON.stringify([outputs, error?.kind === "limit" ? "limit" : (error?.message ?? null)]);
}

describe("format", () => {
  it("keeps what a program means, and does nothing the second time", () => {
    const wrong = all.filter(({ program, input }) => {
      const once = format(program);
      return format(once) !== once || outcome(once, input) !== outcome(program, input);
    });
    expect(wrong.map(({ program }) => [program, format(program), format(format(program))])).toEqual([]);
  });

  it("gives up on no program without comments", () => {
    const given = all
      .filter(({ program }) => !program.includes("#") && !/^\s*$/.test(program))
      .filter(({ program }) => format(` ${program} `) === ` ${program} `);
    expect(given.map(({ program }) => program)).toEqual([]);
  });
});

describe("references", () => {
  it("lie within the program, each step where its name is written", () => {
    for (const { program } of all) {
      for (const { start, end, segments } of references(program)) {
        expect(program.slice(start, end)).not.toBe("");
        for (const segment of segments)
          expect(segment.start >= start && segment.end <= end && segment.end > segment.start, program).toBe(
            true,
          );
      }
    }
  });
});

describe("renaming", () => {
  it.each(["zz", "z-z"])("there and back changes nothing, by way of %s", (name) => {
    const wrong = all.filter(({ program, input }) => {
      const text = `.outputs | (${program}\n)`;
      const there = renameReferences(text, { root: "outputs", from: "a", to: name });
      const back = renameReferences(there, { root: "outputs", from: name, to: "a" });
      return !compile(there).ok || outcome(back, { outputs: input }) !== outcome(text, { outputs: input });
    });
    expect(wrong.map(({ program }) => program)).toEqual([]);
  });
});

describe("explain, complete and signature", () => {
  it("answer at every place of every program", () => {
    for (const { program, input } of sampled(400)) {
      const { status, start = 0, end = program.length } = explain(program, input);
      expect(["value", "null", "empty", "error"]).toContain(status);
      expect(start >= 0 && start <= end && end <= program.length, program).toBe(true);
    }
    for (const { program, input } of sampled(40)) {
      for (let at = 0; at <= program.length; at++) {
        for (const one of complete(program, at, input)) expect(one.start <= at && at <= one.end).toBe(true);
        signature(program, at);
      }
    }
  });
});
