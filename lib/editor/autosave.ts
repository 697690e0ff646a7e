import type { StoreApi } from "zustand";
import type { Api } from "./api";
import type { ApiError, WorkflowDetail } from "./api-types";
import { isUnsaved, type SavedDraft, savedDraftOf, unsavedIn } from "./saved-draft";
import type { EditorStore } from "./store-types";

const quiet = 600;
const longestPause = 15_000;

export interface Autosave {
  /** Saves what is not saved yet, now. */
  flush(): Promise<void>;
  /** The same as the page goes away: the browser finishes the call. */
  flushOnExit(): void;
  stop(): void;
}

/**
 * Sends the draft to the server after a pause in editing, one call at a time, with the revision it is based on.
 * A failed call is tried again by itself. Where the server has another revision, `takeIn` gets its copy.
 */
export function autosave(
  store: StoreApi<EditorStore>,
  client: Pick<Api, "saveDraft" | "workflow">,
  takeIn: (theirs: WorkflowDetail) => void,
): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let failures = 0;
  /** Sent without an answer: the server may have it or not. */
  let unanswered: SavedDraft | undefined;

  const dirty = () => isUnsaved(store.getState(), store.getState().base);
  const mayNot = ({ saveState, writer }: EditorStore) =>
    saveState.kind === "conflict" || writer === "elsewhere";
  const later = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), pause);
  };
  const failed = ({ message, status }: Pick<ApiError, "message" | "status">) => {
    failures += 1;
    store.setState({ saveState: { kind: "retrying", message, offline: status === 0 } });
    later(Math.min(longestPause, 1000 * 2 ** failures));
  };

  async function send(): Promise<void> {
    const state = store.getState();
    const { id, revision } = state;
    const sent = savedDraftOf(state);
    store.setState({ saveState: { kind: "saving" } });
    const answer = await client.saveDraft(id, { ...unsavedIn(sent, state.base), revision });
    if (answer.ok) {
      failures = 0;
      unanswered = undefined;
      const saveState = { kind: "saved", at: Date.now() } as const;
      store.setState({ base: sent, revision: answer.value.revision, saveState });
      if (dirty()) later(quiet);
    } else if (answer.error.status === 409) await meet(answer.error);
    else {
      if (answer.error.status === 0 || answer.error.status >= 500) unanswered = sent;
      failed(answer.error);
    }
  }

  /** The server has another revision than the one that this page knows. */
  async function meet(refusal: ApiError): Promise<void> {
    const { id, revision } = store.getState();
    const answer = await client.workflow(id);
    if (!answer.ok) return failed(answer.error);
    if (answer.value.revision === revision) return failed(refusal);
    failures = 0;
    const theirs = answer.value;
    const isOurs = unanswered?.text === theirs.text;
    if (unanswered && isOurs) store.setState({ base: unanswered, revision: theirs.revision });
    else takeIn(theirs);
    unanswered = undefined;
    const { saveState } = store.getState();
    if (saveState.kind === "conflict") return;
    const isDone = !dirty();
    store.setState({ saveState: isDone ? { kind: "saved", at: Date.now() } : { kind: "pending" } });
    if (!isDone) later(0);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    await running;
    if (!dirty() || mayNot(store.getState())) return;
    running = send();
    await running;
    running = undefined;
  }

  const changed = (state: EditorStore) => {
    if (mayNot(state) || state.saveState.kind === "saving") return;
    if (dirty()) {
      if (state.saveState.kind !== "pending") store.setState({ saveState: { kind: "pending" } });
      later(quiet);
    } else if (state.saveState.kind === "pending") {
      clearTimeout(timer);
      store.setState({ saveState: { kind: "saved", at: null } });
    }
  };
  const unsubscribe = store.subscribe((state, before) => {
    const isSame = state.base === before.base && !isUnsaved(state, before) && state.writer === before.writer;
    if (!isSame) changed(state);
  });
  changed(store.getState());

  return {
    flush,
    flushOnExit() {
      const state = store.getState();
      if (!dirty() || mayNot(state)) return;
      void client.saveDraft(
        state.id,
        { ...unsavedIn(state, state.base), revision: state.revision },
        { keepalive: true },
      );
    },
    stop() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
