import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import type { Json } from "@/lib/base/json";

/** Why a text is no JSON, and where. */
export interface ReadError {
  message: string;
  at: number;
  end: number;
}

/** A value as people edit it; empty for none. */
export const printJson = (value: Json | undefined): string =>
  value === undefined ? "" : JSON.stringify(value, null, 2);

/** The value of a text, `undefined` for an empty one, or why it is none. */
export function readJson(text: string): { value: Json | undefined } | { error: ReadError } {
  if (text.trim() === "") return { value: undefined };
  const errors: ParseError[] = [];
  const value: Json = parse(text, errors, { disallowComments: true });
  const [first] = errors;
  if (!first) return { value };
  const before = text.slice(0, first.offset).split("\n");
  const what = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  const message = `Not kept yet: ${what} in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}.`;
  return { error: { message, at: first.offset, end: first.offset + first.length } };
}
