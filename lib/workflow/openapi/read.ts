import { parseDocument } from "yaml";
import { isDeeper } from "../../base/depth";
import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { fromPointer } from "../../base/pointer";
import { err, ok, type Result } from "../../base/result";

/** Characters of a document; larger ones are refused. */
const longest = 8_000_000;
/** Levels of lists and objects. */
const deepest = 200;
/** How often a YAML document may use its anchors. */
const aliases = 200;

/** Which form a document has. */
export type ApiVersion = "openapi-3" | "swagger-2";

export interface ApiDocument {
  version: ApiVersion;
  title: string;
  root: JsonObject;
}

/** Reads an OpenAPI 3.0 or 3.1 or a Swagger 2.0 document, JSON or YAML; errors are for people. */
export function readApi(text: string): Result<ApiDocument, string> {
  if (text.length > longest)
    return err(`The document has more than ${longest / 1_000_000} million characters.`);
  const value = parse(text);
  if (!value.ok) return value;
  const root = value.value;
  if (!isJsonObject(root)) return err("This is not an OpenAPI document: it is no object.");
  const info = isJsonObject(root.info) ? root.info : {};
  const title = typeof info.title === "string" ? info.title : "";
  if (typeof root.openapi === "string" && /^3\.\d/.test(root.openapi))
    return ok({ version: "openapi-3", title, root });
  if (String(root.swagger ?? "").startsWith("2")) return ok({ version: "swagger-2", title, root });
  return err(
    root.openapi !== undefined || root.swagger !== undefined
      ? `OpenAPI ${String(root.openapi ?? root.swagger).slice(0, 20)} is not read. Use 3.0, 3.1, or Swagger 2.0.`
      : 'This is not an OpenAPI document: it has neither "openapi" nor "swagger".',
  );
}

function parse(text: string): Result<Json, string> {
  if (text.trim() === "") return err("The text is empty.");
  if (/^\s*[{[]/.test(text)) {
    if (isDeeper(text, deepest)) return err(tooDeep);
    try {
      return ok(JSON.parse(text) as Json);
    } catch {
      // YAML may begin with a brace too.
    }
  }
  return parseYaml(text);
}

const tooDeep = `The document nests deeper than ${deepest} levels.`;

function parseYaml(text: string): Result<Json, string> {
  try {
    const document = parseDocument(text, { schema: "core", logLevel: "silent", uniqueKeys: false });
    const [first] = document.errors;
    if (first !== undefined) return err(`The text cannot be read: ${first.message.split("\n")[0]}`);
    const plain = JSON.stringify(document.toJS({ maxAliasCount: aliases }));
    if (plain === undefined) return err("The text is empty.");
    if (plain.length > longest)
      return err(`The document has more than ${longest / 1_000_000} million characters.`);
    return isDeeper(plain, deepest) ? err(tooDeep) : ok(JSON.parse(plain) as Json);
  } catch (cause) {
    if (cause instanceof RangeError) return err(tooDeep);
    const why = cause instanceof Error ? cause.message.split("\n")[0] : "";
    return err(`The text cannot be read: ${why}`);
  }
}

/** A member of an object, as far as it is the object's own. */
export const own = (value: Json | undefined, key: string | number): Json | undefined => {
  if (Array.isArray(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, String(key)) ? value[String(key)] : undefined;
};

/** A member that is an object; an empty one when it is not. */
export const objectIn = (value: Json | undefined, key: string): JsonObject => {
  const found = own(value, key);
  return isJsonObject(found) ? found : {};
};

/** A member that is a list; an empty one when it is not. */
export const listIn = (value: Json | undefined, key: string): Json[] => {
  const found = own(value, key);
  return Array.isArray(found) ? found : [];
};

export const textIn = (value: Json | undefined, key: string): string => {
  const found = own(value, key);
  return typeof found === "string" ? found : "";
};

/** References that follow each other. */
const hops = 20;

/**
 * What an object of the document stands for: a `$ref` is followed inside the document alone, never to a file or
 * the network. Undefined for what is elsewhere, is not there, or leads in a circle.
 */
export function follow(root: JsonObject, value: Json | undefined): JsonObject | undefined {
  let at = value;
  for (let hop = 0; hop <= hops; hop++) {
    if (!isJsonObject(at)) return undefined;
    const ref = own(at, "$ref");
    if (typeof ref !== "string") return at;
    if (!ref.startsWith("#/")) return undefined;
    let decoded: string;
    try {
      decoded = decodeURIComponent(ref.slice(1));
    } catch {
      decoded = ref.slice(1);
    }
    at = fromPointer(decoded).reduce<Json | undefined>((inner, step) => own(inner, step), root);
  }
  return undefined;
}
