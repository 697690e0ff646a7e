import { err, ok, type Result } from "../base/result";
import { compile } from "../jq";

/** A declared pattern is small; these bounds keep one from holding up others. */
const limits = { steps: 300_000, milliseconds: 1_000 };

const tester = ". as $in | .text | test($in.pattern)";

/**
 * Whether a text matches a regular expression anywhere, by the step-counted matcher of jq: a pattern that
 * would backtrack without end gives an error instead.
 */
export function matches(text: string, pattern: string): Result<boolean, string> {
  const compiled = compile(tester);
  if (!compiled.ok) return err(compiled.error.message);
  const outcome = compiled.value.first({ text, pattern }, { limits });
  return outcome.ok ? ok(outcome.value === true) : err(outcome.error.message);
}
