import type { BuiltinDoc } from "../types";
import entries from "./builtin-docs.json";

/** Every builtin with its signature, what it does, and an example that a test runs. */
export const builtinDocs: readonly BuiltinDoc[] = entries;
