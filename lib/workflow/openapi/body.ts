import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import type { Report } from "./fate";
import { literal, literalJson } from "./literal";
import type { Parameter } from "./parameters";
import { type ApiDocument, follow, listIn, objectIn, own, textIn } from "./read";
import type { Request } from "./request";
import { sampleOf } from "./sample";

const form = "application/x-www-form-urlencoded";
const withBody = ["POST", "PUT", "PATCH"];
const isJsonType = (type: string) => /^[^;]*[/+]json\s*(;|$)/i.test(type);

/** Characters of an example. */
const longest = 50_000;

/** What is sent, as the document describes it. */
interface Content {
  type: string;
  schema: Json | undefined;
  /** Written out by the document. */
  example: Json | undefined;
}

/** Puts an example of the body into the request. */
export function addBody(
  api: ApiDocument,
  operation: JsonObject,
  parameters: readonly Parameter[],
  request: Request,
  report: Report,
): void {
  const contents = contentsOf(api, operation, parameters, report);
  const chosen =
    contents.find(({ type }) => isJsonType(type)) ??
    contents.find(({ type }) => type.toLowerCase().startsWith(form)) ??
    contents.find(({ type }) => /^text\//i.test(type)) ??
    contents[0];
  if (chosen === undefined) return;
  if (!withBody.includes(request.method)) {
    report.say(
      "body",
      "left",
      `A node sends a body with ${withBody.join(", ")} only, not with ${request.method}.`,
    );
    return;
  }
  const rest = contents.filter((content) => content !== chosen).map(({ type }) => type);
  if (rest.length > 0) report.say("body", "note", `Other types: ${rest.join(", ").slice(0, 200)}.`);
  write(api, chosen, request, report);
}

function write(api: ApiDocument, content: Content, request: Request, report: Report): void {
  const { type } = content;
  const sample =
    content.example === undefined ? sampleOf(api.root, content.schema) : { value: content.example, left: [] };
  const { value } = sample;
  if (JSON.stringify(value).length > longest) {
    report.say("body", "left", "The document's example is too long for a node.");
    return;
  }
  const source = content.example === undefined ? "An example made of its schema" : "The document's example";
  if (isJsonType(type)) {
    if (typeof value !== "object" || value === null) {
      report.say("body", "left", "A body that is no object and no list: a node cannot send it as JSON.");
      return;
    }
    request.body = literalJson(value);
    if (!/^application\/json\s*(;|$)/i.test(type)) request.setHeader("Content-Type", literal(type));
  } else if (type.toLowerCase().startsWith(form) && isJsonObject(value)) {
    request.body = Object.entries(value)
      .map(([key, item]) => `${encodeURIComponent(key)}=${encodeURIComponent(asText(item))}`)
      .join("&");
    request.setHeader("Content-Type", form);
  } else if (/^text\//i.test(type)) {
    request.body = literal(asText(value));
    request.setHeader("Content-Type", literal(type));
  } else {
    report.say("body", "left", `A node cannot send ${type.slice(0, 60) || "this body"}.`);
    return;
  }
  report.say("body", "used", `${source}: put your values in.`);
  if (sample.left.length > 0)
    report.say("body fields", "left", `Optional: ${sample.left.join(", ").slice(0, 300)}`);
}

const asText = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

function contentsOf(
  { root, version }: ApiDocument,
  operation: JsonObject,
  parameters: readonly Parameter[],
  report: Report,
): Content[] {
  if (version === "swagger-2") return swaggerContents(root, operation, parameters);
  const given = own(operation, "requestBody");
  if (given === undefined) return [];
  const body = follow(root, given);
  if (body === undefined) report.say("body", "left", "What it refers to is not in the document.");
  return Object.entries(objectIn(body, "content")).map(([type, media]) => ({
    type,
    schema: own(media, "schema"),
    example: own(media, "example") ?? firstExample(root, objectIn(media, "examples")),
  }));
}

function firstExample(root: JsonObject, examples: JsonObject): Json | undefined {
  const [first] = Object.values(examples);
  return first === undefined ? undefined : own(follow(root, first), "value");
}

function swaggerContents(
  root: JsonObject,
  operation: JsonObject,
  parameters: readonly Parameter[],
): Content[] {
  const consumes = [...listIn(operation, "consumes"), ...listIn(root, "consumes")].map(String);
  const body = parameters.find((parameter) => parameter.in === "body");
  if (body) {
    const type = consumes.find(isJsonType) ?? consumes[0] ?? "application/json";
    return [{ type, schema: body.declared.schema, example: undefined }];
  }
  const fields = parameters.filter((parameter) => parameter.in === "formData");
  if (fields.length === 0) return [];
  const isFile = fields.some(({ schema }) => textIn(schema, "type") === "file");
  const type = isFile || consumes[0]?.startsWith("multipart/") ? "multipart/form-data" : form;
  const schema: JsonObject = {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, field.schema])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
  };
  return [{ type, schema, example: undefined }];
}
