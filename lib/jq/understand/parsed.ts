import type { Ast } from "../ast";
import { CompileFailure } from "../errors";
import { parse } from "../parser";

/** The tree of a text, or null when it does not parse. */
export function parsedText(text: string): Ast | null {
  try {
    return parse(text);
  } catch (failure) {
    if (failure instanceof CompileFailure || failure instanceof RangeError) return null;
    throw failure;
  }
}
