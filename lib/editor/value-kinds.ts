import type { Json } from "../base/json";

/** What one value of a request or a rule is edited as. */
export type ValueKind = "text" | "number" | "boolean" | "null" | "json";

/** The kind that a value has. */
export function kindOfValue(value: Json): ValueKind {
  if (value === null) return "null";
  if (typeof value === "object") return "json";
  return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean";
}

/** A value as another kind, as far as it can be that. */
export function valueAs(value: Json, kind: ValueKind): Json {
  const text = typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
  switch (kind) {
    case "text":
      return text;
    case "number":
      return Number.isFinite(Number(text)) ? Number(text) : 0;
    case "boolean":
      return text !== "" && text !== "false" && text !== "0";
    case "null":
      return null;
    case "json":
      return objectIn(text) ?? (text === "" ? {} : [value]);
  }
}

function objectIn(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
