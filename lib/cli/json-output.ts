import type { Json } from "../base/json";

/** What can be said about a value or an error that a command was asked for. */
export interface ErrorOutput {
  kind: string;
  message: string;
}

/** JSON has room for some thousand levels, and for the longest string there can be; beyond, undefined. */
function textOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** One line of JSON. What is too deep or too long for that becomes an error, after the outputs before it. */
export function toLine(output: { outputs?: unknown[] } & Record<string, unknown>): string {
  const text = textOf(output);
  if (text !== undefined) return text;
  const error = {
    kind: "limit",
    message: "The result is nested too deeply, or too long, to be written as JSON",
  };
  if (!Array.isArray(output.outputs)) return JSON.stringify({ error });
  const first = output.outputs.findIndex((value) => textOf(value) === undefined);
  return JSON.stringify({ outputs: first < 0 ? [] : output.outputs.slice(0, first), error });
}

/** Reads a line of JSON, or says why it is not one. */
export function readJson(text: string): { ok: true; value: Json } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    return { ok: false, message: `The input is not JSON: ${error instanceof Error ? error.message : error}` };
  }
}
