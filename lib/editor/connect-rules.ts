import { connectionsOf, type WorkflowDocument } from "../workflow/document";
import { isTrigger } from "../workflow/graph";
import { connectionId, type Exit, exitOf, exitsOf, handleOf } from "./flow";
import { nodePlace } from "./selectors";

/** A connection as it is drawn: from a handle of one card to another card. */
export interface Proposal {
  source: string;
  handle: string;
  target: string;
}

/**
 * Why a connection may not be drawn (reference 5), in one sentence; nothing when it may.
 *
 * @param before the nodes from which a run gets to the source, for who asks about many targets
 */
export function refusalOf(
  document: WorkflowDocument,
  proposal: Proposal,
  before: ReadonlySet<string> = leadingTo(document, proposal.source),
): string | undefined {
  const { source, handle, target } = proposal;
  const from = nodePlace(document, source)?.value;
  const to = nodePlace(document, target)?.value;
  if (!from || !to) return "Both ends of a connection must be nodes of this workflow.";
  if (source === target) return `"${source}" cannot lead to itself.`;
  if (isTrigger(to)) return `"${target}" is a trigger: a run begins there, so nothing can lead to it.`;
  const connections = connectionsOf(document);
  const taken = connections.find((c) => c.sourceIdentifier === source && handleOf(c) === handle);
  if (taken?.targetIdentifier === target) return `"${source}" leads to "${target}" already.`;
  if (taken) {
    const title = exitsOf(from).find((exit) => exit.handle === handle)?.title;
    const way = title ? `"${title}" of "${source}"` : `"${source}"`;
    return `${way} leads to "${taken.targetIdentifier}" already. Each way out goes to one node: remove that connection first.`;
  }
  if (before.has(target))
    return `"${target}" comes before "${source}" already, so this would be a circle, and a run would never end.`;
  return undefined;
}

/** The nodes from which a run can get to one. */
export function leadingTo(document: WorkflowDocument, node: string): ReadonlySet<string> {
  const sources = new Map<string, string[]>();
  for (const { sourceIdentifier, targetIdentifier } of connectionsOf(document)) {
    const known = sources.get(targetIdentifier);
    if (known === undefined) sources.set(targetIdentifier, [sourceIdentifier]);
    else known.push(sourceIdentifier);
  }
  const seen = new Set<string>();
  const open = [...(sources.get(node) ?? [])];
  while (open.length > 0) {
    const each = open.pop() as string;
    if (seen.has(each)) continue;
    seen.add(each);
    open.push(...(sources.get(each) ?? []));
  }
  return seen;
}

/** One end of a connection that is being drawn: a way out of a card, or the way into it. */
export type LooseEnd = { node: string; handle: string } | { node: string; into: true };

/** For every other node why the connection cannot go there; undefined where it can. */
export function refusalsFrom(
  document: WorkflowDocument,
  end: LooseEnd,
): ReadonlyMap<string, string | undefined> {
  const before = "handle" in end ? leadingTo(document, end.node) : undefined;
  const refusal = (other: string): string | undefined => {
    if ("handle" in end)
      return refusalOf(document, { source: end.node, handle: end.handle, target: other }, before);
    const [first, ...more] = exitsOf(nodePlace(document, other)!.value);
    if (first === undefined) return `"${other}" has no way out.`;
    const refusals = [first, ...more].map(({ handle }) =>
      refusalOf(document, { source: other, handle, target: end.node }),
    );
    return refusals.includes(undefined) ? undefined : refusals[0];
  };
  return new Map(
    document.nodes
      .filter(({ identifier }) => identifier !== end.node)
      .map(({ identifier }) => [identifier, refusal(identifier)]),
  );
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
