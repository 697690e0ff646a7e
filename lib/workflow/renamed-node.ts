import type { WorkflowDocument } from "./document";

/** The node that got another name between two readings of a text: one is gone, and one is new at its place. */
export function renamedNode(
  before: WorkflowDocument,
  after: WorkflowDocument,
): { from: string; to: string } | undefined {
  const now = new Set(after.nodes.map((node) => node.identifier));
  const was = new Set(before.nodes.map((node) => node.identifier));
  const [lost, ...othersLost] = before.nodes.filter((node) => !now.has(node.identifier));
  const [fresh, ...othersFresh] = after.nodes.filter((node) => !was.has(node.identifier));
  if (lost === undefined || fresh === undefined || othersLost.length + othersFresh.length > 0)
    return undefined;
  if (before.nodes.indexOf(lost) !== after.nodes.indexOf(fresh)) return undefined;
  return { from: lost.identifier, to: fresh.identifier };
}
