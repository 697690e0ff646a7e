import type { StoreApi } from "zustand";
import { connect, disconnect, setAt } from "../workflow/commands";
import { type Connection, connectionsOf, type WorkflowDocument } from "../workflow/document";
import { isTrigger } from "../workflow/graph";
import type { Layout } from "./api-types";
import { asLink } from "./connect-rules";
import { exitsOf, handleOf, hasRows, outHandle } from "./flow";
import { placeAfter } from "./graph-edits";
import { nodePlace } from "./selectors";
import type { EditorStore, Refusal } from "./store-types";

type Store = StoreApi<EditorStore>;

/** A way out of a node, that a step may be moved to. */
export interface Way {
  source: string;
  handle: string;
}

/** Why a node is no step that one may move; nothing when it is: what begins a run or has several ways out stays. */
export function whyFixed(document: WorkflowDocument, node: string): string | undefined {
  const found = nodePlace(document, node)?.value;
  if (found === undefined) return `There is no node "${node}".`;
  if (isTrigger(found)) return `"${node}" begins the run, so it stays first.`;
  if (hasRows(exitsOf(found)))
    return `"${node}" has several ways out, so it is not clear which of them would go on: connect it by hand.`;
  const leaving = connectionsOf(document).filter(({ sourceIdentifier }) => sourceIdentifier === node);
  if (leaving.length > 1) return `"${node}" leads to several nodes: remove all but one connection.`;
  return leaving[0]?.targetIdentifier === node
    ? `"${node}" leads to itself: remove that connection.`
    : undefined;
}

/**
 * Moves a step behind a way out: what came to it goes on to where it led, and it stands between the way and what that
 * led to. One undo step, called `label`; connections keep their order and their descriptions.
 */
export function moveStep(store: Store, node: string, way: Way, label?: string): Refusal | undefined {
  const { document, layout, direction, actions } = store.getState();
  if (!document) return { refused: "There is no workflow to change." };
  const fixed = whyFixed(document, node);
  if (fixed !== undefined) return { refused: fixed };
  const connections = connectionsOf(document);
  const isOf = (each: Connection, { source, handle }: Way) =>
    each.sourceIdentifier === source && handleOf(each) === handle;
  const leaving = connections.find(({ sourceIdentifier }) => sourceIdentifier === node);
  const after = leaving?.targetIdentifier;
  const into = connections.find((each) => isOf(each, way));
  if (way.source === node || into?.targetIdentifier === node) return undefined;
  const source = nodePlace(document, way.source)?.value;
  if (source === undefined || !exitsOf(source).some(({ handle }) => handle === way.handle))
    return { refused: "There is no such way out." };
  const point = (text: string, each: Connection, target: string) =>
    setAt(text, `/connections/${connections.indexOf(each)}/targetIdentifier`, target);
  const linkOf = (each: Connection) =>
    asLink({ source: each.sourceIdentifier, handle: handleOf(each), target: each.targetIdentifier });
  return actions.edit(
    (before) => {
      let text = before;
      // Changed in place first, while the places still hold; then what ends, then what is new.
      const entering = connections.filter(({ targetIdentifier }) => targetIdentifier === node);
      if (after !== undefined) for (const each of entering) text = point(text, each, after);
      if (into !== undefined) text = point(text, into, node);
      const onwards = into?.targetIdentifier;
      if (leaving !== undefined && onwards !== undefined) text = point(text, leaving, onwards);
      else if (leaving !== undefined) text = disconnect(text, linkOf(leaving));
      if (after === undefined) for (const each of entering) text = disconnect(text, linkOf(each));
      if (into === undefined) text = connect(text, asLink({ ...way, target: node }));
      if (leaving === undefined && onwards !== undefined)
        text = connect(text, asLink({ source: node, handle: outHandle, target: onwards }));
      return text;
    },
    {
      layout:
        shifted(document, layout, node, way.source) ??
        ({ ...layout, [node]: placeAfter(document, layout, direction, way.source) } satisfies Layout),
      select: { kind: "node", id: node },
      label: label ?? `Move ${node} behind ${way.source}`,
    },
  );
}

/** The places after a step was moved within its straight chain: each step takes the place of the one that stood there. */
function shifted(
  document: WorkflowDocument,
  layout: Layout,
  node: string,
  behind: string,
): Layout | undefined {
  const forwards = chainBetween(document, node, behind);
  const backwards = forwards ? undefined : chainBetween(document, behind, node)?.slice(1);
  const before = forwards ?? backwards;
  if (before === undefined) return undefined;
  const now = forwards ? [...before.slice(1), node] : [node, ...before.slice(0, -1)];
  const moved = now.flatMap((id, at) => {
    const place = layout[before[at]!];
    return place ? [[id, place] as const] : [];
  });
  return { ...layout, ...Object.fromEntries(moved) };
}

/** The nodes from one to another where each leads on by a single way. */
function chainBetween(document: WorkflowDocument, from: string, to: string): string[] | undefined {
  const next = new Map<string, string[]>();
  for (const { sourceIdentifier, targetIdentifier } of connectionsOf(document))
    next.set(sourceIdentifier, [...(next.get(sourceIdentifier) ?? []), targetIdentifier]);
  const chain = [from];
  const seen = new Set(chain);
  for (let at = from; at !== to; ) {
    const [only, ...others] = next.get(at) ?? [];
    if (only === undefined || others.length > 0 || seen.has(only)) return undefined;
    seen.add(only);
    chain.push(only);
    at = only;
  }
  return chain;
}

/** Moves a step past the one before it, or after it, in a straight chain. */
export function moveAlong(store: Store, node: string, by: -1 | 1): Refusal | undefined {
  const { document } = store.getState();
  if (!document) return { refused: "There is no workflow to change." };
  const connections = connectionsOf(document);
  const [past, ...others] =
    by === 1
      ? connections.filter((each) => each.sourceIdentifier === node).map((each) => each.targetIdentifier)
      : connections.filter((each) => each.targetIdentifier === node).map((each) => each.sourceIdentifier);
  if (past === undefined)
    return { refused: by === 1 ? `Nothing follows "${node}".` : `Nothing leads to "${node}".` };
  if (others.length > 0)
    return {
      refused: `Several ways ${by === 1 ? "lead on from" : "lead to"} "${node}", so it has no one neighbour there.`,
    };
  const fixed = whyFixed(document, node) ?? whyFixed(document, past);
  if (fixed !== undefined) return { refused: fixed };
  const [first, second] = by === 1 ? [node, past] : [past, node];
  const isJoin =
    connections.filter((each) => each.targetIdentifier === second && each.sourceIdentifier !== first).length >
    0;
  if (isJoin)
    return { refused: `Other ways lead to "${second}", too; what comes by them would skip "${first}".` };
  const label = `Move ${node} ${by === 1 ? "behind" : "before"} ${past}`;
  const refused = moveStep(store, first, { source: second, handle: outHandle }, label);
  if (refused) return refused;
  store.getState().actions.select({ kind: "node", id: node });
  return undefined;
}
