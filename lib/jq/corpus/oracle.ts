import { loadJq } from "jq-wasm";
import type { Answer } from "./cases";

type Jq = Awaited<ReturnType<typeof loadJq>>;

/** jq itself, compiled to WebAssembly. */
export class Oracle {
  private jq: Jq | undefined;

  /** What jq answers; undefined when it falls over. Of a compile error only the kind is told. */
  async ask(program: string, input: string): Promise<Answer | undefined> {
    this.jq ??= await loadJq();
    try {
      // A program that begins with a minus would be taken for an option.
      return readAnswer(this.jq.raw(input, program.startsWith("-") ? ` ${program}` : program, ["-c"]));
    } catch {
      // An abort leaves the instance unusable.
      this.jq = undefined;
      return undefined;
    }
  }
}

const failure = /^jq: error(?: \(at [^)]*\))?:? ?([\s\S]*)$/m;

function readAnswer({ stdout, stderr, exitCode }: ReturnType<Jq["raw"]>): Answer {
  const outputs = stdout === "" ? [] : stdout.split("\n");
  if (exitCode === 3) return { outputs, error: { kind: "compile", message: "" } };
  if (exitCode === 0) return { outputs };
  const message = (failure.exec(stderr)?.[1] ?? stderr).replace(/^: /, "").trimEnd();
  return { outputs, error: { kind: "runtime", message } };
}
