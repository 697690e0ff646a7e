import "server-only";
import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { version } from "../version";
import { commonErrors } from "./contract";
import { type Operation, Refusal } from "./operations/operation";
import { operations } from "./operations/table";

const done = {
  200: "Done.",
  201: "Done; it was made.",
  202: "Taken; it is dealt with by and by.",
  207: "Done in part; `errors` says what was not.",
};

const meanings: Record<number, string> = {
  400: "The request is malformed.",
  401: "There is no token, or it is not valid.",
  403: "The caller may not do this.",
  404: "There is nothing of that name.",
  409: "It is taken, or over already.",
  413: "The body is too large.",
  422: "The body or a parameter is not what this call takes.",
  429: "Too many requests; Retry-After says when.",
  500: "Slipway failed; its log says why.",
  503: "Slipway is starting or stopping, or cannot write.",
};

let made: JsonObject | undefined;

/** The OpenAPI 3.1 document of everything under `/v1`, made of the table once. Do not change it. */
export function openApi(): JsonObject {
  made ??= withPlainJson(documentOf());
  return made;
}

const documentOf = (): JsonObject =>
  createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Slipway",
        version,
        description:
          'Port\'s API for workflows, on your own machine. Answers are `{ "ok": true, … }`, refusals `{ "ok": false, error, message }`.',
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      security: [{ token: [] }],
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", description: "From POST /v1/auth/access_token." },
        },
      },
      tags: [...new Set(operations.map((operation) => operation.tag))].map((name) => ({ name })),
      paths: pathsOf(operations),
    },
    {
      override: ({ jsonSchema, io }) => {
        // The tests hold answers to exactly these fields; a reader should put up with more of them.
        if (io === "output" && jsonSchema.additionalProperties === false)
          delete jsonSchema.additionalProperties;
      },
    },
  ) as unknown as JsonObject;

/** Any JSON is the empty schema; as a schema of its own it would be written out, in itself, once for each place. */
function withPlainJson(document: JsonObject): JsonObject {
  const isAnyJson = (name: string) => name.startsWith("__schema");
  const plain = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(plain);
    if (!isJsonObject(value)) return value;
    const reference = /^#\/components\/schemas\/(.+)$/.exec(String(value.$ref))?.[1];
    const { $ref: _, ...rest } = value;
    const kept = reference !== undefined && isAnyJson(reference) ? rest : value;
    return Object.fromEntries(Object.entries(kept).map(([key, inner]) => [key, plain(inner ?? null)]));
  };
  const components = isJsonObject(document.components) ? document.components : {};
  const schemas = isJsonObject(components.schemas) ? components.schemas : {};
  const named = Object.fromEntries(Object.entries(schemas).filter(([name]) => !isAnyJson(name)));
  return plain({ ...document, components: { ...components, schemas: named } }) as JsonObject;
}

function pathsOf(table: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of table) {
    const methods = paths[operation.path] ?? {};
    paths[operation.path] = { ...methods, [operation.method.toLowerCase()]: operationOf(operation) };
  }
  return paths;
}

function operationOf(operation: Operation): ZodOpenApiOperationObject {
  const { tag, summary, description, params, query, body, example, status, also, response, errors, open } =
    operation;
  const hasBody = !(body instanceof z.ZodUndefined);
  const path = Object.entries(params ?? {}).map(
    ([name, text]) => [name, z.string().meta({ description: text })] as const,
  );
  const refusals = [...new Set([...commonErrors, ...errors])].sort((a, b) => a - b);
  return {
    operationId: idOf(operation),
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(open ? { security: [] } : {}),
    ...(path.length > 0 || query !== undefined
      ? {
          requestParams: {
            ...(path.length > 0 ? { path: z.object(Object.fromEntries(path)) } : {}),
            ...(query === undefined ? {} : { query }),
          },
        }
      : {}),
    ...(hasBody
      ? {
          requestBody: {
            content: { "application/json": { schema: body, ...(example === undefined ? {} : { example }) } },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        [status, ...(also ?? [])].map((code) => [
          String(code),
          { description: done[code], content: { "application/json": { schema: response } } },
        ]),
      ),
      ...Object.fromEntries(
        refusals.map((code) => [
          String(code),
          { description: meanings[code] ?? "", content: { "application/json": { schema: Refusal } } },
        ]),
      ),
    },
  };
}

/** `get_workflows_id_runs`; unique, as method and path are. */
const idOf = ({ method, path }: Operation) =>
  `${method.toLowerCase()}${path
    .slice("/v1".length)
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/_$/, "")}`;
