import { definitionOf } from "../nodes/definitions";
import { type Board, type Group, groupOf } from "../workflow/board";
import { connectionsOf, type WorkflowDocument, type WorkflowNode } from "../workflow/document";

export interface OutlineRow {
  node: WorkflowNode;
  /** Its place in `nodes`. */
  index: number;
  /** How many branches it lies inside of. */
  depth: number;
}

/** A row of the outline: a node, or a group as a folder of its nodes. */
export type OutlineItem = { row: OutlineRow } | { group: Group; rows: OutlineRow[] };

/** The rows with those of a group together, where its first node stands. */
export function outlineItems(document: WorkflowDocument, board: Board): OutlineItem[] {
  const folders = new Map<string, { group: Group; rows: OutlineRow[] }>();
  return runOrder(document).flatMap((row): OutlineItem[] => {
    const group = groupOf(board, row.node.identifier);
    if (group === undefined) return [{ row }];
    const known = folders.get(group.id);
    if (known !== undefined) {
      known.rows.push(row);
      return [];
    }
    const folder = { group, rows: [row] };
    folders.set(group.id, folder);
    return [folder];
  });
}

/** Nodes as a run reaches them, triggers first; branches of a node with several ways out lie one deeper. What no trigger reaches comes last. */
export function runOrder(document: WorkflowDocument): OutlineRow[] {
  const indexes = new Map<string, number>();
  document.nodes.forEach((node, index) => {
    if (!indexes.has(node.identifier)) indexes.set(node.identifier, index);
  });
  const next = new Map<string, string[]>();
  for (const { sourceIdentifier, targetIdentifier } of connectionsOf(document))
    next.set(sourceIdentifier, [...(next.get(sourceIdentifier) ?? []), targetIdentifier]);
  const rows: OutlineRow[] = [];
  const seen = new Set<string>();
  const walk = (start: string) => {
    const open = [{ id: start, depth: 0 }];
    while (open.length > 0) {
      const { id, depth } = open.pop() as { id: string; depth: number };
      const index = indexes.get(id);
      const node = index === undefined ? undefined : document.nodes[index];
      if (seen.has(id) || node === undefined || index === undefined) continue;
      seen.add(id);
      rows.push({ node, index, depth });
      const targets = next.get(id) ?? [];
      const deeper = depth + (targets.length > 1 ? 1 : 0);
      for (const target of [...targets].reverse()) open.push({ id: target, depth: deeper });
    }
  };
  const isTrigger = (node: WorkflowNode) => definitionOf(node.config.type)?.role === "trigger";
  for (const node of document.nodes) if (isTrigger(node)) walk(node.identifier);
  for (const node of document.nodes) if (!seen.has(node.identifier)) walk(node.identifier);
  return rows;
}
