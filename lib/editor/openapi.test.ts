import { expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { addressOf, callsOf, curlOf, fieldsOf, missingOf } from "./openapi";

const document: JsonObject = {
  paths: {
    "/v1/things/{thing}": {
      patch: {
        operationId: "patch_thing",
        tags: ["Things"],
        summary: "Change a thing",
        parameters: [
          { in: "path", name: "thing", required: true, schema: { type: "string", description: "Its name." } },
          { in: "query", name: "dry", schema: { type: "string" }, description: "Only look." },
        ],
        requestBody: {
          content: {
            "application/json": {
              schema: { type: "object", properties: { size: { type: "number" } }, required: ["size"] },
              example: { size: 1 },
            },
          },
        },
        responses: {
          200: {
            description: "Done.",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
          },
          404: { description: "There is none." },
        },
      },
      get: {
        operationId: "get_thing",
        tags: ["Things"],
        summary: "Read a thing",
        security: [],
        responses: {},
      },
    },
  },
  components: {
    schemas: {
      Tree: { anyOf: [{ type: "string" }, { type: "array", items: { $ref: "#/components/schemas/Tree" } }] },
      Thing: {
        type: "object",
        properties: {
          kind: { enum: ["a", "b"], description: "What it is." },
          parts: { type: "array", items: { $ref: "#/components/schemas/Thing" } },
          owner: { anyOf: [{ type: "object", properties: { email: { type: "string" } } }, { type: "null" }] },
          tree: { $ref: "#/components/schemas/Tree" },
          either: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
        },
        required: ["kind"],
      },
    },
  },
};

const [read, change] = callsOf(document);
if (read === undefined || change === undefined) throw new Error("The document has two calls.");

test("calls are read with all that is told of them", () => {
  expect(read).toMatchObject({ method: "GET", open: true, parameters: [] });
  expect(read).not.toHaveProperty("body");
  expect(change).toMatchObject({
    id: "patch_thing",
    tag: "Things",
    method: "PATCH",
    path: "/v1/things/{thing}",
    open: false,
    parameters: [
      { name: "thing", in: "path", required: true, description: "Its name." },
      { name: "dry", in: "query", required: false, description: "Only look." },
    ],
    body: { example: '{\n  "size": 1\n}' },
  });
  expect(change.answers.map(({ status, schema }) => [status, schema !== undefined])).toEqual([
    ["200", true],
    ["404", false],
  ]);
});

test("an address holds what was filled in, escaped", () => {
  const values = { parameters: { thing: "a/b c", dry: "yes & no" }, body: "" };
  expect(addressOf(change, values)).toBe("/v1/things/a%2Fb%20c?dry=yes+%26+no");
  expect(addressOf(change, { parameters: { dry: "" }, body: "" })).toBe("/v1/things/{thing}");
  expect(missingOf(change, { parameters: {}, body: "" })).toEqual(["thing"]);
  expect(missingOf(change, values)).toEqual([]);
});

test("the command quotes its body for a shell and holds no token", () => {
  const command = curlOf("http://127.0.0.1:3000", change, {
    parameters: { thing: "x" },
    body: `{"a": "it's"}`,
  });
  expect(command.split(" \\\n  ")).toEqual([
    "curl -X PATCH 'http://127.0.0.1:3000/v1/things/x'",
    '-H "Authorization: Bearer $SLIPWAY_TOKEN"',
    "-H 'content-type: application/json'",
    `--data-raw '{"a": "it'\\''s"}'`,
  ]);
  expect(curlOf("http://x", read, { parameters: {}, body: "" })).not.toContain("Authorization");
});

test("fields of a schema are told once, however it refers to itself", () => {
  const [answer] = change.answers;
  expect(fieldsOf(document, answer?.schema ?? {})).toEqual([
    { at: "/kind", name: "kind", type: '"a" | "b"', required: true, description: "What it is.", depth: 0 },
    { at: "/parts", name: "parts", type: "list of object", required: false, description: "", depth: 0 },
    { at: "/owner", name: "owner", type: "object | null", required: false, description: "", depth: 0 },
    { at: "/owner/email", name: "email", type: "string", required: false, description: "", depth: 1 },
    { at: "/tree", name: "tree", type: "string | list of …", required: false, description: "", depth: 0 },
    {
      at: "/either",
      name: "either",
      type: "string | list of string",
      required: false,
      description: "",
      depth: 0,
    },
  ]);
});
