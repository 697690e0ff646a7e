import type { ExpressionString } from "./expression-strings";
import type { Place } from "./fields";

/** A text that is a template or jq by itself, and stands in no document. */
export function plainExpression(
  value: string,
  {
    syntax,
    node,
    nodeType,
    place = "config",
  }: {
    syntax: "template" | "jq";
    node: string;
    nodeType: string;
    place?: Place;
  },
): ExpressionString {
  const within = (at: number) => Math.max(0, Math.min(at, value.length));
  return {
    syntax,
    place,
    path: [],
    isKey: false,
    literal: { start: 0, end: value.length, value, offsetOf: within, indexOf: within },
    node,
    nodeType,
  };
}
