import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/base/json";
import { editText } from "@/lib/workflow/text-edit";
import {
  addHeadingChanges,
  addInputChanges,
  moveRowChanges,
  removeHeadingChanges,
  removeInputChanges,
  requireChanges,
} from "./form-changes";
import { rowsOf } from "./form-rows";
import { addStepChanges, moveStepChanges, removeStepChanges } from "./step-changes";

const form: JsonObject = {
  properties: {
    a: { type: "string" },
    b: { type: "number", dependsOn: ["a"] },
    c: { type: "boolean", dependsOn: ["a", "b"] },
  },
  required: ["a"],
  order: ["c", "a"],
};
const stepped: JsonObject = {
  properties: form.properties!,
  titles: { h: { title: "Head" } },
  steps: [
    { title: "One", order: ["a", "h"], "x-own": 1 },
    { title: "Two", order: ["b"] },
  ],
};
const apply = (changes: Parameters<typeof editText>[1], of: JsonObject = form) =>
  JSON.parse(editText(JSON.stringify({ form: of }, null, 2), changes)).form as JsonObject;
const linesOf = (of: JsonObject) =>
  rowsOf(of).map((row) => (row.kind === "step" ? `# ${row.title}` : row.name));

describe("the form builder", () => {
  it("lists inputs by order, then the others", () => {
    expect(linesOf(form)).toEqual(["c", "a", "b"]);
    expect(linesOf(stepped)).toEqual(["# One", "a", "h", "# Two", "b", "c"]);
  });

  it("adds inputs and headings at the end of a list that names all", () => {
    const after = apply(addInputChanges("/form", form, "name", { type: "string", title: "Name" }));
    expect(after.properties).toMatchObject({ name: { type: "string", title: "Name" } });
    expect(after.order).toEqual(["c", "a", "name"]);
    const inStep = apply(addInputChanges("/form", stepped, "name", { type: "string" }, 0), stepped);
    expect(linesOf(inStep)).toEqual(["# One", "a", "h", "name", "# Two", "b", "c"]);
    const { order: _, ...plain } = form;
    expect(apply(addInputChanges("/form", plain, "name", { type: "string" }), plain).order).toBeUndefined();
    expect(linesOf(apply(addHeadingChanges("/form", plain, "h", "Head"), plain))).toEqual([
      "a",
      "b",
      "c",
      "h",
    ]);
  });

  it("removes an input and its mentions", () => {
    const after = apply(removeInputChanges("/form", form, "a"));
    expect(after).toEqual({
      properties: { b: { type: "number" }, c: { type: "boolean", dependsOn: ["b"] } },
      required: [],
      order: ["c"],
    });
    const rest = apply(removeHeadingChanges("/form", stepped, "h"), stepped);
    expect(linesOf(rest)).toEqual(["# One", "a", "# Two", "b", "c"]);
  });

  it("moves an input, and gives the form an order that names all", () => {
    expect(apply(moveRowChanges("/form", form, 2, 1)).order).toEqual(["c", "b", "a"]);
    expect(moveRowChanges("/form", form, 0, 0)).toEqual([{ at: "/form/order", value: ["c", "a", "b"] }]);
    const byQuery = { ...form, order: { jqQuery: "[]" } };
    expect(moveRowChanges("/form", byQuery, 0, 1)).toEqual([]);
  });

  it("moves an input into another step, but not before the first", () => {
    const down = apply(moveRowChanges("/form", stepped, 1, 3), stepped);
    expect(linesOf(down)).toEqual(["# One", "h", "# Two", "a", "b", "c"]);
    expect((down.steps as JsonObject[])[0]).toMatchObject({ "x-own": 1 });
    const up = apply(moveRowChanges("/form", stepped, 4, 0), stepped);
    expect(linesOf(up)).toEqual(["# One", "b", "a", "h", "# Two", "c"]);
  });

  it("divides a form into steps and puts it together again", () => {
    const rules = [{ constraint: "true", message: "m" }];
    const two = apply(addStepChanges("/form", { ...form, validations: rules }), {
      ...form,
      validations: rules,
    });
    expect(linesOf(two)).toEqual(["# Step 1", "c", "a", "b", "# Step 2"]);
    expect(two).not.toHaveProperty("order");
    expect(two).not.toHaveProperty("validations");
    const one = apply(removeStepChanges("/form", two, 1), two);
    const none = apply(removeStepChanges("/form", one, 0), one);
    expect(none).toMatchObject({ order: ["c", "a", "b"], validations: rules });
    expect(none).not.toHaveProperty("steps");
  });

  it("keeps what stands on a step that goes, and moves steps whole", () => {
    const first = apply(removeStepChanges("/form", stepped, 0), stepped);
    expect(linesOf(first)).toEqual(["# Two", "a", "h", "b", "c"]);
    const moved = apply(moveStepChanges("/form", stepped, 0, 1), stepped);
    expect(linesOf(moved)).toEqual(["# Two", "b", "# One", "a", "h", "c"]);
    expect(apply(moveStepChanges("/form", stepped, 1, -1), stepped)).toEqual(moved);
    expect(moveStepChanges("/form", stepped, 0, -1)).toEqual([]);
  });

  it("makes an input required or not", () => {
    expect(apply(requireChanges("/form", form, "b", true)).required).toEqual(["a", "b"]);
    expect(apply(requireChanges("/form", form, "a", false)).required).toEqual([]);
  });
});
