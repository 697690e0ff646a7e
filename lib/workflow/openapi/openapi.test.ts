import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../base/json";
import { referencesOf } from "../../template/references";
import { scan } from "../../template/scan";
import { checkText } from "../check";
import { isApiText } from "./is-api-text";
import { type ApiDocument, nodeOf, operationsOf, readApi, searchOperations } from "./node";

const read = (value: Json | string): ApiDocument => {
  const api = readApi(typeof value === "string" ? value : JSON.stringify(value));
  if (!api.ok) throw new Error(api.error);
  return api.value;
};
const made = (value: Json | string, id: string) => {
  const api = read(value);
  const operation = operationsOf(api).operations.find((each) => each.id === id);
  if (operation === undefined) throw new Error(`no ${id}`);
  return nodeOf(api, operation);
};

const petStore = `
openapi: 3.0.3
info: { title: Pet Store, version: "1" }
servers:
  - url: https://{region}.pets.example/v1/
    variables: { region: { default: eu, enum: [eu, us] } }
  - url: https://staging.pets.example
security: [{ key: [] }]
paths:
  /pets/{petId}:
    parameters:
      - $ref: '#/components/parameters/petId'
    get:
      operationId: getPet
      summary: Get a pet
      parameters:
        - { name: expand, in: query, schema: { type: array, items: { type: string } }, description: What else to read. }
    put:
      operationId: replace pet!
      summary: Replace a pet
      tags: [pets]
      deprecated: true
      security: [{}, { bearer: [], key: [] }]
      parameters:
        - { name: dry-run, in: query, required: true, schema: { type: boolean } }
        - { name: tags, in: query, required: true, schema: { type: array, items: { type: string } } }
        - { name: X-Version, in: header, required: true, schema: { type: string, enum: ["2"] } }
        - { name: session, in: cookie, required: true, schema: { type: string } }
        - { name: Accept, in: header, schema: { type: string } }
      requestBody:
        content:
          application/xml: {}
          application/json: { schema: { $ref: '#/components/schemas/Pet' } }
      callbacks: { done: {} }
    head: {}
  /upload:
    post:
      requestBody: { content: { multipart/form-data: { schema: { type: object } } } }
components:
  parameters:
    petId: { name: petId, in: path, required: true, schema: { type: integer }, description: Which pet. }
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
    bearer: { type: http, scheme: bearer }
  schemas:
    Pet:
      type: object
      required: [name, owner, kind, born]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string, example: Rex }
        kind: { type: string, enum: [dog, cat] }
        born: { type: string, format: date }
        note: { type: string }
        owner: { $ref: '#/components/schemas/Owner' }
    Owner:
      allOf:
        - { type: object, required: [email, pets], properties: { email: { type: string, format: email } } }
        - { properties: { pets: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
`;

describe("OpenAPI 3", () => {
  test("lists what can be sent, and finds it by words", () => {
    const { operations, unsendable } = operationsOf(read(petStore));
    expect(operations.map(({ id }) => id)).toEqual([
      "GET /pets/{petId}",
      "PUT /pets/{petId}",
      "POST /upload",
    ]);
    expect(unsendable).toBe(1);
    expect(searchOperations(operations, "put pet").map(({ summary }) => summary)).toEqual(["Replace a pet"]);
    expect(searchOperations(operations, "nothing")).toEqual([]);
  });

  test("makes a request of an operation: address, parameters, proof and body, and says what is left out", () => {
    const node = made(petStore, "PUT /pets/{petId}");
    expect(node.identifier).toBe("replace_pet");
    expect(node.title).toBe("Replace a pet");
    expect(node.config).toEqual({
      type: "WEBHOOK",
      method: "PUT",
      url: 'https://eu.pets.example/v1/pets/{{ .outputs.trigger.petId | @uri }}?dry-run={{ .outputs.trigger["dry-run"] | @uri }}&tags={{ .outputs.trigger.tags | if type == "array" then join(",") else . end | @uri }}',
      headers: {
        "X-Version": "2",
        Authorization: 'Bearer {{ .secrets["pet-store-token"] }}',
        "X-Api-Key": '{{ .secrets["pet-store-api-key"] }}',
        Cookie: "session={{ .outputs.trigger.session }}",
      },
      body: { name: "Rex", kind: "dog", born: "2026-01-01", owner: { email: "name@example.com", pets: [] } },
    });
    expect(node.needed).toEqual([
      { name: "petId", property: { type: "number", title: "Pet id", description: "Which pet." } },
      { name: "dry-run", property: { type: "boolean", title: "Dry run" } },
      { name: "tags", property: { type: "string", title: "Tags" } },
      { name: "session", property: { type: "string", title: "Session" } },
    ]);
    const fates = Object.fromEntries(node.report.map(({ part, fate }) => [part, fate]));
    expect(fates).toMatchObject({
      "server region": "used",
      servers: "note",
      "path petId": "used",
      "header Accept": "note",
      security: "note",
      body: "used",
      "body fields": "left",
      deprecated: "note",
      callbacks: "left",
    });
  });

  test("leaves optional parameters out, and bodies that a node cannot send", () => {
    const get = made(petStore, "GET /pets/{petId}");
    expect(get.config.url).toBe("https://eu.pets.example/v1/pets/{{ .outputs.trigger.petId | @uri }}");
    expect(get.report).toContainEqual({
      part: "query expand",
      fate: "left",
      why: "Optional: What else to read.",
    });
    const upload = made(petStore, "POST /upload");
    expect(upload.config).not.toHaveProperty("body");
    expect(upload.report).toContainEqual({
      part: "body",
      fate: "left",
      why: "A node cannot send multipart/form-data.",
    });
  });

  test("takes 3.1: types in lists, const, examples, forms and basic", () => {
    const node = made(
      {
        openapi: "3.1.0",
        info: { title: "T", version: "1" },
        servers: [{ url: "/api" }],
        paths: {
          "/x": {
            post: {
              security: [{ b: [] }],
              parameters: [{ name: "v", in: "query", required: true, schema: { const: "a b" } }],
              requestBody: {
                content: {
                  "application/x-www-form-urlencoded": {
                    schema: {
                      type: ["object", "null"],
                      properties: { a: { type: ["null", "integer"], minimum: 3 }, b: { const: "x&y" } },
                    },
                  },
                },
              },
            },
          },
        },
        components: { securitySchemes: { b: { type: "http", scheme: "Basic" } } },
      },
      "POST /x",
    );
    expect(node.config).toEqual({
      type: "WEBHOOK",
      url: "https://api.example.com/api/x?v=a%20b",
      method: "POST",
      headers: {
        Authorization: 'Basic {{ .secrets["t-user"] + ":" + .secrets["t-password"] | @base64 }}',
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: "a=3&b=x%26y",
    });
    expect(node.report.find(({ part }) => part === "server")?.fate).toBe("left");
  });
});

test("Swagger 2.0: host, body, forms and an API key in the query", () => {
  const api = {
    swagger: "2.0",
    info: { title: "Old", version: "1" },
    host: "old.example",
    basePath: "/v2",
    schemes: ["http", "https"],
    consumes: ["application/json"],
    securityDefinitions: { k: { type: "apiKey", in: "query", name: "api key" } },
    security: [{ k: [] }],
    definitions: { Thing: { type: "object", properties: { size: { type: "integer", default: 4 } } } },
    paths: {
      "/things/{id}": {
        post: {
          parameters: [
            { name: "id", in: "path", required: true, type: "string", enum: ["a", "b"] },
            { name: "thing", in: "body", schema: { $ref: "#/definitions/Thing" } },
          ],
        },
        patch: {
          consumes: ["application/x-www-form-urlencoded"],
          parameters: [{ name: "n", in: "formData", type: "integer", required: true }],
        },
      },
    },
  };
  expect(made(api, "POST /things/{id}").config).toEqual({
    type: "WEBHOOK",
    method: "POST",
    url: 'https://old.example/v2/things/{{ .outputs.trigger.id | @uri }}?api%20key={{ .secrets["old-api-key"] | @uri }}',
    body: { size: 4 },
  });
  expect(made(api, "POST /things/{id}").needed[0]?.property).toMatchObject({ enum: ["a", "b"] });
  expect(made(api, "PATCH /things/{id}").config.body).toBe("n=0");
});

describe("hostile documents", () => {
  const evil = 'x{{ .secrets["port"] }}y';
  const hostile: JsonObject = {
    openapi: "3.0.0",
    info: { title: evil, version: "1" },
    servers: [{ url: `https://evil.example/${evil}` }],
    security: [{ k: [] }],
    paths: {
      [`/a/${evil}/{id}`]: {
        post: {
          operationId: evil,
          summary: evil,
          parameters: [
            { name: "id", in: "path", required: true },
            { name: `q"] }}{{ .secrets.port`, in: "query", required: true, schema: {} },
            { name: "h", in: "header", required: true, schema: { const: evil } },
            { name: "X\r\nY", in: "header", required: true, schema: {} },
            { name: evil, in: "cookie", required: true, schema: { const: evil } },
          ],
          requestBody: {
            content: {
              [`application/x+json;${evil}`]: {
                example: {
                  [evil]: [evil, "{{{a}}}", "{}}"],
                  "{{ ...(.secrets) }}": 1,
                  __proto__: { a: evil },
                },
              },
            },
          },
        },
      },
    },
    components: { securitySchemes: { k: { type: "apiKey", in: "header", name: "X-K" } } },
  };

  /** Every text of a value, keys too. */
  const texts = (value: Json): string[] =>
    typeof value === "string"
      ? [value]
      : typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([key, item]) => [key, ...texts(item as Json)])
        : [];

  test("nothing of the document becomes an expression", () => {
    const [operation] = operationsOf(read(hostile)).operations;
    const node = nodeOf(read(hostile), operation!);
    const roots = texts(node.config).flatMap((text) => {
      expect(scan(text).ok, text).toBe(true);
      return referencesOf(text).map(({ root, path }) => [root, ...path].join("/"));
    });
    expect(new Set(roots)).toEqual(
      new Set([
        "outputs/trigger/id",
        // What looks like a parameter of the path is the name of an input.
        'outputs/trigger/ .secrets["port"] ',
        'outputs/trigger/q"] }}{{ .secrets.port',
        "secrets/x-secrets-port-y-api-key",
      ]),
    );
    const text = JSON.stringify({
      identifier: "w",
      nodes: [{ identifier: node.identifier, title: node.title, config: node.config }],
      connections: [],
    });
    expect(checkText(text).problems.filter(({ code }) => code.startsWith("template/"))).toEqual([]);
  });

  test("references in circles, to elsewhere and to nothing end", () => {
    const circle = {
      openapi: "3.0.0",
      paths: {
        "/a": { $ref: "#/paths/~1b" },
        "/b": { $ref: "#/paths/~1a" },
        "/c": {
          post: {
            parameters: [{ $ref: "https://elsewhere.example/p.json" }, { $ref: "#/__proto__/x" }],
            requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } },
          },
        },
      },
      components: {
        schemas: {
          A: {
            type: "object",
            properties: { a: { $ref: "#/components/schemas/A" }, b: { $ref: "#/components/schemas/B" } },
          },
          B: { $ref: "#/components/schemas/B" },
        },
      },
    };
    expect(operationsOf(read(circle)).operations.map(({ id }) => id)).toEqual(["POST /c"]);
    const node = made(circle, "POST /c");
    expect(node.config.body).toEqual({});
    expect(node.report.filter(({ part }) => part.startsWith("parameter")).length).toBe(2);
  });

  test("wide and deep schemas give a small example", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`p${index}`, { $ref: `#/components/schemas/S` }]),
    );
    const wide = {
      openapi: "3.0.0",
      paths: {
        "/c": { post: { requestBody: { content: { "application/json": { schema: { properties } } } } } },
      },
      components: {
        schemas: Object.fromEntries(
          ["S", "T", "U", "V"].map((name, index, all) => [
            name,
            {
              properties: Object.fromEntries(
                Array.from({ length: 40 }, (_, at) => [
                  `q${at}`,
                  { $ref: `#/components/schemas/${all[index + 1] ?? name}` },
                ]),
              ),
            },
          ]),
        ),
      },
    };
    expect(JSON.stringify(made(wide, "POST /c").config).length).toBeLessThan(20_000);
  });

  test("bombs and nonsense are refused in words", () => {
    const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 9; level++)
      bomb.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(", ")}]`,
      );
    const refusals = [
      `openapi: 3.0.0\n${bomb.join("\n")}`,
      "openapi: &a [*a]",
      "[".repeat(100_000),
      `${"- ".repeat(20_000)}x`,
      "a: b: c",
      "",
      "[]",
      "hello",
      '{"openapi": "4.0.0"}',
      '{"swagger": "1.2"}',
      "{}",
      `{"openapi": "3.0.0", "x": "${"y".repeat(8_000_000)}"}`,
    ].map((text) => readApi(text));
    for (const refused of refusals) expect(refused.ok ? "" : refused.error).toMatch(/\.$|:|at line/);
  });
});

test("a document is told by its beginning", () => {
  expect(isApiText(petStore)).toBe(true);
  expect(isApiText('{"openapi": "3.1.0"}')).toBe(true);
  expect(isApiText('{\n "info": {},\n "swagger": "2.0"}')).toBe(true);
  expect(isApiText('{"config": {"type": "WEBHOOK", "url": "https://openapi"}}')).toBe(false);
  expect(isApiText("curl https://a.test -d openapi=3.0")).toBe(false);
});
