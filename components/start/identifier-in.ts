import { parse } from "jsonc-parser";
import { isJsonObject } from "@/lib/base/json";

/** The identifier that a workflow's text names; undefined when it names none. */
export function identifierIn(text: string): string | undefined {
  const value: unknown = parse(text);
  return isJsonObject(value) && typeof value.identifier === "string" ? value.identifier : undefined;
}
