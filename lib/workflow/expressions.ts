import { Lru } from "../base/lru";
import { type Ast, guardedSpans, type Reference, references, type Span } from "../jq";
import { compileExpression } from "../template/expression";
import { scan } from "../template/scan";

/** A jq expression as the checks see it. Offsets are into its own text. */
export interface Expression {
  text: string;
  error?: { message: string; span?: { start: number; end: number }; hint?: string };
  /** Nothing when it does not compile. */
  ast?: Ast;
  references: readonly Reference[];
  /** The pieces of it that are written for values that may be null. */
  guarded: readonly Span[];
}

export interface TemplateAnalysis {
  /** Braces that do not pair; then there are no expressions. */
  error?: { message: string; index: number; advice: string };
  /** Each expression, and where it begins in the string. */
  expressions: readonly { start: number; expression: Expression }[];
}

// The same expressions come again on every keystroke; compiling them once keeps checks fast.
const seen = new Lru<string, Expression>(5_000);

/** Compiles an expression and lists what it reads; remembers recent answers. */
export function analyseExpression(text: string): Expression {
  const known = seen.get(text);
  if (known !== undefined) return known;
  const compiled = compileExpression(text);
  const expression: Expression = compiled.ok
    ? {
        text,
        ast: compiled.program.ast,
        references: references(compiled.program.ast),
        guarded: guardedSpans(compiled.program.ast),
      }
    : {
        text,
        references: [],
        guarded: [],
        error: {
          message: compiled.failure.message.replace(/^jq: compile error: /, "").replace(/\.$/, ""),
          ...(compiled.failure.span && { span: compiled.failure.span }),
          ...(compiled.failure.hint && { hint: compiled.failure.hint }),
        },
      };
  seen.set(text, expression);
  return expression;
}

/** Finds and compiles the expressions of a template string. */
export function analyseTemplate(text: string): TemplateAnalysis {
  const scanned = scan(text);
  if (!scanned.ok) {
    const { message, index, openIndex } = scanned.error;
    const advice =
      openIndex !== undefined
        ? "Close the first expression with }} before opening another."
        : text.startsWith("}}", index)
          ? "Separate closing braces that belong to data by a space: } }."
          : "Close it with }}; a quote that is left open hides the braces.";
    return { error: { message, index, advice }, expressions: [] };
  }
  return {
    expressions: scanned.value.flatMap((part) =>
      part.kind === "expression" ? [{ start: part.start, expression: analyseExpression(part.text) }] : [],
    ),
  };
}
