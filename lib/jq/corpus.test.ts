import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Oracle } from "./corpus/oracle";
import { compile } from "./index";

interface Case {
  program: string;
  input?: unknown;
  outputs: unknown[];
  error?: "compile" | "runtime";
  message?: string;
}

const folder = new URL("./corpus/", import.meta.url);
const groups = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => ({
    name: file.replace(/\.json$/, ""),
    cases: JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Case[],
  }));

/** As JSON, which has one zero only. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function run({ program, input = null }: Case) {
  const compiled = compile(program);
  if (!compiled.ok) return { outputs: [], error: compiled.error };
  return compiled.value.all(input, { limits: { milliseconds: 10_000 } });
}

it("has cases enough", () => {
  expect(groups.flatMap(({ cases }) => cases).length).toBeGreaterThan(1_200);
});

describe.each(groups)("$name", ({ cases }) => {
  it("gives what is expected", () => {
    for (const item of cases) {
      const { outputs, error } = run(item);
      const found = { program: item.program, outputs: plain(outputs), error: error?.kind };
      expect(found).toEqual({ program: item.program, outputs: item.outputs, error: item.error });
      if (item.message !== undefined) expect(error?.message, item.program).toBe(item.message);
    }
  });

  it("expects what jq gives", { timeout: 300_000 }, async () => {
    const oracle = new Oracle();
    for (const item of cases) {
      const truth = await oracle.ask(item.program, JSON.stringify(item.input ?? null));
      const outputs = truth?.outputs.map((text): unknown => JSON.parse(text));
      const found = { program: item.program, outputs: plain(outputs), error: truth?.error?.kind };
      expect(found).toEqual({ program: item.program, outputs: item.outputs, error: item.error });
    }
  });
});
