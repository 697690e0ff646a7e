import { definitionOf } from "../nodes/definitions";
import { connectionsOf, type WorkflowDocument } from "../workflow/document";
import { connectionId, type Exit, exitOf, exitsOf, handleOf } from "./flow";
import { nodePlace } from "./selectors";

/** A connection as it is drawn: from a handle of one card to another card. */
export interface Proposal {
  source: string;
  handle: string;
  target: string;
}

/** Why a connection may not be drawn (reference 5), in one sentence; nothing when it may. */
export function refusalOf(document: WorkflowDocument, proposal: Proposal): string | undefined {
  const { source, handle, target } = proposal;
  const from = nodePlace(document, source)?.value;
  const to = nodePlace(document, target)?.value;
  if (!from || !to) return "Both ends of a connection must be nodes of this workflow.";
  if (source === target) return `"${source}" cannot lead to itself.`;
  if (definitionOf(to.config.type)?.role === "trigger")
    return `"${target}" is a trigger: a run begins there, so nothing can lead to it.`;
  const connections = connectionsOf(document);
  const taken = connections.find((c) => c.sourceIdentifier === source && handleOf(c) === handle);
  if (taken?.targetIdentifier === target) return `"${source}" leads to "${target}" already.`;
  if (taken) {
    const title = exitsOf(from).find((exit) => exit.handle === handle)?.title;
    const way = title ? `"${title}" of "${source}"` : `"${source}"`;
    return `${way} leads to "${taken.targetIdentifier}" already. Each way out goes to one node: remove that connection first.`;
  }
  if (reaches(document, target, source))
    return `"${target}" comes before "${source}" already, so this would be a circle, and a run would never end.`;
  return undefined;
}

/** Whether a run can get from one node to another. */
function reaches(document: WorkflowDocument, from: string, to: string): boolean {
  const next = new Map<string, string[]>();
  for (const { sourceIdentifier, targetIdentifier } of connectionsOf(document))
    next.set(sourceIdentifier, [...(next.get(sourceIdentifier) ?? []), targetIdentifier]);
  const seen = new Set<string>();
  const open = [from];
  while (open.length > 0) {
    const node = open.pop() as string;
    if (node === to) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...(next.get(node) ?? []));
  }
  return false;
}

/** The ways out of a node that lead nowhere yet. */
export function freeExits(document: WorkflowDocument, source: string): Exit[] {
  const node = nodePlace(document, source)?.value;
  if (!node) return [];
  const taken = new Set(
    connectionsOf(document)
      .filter((connection) => connection.sourceIdentifier === source)
      .map(handleOf),
  );
  return exitsOf(node).filter((exit) => !taken.has(exit.handle));
}

/** The handle of the first of them. */
export const freeExit = (document: WorkflowDocument, source: string): string | undefined =>
  freeExits(document, source)[0]?.handle;

/** The command's words for a proposal. */
export const asLink = ({ source, handle, target }: Proposal) => ({ source, ...exitOf(handle), target });

/** The identifier that a proposal's connection will have on the canvas. */
export function idOf({ source, handle, target }: Proposal): string {
  const { outlet, fallback } = exitOf(handle);
  return connectionId({
    sourceIdentifier: source,
    targetIdentifier: target,
    ...(outlet ? { sourceOutletIdentifier: outlet } : {}),
    ...(fallback ? { fallback } : {}),
  });
}
