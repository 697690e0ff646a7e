import { isJsonObject, type Json } from "../base/json";
import type { Change } from "../workflow/text-edit";

const known = ["type", "expressions", "combinator"];

/** The condition of an event as rows of jq (reference 2.3); undefined for another shape. */
export function conditionOf(
  value: Json | undefined,
): { expressions: string[]; combinator: string | undefined } | undefined {
  if (value === undefined) return { expressions: [], combinator: undefined };
  if (!isJsonObject(value)) return undefined;
  const { expressions = [], combinator } = value;
  if (!Array.isArray(expressions) || !expressions.every((one) => typeof one === "string")) return undefined;
  if (combinator !== undefined && typeof combinator !== "string") return undefined;
  return { expressions, combinator };
}

/** The keys of a condition that have no control. */
export const otherConditionKeys = (value: Json | undefined): string[] =>
  isJsonObject(value) ? Object.keys(value).filter((key) => !known.includes(key)) : [];

/** One expression more. From the second on it is said how they go together, which Port leaves open. */
export function addExpressionChanges(at: string, value: Json | undefined): Change[] {
  if (value === undefined) return [{ at, value: { type: "JQ", expressions: ["true"] } }];
  const condition = conditionOf(value);
  return [
    { at: `${at}/expressions`, insert: "true" },
    ...(condition?.expressions.length === 1 && condition.combinator === undefined
      ? [{ at: `${at}/combinator`, value: "and" }]
      : []),
  ];
}

/** Removes an expression. With the last one the condition goes, unless it holds something else. */
export function removeExpressionChanges(at: string, value: Json | undefined, index: number): Change[] {
  const isLast = conditionOf(value)?.expressions.length === 1 && otherConditionKeys(value).length === 0;
  return [{ at: isLast ? at : `${at}/expressions/${index}`, value: undefined }];
}
