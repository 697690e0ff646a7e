import type { StoreApi } from "zustand";
import { connect, disconnect, removeNode } from "../workflow/commands";
import { type Connection, connectionsOf, type WorkflowDocument } from "../workflow/document";
import { parseWorkflow } from "../workflow/parse";
import { asLink, freeExit, type Proposal, refusalOf } from "./connect-rules";
import { handleOf } from "./flow";
import { connectionPlace } from "./selectors";
import type { EditorStore, Refusal } from "./store-types";

type Store = StoreApi<EditorStore>;

const proposalOf = (connection: Connection): Proposal => ({
  source: connection.sourceIdentifier,
  handle: handleOf(connection),
  target: connection.targetIdentifier,
});

/**
 * Removes nodes and leads what came to them on to where they led, where that is one place and the rules of the
 * graph allow it. One step. Gives the refusal, or how many ways were led on and how many end now.
 */
export function removeAndReconnect(
  store: Store,
  ids: readonly string[],
): Refusal | { reconnected: number; ended: number } {
  const { document, layout, actions } = store.getState();
  if (!document || ids.length === 0) return { refused: "Choose the nodes to remove." };
  const gone = new Set(ids);
  const incoming = connectionsOf(document).filter(
    (each) => gone.has(each.targetIdentifier) && !gone.has(each.sourceIdentifier),
  );
  let reconnected = 0;
  const refused = actions.edit(
    (before) => {
      let text = ids.reduce(removeNode, before);
      for (const connection of incoming) {
        const target = onwards(document, connection.targetIdentifier, gone);
        const now = target === undefined ? undefined : parseWorkflow(text).document;
        if (target === undefined || now === undefined) continue;
        const proposal = { ...proposalOf(connection), target };
        if (refusalOf(now, proposal) !== undefined) continue;
        text = connect(text, asLink(proposal));
        reconnected += 1;
      }
      return text;
    },
    {
      layout: Object.fromEntries(Object.entries(layout).filter(([id]) => !gone.has(id))),
      select: null,
      label: ids.length === 1 ? `Delete ${ids[0]} and reconnect` : `Delete ${ids.length} nodes and reconnect`,
    },
  );
  return refused ?? { reconnected, ended: incoming.length - reconnected };
}

/** The one node that a removed node leads to, past others that are removed; nothing when it is none or several. */
function onwards(document: WorkflowDocument, from: string, gone: ReadonlySet<string>): string | undefined {
  const seen = new Set<string>();
  for (let node = from; ; ) {
    if (!gone.has(node)) return node;
    if (seen.has(node)) return undefined;
    seen.add(node);
    const leaving = connectionsOf(document).filter(({ sourceIdentifier }) => sourceIdentifier === node);
    const targets = [...new Set(leaving.map(({ targetIdentifier }) => targetIdentifier))];
    if (targets.length !== 1) return undefined;
    node = targets[0]!;
  }
}

/** Puts a node that nothing is connected to into the middle of a connection. */
export function insertExisting(store: Store, node: string, connection: string): Refusal | undefined {
  const { document, actions } = store.getState();
  const split = document && connectionPlace(document, connection)?.value;
  if (!document || !split) return { refused: "There is no such connection." };
  const into = { ...proposalOf(split), target: node };
  const handle = freeExit(document, node);
  return actions.edit(
    (before) => {
      const text = disconnect(before, asLink(proposalOf(split)));
      const now = parseWorkflow(text).document;
      const refused = now && refusalOf(now, into);
      if (refused !== undefined) return { refused };
      const joined = connect(text, asLink(into));
      return handle === undefined
        ? joined
        : connect(joined, asLink({ source: node, handle, target: split.targetIdentifier }));
    },
    { select: { kind: "node", id: node }, label: `Insert ${node}` },
  );
}

/** Whether no connection begins or ends at a node. */
export const isAlone = (document: WorkflowDocument, node: string): boolean =>
  !connectionsOf(document).some(
    ({ sourceIdentifier, targetIdentifier }) => sourceIdentifier === node || targetIdentifier === node,
  );
