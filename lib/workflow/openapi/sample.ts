import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { follow, listIn, objectIn, own, textIn } from "./read";

/** Levels of an example; a schema within itself ends there at the latest. */
const deepest = 6;
/** Values of an example. */
const most = 300;

/** An example made of a schema, and the names of optional fields that it does without. */
export interface Sample {
  value: Json;
  left: string[];
}

/** Makes an example of a schema: what must be there, or all of it when nothing must. */
export function sampleOf(root: JsonObject, schema: Json | undefined): Sample {
  const left: string[] = [];
  const budget = { values: 0 };
  const value = make(root, schema, [], left, budget, "") ?? {};
  return { value, left };
}

function make(
  root: JsonObject,
  given: Json | undefined,
  within: readonly JsonObject[],
  left: string[],
  budget: { values: number },
  at: string,
): Json | undefined {
  const schema = follow(root, given);
  if (schema === undefined || within.includes(schema) || within.length >= deepest) return undefined;
  if (++budget.values > most) return undefined;
  const said = statedValue(schema);
  if (said !== undefined) return said;
  const inner = [...within, schema];
  const one = [...listIn(schema, "oneOf"), ...listIn(schema, "anyOf")];
  if (one.length > 0 && Object.keys(objectIn(schema, "properties")).length === 0) {
    for (const choice of one) {
      const value = make(root, choice, inner, left, budget, at);
      if (value !== undefined && value !== null) return value;
    }
  }
  const parts = [schema, ...allOf(root, schema, inner)];
  const type = typeOf(parts);
  if (type === "object") return makeObject(root, parts, inner, left, budget, at);
  if (type === "array") {
    const item = make(root, own(schema, "items"), inner, left, budget, `${at}[]`);
    return item === undefined ? [] : [item];
  }
  return plain(type, schema);
}

/** What the schema itself gives as a value. */
function statedValue(schema: JsonObject): Json | undefined {
  for (const key of ["const", "example", "default"]) {
    const value = own(schema, key);
    if (value !== undefined) return value;
  }
  return listIn(schema, "examples")[0] ?? listIn(schema, "enum")[0];
}

/** The parts of `allOf`, and theirs. */
function allOf(root: JsonObject, schema: JsonObject, within: readonly JsonObject[]): JsonObject[] {
  if (within.length >= deepest) return [];
  return listIn(schema, "allOf").flatMap((part) => {
    const followed = follow(root, part);
    if (followed === undefined || within.includes(followed)) return [];
    return [followed, ...allOf(root, followed, [...within, followed])];
  });
}

function typeOf(parts: readonly JsonObject[]): string {
  for (const part of parts) {
    const type = own(part, "type");
    const name = Array.isArray(type) ? type.find((each) => each !== "null") : type;
    if (typeof name === "string") return name;
  }
  if (parts.some((part) => isJsonObject(own(part, "properties")))) return "object";
  if (parts.some((part) => own(part, "items") !== undefined)) return "array";
  return "any";
}

function makeObject(
  root: JsonObject,
  parts: readonly JsonObject[],
  within: readonly JsonObject[],
  left: string[],
  budget: { values: number },
  at: string,
): Json {
  const properties = new Map<string, Json>();
  for (const part of parts)
    for (const [name, property] of Object.entries(objectIn(part, "properties"))) {
      const followed = follow(root, property);
      if (followed?.readOnly !== true) properties.set(name, property);
    }
  const required = new Set(parts.flatMap((part) => listIn(part, "required").map(String)));
  const needed = [...properties.keys()].filter((name) => required.has(name));
  const wanted = needed.length > 0 ? needed : [...properties.keys()];
  for (const name of properties.keys()) if (!wanted.includes(name)) left.push(at + name);
  const made: [string, Json][] = [];
  for (const name of wanted) {
    const value = make(root, properties.get(name), within, left, budget, `${at}${name}.`);
    if (value !== undefined) made.push([name, value]);
    else left.push(at + name);
  }
  return Object.fromEntries(made);
}

const formats: Record<string, string> = {
  "date-time": "2026-01-01T00:00:00Z",
  date: "2026-01-01",
  time: "00:00:00Z",
  email: "name@example.com",
  uuid: "00000000-0000-0000-0000-000000000000",
  uri: "https://example.com",
  url: "https://example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
};

function plain(type: string, schema: JsonObject): Json {
  const minimum = own(schema, "minimum");
  if (type === "integer" || type === "number") return typeof minimum === "number" ? minimum : 0;
  if (type === "boolean") return true;
  if (type === "null") return null;
  if (type === "string") return formats[textIn(schema, "format")] ?? "string";
  return {};
}
