import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { type Field, fieldOf } from "./form-field";
import { type FormContext, resolve } from "./form-query";

/** A heading between inputs (reference 2.2). */
interface Heading {
  kind: "heading";
  id: string;
  title: string;
  description?: string;
}

/** What a page shows, from top to bottom. */
export type PageItem = Heading | { kind: "input"; field: Field };

/** A step of a form; a form without steps is one page. */
export interface Page {
  title: string;
  visible: boolean;
  items: PageItem[];
  /** The rules that hold when it is left (reference 2.2). */
  validations: Json | undefined;
}

/** The parts of `userInputs`, with what is malformed left out. */
export interface Form {
  properties: [name: string, property: JsonObject][];
  titles: JsonObject;
  /** Every input stands on one of them. */
  pages: { title: string; order: string[]; visible: Json | undefined; validations: Json | undefined }[];
}

/** Takes a form apart. `order` may be a query, which reads the values. */
export function readForm(
  userInputs: JsonObject | undefined,
  values: JsonObject = {},
  context: FormContext = {},
): Form {
  const declared = isJsonObject(userInputs?.properties) ? userInputs.properties : {};
  const pages = (Array.isArray(userInputs?.steps) ? userInputs.steps : []).flatMap((step) =>
    isJsonObject(step)
      ? [
          {
            title: typeof step.title === "string" ? step.title : "",
            order: names(step.order),
            visible: step.visible,
            validations: step.validations,
          },
        ]
      : [],
  );
  if (pages.length === 0) {
    const order = resolve(userInputs?.order, values, context);
    pages.push({
      title: "",
      order: order.ok ? names(order.value) : [],
      visible: undefined,
      validations: userInputs?.validations,
    });
  }
  const placed = new Set(pages.flatMap(({ order }) => order));
  // What nobody placed stands at the end.
  pages.at(-1)?.order.push(...Object.keys(declared).filter((name) => !placed.has(name)));
  return {
    properties: [...new Set(pages.flatMap(({ order }) => order))].flatMap((name): [string, JsonObject][] => {
      const property = Object.hasOwn(declared, name) ? declared[name] : undefined;
      return isJsonObject(property) ? [[name, property]] : [];
    }),
    titles: isJsonObject(userInputs?.titles) ? userInputs.titles : {},
    pages,
  };
}

/** The names in a list of names. */
export const names = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];

/**
 * The pages of a form with what they show (reference 2.2). `values` are what has been filled in so far: queries
 * for choices, visibility and the like read them. An input on a page that is not shown is not visible.
 */
export function pagesOf(
  userInputs: JsonObject | undefined,
  values: JsonObject = {},
  context: FormContext = {},
): Page[] {
  const form = readForm(userInputs, values, context);
  const properties = new Map(form.properties);
  const required = resolve(userInputs?.required, values, context);
  const needed = new Set(required.ok ? names(required.value) : []);
  const failure = required.ok ? undefined : `The form's list of required inputs failed: ${required.error}.`;
  const seen = new Set<string>();
  return form.pages.map(({ title, order, visible, validations }) => {
    const shown = isTrue(resolve(visible, values, context));
    const items = order.flatMap((name): PageItem[] => {
      const property = properties.get(name);
      if (property === undefined) return headingOf(name, form.titles, values, context);
      if (seen.has(name)) return [];
      seen.add(name);
      const field = fieldOf(name, property, needed.has(name), values, context);
      if (failure !== undefined) field.problem ??= failure;
      return [{ kind: "input", field: { ...field, visible: field.visible && shown } }];
    });
    return { title, visible: shown, items, validations };
  });
}

/** The inputs of a form in the order they are shown. */
export const formOf = (...given: Parameters<typeof pagesOf>): Field[] => pagesOf(...given).flatMap(fieldsOf);

/** The inputs of a page. */
export const fieldsOf = (page: Page): Field[] =>
  page.items.flatMap((item) => (item.kind === "input" ? [item.field] : []));

function headingOf(id: string, titles: JsonObject, values: JsonObject, context: FormContext): PageItem[] {
  const declared = Object.hasOwn(titles, id) ? titles[id] : undefined;
  if (!isJsonObject(declared) || typeof declared.title !== "string") return [];
  if (!isTrue(resolve(declared.visible, values, context))) return [];
  const { title, description } = declared;
  return [{ kind: "heading", id, title, ...(typeof description === "string" && { description }) }];
}

/** What is not said, or cannot be found out, is shown. */
const isTrue = (visible: ReturnType<typeof resolve>): boolean => !visible.ok || visible.value !== false;
