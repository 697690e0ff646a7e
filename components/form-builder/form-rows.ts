import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";

/** A line of the builder: a step's head, or what stands on a step. A form without steps has no heads. */
export type Row =
  | { kind: "step"; step: number; title: string }
  | { kind: "input"; step: number; name: string; property: JsonObject }
  | { kind: "heading"; step: number; name: string; title: string };

/** The names in a list of names. */
export const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

export const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** A list that says what stands on a step, or in a form without steps. */
export interface NameList {
  step: number;
  /** Pointer below the form. */
  at: string;
  /** Undefined when the form has none, or says it by a query. */
  names: string[] | undefined;
}

/** The lists of a form: one for each step. A form without steps has one, which may be absent. */
export function listsOf(form: JsonObject): NameList[] {
  const steps = stepsOf(form);
  if (steps.length > 0)
    return steps.map((step, index) => ({
      step: index,
      at: `/steps/${index}/order`,
      names: strings(objectOf(step).order),
    }));
  return [{ step: 0, at: "/order", names: Array.isArray(form.order) ? strings(form.order) : undefined }];
}

/** The steps of a form as they are written. */
export const stepsOf = (form: JsonObject): Json[] => (Array.isArray(form.steps) ? form.steps : []);

/** The lines of a form from top to bottom. What no list names stands at the end, as it does where it is filled in. */
export function rowsOf(form: JsonObject): Row[] {
  const properties = objectOf(form.properties);
  const titles = objectOf(form.titles);
  const steps = stepsOf(form);
  const seen = new Set<string>();
  const rowOf = (step: number, name: string): Row[] => {
    if (seen.has(name)) return [];
    seen.add(name);
    if (Object.hasOwn(properties, name))
      return [{ kind: "input", step, name, property: objectOf(properties[name]) }];
    if (!Object.hasOwn(titles, name)) return [];
    return [{ kind: "heading", step, name, title: textOf(objectOf(titles[name]).title) }];
  };
  const lists = listsOf(form);
  const rows = lists.flatMap(({ step, names }): Row[] => [
    ...(steps.length > 0
      ? [{ kind: "step" as const, step, title: textOf(objectOf(steps[step]).title) }]
      : []),
    ...(names ?? []).flatMap((name) => rowOf(step, name)),
  ]);
  const last = lists.length - 1;
  return [
    ...rows,
    ...Object.keys(properties).flatMap((name) => rowOf(last, name)),
    ...Object.keys(titles).flatMap((name) => rowOf(last, name)),
  ];
}
