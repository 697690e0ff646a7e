import { type Ast, compile, type EvalOptions, type JqError, type Program } from "../jq";
import type { TemplateFailure } from "./failure";

/** An expression ready to run, or why it never will. */
export type Expression = { ok: true; program: Program } | { ok: false; failure: Omit<TemplateFailure, "at"> };

/**
 * Turns the single quotes that stand where a string begins or ends into double quotes (template semantics,
 * 4.1). Purely textual, one character for one, so offsets stay true.
 */
export function normalizeQuotes(expression: string): string {
  if (!expression.includes("'")) return expression;
  const isSpace = (char: string | undefined) => char !== undefined && /\s/.test(char);
  const isInk = (char: string | undefined) => !isSpace(char) && char !== '"';
  return Array.from({ length: expression.length }, (_, index) => {
    const char = expression[index] as string;
    if (char !== "'") return char;
    const before = expression[index - 1];
    const after = expression[index + 1];
    const opens = (before === undefined || isSpace(before)) && isInk(after);
    const closes = isInk(before) && (after === undefined || isSpace(after));
    return opens || closes ? '"' : char;
  }).join("");
}

/** Compiles the text between two pairs of braces. Offsets in the failure are into that text. */
export function compileExpression(text: string): Expression {
  const source = normalizeQuotes(text);
  if (source.trim() === "")
    return {
      ok: false,
      failure: compileFailure("an expression is missing between the braces", 0, text.length),
    };
  const compiled = compile(source);
  if (!compiled.ok) return { ok: false, failure: failureOf(compiled.error) };
  if (isBlank(compiled.value.ast, source))
    return { ok: false, failure: compileFailure("only a comment stands between the braces", 0, text.length) };
  return { ok: true, program: compiled.value };
}

/** Runs an expression: its first output, `undefined` when it has none (template semantics, 4.3). */
export function evaluateExpression(
  expression: Expression,
  context: unknown,
  options: EvalOptions,
): { ok: true; value: unknown } | { ok: false; failure: Omit<TemplateFailure, "at"> } {
  if (!expression.ok) return expression;
  const outcome = expression.program.first(context, options);
  return outcome.ok ? outcome : { ok: false, failure: failureOf(outcome.error) };
}

/** jq takes a comment alone for `.`; between braces nothing would be meant by it. */
function isBlank(ast: Ast, source: string): boolean {
  return ast.type === "identity" && source.replace(/#.*$/gm, "").trim() === "";
}

function failureOf(error: JqError): Omit<TemplateFailure, "at"> {
  const firstLine = error.message.split("\n", 1)[0] ?? "";
  const prefix = error.kind === "compile" ? "jq: compile error: " : "jq: error: ";
  return {
    kind: error.kind,
    message: prefix + firstLine,
    ...(error.start === undefined ? {} : { span: { start: error.start, end: error.end ?? error.start } }),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  };
}

const compileFailure = (message: string, start: number, end: number) => ({
  kind: "compile" as const,
  message: `jq: compile error: ${message}`,
  span: { start, end },
});
