import { connectionsOf, type WorkflowDocument } from "../workflow/document";
import { type Direction, layoutWorkflow } from "../workflow/layout";
import type { Layout } from "./api-types";

/** Some nodes laid out afresh among themselves; the upper left corner of all of them stays where it is. */
export function tidyAmong(
  document: WorkflowDocument,
  layout: Layout,
  only: readonly string[],
  direction: Direction,
): Layout {
  const names = new Set(only);
  const part: WorkflowDocument = {
    ...document,
    nodes: document.nodes.filter(({ identifier }) => names.has(identifier)),
    connections: connectionsOf(document).filter(
      (each) => names.has(each.sourceIdentifier) && names.has(each.targetIdentifier),
    ),
  };
  const fresh = layoutWorkflow(part, {}, { all: true, direction });
  const [from, to] = [cornerOf(layout, Object.keys(fresh)), cornerOf(fresh, Object.keys(fresh))];
  return Object.fromEntries(
    Object.entries(fresh).map(([id, { x, y }]) => [id, { x: x + from.x - to.x, y: y + from.y - to.y }]),
  );
}

function cornerOf(layout: Layout, ids: readonly string[]): { x: number; y: number } {
  const places = ids.flatMap((id) => layout[id] ?? []);
  if (places.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}
