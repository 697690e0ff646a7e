import type { Api } from "../api";
import type { ApiError, WorkflowDetail } from "../api-types";
import { elsewhereLabel } from "../journal/open";
import {
  isSameDraft,
  isUnsaved,
  mergeDrafts,
  type SavedDraft,
  savedDraftOf,
  withKnownPlaces,
} from "../saved-draft";
import type { GetState, SetState } from "../store";
import type { EditorActions, EditorStore } from "../store-types";

type SaveActions = Pick<
  EditorActions,
  "save" | "publish" | "refresh" | "resolveConflict" | "settleRecovered"
>;

/** Puts another draft on the page as one step; `arrange` adds what follows from it. */
export type Adopt = (
  draft: SavedDraft,
  label: string,
  arrange?: (before: EditorStore, now: EditorStore) => Partial<EditorStore>,
) => void;

/** Why the server, which publishes and runs what it has, lacks what this page shows; undefined when it does not. */
export function whyUnsaved({ saveState, writer }: EditorStore): ApiError | undefined {
  const refusal = (message: string) => ({ status: 0, error: "unsaved", message, details: [] });
  if (writer === "elsewhere") return undefined;
  if (saveState.kind === "retrying")
    return refusal(`The draft could not be saved first. ${saveState.message}`);
  if (saveState.kind !== "conflict") return undefined;
  return refusal(
    "The draft is not saved: it was changed elsewhere, too. Settle “Changed elsewhere” in the top bar first.",
  );
}

/** Between this page's draft and the server's. */
export function saveActions(
  set: SetState,
  get: GetState,
  client: Pick<Api, "publish" | "workflow">,
  { flush, adopt }: { flush: () => Promise<void>; adopt: Adopt },
): { actions: SaveActions; takeIn: (theirs: WorkflowDetail) => void } {
  const tell = (title: string) => set(({ news }) => ({ news: { title, nonce: (news?.nonce ?? 0) + 1 } }));
  let asked = 0;

  /** Brings the server's copy into the page; what both changed is left to the person. */
  function takeIn(theirs: WorkflowDetail): void {
    const state = get();
    const { base, revision } = state;
    const published = { version: theirs.version, versionText: theirs.versionText };
    if (theirs.revision === revision && theirs.text === base.text) {
      if (theirs.version !== state.version) set(published);
      return;
    }
    const server = withKnownPlaces(savedDraftOf(theirs), base);
    const news = { ...published, revision: theirs.revision, conflict: null };
    if (isSameDraft(server, savedDraftOf(state))) {
      set({ ...news, base: savedDraftOf(state) });
      return;
    }
    if (!isUnsaved(state, base)) {
      adopt(server, elsewhereLabel, (_, now) => ({ ...news, base: savedDraftOf(now) }));
      tell("Updated with changes from elsewhere");
      return;
    }
    const merged = mergeDrafts({ base, mine: savedDraftOf(state), theirs: server });
    if (merged === undefined || merged.conflicts.length > 0) {
      set({ ...published, conflict: theirs, saveState: { kind: "conflict" } });
    } else {
      adopt(merged.draft, "Merge changes from elsewhere", () => ({ ...news, base: server }));
      tell("Merged with changes from elsewhere");
    }
  }

  const actions: SaveActions = {
    save: flush,
    async publish() {
      set({ publishing: true });
      await flush();
      const { id, text } = get();
      const unsaved = whyUnsaved(get());
      if (unsaved !== undefined) {
        set({ publishing: false });
        return { error: unsaved };
      }
      const answer = await client.publish(id);
      set({ publishing: false });
      if (!answer.ok) return { error: answer.error };
      const { version } = answer.value;
      set({ version, versionText: text });
      return { version };
    },
    async refresh() {
      asked += 1;
      const mine = asked;
      const isQuiet = () => get().saveState.kind === "saved" && get().writer === "here";
      if (!isQuiet()) return;
      const { revision } = get();
      const answer = await client.workflow(get().id);
      // An answer that a save has overtaken tells nothing new.
      if (answer.ok && mine === asked && isQuiet() && get().revision === revision) takeIn(answer.value);
    },
    async resolveConflict(draft) {
      const { conflict, base } = get();
      if (conflict === null) return;
      const { revision, version, versionText } = conflict;
      const server = withKnownPlaces(savedDraftOf(conflict), base);
      const settled = {
        revision,
        version,
        versionText,
        conflict: null,
        saveState: { kind: "pending" } as const,
      };
      adopt(draft, "Resolve changes from elsewhere", () => ({ ...settled, base: server }));
      await flush();
    },
    settleRecovered(keep) {
      const { recovered } = get();
      set({ recovered: null });
      if (recovered && !keep) adopt(recovered.before, "Discard recovered changes");
    },
  };
  return { actions, takeIn };
}
