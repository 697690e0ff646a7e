import type { StoreApi } from "zustand";
import type { JsonObject } from "../base/json";
import { type LanguageFacts, languageFacts } from "./language/facts";
import { type PinChoices, pinsToSend } from "./pins";
import { createPreviewClient, type PreviewClient } from "./preview-client";
import { type PreviewData, previewData } from "./preview-context";
import { inPlayground } from "./selectors";
import { shapeFacts, withPinned } from "./shape-facts";
import type { EditorStore } from "./store-types";

/** What shows previews in one editor page: the worker, kept informed of the store's run, inputs and document. */
export interface PreviewSession {
  client: PreviewClient;
  /** What is known now; made again only when the store has changed. */
  facts(): LanguageFacts;
  data(): PreviewData;
  /** Calls back whenever the data has changed. */
  onChange(listener: () => void): () => void;
}

interface Held {
  session: PreviewSession;
  users: number;
  stop(): void;
}

const held = new WeakMap<StoreApi<EditorStore>, Held>();

/** The session of a store, shared by all who use it; call `release` when done. */
export function holdPreviewSession(store: StoreApi<EditorStore>): {
  session: PreviewSession;
  release(): void;
} {
  const found = held.get(store) ?? open(store);
  found.users++;
  let released = false;
  return {
    session: found.session,
    release() {
      if (released) return;
      released = true;
      found.users--;
      // A panel that is swapped for another releases first and asks again at once.
      setTimeout(() => {
        if (found.users > 0 || held.get(store) !== found) return;
        held.delete(store);
        found.stop();
      }, 1_000);
    },
  };
}

function open(store: StoreApi<EditorStore>): Held {
  const worker = new Worker(new URL("./preview-worker.ts", import.meta.url), { type: "module" });
  const client = createPreviewClient(worker);
  const listeners = new Set<() => void>();
  let data = gather(store.getState());
  let key = keyOf(data, store.getState());
  let facts: { of: PreviewData; document: unknown; blueprints: unknown; value: LanguageFacts } | undefined;

  const update = (): void => {
    const state = store.getState();
    const next = gather(state);
    const nextKey = keyOf(next, state);
    data = next;
    if (sameKey(key, nextKey)) return;
    key = nextKey;
    client.setData(data);
    for (const listener of listeners) listener();
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (
      state.document !== before.document ||
      state.secrets !== before.secrets ||
      state.lastRun !== before.lastRun ||
      state.lastInputs !== before.lastInputs ||
      state.pins !== before.pins ||
      state.runDocument !== before.runDocument ||
      state.environment !== before.environment ||
      state.environments !== before.environments
    )
      update();
  });
  client.setData(data);

  const found: Held = {
    users: 0,
    stop() {
      unsubscribe();
      client.dispose();
    },
    session: {
      client,
      data: () => data,
      facts() {
        const { document, blueprints, lastRun, pins } = store.getState();
        const isSame = facts?.of === data && facts.document === document && facts.blueprints === blueprints;
        if (facts === undefined || !isSame) {
          const known = withPinned(shapeFacts({ blueprints, lastRun }), pinsToSend(document, pins));
          facts = { of: data, document, blueprints, value: languageFacts(document, data, known) };
        }
        return facts.value;
      },
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
  held.set(store, found);
  return found;
}

function gather(state: EditorStore): PreviewData {
  const { document, secrets, lastRun, run, runDocument, lastInputs, text, environment, environments } = state;
  const { pins } = state;
  return previewData({
    document,
    run: lastRun,
    runDocument: run?.run === lastRun?.run ? runDocument : null,
    lastInputs,
    pins,
    secrets,
    playground: inPlayground({ environment, environments }),
    text,
    now: new Date().toISOString(),
  });
}

type Key = [run: object | null, lastInputs: Record<string, JsonObject>, pins: PinChoices, rest: string];

/** Run outputs may be large: they are compared by the run that holds them. */
function keyOf(data: PreviewData, { lastRun, lastInputs, pins }: EditorStore): Key {
  const { nodes, origins, form, secrets, workflow } = data;
  return [lastRun, lastInputs, pins, JSON.stringify([nodes, origins, form, secrets, workflow])];
}

const sameKey = (one: Key, other: Key): boolean => one.every((part, index) => part === other[index]);
