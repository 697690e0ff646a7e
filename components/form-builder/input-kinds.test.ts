import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/base/json";
import { formProblems } from "@/lib/nodes/form-problems";
import { editText } from "@/lib/workflow/text-edit";
import { inputKinds, kindChanges, kindOf, kindWords, nameFrom, titleFrom } from "./input-kinds";

const changed = (property: JsonObject, to: string) => {
  const kind = inputKinds.find(({ id }) => id === to)!;
  return JSON.parse(editText(JSON.stringify({ p: property }), kindChanges("/p", property, kind))).p;
};

test("every kind of the palette is told by its own property, and is a sound input", () => {
  for (const kind of inputKinds) {
    expect(kindOf(kind.property), kind.id).toBe(kind);
    expect(formProblems({ properties: { x: kind.property } }, "")).toEqual([]);
  }
  expect(kindOf({ type: "string", format: "proto" })).toBeUndefined();
  expect(kindWords({ type: "string", format: "proto" })).toBe("proto");
  expect(kindWords({ type: "object", format: "multi-line" })).toBe("multi-line");
});

test("another kind takes away what only the old one has, and keeps everything else", () => {
  const choice = { type: "string", title: "T", enum: ["a"], default: "a", "x-own": 1, visible: false };
  expect(changed(choice, "number")).toEqual({
    type: "number",
    title: "T",
    "x-own": 1,
    visible: false,
  });
  expect(changed(choice, "text")).toEqual({
    type: "string",
    title: "T",
    default: "a",
    "x-own": 1,
    visible: false,
  });
  const sealed = { type: "string", encryption: { algorithm: "client-side", key: "k" }, minLength: 3 };
  expect(changed(sealed, "secret")).toEqual(sealed);
  expect(changed(sealed, "entity")).toEqual({ type: "string", format: "entity", blueprint: "service" });
});

test("any kind can be made any other, and is that kind then", () => {
  for (const from of inputKinds)
    for (const to of inputKinds) {
      const property = changed(from.property, to.id);
      expect(kindOf(property)?.id, `${from.id} to ${to.id}`).toBe(to.id);
      expect(formProblems({ properties: { x: property } }, ""), `${from.id} to ${to.id}`).toEqual([]);
    }
});

test("names and titles are made of each other", () => {
  expect(titleFrom("service_name")).toBe("Service name");
  expect(nameFrom("Größe des  Dienstes!")).toBe("gro_e_des_dienstes");
  expect(nameFrom("Service name")).toBe("service_name");
  expect(nameFrom("名前")).toBe("");
});
