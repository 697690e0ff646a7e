import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { webhook } from "../../nodes/webhook/definition";
import { nodeOf, operationsOf, readApi } from "../../workflow/openapi/node";
import { openApi } from "./openapi";
import { operations } from "./operations/table";

const app = fileURLToPath(new URL("../../../app", import.meta.url));
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** `GET /v1/workflows/{id}` of every route file but the one that catches what is left. */
async function served(): Promise<string[]> {
  const folders = readdirSync(join(app, "v1"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "route.ts")
    .map((entry) => entry.parentPath);
  const found: string[] = [];
  for (const folder of folders) {
    const path = folder.slice(app.length).replace(/\[([^\]]+)\]/g, "{$1}");
    if (path.includes("{...")) continue;
    const file = (await import(/* @vite-ignore */ join(folder, "route.ts"))) as Record<string, unknown>;
    found.push(...methods.filter((method) => method in file).map((method) => `${method} ${path}`));
  }
  return found.sort();
}

const inDocument = () =>
  Object.entries(openApi().paths as JsonObject)
    .flatMap(([path, item]) =>
      Object.keys(item as JsonObject).map((method) => `${method.toUpperCase()} ${path}`),
    )
    .sort();

test("each call of the document can be imported as a node", () => {
  const api = readApi(JSON.stringify(openApi()));
  if (!api.ok) throw new Error(api.error);
  const imported = operationsOf(api.value).operations;
  expect(imported.map(({ id }) => id).sort()).toEqual(inDocument());
  for (const operation of imported) {
    const { config } = nodeOf(api.value, operation);
    expect(config.url, operation.id).toMatch(/^https:\/\/api\.example\.com\/v1\//);
    expect(webhook.config.safeParse(config), operation.id).toMatchObject({ success: true });
  }
});

test("every route under /v1 is in the document, and every call of the document has a route", async () => {
  expect(inDocument()).toEqual(await served());
});

test("the document is OpenAPI 3.1, and every reference leads somewhere", async () => {
  const document = openApi();
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(document.openapi).toBe("3.1.0");
  const references = new Set<string>();
  const walk = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (isJsonObject(value)) {
      if (typeof value.$ref === "string") references.add(value.$ref);
      Object.values(value).forEach(walk);
    }
  };
  walk(document);
  expect(references.size).toBeGreaterThan(5);
  // What has no name of ours is any JSON, and is said so.
  expect(JSON.stringify(document)).not.toContain("__schema");
  for (const reference of references) {
    const place = reference
      .slice(2)
      .split("/")
      .reduce<Json | undefined>((at, step) => (isJsonObject(at) ? at[step] : undefined), document);
    expect(place, reference).toBeDefined();
  }
});

describe("each row of the table", () => {
  test("has words, and describes its path's parameters", () => {
    const ids = new Set<string>();
    for (const { method, path, summary, params, body, example, status } of operations) {
      const name = `${method} ${path}`;
      expect(summary, name).toMatch(/^[A-Z].{3,60}[^.]$/);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
      expect(Object.keys(params ?? {}).sort(), name).toEqual(inPath.sort());
      if (example !== undefined) expect(body.safeParse(example), name).toMatchObject({ success: true });
      if (status === 201) expect(method, name).toBe("POST");
      ids.add(name);
    }
    expect(ids.size).toBe(operations.length);
  });

  test("stands on a folder of its own", () => {
    for (const { path } of operations)
      expect(existsSync(join(app, path.replace(/\{(\w+)\}/g, "[$1]"), "route.ts")), path).toBe(true);
  });
});
