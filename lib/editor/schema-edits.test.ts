import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../base/json";
import { type Change, editText } from "../workflow/text-edit";
import {
  addFieldChanges,
  choicesFrom,
  hasPlainChoices,
  isNeeded,
  mayBeNull,
  needChanges,
  nullChanges,
  oddType,
  otherKeywords,
  removeFieldChanges,
  renameFieldChanges,
  typeChanges,
  typeOf,
} from "./schema-edits";

/** The schema at `/s` after changes, as text of the document. */
function edited(schema: Json | undefined, changes: (schema: JsonObject) => Change[]): Json | undefined {
  const text = JSON.stringify(schema === undefined ? {} : { s: schema });
  return (JSON.parse(editText(text, changes(schema as JsonObject))) as JsonObject).s;
}

const person: JsonObject = {
  type: "object",
  $comment: "kept",
  properties: {
    name: { type: "string", minLength: 2 },
    "a/b~c": { type: "number" },
    list: { type: "array" },
  },
  required: ["name", "a/b~c"],
  additionalProperties: false,
};

describe("types", () => {
  test.each<[Json | undefined, string | undefined, boolean]>([
    [undefined, "any", false],
    [true, "any", false],
    [false, undefined, false],
    ["string", undefined, false],
    [{}, "any", false],
    [{ properties: {} }, "object", false],
    [{ type: "string" }, "string", false],
    [{ type: "any" }, undefined, false],
    [{ type: "strin" }, undefined, false],
    [{ type: ["string", "null"] }, "string", true],
    [{ type: ["null", "object"] }, "object", true],
    [{ type: ["null", "null"] }, undefined, true],
    [{ type: ["string", "number"] }, undefined, false],
    [{ type: ["string", "number", "null"] }, undefined, true],
    [{ type: 1 }, undefined, false],
  ])("%j is %s", (schema, type, nullable) => {
    expect(typeOf(schema)).toBe(type);
    expect(mayBeNull(schema)).toBe(nullable);
  });

  test.each<[Json, string]>([
    [false, "false"],
    [{ type: ["string", "number"] }, "string or number"],
    [{ type: "date" }, "date"],
  ])("%j in words", (schema, words) => expect(oddType(schema)).toBe(words));
});

test.each<[Json, string[]]>([
  [true, []],
  [{ type: "string", description: "d", enum: ["a"] }, []],
  [{ type: "string", minLength: 1, $ref: "#/x" }, ["minLength", "$ref"]],
  [{ type: "string", properties: {}, items: {} }, ["properties", "items"]],
  [{ type: "array", items: [{ type: "string" }] }, ["items"]],
  [{ type: "object", required: true, properties: [] }, ["required", "properties"]],
  [{ type: ["a", "b"], description: 1, enum: {} }, ["type", "description", "enum"]],
  [person, ["$comment", "additionalProperties"]],
])("%j: keywords without a control are %j", (schema, keys) => expect(otherKeywords(schema)).toEqual(keys));

describe("fields", () => {
  test("are added to a schema, to one without any, and to none", () => {
    const add = (schema: JsonObject | undefined) => addFieldChanges("/s", schema, "x/y");
    expect(edited(undefined, () => add(undefined))).toEqual({
      type: "object",
      properties: { "x/y": { type: "string" } },
    });
    expect(edited({ type: "object" }, add)).toEqual({
      type: "object",
      properties: { "x/y": { type: "string" } },
    });
    expect(edited(person, add)).toEqual({
      ...person,
      properties: { ...(person.properties as JsonObject), "x/y": { type: "string" } },
    });
  });

  test("keep their place and stay required when renamed", () => {
    const renamed = edited(person, (schema) =>
      renameFieldChanges("/s", schema, "a/b~c", "d/e"),
    ) as JsonObject;
    expect(Object.keys(renamed.properties as JsonObject)).toEqual(["name", "d/e", "list"]);
    expect(renamed.required).toEqual(["name", "d/e"]);
    expect(edited(person, (schema) => renameFieldChanges("/s", schema, "list", "all"))).toMatchObject({
      required: ["name", "a/b~c"],
    });
  });

  test("leave nothing behind when removed", () => {
    const one = edited(person, (schema) => removeFieldChanges("/s", schema, "name"));
    expect(one).toMatchObject({ required: ["a/b~c"], $comment: "kept" });
    expect(edited(one, (schema) => removeFieldChanges("/s", schema, "a/b~c"))).toEqual({
      type: "object",
      $comment: "kept",
      properties: { list: { type: "array" } },
      additionalProperties: false,
    });
  });

  test("are required or not", () => {
    const need = (schema: JsonObject, name: string, needed: boolean) =>
      (edited(schema, (one) => needChanges("/s", one, name, needed)) as JsonObject).required;
    expect(need(person, "list", true)).toEqual(["name", "a/b~c", "list"]);
    expect(need(person, "name", true)).toEqual(["name", "a/b~c"]);
    expect(need(person, "name", false)).toEqual(["a/b~c"]);
    expect(need({ type: "object" }, "x", true)).toEqual(["x"]);
    expect(need({ required: ["x"] }, "x", false)).toBeUndefined();
    expect(isNeeded({ required: { jqQuery: "[]" } }, "x")).toBeUndefined();
    expect(need({ required: { jqQuery: "[]" } }, "x", true)).toEqual({ jqQuery: "[]" });
  });
});

describe("another type", () => {
  test.each<[string, Json, Parameters<typeof typeChanges>[2], Json]>([
    ["keeps other keywords", { type: "string", minLength: 1 }, "number", { type: "number", minLength: 1 }],
    [
      "takes the fields along",
      person,
      "string",
      { type: "string", $comment: "kept", additionalProperties: false },
    ],
    ["gives a list its items", { type: "string" }, "array", { type: "array", items: { type: "string" } }],
    [
      "leaves items that are there",
      { items: { type: "number" } },
      "array",
      { type: "array", items: { type: "number" } },
    ],
    ["may be none", { type: "string", description: "d" }, "any", { description: "d" }],
    ["of what is no object", true, "string", { type: "string" }],
    ["of what is no object, none", "x", "any", {}],
    ["keeps null", { type: ["string", "null"] }, "number", { type: ["number", "null"] }],
    ["of null alone", { type: ["string", "null"] }, "null", { type: "null" }],
    ["drops choices that do not fit", { type: "string", enum: ["a"] }, "number", { type: "number" }],
    [
      "keeps choices that fit",
      { type: "number", enum: [1, 2] },
      "integer",
      { type: "integer", enum: [1, 2] },
    ],
  ])("%s", (_, schema, type, expected) => {
    expect(edited(schema, () => typeChanges("/s", schema, type))).toEqual(expected);
  });

  test("and back brings its parts back", () => {
    const text = edited(person, () => typeChanges("/s", person, "string")) as JsonObject;
    expect(edited(text, () => typeChanges("/s", text, "object", person))).toEqual(person);
    const choice = { type: "string", enum: ["a"] };
    const number = edited(choice, () => typeChanges("/s", choice, "number", { enum: [1] })) as JsonObject;
    expect(number).toEqual({ type: "number", enum: [1] });
    expect(edited(number, () => typeChanges("/s", number, "string", choice))).toEqual(choice);
  });

  test("null beside it", () => {
    expect(edited({ type: "string" }, () => nullChanges("/s", "string", true))).toEqual({
      type: ["string", "null"],
    });
    expect(edited({ type: ["string", "null"] }, () => nullChanges("/s", "string", false))).toEqual({
      type: "string",
    });
  });
});

test("choices are lines", () => {
  expect(choicesFrom("a\nb", "string")).toEqual(["a", "b"]);
  expect(choicesFrom("1\n1.\n01\n-2.5", "number")).toEqual([1, "1.", "01", -2.5]);
  expect(choicesFrom("1", "string")).toEqual(["1"]);
  expect(choicesFrom("", "string")).toBeUndefined();
  expect(hasPlainChoices([1, "a"])).toBe(true);
  expect(hasPlainChoices([null])).toBe(false);
  expect(hasPlainChoices({})).toBe(false);
});
