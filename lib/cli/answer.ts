import type { Json } from "../base/json";
import { exit, Refusal } from "./exit";
import { type ErrorOutput, readJson, toLine } from "./json-output";
import { answerLines, print, readAll } from "./streams";

/** What one piece of input gives; `error` is part of what is printed. */
export type Answer = { error?: ErrorOutput } & Record<string, unknown>;

/**
 * Reads standard input as one JSON value, or with `batch` as one on each line, and prints the answer to each
 * as a line of JSON.
 * @returns the exit code: 1 when the only answer is an error; a batch reports errors in its lines alone
 */
export async function answerInput(batch: boolean, answer: (input: Json) => Answer): Promise<number> {
  if (batch) {
    await answerLines((line) => {
      const input = readJson(line);
      if (!input.ok) return toLine({ error: { kind: "input", message: input.message } });
      return toLine(answerOrRefusal(input.value, answer));
    });
    return exit.ok;
  }
  const input = readJson(await readAll());
  if (!input.ok) throw new Refusal(input.message);
  const output = answer(input.value);
  await print(`${toLine(output)}\n`);
  return output.error === undefined ? exit.ok : exit.failed;
}

/** In a batch a line of the wrong shape is answered, and the next one read. */
function answerOrRefusal(input: Json, answer: (input: Json) => Answer): Answer {
  try {
    return answer(input);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { error: { kind: "input", message: error.message } };
  }
}
