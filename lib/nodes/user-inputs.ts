import { z } from "zod";
import { isJsonObject, type Json } from "../base/json";
import { toPointer } from "../base/pointer";
import type { LiteralExpression } from "./define";
import { field, jqQuery, textsAt } from "./fields";

const flag = z.union([z.boolean(), jqQuery], { error: 'Write true, false or {"jqQuery": "…"}.' }).optional();

const property = z.looseObject({
  type: field(z.enum(["string", "number", "boolean", "object", "array"]), {
    title: "Type",
    description: "What kind of value it is.",
    control: "select",
  }),
  title: field(z.string().nullish(), { title: "Title", description: "Label of the input.", control: "text" }),
  description: field(z.string().nullish(), {
    title: "Description",
    description: "Help below the input.",
    control: "text",
  }),
  format: field(z.string().optional(), {
    title: "Format",
    description:
      "url, email, date-time, multi-line, markdown, yaml, proto, entity, user, team or labeled-url.",
    control: "text",
  }),
  visible: flag,
  readOnly: flag,
  disabled: flag,
  dependsOn: z.array(z.string()).optional(),
});

const rule = z.looseObject({
  constraint: z.string().meta({ title: "Constraint", jq: true }),
  message: z.string(),
});

const names = z.array(z.string());

/** The form of a self-service trigger or an input node (reference 2.2). */
export const userInputs = z.looseObject({
  properties: z.record(z.string(), property),
  required: z
    .union([names, jqQuery], { error: 'Write a list of input names or {"jqQuery": "…"}.' })
    .optional(),
  order: z.union([names, jqQuery], { error: 'Write a list of names or {"jqQuery": "…"}.' }).optional(),
  steps: z
    .array(
      z.looseObject({
        title: z.string(),
        order: names,
        visible: flag,
        validations: z.array(rule).optional(),
      }),
    )
    .optional(),
  titles: z
    .record(
      z.string(),
      z.looseObject({ title: z.string(), description: z.string().nullish(), visible: flag }),
    )
    .optional(),
  validations: z.array(rule).optional(),
});

/** Every jq text of a form: `{jqQuery}` wherever it stands, and the constraints (reference 2.2). */
export function formExpressions(form: Json | undefined, at: string): LiteralExpression[] {
  return expressionsOf(form, at).map((place) => ({ ...place, form: true }));
}

function expressionsOf(form: Json | undefined, at: string): { at: string; text: string }[] {
  if (!isJsonObject(form)) return [];
  const steps = Array.isArray(form.steps) ? form.steps : [];
  return [
    ...queries(form, at),
    ...textsAt(form.validations, `${at}/validations`, "constraint"),
    ...steps.flatMap((step, index) =>
      isJsonObject(step) ? textsAt(step.validations, `${at}/steps/${index}/validations`, "constraint") : [],
    ),
  ];
}

function queries(value: Json, at: string): { at: string; text: string }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => queries(item, `${at}/${index}`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const place = at + toPointer([key]);
    return key === "jqQuery" && typeof item === "string" ? [{ at: place, text: item }] : queries(item, place);
  });
}
