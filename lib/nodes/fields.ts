import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import type { LiteralExpression, OutletInfo } from "./define";

/** What the form draws for a field. A nested object without a control is drawn as a group of its own fields. */
export type Control =
  | "text"
  | "url"
  | "textarea"
  | "select"
  | "toggle"
  | "key-value"
  | "json"
  | "body"
  | "schema"
  | "outlets"
  | "user-inputs"
  | "cron"
  | "number"
  | "string-list"
  | "notifications"
  | "label-values"
  | "contexts"
  | "event-condition"
  | "permissions"
  | "query"
  | "identifiers"
  | "team";

/**
 * What a schema says about a field beside its type. `template`: holds `{{ }}`; `jq`: bare jq; `default`: what
 * holds when the field is absent (documented, never written); `placeholder`: an example of a value; `onlyFor`:
 * the `type` beside it that the field belongs to; `rowOf`: the key of the field whose row it is drawn in.
 */
export interface FieldMeta {
  title: string;
  description: string;
  control?: Control;
  template?: true;
  jq?: true;
  default?: Json;
  placeholder?: string;
  onlyFor?: string;
  rowOf?: string;
}

/** A field, as a form needs it. */
export interface FormField extends FieldMeta {
  key: string;
  required: boolean;
  /** The choices of a `select`. */
  options: string[];
  /** The fields of a nested object. */
  fields: FormField[];
}

/** Adds what the form, the JSON Schema and the documents say about a field. */
export const field = <T extends z.ZodType>(schema: T, meta: FieldMeta): T => schema.meta({ ...meta }) as T;

/** Reference 1: letters of any script, digits, `@ _ : -`. The length of 60 is Port's limit and only warned of. */
export const identifierPattern = /^[\p{L}0-9@_:-]+$/u;

const identifierError = (issue: { input?: unknown }): string | undefined => {
  if (typeof issue.input !== "string") return undefined;
  return issue.input === ""
    ? "The identifier is empty. Give it a name such as create_resource."
    : `"${issue.input}" cannot be an identifier. Use letters, digits and @ _ : - only.`;
};

export const identifier = z
  .string({ error: identifierError })
  .regex(identifierPattern, { error: identifierError });

/** A string with at least one template in it. */
export const templateText = z.string().regex(/\{\{/, { error: "Write this as a template in {{ }}." });

/** A bare jq query in place of a literal (reference 2.2). */
export const jqQuery = z.looseObject({ jqQuery: z.string().meta({ title: "jq query", jq: true }) });

/** Reference 3: what a failed action does to the run. */
export const onFailure = field(z.enum(["terminate", "continue"]).optional(), {
  title: "On failure",
  description: "terminate: the run fails here. continue: the next node runs and can read error.message.",
  control: "select",
  default: "terminate",
});

export const onTimeout = field(z.enum(["fail", "continue"]).optional(), {
  title: "On timeout",
  description: "fail: the node fails. continue: the node succeeds with the output {timeout: true}.",
  control: "select",
  default: "fail",
});

/** Reference 2: a trigger that is not published starts no runs. */
export const published = field(z.boolean().optional(), {
  title: "Published",
  description: "Off: the trigger is hidden and starts no runs.",
  control: "toggle",
  default: true,
});

const label = z.looseObject({
  text: z.string().regex(/\S/, { error: "The label has no text. Write one or remove the label." }),
  variant: z.enum(["success", "alert"]),
});

/** Reference 4.1: labels that an outlet puts on its node run and on the run. */
export const labels = {
  statusLabel: field(label.optional(), {
    title: "Status label",
    description: "Shown on this node's run when the outlet is taken.",
    control: "json",
  }),
  workflowStatusLabel: field(label.optional(), {
    title: "Run label",
    description: "Shown on the whole run when the outlet is taken.",
    control: "json",
  }),
};

/** The outlets that a config declares, skipping what is not one. */
export function declaredOutlets(config: JsonObject): OutletInfo[] {
  if (!Array.isArray(config.outlets)) return [];
  return config.outlets.flatMap((outlet) =>
    isJsonObject(outlet) && typeof outlet.identifier === "string"
      ? [{ identifier: outlet.identifier, title: textOf(outlet.title) || outlet.identifier }]
      : [],
  );
}

/** A text of the config, or `""` when it is something else. */
export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** The texts under one key of each object in a list, with their pointers below `at`. */
export const textsAt = (list: Json | undefined, at: string, key: string): { at: string; text: string }[] =>
  (Array.isArray(list) ? list : []).flatMap((item, index) =>
    isJsonObject(item) && typeof item[key] === "string"
      ? [{ at: `${at}/${index}/${key}`, text: item[key] }]
      : [],
  );

/** The labels of outlets that hold templates; how a label without braces is read is its runner's to say. */
export const labelTemplates = (outlets: Json | undefined): LiteralExpression[] =>
  (Array.isArray(outlets) ? outlets : []).flatMap((outlet, index) =>
    ["statusLabel", "workflowStatusLabel"].flatMap((key): LiteralExpression[] => {
      const found = isJsonObject(outlet) ? outlet[key] : undefined;
      const text = isJsonObject(found) ? textOf(found.text) : "";
      return text.includes("{{") ? [{ at: `/outlets/${index}/${key}/text`, text, template: true }] : [];
    }),
  );

/** `n thing` or `n things`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** The fields that a form draws for an object schema, in the schema's order; those that say nothing of themselves are left out. */
export function formFields(schema: z.ZodType): FormField[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, declared]) => {
    const { inner, required } = unwrap(declared);
    const meta = (declared.meta() ?? inner.meta()) as FieldMeta | undefined;
    if (meta === undefined) return [];
    const options = inner instanceof z.ZodEnum ? inner.options.map(String) : [];
    const fields = meta.control === undefined ? formFields(inner) : [];
    return [{ ...meta, key, required, options, fields }];
  });
}

function unwrap(schema: z.ZodType): { inner: z.ZodType; required: boolean } {
  let inner = schema;
  let required = true;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    if (inner instanceof z.ZodOptional) required = false;
    inner = inner.unwrap() as z.ZodType;
  }
  return { inner, required };
}
