import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { inputSecret } from "../run/sealed-inputs";
import { encryptionOf } from "../workflow/form-encryption";

/**
 * A plausible value for every input of a form: its default, else the first of its choices, else an example
 * of its type and format. Previews read it until somebody has run the workflow.
 */
export function sampleInputs(userInputs: Json | undefined): JsonObject {
  const properties = isJsonObject(userInputs) ? userInputs.properties : undefined;
  if (!isJsonObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, sampleOf(name, property)]),
  );
}

function sampleOf(name: string, property: Json): Json {
  if (!isJsonObject(property)) return null;
  // As a run shows it: the value itself is for the templates of the run alone.
  if (encryptionOf(property)?.by === "server") return `‹secret:${inputSecret(name)}›`;
  const { default: given, enum: choices } = property;
  if (given !== undefined && given !== null && !isQuery(given)) return given;
  if (Array.isArray(choices) && choices[0] !== undefined) return choices[0];
  switch (property.type) {
    case "string":
      return sampleText(name, property);
    case "number":
      return typeof property.minimum === "number" ? property.minimum : 1;
    case "boolean":
      return false;
    case "array":
      return isJsonObject(property.items) ? [sampleOf(name, property.items)] : [];
    case "object":
      return property.format === "labeled-url"
        ? { url: "https://example.com", displayText: "Example" }
        : sampleInputs(property);
    default:
      return null;
  }
}

const byFormat: Record<string, string> = {
  url: "https://example.com",
  email: "person@example.com",
  user: "person@example.com",
  team: "team",
  "date-time": "2026-01-15T09:30:00.000Z",
};

function sampleText(name: string, { format, minLength }: JsonObject): string {
  const text = (typeof format === "string" ? byFormat[format] : undefined) ?? name;
  return typeof minLength === "number" && minLength < 200 ? text.padEnd(minLength, "x") : text;
}

const isQuery = (value: Json): boolean => isJsonObject(value) && typeof value.jqQuery === "string";
