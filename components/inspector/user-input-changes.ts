import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import { fromPointer, toPointer } from "@/lib/base/pointer";
import type { Change } from "@/lib/workflow/text-edit";

const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** The inputs of a form in their order: `order` first, then what it leaves out. */
export function inputNames(form: JsonObject): string[] {
  const declared = isJsonObject(form.properties) ? Object.keys(form.properties) : [];
  const ordered = strings(form.order).filter((name) => declared.includes(name));
  return [...ordered, ...declared.filter((name) => !ordered.includes(name))];
}

/** Whether an input must be filled in; unknown when `required` is a jq query. */
export const isRequired = (form: JsonObject, name: string): boolean | undefined =>
  isJsonObject(form.required) ? undefined : strings(form.required).includes(name);

/** The pointer of an input's property. */
export const inputPointer = (at: string, name: string): string =>
  toPointer([...fromPointer(at), "properties", name]);

/** A new text input at the end. A form with `order` or without steps keeps its order complete. */
export function addInputChanges(at: string, form: JsonObject, name: string): Change[] {
  const changes: Change[] = [
    { at: inputPointer(at, name), value: { type: "string", title: titleFrom(name) } },
  ];
  if (Array.isArray(form.order)) changes.push({ at: `${at}/order`, insert: name });
  return changes;
}

const titleFrom = (name: string): string => {
  const words = name.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Removes an input and what names it in the form. */
export function removeInputChanges(at: string, form: JsonObject, name: string): Change[] {
  return [
    { at: inputPointer(at, name), value: undefined },
    ...listsWith(form, name).map(
      (key): Change => ({
        at: `${at}/${key}`,
        value: strings(form[key]).filter((other) => other !== name),
      }),
    ),
  ];
}

/** Gives an input another name where the form names it. */
export function renameInputChanges(at: string, form: JsonObject, from: string, to: string): Change[] {
  return [
    { at: inputPointer(at, from), key: to },
    ...listsWith(form, from).map(
      (key): Change => ({
        at: `${at}/${key}/${strings(form[key]).indexOf(from)}`,
        value: to,
      }),
    ),
  ];
}

const listsWith = (form: JsonObject, name: string): ("order" | "required")[] =>
  (["order", "required"] as const).filter((key) => strings(form[key]).includes(name));

/** Moves an input by one place; the form gets an `order` when it has none. */
export function moveInputChanges(at: string, form: JsonObject, index: number, by: -1 | 1): Change[] {
  const names = inputNames(form);
  const name = names[index];
  const other = names[index + by];
  if (name === undefined || other === undefined) return [];
  const order = [...names];
  order[index] = other;
  order[index + by] = name;
  return [{ at: `${at}/order`, value: order }];
}

/** Makes an input required or not. */
export function requireChanges(at: string, form: JsonObject, name: string, required: boolean): Change[] {
  const names = strings(form.required).filter((other) => other !== name);
  return [{ at: `${at}/required`, value: required ? [...names, name] : names }];
}
