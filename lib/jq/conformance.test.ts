import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Answer, parseCases, printAnswer } from "./corpus/cases";
import { differsOnPurpose } from "./corpus/differences";
import { Oracle } from "./corpus/oracle";
import { askOurs } from "./corpus/ours";

/*
 * The strict corpus: outputs are compared as texts, so that the spelling of numbers counts, and errors with their
 * messages. SLIPWAY_JQ_RECORD=1 writes what jq answers into the files instead of comparing.
 */
const folder = new URL("./corpus/strict/", import.meta.url);
const recording = process.env.SLIPWAY_JQ_RECORD === "1";
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    return { name, text, cases: parseCases(text) };
  });

/** Of a compile error only the kind counts: the text is a grammar's, not the language's. */
const judged = ({ outputs, error }: Answer): Answer =>
  error?.kind === "compile"
    ? { outputs, error: { kind: "compile", message: "" } }
    : asWritten({ outputs, error });

const asWritten = ({ outputs, error }: { outputs: string[]; error: Answer["error"] | undefined }): Answer =>
  error === undefined ? { outputs } : { outputs, error };

it("has at least 1,200 cases", () => {
  expect(files.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(1_200);
});

describe.each(files)("$name", ({ name, text, cases }) => {
  it("is what our interpreter answers", () => {
    const wrong = cases.flatMap(({ program, input, ...expected }): object[] => {
      const reason = differsOnPurpose(program, input);
      const ours = judged(askOurs(program, input));
      const same = JSON.stringify(ours) === JSON.stringify(asWritten({ error: undefined, ...expected }));
      if (reason === undefined) return same ? [] : [{ program, input, expected, ours }];
      // A reason that explains nothing any more is to be taken off the list.
      return same ? [{ program, input, stale: reason }] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("is what jq answers", { timeout: 120_000 }, async () => {
    const oracle = new Oracle();
    const answers = new Map<string, Answer>();
    for (const { program, input } of cases) {
      const answer = await oracle.ask(program, input);
      if (answer !== undefined) answers.set(`${program}\n${input}`, answer);
    }
    if (recording) {
      const blocks = text.trimEnd().split(/\n\s*\n/);
      const written = blocks.map((block) => {
        const [one] = parseCases(block);
        const answer = one && answers.get(`${one.program}\n${one.input}`);
        const kept = block.split("\n").filter((line) => !"=!".includes(line[0] ?? "#"));
        return answer === undefined ? block : [...kept, ...printAnswer(answer)].join("\n");
      });
      writeFileSync(new URL(name, folder), `${written.join("\n\n")}\n`);
      return;
    }
    for (const { program, input, ...expected } of cases) {
      expect({ program, ...answers.get(`${program}\n${input}`) }).toEqual({ program, ...expected });
    }
  });
});
