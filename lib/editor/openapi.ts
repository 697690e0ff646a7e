import { isJsonObject, type Json, type JsonObject } from "../base/json";

/** A parameter in the path or the query of a call. */
export interface ApiParameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  description: string;
}

/** One call of the API, as the document tells of it. */
export interface ApiCall {
  id: string;
  tag: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: ApiParameter[];
  /** Absent when the call takes no body. */
  body?: { schema: JsonObject; example: string };
  /** True for what needs no token. */
  open: boolean;
  answers: { status: string; description: string; schema: JsonObject | undefined }[];
}

/** What a person has filled in. */
export interface CallValues {
  /** By name; of the path and of the query. */
  parameters: Readonly<Record<string, string>>;
  body: string;
}

const methods = ["get", "post", "put", "patch", "delete"];

const textOf = (value: Json | undefined) => (typeof value === "string" ? value : "");
const listOf = (value: Json | undefined) => (Array.isArray(value) ? value.filter(isJsonObject) : []);
const objectOf = (value: Json | undefined) => (isJsonObject(value) ? value : {});

/** The calls of an OpenAPI document, in its order. */
export function callsOf(document: JsonObject): ApiCall[] {
  return Object.entries(objectOf(document.paths)).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = objectOf(item)[method];
      return isJsonObject(operation) ? [callOf(method, path, operation)] : [];
    }),
  );
}

function callOf(method: string, path: string, operation: JsonObject): ApiCall {
  const body = isJsonObject(operation.requestBody) ? contentOf(operation.requestBody) : undefined;
  return {
    id: textOf(operation.operationId),
    tag: textOf(Array.isArray(operation.tags) ? operation.tags[0] : undefined),
    method: method.toUpperCase(),
    path,
    summary: textOf(operation.summary),
    description: textOf(operation.description),
    parameters: listOf(operation.parameters).map((parameter) => ({
      name: textOf(parameter.name),
      in: parameter.in === "path" ? "path" : "query",
      required: parameter.required === true,
      description: textOf(parameter.description) || textOf(objectOf(parameter.schema).description),
    })),
    ...(body === undefined
      ? {}
      : {
          body: {
            schema: objectOf(body.schema),
            example: body.example === undefined ? "" : JSON.stringify(body.example, null, 2),
          },
        }),
    open: Array.isArray(operation.security) && operation.security.length === 0,
    answers: Object.entries(objectOf(operation.responses)).map(([status, answer]) => {
      const content = contentOf(objectOf(answer));
      return {
        status,
        description: textOf(objectOf(answer).description),
        schema: isJsonObject(content?.schema) ? content.schema : undefined,
      };
    }),
  };
}

function contentOf(holder: JsonObject): JsonObject | undefined {
  const content = objectOf(holder.content)["application/json"];
  return isJsonObject(content) ? content : undefined;
}

/** The address with what was filled in; a part of the path that is empty stays as `{name}`. */
export function addressOf(call: ApiCall, { parameters }: CallValues): string {
  const filled = (name: string) => parameters[name] ?? "";
  const path = call.path.replace(/\{(\w+)\}/g, (whole, name: string) =>
    filled(name) === "" ? whole : encodeURIComponent(filled(name)),
  );
  const query = new URLSearchParams(
    call.parameters
      .filter((parameter) => parameter.in === "query" && filled(parameter.name) !== "")
      .map((parameter): [string, string] => [parameter.name, filled(parameter.name)]),
  ).toString();
  return query === "" ? path : `${path}?${query}`;
}

/** Names of the parts that must be filled in and are not. */
export const missingOf = (call: ApiCall, { parameters }: CallValues): string[] =>
  call.parameters
    .filter(({ name, required }) => required && (parameters[name] ?? "") === "")
    .map(({ name }) => name);

/** The call as a command for a POSIX shell; the token is the variable `$SLIPWAY_TOKEN`, never its value. */
export function curlOf(origin: string, call: ApiCall, values: CallValues): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const lines = [`curl -X ${call.method} ${quote(origin + addressOf(call, values))}`];
  if (!call.open) lines.push('-H "Authorization: Bearer $SLIPWAY_TOKEN"');
  if (call.body !== undefined && values.body.trim() !== "")
    lines.push("-H 'content-type: application/json'", `--data-raw ${quote(values.body)}`);
  return lines.join(" \\\n  ");
}

/** A line of a schema: a field, its type in words, and how deep it stands. */
export interface SchemaField {
  /** JSON Pointer within what is told. */
  at: string;
  name: string;
  type: string;
  required: boolean;
  description: string;
  depth: number;
}

/** Levels of fields that are told. */
const deepest = 4;

/** The fields of a schema, references followed, one line each; a schema within itself is told once. */
export function fieldsOf(document: JsonObject, schema: JsonObject): SchemaField[] {
  const known = objectOf(objectOf(document.components).schemas);
  const follow = (given: JsonObject): JsonObject => {
    const name = /^#\/components\/schemas\/(.+)$/.exec(textOf(given.$ref))?.[1];
    return name === undefined ? given : objectOf(known[name]);
  };
  const walk = (given: JsonObject, at: string, within: readonly JsonObject[]): SchemaField[] => {
    const shown = follow(given);
    const depth = at.split("/").length - 1;
    if (depth >= deepest || within.includes(shown)) return [];
    const inner = [...within, shown];
    if (isJsonObject(shown.items)) return walk(shown.items, at, inner);
    const choice = [...listOf(shown.anyOf), ...listOf(shown.oneOf)];
    if (choice.length > 0) {
      const [only, ...others] = choice.filter((one) => follow(one).type !== "null");
      return only === undefined || others.length > 0 ? [] : walk(only, at, inner);
    }
    const required = Array.isArray(shown.required) ? shown.required : [];
    return Object.entries(objectOf(shown.properties)).flatMap(([name, value]) => {
      const field = objectOf(value);
      return [
        {
          at: `${at}/${name}`,
          name,
          type: typeOf(field, follow),
          required: required.includes(name),
          description: textOf(field.description) || textOf(follow(field).description),
          depth,
        },
        ...walk(field, `${at}/${name}`, inner),
      ];
    });
  };
  return walk(schema, "", []);
}

function typeOf(given: JsonObject, follow: (schema: JsonObject) => JsonObject, depth = 0): string {
  const schema = follow(given);
  // A schema may be within itself.
  if (depth > 2) return "…";
  const inner = (one: JsonObject) => typeOf(one, follow, depth + 1);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choice = [...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  if (choice.length > 0) return [...new Set(choice.map(inner))].join(" | ");
  if (schema.type === "array") return `list of ${inner(objectOf(schema.items))}`;
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  return textOf(schema.type) || "anything";
}
