import { isJsonObject, type Json } from "../../base/json";

/**
 * Text of somebody else's document as text of a node, never as an expression: braces that would open or close one
 * are written so that they are sent as they are.
 */
export const literal = (text: string): string =>
  text.replace(/[{}]*(?:\{\{|\}\})[{}]*/g, (braces) => `{{ ${JSON.stringify(braces)} }}`);

/** The same for a whole value, keys included. */
export function literalJson(value: Json): Json {
  if (typeof value === "string") return literal(value);
  if (Array.isArray(value)) return value.map(literalJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [literal(key), literalJson(item)]));
}

/** Text in an address: characters that would end a part of it, and braces, are percent-encoded. */
export const inAddress = (text: string): string =>
  text.replace(/[\s{}<>"\\^`|#?]/g, (char) => encodeURIComponent(char));
