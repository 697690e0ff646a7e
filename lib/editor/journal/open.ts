import type { WorkflowDetail } from "../api-types";
import type { History } from "../history";
import { isSameDraft, type SavedDraft, savedDraftOf, withKnownPlaces } from "../saved-draft";
import type { Recovered } from "../store-types";
import type { Kept } from "./patch";
import type { Journal } from "./timeline";

/** What a page begins with: the server's draft, and what the journal knows beyond it. */
export interface OpenedDraft {
  present: SavedDraft & Partial<Kept>;
  history: Pick<History, "past" | "future">;
  /** What the server is known to have had, as which revision. */
  base: SavedDraft;
  revision: number;
  recovered: Recovered | null;
  /** The server's copy, when both it and the page changed since: it is to be merged in. */
  theirs: WorkflowDetail | null;
}

/** Puts together what the server sent and what this browser kept. */
export function openDraft(workflow: WorkflowDetail, journal: Journal | undefined): OpenedDraft {
  const server = savedDraftOf(workflow);
  const { revision } = workflow;
  if (journal === undefined)
    return {
      present: server,
      history: { past: [], future: [] },
      base: server,
      revision,
      recovered: null,
      theirs: null,
    };
  const { history, present, unsaved } = journal;
  const base = { ...server, ...savedDraftOf(journal.base.draft) };
  const mine = { ...server, ...present };
  const isClean = isSameDraft(mine, base);
  const isSameRevision = revision === journal.base.revision && server.text === base.text;
  const recovered: Recovered | null = isClean
    ? null
    : { changes: Math.max(1, unsaved.changes), at: unsaved.at, before: withKnownPlaces(server, base) };
  if (isSameRevision)
    return { present: mine, history, base: isClean ? mine : base, revision, recovered, theirs: null };

  // A save may have arrived though its answer never did.
  const late = arrived(journal, server);
  if (late !== undefined) {
    const isAll = isSameDraft(mine, { ...server, ...savedDraftOf(late) });
    const found = isAll ? savedDraftOf(mine) : { ...server, ...savedDraftOf(late) };
    return {
      present: mine,
      history,
      base: found,
      revision,
      recovered: isAll ? null : recovered,
      theirs: null,
    };
  }
  if (!isClean)
    return { present: mine, history, base, revision: journal.base.revision, recovered, theirs: workflow };

  const now = withKnownPlaces(server, base);
  const isSame = isSameDraft(now, base);
  const step = { ...mine, ...present, label: elsewhereLabel, at: Date.parse(workflow.updatedAt) || 0 };
  const steps = isSame ? history : { past: [...history.past, step], future: [] };
  return { present: now, history: steps, base: now, revision, recovered: null, theirs: null };
}

/** Names the step in which a page takes what was saved elsewhere. */
export const elsewhereLabel = "Changes from elsewhere";

function arrived({ present, history, unsaved }: Journal, server: SavedDraft): Kept | undefined {
  const candidates = [present, ...history.past.slice(-unsaved.changes).toReversed()];
  return unsaved.changes === 0 ? undefined : candidates.find(({ text }) => text === server.text);
}
