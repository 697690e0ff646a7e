import type { StoreApi } from "zustand";
import type { Api } from "./api";
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
 * Sends the draft (text and layout) to the server after a pause in editing, one call at a time, with the
 * revision it is based on. A failed call is tried again by itself; a stale revision stops saving until
 * the person has decided.
 */
export function autosave(store: StoreApi<EditorStore>, client: Pick<Api, "saveDraft">): Autosave {
  let saved = { text: store.getState().text, layout: store.getState().layout };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let failures = 0;

  const changes = () => {
    const { text, layout } = store.getState();
    return {
      ...(text === saved.text ? {} : { text }),
      ...(layout === saved.layout ? {} : { layout }),
    };
  };
  const dirty = () => Object.keys(changes()).length > 0;
  const later = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), pause);
  };

  async function send(): Promise<void> {
    const { id, text, layout, revision } = store.getState();
    const body = changes();
    store.setState({ saveState: { kind: "saving" } });
    const answer = await client.saveDraft(id, { ...body, revision });
    if (answer.ok) {
      failures = 0;
      saved = { text, layout };
      store.setState({ revision: answer.value.revision, saveState: { kind: "saved", at: Date.now() } });
      if (dirty()) later(quiet);
      return;
    }
    if (answer.error.status === 409) {
      store.setState({ saveState: { kind: "conflict" } });
      return;
    }
    failures += 1;
    store.setState({ saveState: { kind: "retrying", message: answer.error.message } });
    later(Math.min(longestPause, 1000 * 2 ** failures));
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    await running;
    if (!dirty() || store.getState().saveState.kind === "conflict") return;
    running = send();
    await running;
    running = undefined;
  }

  const unsubscribe = store.subscribe((state, before) => {
    // A conflict settled in the server's favour: what is on screen is what the server holds.
    if (before.saveState.kind === "conflict" && state.saveState.kind === "saved")
      saved = { text: state.text, layout: state.layout };
    if (state.text === before.text && state.layout === before.layout) return;
    if (state.saveState.kind === "conflict" || state.saveState.kind === "saving") return;
    if (dirty()) {
      if (state.saveState.kind !== "pending") store.setState({ saveState: { kind: "pending" } });
      later(quiet);
    } else if (state.saveState.kind === "pending") {
      clearTimeout(timer);
      store.setState({ saveState: { kind: "saved", at: null } });
    }
  });

  return {
    flush,
    flushOnExit() {
      const { id, revision, saveState } = store.getState();
      if (!dirty() || saveState.kind === "conflict") return;
      void client.saveDraft(id, { ...changes(), revision }, { keepalive: true });
    },
    stop() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
