import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import { fromPointer, toPointer } from "@/lib/base/pointer";
import type { Change } from "@/lib/workflow/text-edit";
import { listsOf, objectOf, type Row, rowsOf, strings } from "./form-rows";

/** Makes the changes of a form's builder: `at` is the pointer of the form, `form` what stands there now. */

/** Whether an input must be filled in; unknown when `required` is a jq query. */
export const isRequired = (form: JsonObject, name: string): boolean | undefined =>
  isJsonObject(form.required) ? undefined : strings(form.required).includes(name);

/** The pointer of an input's property. */
export const inputPointer = (at: string, name: string): string =>
  toPointer([...fromPointer(at), "properties", name]);

/** The pointer of a heading. */
export const headingPointer = (at: string, id: string): string =>
  toPointer([...fromPointer(at), "titles", id]);

/** A new input at the end of a step, or of the form. A form with an order keeps it complete. */
export function addInputChanges(
  at: string,
  form: JsonObject,
  name: string,
  property: JsonObject,
  step?: number,
): Change[] {
  return [{ at: inputPointer(at, name), value: property }, ...placeChanges(at, form, name, step)];
}

/** A new heading at the end of a step, or of the form; it shows only where an order names it. */
export function addHeadingChanges(
  at: string,
  form: JsonObject,
  id: string,
  title: string,
  step?: number,
): Change[] {
  const placed = placeChanges(at, form, id, step);
  return [
    { at: headingPointer(at, id), value: { title } },
    ...(placed.length > 0 || isJsonObject(form.order)
      ? placed
      : [{ at: `${at}/order`, value: [...namesOf(rowsOf(form)), id] }]),
  ];
}

function placeChanges(at: string, form: JsonObject, name: string, step?: number): Change[] {
  const lists = listsOf(form);
  const list = lists[Math.min(step ?? lists.length - 1, lists.length - 1)];
  return list?.names === undefined ? [] : [{ at: at + list.at, insert: name }];
}

const namesOf = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => (row.kind === "step" ? [] : [row.name]));

/** Removes an input and what names it in the form's lists. */
export function removeInputChanges(at: string, form: JsonObject, name: string): Change[] {
  const dependants = Object.entries(objectOf(form.properties)).flatMap(([other, property]): Change[] => {
    const names = strings(objectOf(property).dependsOn);
    return other !== name && names.includes(name)
      ? [{ at: `${inputPointer(at, other)}/dependsOn`, value: orNothing(without(names, name)) }]
      : [];
  });
  const required = strings(form.required);
  return [
    { at: inputPointer(at, name), value: undefined },
    ...unplaceChanges(at, form, name),
    ...(required.includes(name) ? [{ at: `${at}/required`, value: without(required, name) }] : []),
    ...dependants,
  ];
}

/** Removes a heading. */
export const removeHeadingChanges = (at: string, form: JsonObject, id: string): Change[] => [
  { at: headingPointer(at, id), value: undefined },
  ...unplaceChanges(at, form, id),
];

const without = (names: readonly string[], name: string) => names.filter((other) => other !== name);
const orNothing = (names: string[]): Json | undefined => (names.length === 0 ? undefined : names);

const unplaceChanges = (at: string, form: JsonObject, name: string): Change[] =>
  listsOf(form).flatMap((list) =>
    list.names?.includes(name) ? [{ at: at + list.at, value: without(list.names, name) }] : [],
  );

/**
 * Puts a row elsewhere, also into another step. The first row of a form in steps is its first step, and nothing
 * comes before that.
 */
export function moveRowChanges(at: string, form: JsonObject, from: number, to: number): Change[] {
  const rows = rowsOf(form);
  const row = rows[from];
  if (row === undefined || row.kind === "step" || isJsonObject(form.order)) return [];
  const rest = rows.filter((_, index) => index !== from);
  const place = Math.max(to, rest[0]?.kind === "step" ? 1 : 0);
  rest.splice(place, 0, row);
  return orderChanges(at, form, rest);
}

/** Writes the lists of names so that they give these rows: each is on the step whose head comes before it. */
function orderChanges(at: string, form: JsonObject, rows: readonly Row[]): Change[] {
  const names = new Map<number, string[]>();
  let step = 0;
  for (const row of rows) {
    if (row.kind === "step") step = row.step;
    else names.set(step, [...(names.get(step) ?? []), row.name]);
  }
  return listsOf(form).flatMap((list): Change[] => {
    const wanted = names.get(list.step) ?? [];
    return same(wanted, list.names ?? []) ? [] : [{ at: at + list.at, value: wanted }];
  });
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, index) => name === other[index]);

/** Makes an input required or not. */
export function requireChanges(at: string, form: JsonObject, name: string, required: boolean): Change[] {
  const names = without(strings(form.required), name);
  return [{ at: `${at}/required`, value: required ? [...names, name] : names }];
}
