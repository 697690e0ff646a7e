import { isJsonObject, type JsonObject } from "@/lib/base/json";
import type { Change } from "@/lib/workflow/text-edit";
import { objectOf, rowsOf, stepsOf, strings } from "./form-rows";

const placed = (form: JsonObject): string[] =>
  rowsOf(form).flatMap((row) => (row.kind === "step" ? [] : [row.name]));

/**
 * Another step at the end. A form without steps is divided first: what it has becomes the first step, with its
 * rules, for a form in steps has neither order nor rules of its own (reference 2.2).
 */
export function addStepChanges(at: string, form: JsonObject): Change[] {
  const steps = stepsOf(form);
  if (steps.length > 0)
    return [{ at: `${at}/steps`, insert: { title: `Step ${steps.length + 1}`, order: [] } }];
  const { validations } = form;
  return [
    { at: `${at}/order`, value: undefined },
    { at: `${at}/validations`, value: undefined },
    {
      at: `${at}/steps`,
      value: [
        {
          title: "Step 1",
          order: placed(form),
          ...(validations === undefined ? {} : { validations }),
        },
        { title: "Step 2", order: [] },
      ],
    },
  ];
}

/** Removes a step; what stands on it moves to the one before, or after the first. The last one takes the steps away. */
export function removeStepChanges(at: string, form: JsonObject, index: number): Change[] {
  const steps = stepsOf(form);
  const gone = steps[index];
  if (gone === undefined) return [];
  if (steps.length === 1) {
    const rules = objectOf(gone).validations;
    return [
      { at: `${at}/steps`, value: undefined },
      { at: `${at}/order`, value: placed(form) },
      ...(rules === undefined ? [] : [{ at: `${at}/validations`, value: rules }]),
    ];
  }
  const names = strings(objectOf(gone).order);
  const heir = index === 0 ? 1 : index - 1;
  const own = strings(objectOf(steps[heir]).order);
  const all = index === 0 ? [...names, ...own] : [...own, ...names];
  return [
    { at: `${at}/steps/${index}`, value: undefined },
    ...(names.length === 0 ? [] : [{ at: `${at}/steps/${heir}/order`, value: all }]),
  ];
}

/** Puts a step one place up or down, with all that stands on it. */
export function moveStepChanges(at: string, form: JsonObject, index: number, by: -1 | 1): Change[] {
  const steps = stepsOf(form);
  const step = steps[index];
  const to = index + by;
  if (!isJsonObject(step) || steps[to] === undefined) return [];
  return [
    { at: `${at}/steps/${index}`, value: undefined },
    { at: `${at}/steps`, insert: step, index: by < 0 ? to : to + 1 },
  ];
}
