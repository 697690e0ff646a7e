import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../base/json";
import { editText } from "../workflow/text-edit";
import {
  areContexts,
  contextChanges,
  contextKinds,
  entityInputs,
  kindOfContext,
  newContext,
  otherContextKeys,
} from "./context-edits";

const form = {
  properties: {
    service: { type: "string", format: "entity", blueprint: "service", title: "Service" },
    reason: { type: "string" },
    other: { type: "string", format: "entity", blueprint: "service" },
  },
};
const [entity, create, hub] = contextKinds;

const changed = (
  contexts: JsonObject[],
  index: number,
  kind = entity as (typeof contextKinds)[number],
  before?: Json,
) =>
  JSON.parse(
    editText(JSON.stringify({ c: contexts }), contextChanges("/c", contexts, index, kind, form, before)),
  ).c;

test("inputs that hold an entity", () => {
  expect(entityInputs(form)).toEqual([
    { name: "service", title: "Service" },
    { name: "other", title: "other" },
  ]);
  expect(entityInputs(undefined)).toEqual([]);
  expect(entityInputs({ properties: [1] })).toEqual([]);
});

test("what can be shown as rows", () => {
  expect(areContexts(undefined)).toBe(true);
  expect(areContexts([])).toBe(true);
  expect(areContexts([{ on: "X" }])).toBe(true);
  for (const value of [null, "x", {}, [1], [[]]]) expect(areContexts(value)).toBe(false);
  expect(kindOfContext({ on: "ENTITY" })).toBe(entity);
  expect(kindOfContext({ on: "MOON" })).toBeUndefined();
});

test("a new one takes an input that no other has, and else hides the trigger from the page", () => {
  expect(newContext([], form)).toEqual({ on: "ENTITY", userInput: "service" });
  expect(newContext([{ on: "ENTITY", userInput: "service" }], form)).toEqual({
    on: "ENTITY",
    userInput: "other",
  });
  expect(newContext([], undefined)).toEqual({ on: "SELF_SERVICE_HUB", visible: false });
});

describe("another kind", () => {
  test("changes the field of the kind and keeps everything else", () => {
    const contexts = [
      { on: "ENTITY", userInput: "service" },
      { note: "kept", on: "CREATE_ENTITY", blueprintIdentifier: "service" },
    ];
    expect(changed(contexts, 1)).toEqual([contexts[0], { note: "kept", on: "ENTITY", userInput: "other" }]);
    expect(changed(contexts, 1, hub)).toEqual([
      contexts[0],
      { note: "kept", on: "SELF_SERVICE_HUB", visible: false },
    ]);
    expect(otherContextKeys(contexts[1] ?? {})).toEqual(["note"]);
  });

  test("brings back what stood there", () =>
    expect(changed([{ on: "SELF_SERVICE_HUB", visible: true }], 0, create, "team")).toEqual([
      { on: "CREATE_ENTITY", blueprintIdentifier: "team" },
    ]));

  test("keeps a field of the new kind, and has nothing to do where nothing stands", () => {
    expect(changed([{ on: "ENTITY", blueprintIdentifier: "x" }], 0, create)).toEqual([
      { on: "CREATE_ENTITY", blueprintIdentifier: "x" },
    ]);
    expect(contextChanges("/c", [], 0, hub, form)).toEqual([]);
  });
});
