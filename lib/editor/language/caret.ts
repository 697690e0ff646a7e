import { scan } from "../../template/scan";
import type { ExpressionString } from "./expression-strings";

/** The jq text around the caret; offsets are into the string's value. */
export interface ExpressionCaret {
  string: ExpressionString;
  /** The expression, as far as it is written. */
  expression: string;
  /** Where it begins in the value. */
  start: number;
  /** Where it ends in the value: before the closing braces when there are any. */
  end: number;
  /** Of the caret, in the expression. */
  offset: number;
}

/** The expression in which `index` of a string's value stands; nothing when it stands in plain text. */
export function expressionAround(string: ExpressionString, index: number): ExpressionCaret | undefined {
  const { value } = string.literal;
  if (string.syntax === "jq")
    return { string, expression: value, start: 0, end: value.length, offset: index };
  const before = scan(value.slice(0, index));
  // A caret between the two closing braces has only one of them before it, and is outside all the same.
  if (before.ok || !isUnclosed(before.error) || value.slice(index - 1, index + 1) === "}}") return undefined;
  const start = before.error.index + 2;
  if (index < start) return undefined;
  const end = closingOf(value, before.error.index, index);
  return { string, expression: value.slice(start, end), start, end, offset: index - start };
}

const isUnclosed = (error: { message: string }): boolean => error.message.includes("without closing");

/** While an expression is typed its braces may be missing; then it ends where the next one begins. */
function closingOf(value: string, brace: number, from: number): number {
  const rest = value.slice(brace);
  for (let at = rest.indexOf("}}", from - brace); at !== -1; at = rest.indexOf("}}", at + 1)) {
    const scanned = scan(rest.slice(0, at + 2));
    const first = scanned.ok ? scanned.value[0] : undefined;
    if (first?.kind === "expression") return brace + first.end;
  }
  const next = value.indexOf("{{", from);
  return next === -1 ? value.length : next;
}
