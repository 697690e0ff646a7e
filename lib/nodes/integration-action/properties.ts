import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import type { RunError } from "../runner";

const AT = "/integrationActionExecutionProperties";

/** A property that an action cannot do with; caught where the action is made. */
export class BadProperty extends Error {
  constructor(readonly error: RunError) {
    super(error.message);
  }
}

/** The execution properties of an action, read by name. What is missing or of another kind throws `BadProperty`. */
export class Properties {
  constructor(private readonly values: JsonObject) {}

  /** A text that may stand in a path: not empty, and no step up. Numbers count as texts. */
  text(name: string): string {
    const found = this.optionalText(name);
    if (found !== undefined) return found;
    return this.refuse(name, `The property ${name} is missing.`, `Add ${name} to the properties.`);
  }

  optionalText(name: string): string | undefined {
    const value = this.values[name];
    if (value === undefined || value === null || value === "") return undefined;
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text !== "string" || /^\.{0,2}$/.test(text.trim()))
      return this.refuse(name, `The property ${name} is ${show(value)}.`, "Give it a text.");
    return text.trim();
  }

  object(name: string): JsonObject {
    const value = this.values[name];
    if (value === undefined || value === null) return {};
    if (isJsonObject(value)) return value;
    return this.refuse(name, `The property ${name} is ${show(value)}.`, "Give it an object.");
  }

  /** A switch that is on unless it says otherwise; templates give texts. */
  flag(name: string): boolean | undefined {
    const value = this.values[name];
    if (value === undefined || value === null) return undefined;
    return value !== false && value !== "false";
  }

  refuse(name: string, message: string, hint: string): never {
    throw new BadProperty({ code: "integration/property", message, hint, at: `${AT}/${name}` });
  }
}

/** Every value as a text: what is none is written as JSON, as services want it (reference 3.4). */
export const asTexts = (values: JsonObject): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );

function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
