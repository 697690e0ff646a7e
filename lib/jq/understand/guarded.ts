import type { Ast, Span } from "../ast";
import { childrenOf } from "./children";

const comparisons = new Set(["//", "and", "or", "==", "!=", "<", "<=", ">", ">="]);
/** What takes null as it takes any value, or drops it. */
const calls = new Set([
  "values",
  "select",
  "type",
  "not",
  "isempty",
  "scalars",
  "objects",
  "strings",
  "arrays",
]);

/**
 * The pieces of a program that are written for a value that may be null: either side of `//`, of a comparison and
 * of `and` and `or`; what stands before `?`, in `try`, or in an `if` with its branches; and what is piped into any
 * of these. Offsets are UTF-16 units into the text. One piece may lie inside another.
 */
export function guardedSpans(program: Ast): Span[] {
  const spans: Span[] = [];
  const open: Ast[] = [program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (guards(node)) spans.push({ start: node.start, end: node.end });
    else if (node.type === "pipe") {
      const last = node.stages.findLastIndex(guards);
      if (last > 0) spans.push({ start: node.start, end: node.stages[last]!.end });
    }
    open.push(...childrenOf(node));
  }
  return spans;
}

function guards(node: Ast): boolean {
  switch (node.type) {
    case "binary":
      return comparisons.has(node.operator);
    case "index":
    case "slice":
    case "iterate":
      return node.optional;
    case "optional":
    case "try":
    case "if":
      return true;
    case "call":
      return calls.has(node.name);
    default:
      return false;
  }
}
