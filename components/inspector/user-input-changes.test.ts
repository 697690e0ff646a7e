import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/base/json";
import { editText } from "@/lib/workflow/text-edit";
import {
  addInputChanges,
  inputNames,
  moveInputChanges,
  removeInputChanges,
  renameInputChanges,
  requireChanges,
} from "./user-input-changes";

const form: JsonObject = {
  properties: { a: { type: "string" }, b: { type: "number" }, c: { type: "boolean" } },
  required: ["a"],
  order: ["c", "a"],
};
const apply = (changes: Parameters<typeof editText>[1], of: JsonObject = form) =>
  JSON.parse(editText(JSON.stringify({ form: of }, null, 2), changes)).form as JsonObject;

describe("the form builder", () => {
  it("lists inputs by order, then the others", () => {
    expect(inputNames(form)).toEqual(["c", "a", "b"]);
  });

  it("adds an input with a title made of its name", () => {
    const after = apply(addInputChanges("/form", form, "service_name"));
    expect(after.properties).toMatchObject({ service_name: { type: "string", title: "Service name" } });
    expect(after.order).toEqual(["c", "a", "service_name"]);
  });

  it("renames an input wherever the form names it, in its place", () => {
    const after = apply(renameInputChanges("/form", form, "a", "z"));
    expect(Object.keys(after.properties as JsonObject)).toEqual(["z", "b", "c"]);
    expect(after).toMatchObject({ required: ["z"], order: ["c", "z"] });
  });

  it("removes an input and its mentions", () => {
    const after = apply(removeInputChanges("/form", form, "a"));
    expect(after).toEqual({
      properties: { b: { type: "number" }, c: { type: "boolean" } },
      required: [],
      order: ["c"],
    });
  });

  it("moves an input, and gives the form an order that names all", () => {
    expect(apply(moveInputChanges("/form", form, 2, -1)).order).toEqual(["c", "b", "a"]);
    expect(moveInputChanges("/form", form, 0, -1)).toEqual([]);
  });

  it("makes an input required or not", () => {
    expect(apply(requireChanges("/form", form, "b", true)).required).toEqual(["a", "b"]);
    expect(apply(requireChanges("/form", form, "a", false)).required).toEqual([]);
  });
});
