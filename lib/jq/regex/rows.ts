import type { AlternativeElementNode } from "oniguruma-parser/parser";
import { equalsOfRow, fold, maxRow } from "./folding";

/** A group that only holds things together means nothing. */
export function inline(node: AlternativeElementNode): readonly AlternativeElementNode[] {
  if (node.type !== "Group" || node.atomic || node.flags !== undefined || node.body.length !== 1)
    return [node];
  const { body } = node.body[0]!;
  return body.every(({ type }) => type === "Character") ? body : [node];
}

/** How many characters from here on in a row a single one equals; 0 when none does. */
export function rowAt(elements: readonly AlternativeElementNode[], at: number): number {
  const points: number[] = [];
  for (const node of elements.slice(at, at + maxRow)) {
    if (node.type !== "Character") break;
    points.push(fold(node.value));
  }
  for (let length = points.length; length > 1; length--) {
    if (equalsOfRow(points.slice(0, length)).length > 0) return length;
  }
  return 0;
}
