import { isJsonObject, type Json } from "../base/json";
import { compile } from "../jq";
import { type Answer, answerInput } from "./answer";
import { Refusal } from "./exit";
import { commandLimits } from "./limits";

/** `slipway jq`: runs jq programs that standard input holds. Returns the exit code. */
export const evaluateInput = (batch: boolean): Promise<number> => answerInput(batch, evaluateOne);

/** Runs `{program, input}`: all outputs until the end or an error. */
export function evaluateOne(input: Json): Answer {
  if (!isJsonObject(input) || typeof input.program !== "string") {
    throw new Refusal('The input must be an object with "program", a text, and "input".');
  }
  const program = compile(input.program);
  if (!program.ok) {
    const { kind, message } = program.error;
    return { outputs: [], error: { kind, message } };
  }
  const { outputs, error } = program.value.all(input.input ?? null, { limits: commandLimits });
  return {
    outputs,
    ...(error === undefined ? {} : { error: { kind: error.kind, message: error.message } }),
  };
}
