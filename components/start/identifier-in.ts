import { isJsonObject } from "@/lib/base/json";

/** The identifier that a workflow's text names, bare or in the envelope of Port's API; undefined when it names none. */
export function identifierIn(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const workflow = isJsonObject(value.workflow) ? value.workflow : value;
  return typeof workflow.identifier === "string" ? workflow.identifier : undefined;
}
