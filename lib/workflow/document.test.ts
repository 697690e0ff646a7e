import { expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { nodeTypes } from "../nodes/definitions";
import { isWorkable, nodeJsonSchema, toJsonSchema, WorkflowDocument } from "./document";

test("parsing adds and drops nothing", () => {
  const document = {
    identifier: "a",
    later: [1],
    nodes: [{ identifier: "t", x: 1, config: { type: "SOMETHING_NEW", y: { z: 1 } } }],
    connections: [{ sourceIdentifier: "t", targetIdentifier: "t", description: null }],
  };
  expect(WorkflowDocument.parse(document)).toEqual(document);
  const plain: JsonObject = WorkflowDocument.parse(document);
  expect(plain).toEqual(document);
});

test("the JSON Schema names every type and documents its fields", () => {
  const schema = JSON.stringify(toJsonSchema());
  for (const type of nodeTypes) expect(schema).toContain(`"const":"${type}"`);
  const webhook = nodeJsonSchema("WEBHOOK") as {
    properties: { config: { properties: Record<string, JsonObject> } };
  };
  expect(webhook.properties.config.properties.method).toMatchObject({
    default: "POST",
    enum: expect.arrayContaining(["GET"]),
  });
  expect(webhook.properties.config.properties.url).toMatchObject({ title: "URL" });
  expect(JSON.stringify(nodeJsonSchema("NOPE"))).toContain("WEBHOOK");
});

test("workable is the least that a canvas needs", () => {
  expect(isWorkable({ nodes: [] })).toBe(true);
  expect(isWorkable({ nodes: [{ identifier: "a", config: { type: "X" } }], connections: [] })).toBe(true);
  for (const broken of [
    null,
    [],
    {},
    { nodes: [3] },
    { nodes: [{ identifier: "a" }] },
    { nodes: [], connections: [1] },
  ])
    expect(isWorkable(broken)).toBe(false);
});
