import type { Json } from "../base/json";

/** What can be said about a value or an error that a command was asked for. */
export interface ErrorOutput {
  kind: string;
  message: string;
}

/** One line of JSON; a value too deep for that becomes an error line. */
export function toLine(output: object): string {
  try {
    return JSON.stringify(output);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return JSON.stringify({
      error: { kind: "limit", message: "The result is nested too deeply to be written as JSON" },
    });
  }
}

/** Reads a line of JSON, or says why it is not one. */
export function readJson(text: string): { ok: true; value: Json } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    return { ok: false, message: `The input is not JSON: ${error instanceof Error ? error.message : error}` };
  }
}
