import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import { compile, mask } from "../jq";

/** What the jq of a form reads (reference 2.2): the values so far, and who is filling it in. */
export interface FormContext {
  trigger?: JsonObject;
  run?: JsonObject;
}

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
