import { format, references } from "../../jq";
import { normalizeQuotes } from "../../template/expression";
import { scan } from "../../template/scan";
import type { ExpressionCaret } from "./caret";
import type { LanguageFacts } from "./facts";

/** A replacement in a string's value. */
export interface ExpressionEdit {
  start: number;
  end: number;
  text: string;
}

/**
 * The expression at a caret with regular spacing, on one line, as fits a string of JSON. Nothing when it has
 * that already, has comments, or does not parse.
 */
export function formattedAt({ expression, start, end }: ExpressionCaret): ExpressionEdit | undefined {
  const text = onOneLine(formattedExpression(expression));
  return text === expression ? undefined : { start, end, text };
}

/** A whole text of jq or a template with regular spacing; a long pipe of bare jq gets a line for each stage. */
export function formattedText(text: string, syntax: "jq" | "template"): string {
  if (syntax === "jq") return formattedExpression(text);
  const scanned = scan(text);
  if (!scanned.ok) return text;
  return scanned.value
    .filter(({ kind }) => kind === "expression")
    .reduceRight((result, { text: inner, start, end }) => {
      return result.slice(0, start) + onOneLine(formattedExpression(inner)) + result.slice(end);
    }, text);
}

/** What stands around the expression is kept: `{{ .a }}` and `{{.a}}` are matters of taste. */
function formattedExpression(text: string): string {
  const source = normalizeQuotes(text);
  const result = format(source.trim());
  if (result === source.trim()) return text;
  const [before = ""] = /^\s*/.exec(source) ?? [];
  const [after = ""] = /\s*$/.exec(source) ?? [];
  return before + result + after;
}

/** Strings hold no line breaks once they are formatted, so every one of them stands between stages. */
const onOneLine = (text: string): string => text.replaceAll("\n| ", " | ");

/** The node whose name the caret is in, as `.outputs.name` has it, and where the name itself stands. */
export function nodeNameAt(
  { expression, start, offset }: ExpressionCaret,
  facts: LanguageFacts,
): { name: string; start: number; end: number } | undefined {
  for (const { root, segments } of references(normalizeQuotes(expression))) {
    const [, segment] = segments;
    if (root !== "outputs" || segment === undefined || typeof segment.key !== "string") continue;
    if (offset < segment.start || offset > segment.end || !facts.nodes.has(segment.key)) continue;
    const name = segment.key;
    const at = expression.slice(segment.start, segment.end).indexOf(name);
    if (at === -1) continue;
    const from = start + segment.start + at;
    return { name, start: from, end: from + name.length };
  }
  return undefined;
}
