import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Json, JsonObject } from "@/lib/base/json";
import { fieldKind } from "@/lib/editor/language/fields";
import { definitionOf, nodeTypes } from "@/lib/nodes/definitions";
import { type Control, type FormField, formFields } from "@/lib/nodes/fields";
import { editText } from "@/lib/workflow/text-edit";

/** A value that each control writes. */
const written: Record<Control, (field: FormField) => Json> = {
  text: () => "written {{ 1 + 1 }}",
  url: () => "https://x.test/{{ 1 + 1 }}?a=b",
  textarea: () => "two\nlines",
  select: (field) => field.options.at(-1) ?? "",
  toggle: (field) => field.default !== true,
  "key-value": () => ({ Name: "text" }),
  json: () => ({ a: [1, null, "x"] }),
  body: () => ({ a: { b: "{{ .outputs.trigger }}" }, n: 1 }),
  schema: () => ({ type: "object", properties: { a: { type: "string" } } }),
  outlets: () => [{ identifier: "a", title: "A", expression: "true" }],
  "user-inputs": () => ({ properties: { a: { type: "string" } } }),
  cron: () => "0 9 * * 1",
  number: () => 7,
  "string-list": () => ["one", "two"],
  notifications: () => [],
  "label-values": () => [{ label: "a", value: "b" }],
  contexts: () => [{ on: "SELF_SERVICE_HUB", visible: false }],
  "event-condition": () => ({ type: "JQ", expressions: ["true"] }),
  permissions: () => ({ roles: ["Member"] }),
  query: () => ({ combinator: "and", rules: [] }),
  identifiers: () => [{ identifier: "a" }],
  team: () => ["a", "{{ .outputs.trigger.team }}"],
};

/** Every field that has a control, with its path in the config. */
function leaves(fields: readonly FormField[], path: string[] = []): { field: FormField; path: string[] }[] {
  return fields.flatMap((field) =>
    field.control === undefined && field.fields.length > 0
      ? leaves(field.fields, [...path, field.key])
      : [{ field, path: [...path, field.key] }],
  );
}

const valueAt = (config: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((value, step) => (value as JsonObject | undefined)?.[step], config);

describe.each(nodeTypes)("%s", (type) => {
  const definition = definitionOf(type);
  const found = leaves(definition === undefined ? [] : formFields(definition.config));

  test.each(found.map((one) => [one.path.join("."), one] as const))("%s", (_, { field, path }) => {
    expect(field.control, "has a control").toBeDefined();
    const control = field.control ?? "json";
    expect(control, "a value with a form of its own").not.toBe("json");
    if (field.options.length > 0) expect(control).toBe("select");

    // What the form writes is in the text, and gone again when it is emptied.
    const config = definition?.initial() ?? {};
    const before = JSON.stringify({ nodes: [{ identifier: "n", config }] }, null, 2);
    const at = `/nodes/0/config/${path.join("/")}`;
    const value = written[control](field);
    const after = editText(before, [{ at, value }]);
    const read = (JSON.parse(after) as { nodes: { config: JsonObject }[] }).nodes[0]?.config;
    expect(valueAt(read, path)).toEqual(value);
    const emptied = editText(after, [{ at, value: undefined }]);
    const gone = (JSON.parse(emptied) as { nodes: { config: JsonObject }[] }).nodes[0]?.config;
    expect(valueAt(gone, path)).toBeUndefined();

    // A field that says that it holds expressions is read as one.
    const kind = fieldKind(["nodes", 0, "config", ...path], type, "{{ 1 }}");
    if (field.jq && control === "text") expect(kind.syntax).toBe("jq");
    if (field.template && control !== "notifications") expect(kind.syntax).toBe("template");
  });

  test("no enumeration and no switch is left to a text", () => {
    const shape = (definition?.config as z.ZodObject | undefined)?.shape ?? {};
    for (const { field, path } of found.filter((one) => one.path.length === 1)) {
      let schema = (shape as Record<string, z.ZodType>)[path[0] ?? ""];
      while (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
        schema = schema.unwrap() as z.ZodType;
      if (schema instanceof z.ZodEnum) expect(field.control, field.key).toBe("select");
      if (schema instanceof z.ZodBoolean) expect(field.control, field.key).toBe("toggle");
    }
  });
});
