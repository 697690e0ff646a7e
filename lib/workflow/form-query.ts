import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import { compile, mask } from "../jq";

/** What the jq of a form reads (reference 2.2): the values so far, and who is filling it in. */
export interface FormContext {
  trigger?: JsonObject;
  run?: JsonObject;
}

/** What a form reads of the person who fills it in, in both spellings of Port's pages. */
export const contextOf = (by: { email: string; firstName: string; lastName: string }): FormContext => ({
  trigger: { by: { ...by, user: { ...by } } },
});

/** A form's queries are small; these bounds keep one form from holding up others. */
const limits = { steps: 300_000, milliseconds: 1_000 };

/** Evaluates bare jq against a form's values, as `.form.<input>` and, as older pages have it, `.inputs.<input>`. */
export function evaluateQuery(
  query: string,
  values: JsonObject,
  context: FormContext,
): Result<Json | undefined, string> {
  const compiled = compile(query);
  if (!compiled.ok) return err(compiled.error.message);
  const outcome = compiled.value.first({ ...context, form: values, inputs: values }, { limits });
  return outcome.ok ? ok(mask(outcome.value) as Json | undefined) : err(outcome.error.message);
}

/** A value as written, or what its `{jqQuery}` gives. */
export function resolve(
  value: Json | undefined,
  values: JsonObject,
  context: FormContext,
): Result<Json | undefined, string> {
  return isJsonObject(value) && typeof value.jqQuery === "string"
    ? evaluateQuery(value.jqQuery, values, context)
    : ok(value);
}

/** A value with every `{jqQuery}` inside it answered; one that gives nothing becomes null. */
export function resolveDeep(
  value: Json | undefined,
  values: JsonObject,
  context: FormContext,
): Result<Json | undefined, string> {
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const item of value) {
      const inner = resolveDeep(item, values, context);
      if (!inner.ok) return inner;
      list.push(inner.value ?? null);
    }
    return ok(list);
  }
  if (!isJsonObject(value) || typeof value.jqQuery === "string") return resolve(value, values, context);
  const object: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    const inner = resolveDeep(member, values, context);
    if (!inner.ok) return inner;
    object[key] = inner.value ?? null;
  }
  return ok(object);
}
