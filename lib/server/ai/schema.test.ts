import { expect, test } from "vitest";
import { schemaErrors } from "./schema";

const draft2020 = "https://json-schema.org/draft/2020-12/schema";

test("what is wrong is told with its place, and not more than helps", () => {
  const schema = {
    type: "object",
    properties: { a: { type: "array", items: { type: "integer" } } },
    additionalProperties: false,
  };
  expect(schemaErrors(schema, { a: [1, "x"], b: 1 })).toEqual({
    ok: true,
    errors: ['the object must NOT have additional properties: "b"', "/a/1 must be integer"],
  });
  const many = schemaErrors(schema, { a: Array.from({ length: 100 }, () => "x") });
  expect(many.ok && many.errors).toHaveLength(20);
});

test("a schema is read by the draft it names", () => {
  const pair = { prefixItems: [{ type: "string" }], items: false };
  expect(schemaErrors({ $schema: draft2020, ...pair }, ["a"])).toEqual({ ok: true, errors: [] });
  expect(schemaErrors({ $schema: draft2020, ...pair }, ["a", 1])).toMatchObject({
    errors: [expect.any(String)],
  });
  const older = { $schema: "http://json-schema.org/draft-07/schema#", items: [{ type: "string" }] };
  expect(schemaErrors(older, [1])).toMatchObject({ errors: ["/0 must be string"] });
});

test("a schema that cannot be used says why", () => {
  expect(schemaErrors({ $ref: "#/definitions/gone" }, {})).toMatchObject({ ok: false });
  expect(schemaErrors({ pattern: "(" }, "x")).toMatchObject({
    ok: false,
    reason: expect.stringContaining("pattern"),
  });
  expect(schemaErrors({ enum: ["x".repeat(300_000)] }, "x")).toMatchObject({
    ok: false,
    reason: expect.stringContaining("longer"),
  });
});

test("a schema that leads into itself ends with its value", () => {
  const schema = { type: "object", properties: { next: { $ref: "#" } }, additionalProperties: false };
  expect(schemaErrors(schema, { next: { next: { next: {} } } })).toEqual({ ok: true, errors: [] });
  expect(schemaErrors(schema, { next: { next: 1 } })).toMatchObject({
    errors: ["/next/next must be object"],
  });
});
