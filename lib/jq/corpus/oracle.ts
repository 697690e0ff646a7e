import { type Jq, loadJq } from "jq-wasm";
import type { Answer } from "./cases";

let loaded: Promise<Jq> | undefined;

/** jq itself, compiled to WebAssembly. */
export function loadOracle(): Promise<Jq> {
  loaded ??= loadJq();
  return loaded;
}

const failure = /^jq: error(?: \(at [^)]*\))?:? ?([\s\S]*)$/m;

/** What jq answers. Of a compile error only the kind is told: its text is a grammar's, not a language's. */
export function askOracle(jq: Jq, program: string, input: string): Answer {
  const { stdout, stderr, exitCode } = jq.raw(input, program, ["-c"]);
  const outputs = stdout === "" ? [] : stdout.split("\n");
  if (exitCode === 3) return { outputs, error: { kind: "compile", message: "" } };
  if (exitCode === 0) return { outputs };
  const message = (failure.exec(stderr)?.[1] ?? stderr).replace(/^: /, "").trimEnd();
  return { outputs, error: { kind: "runtime", message } };
}
