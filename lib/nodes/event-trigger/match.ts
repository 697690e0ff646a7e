import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import { compile } from "../../jq";

/** One condition must not hold up the others. */
const limits = { steps: 300_000, milliseconds: 1_000 };

/** Evaluates bare jq against an event. The error is one sentence. */
export function evaluateOnEvent(text: string, event: JsonObject): Result<Json | undefined, string> {
  const compiled = compile(text);
  if (!compiled.ok) return err(`\`${text}\` does not compile: ${compiled.error.message}`);
  const outcome = compiled.value.first(event, { limits });
  return outcome.ok
    ? ok(outcome.value as Json | undefined)
    : err(`\`${text}\` failed: ${outcome.error.message}`);
}

/**
 * Whether an event meets a trigger's condition (reference 2.3): expressions must give `true`, all of them or, with
 * the combinator `or`, one. No condition, and one without expressions, is met. An expression that fails is an
 * error, unless the others decide without it.
 */
export function matchesCondition(condition: Json | undefined, event: JsonObject): Result<boolean, string> {
  const list = isJsonObject(condition) && Array.isArray(condition.expressions) ? condition.expressions : [];
  const texts = list.filter((text) => typeof text === "string");
  if (texts.length === 0) return ok(true);
  const any = isJsonObject(condition) && condition.combinator === "or";
  let failed: string | undefined;
  for (const text of texts) {
    const given = evaluateOnEvent(text, event);
    if (!given.ok) failed ??= given.error;
    else if ((given.value === true) === any) return ok(any);
  }
  return failed === undefined ? ok(!any) : err(failed);
}
