import { Budget, defaultLimits } from "../budget";
import { compileAst } from "../compile";
import { CompileFailure, LimitFailure, RuntimeFailure } from "../errors";
import { parseJson } from "../json-parse";
import { toJson } from "../json-text";
import { Machine } from "../machine";
import { parse } from "../parser";
import { Scope } from "../scope";
import { Tainted } from "../tainted";
import { kindOf, type Value } from "../value";
import type { Answer } from "./cases";

const text = (value: Value): string => {
  const json = toJson(value, null);
  return json instanceof Tainted ? json.text : json;
};

/** The value of a JSON text with every digit kept, as jq reads its input. */
export const readInput = (json: string): Value => parseJson(json, new Budget(defaultLimits));

/** What our interpreter answers, with outputs written as jq writes them. `now` is the start of 2024. */
export function askOurs(program: string, input: string): Answer {
  const outputs: string[] = [];
  try {
    const node = compileAst(parse(program), new Scope());
    const machine = new Machine(node.step, readInput(input), defaultLimits, () => 1_704_067_200_000);
    while (machine.advance()) outputs.push(text(machine.value));
    return { outputs };
  } catch (failure) {
    return { outputs, error: errorOf(failure) };
  }
}

function errorOf(failure: unknown): NonNullable<Answer["error"]> {
  if (failure instanceof CompileFailure) return { kind: "compile", message: failure.message };
  if (failure instanceof LimitFailure) return { kind: "limit", message: failure.message };
  if (failure instanceof RuntimeFailure) {
    const { value } = failure;
    const plain = kindOf(value) === "string";
    const shown = text(value);
    return { kind: "runtime", message: plain ? JSON.parse(shown) : `(not a string): ${shown}` };
  }
  throw failure;
}
