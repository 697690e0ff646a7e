import type { StoreApi } from "zustand";
import { snapshotOf } from "../actions/edit";
import { isUnsaved } from "../saved-draft";
import type { EditorStore } from "../store-types";
import { type Kept, keptOf, patchBetween } from "./patch";
import type { JournalStorage } from "./storage";
import { checkpointOf, type Entry, type Journal } from "./timeline";

/** So long (ms) changes are gathered for one write. */
const batch = 60;
/** After so many lines a save begins the journal anew; without a save, after `mostLines`. */
const manyLines = 400;
const mostLines = 4_000;
/** How soon (ms) a storage that failed is tried again. */
const patience = 20_000;

export interface JournalKeeper {
  /** Writes what is gathered, now. Never rejects. */
  flush(): Promise<void>;
  /** Forgets what is gathered: another page writes the journal now. */
  drop(): void;
  stop(): Promise<void>;
}

/** Writes each change of a page to the journal, as long as the page is the one that edits. */
export function keepJournal(store: StoreApi<EditorStore>, storage: JournalStorage): JournalKeeper {
  const { id } = store.getState();
  let unsaved: Journal["unsaved"] = { changes: store.getState().recovered?.changes ?? 0, at: Date.now() };
  let lines: Entry[] = [];
  let written = 0;
  /** The first write puts the whole page there; the lines after it are about that. */
  let isWhole = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing = Promise.resolve();
  let quietUntil = 0;

  const journalOf = (state: EditorStore, { bare = false } = {}): Journal => {
    const present = keptOf(snapshotOf(state));
    const { past, future } = state.history;
    return {
      present,
      history: bare ? { past: [], future: [] } : { past, future },
      base: { revision: state.revision, draft: { ...present, ...state.base } },
      unsaved,
    };
  };

  const count = (entry: Entry) => {
    const changes = entry.kind === "grow" ? Math.max(1, unsaved.changes) : unsaved.changes + 1;
    unsaved = { changes, at: entry.at };
  };

  const stop = store.subscribe((state, before) => {
    if (state.writer === "elsewhere") return;
    if (before.writer === "elsewhere") unsaved = { changes: state.recovered?.changes ?? 0, at: Date.now() };
    const entries = entriesBetween(before, state, Date.now());
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (entry.kind === "saved") {
        if (!isUnsaved(state, state.base)) unsaved = { changes: 0, at: entry.at };
        if (written + lines.length > manyLines) isWhole = true;
      } else if (entry.kind !== "amend") count(entry);
    }
    if (written + lines.length > mostLines) isWhole = true;
    lines.push(...entries);
    timer ??= setTimeout(() => void flush(), batch);
  });

  async function write(): Promise<void> {
    if (lines.length === 0 || Date.now() < quietUntil) return;
    const going = lines;
    const whole = isWhole;
    lines = [];
    isWhole = false;
    try {
      if (whole) await storage.restart(id, checkpointOf(journalOf(store.getState())));
      else await storage.append(id, going);
      written = whole ? 0 : written + going.length;
      told(null);
    } catch (cause) {
      await fallBack(cause);
    }
  }

  /** A storage that is full may still hold the draft without its undo steps. */
  async function fallBack(cause: unknown): Promise<void> {
    isWhole = true;
    try {
      await storage.restart(id, checkpointOf(journalOf(store.getState(), { bare: true })));
      told(null);
    } catch {
      quietUntil = Date.now() + patience;
      told(cause instanceof Error ? cause.message : String(cause));
    }
  }

  const told = (unkept: string | null) => {
    if (store.getState().unkept !== unkept) store.setState({ unkept });
  };

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  }

  return {
    flush,
    drop() {
      lines = [];
      isWhole = true;
    },
    stop() {
      stop();
      return flush();
    },
  };
}

/** What happened between two states of a page, as lines of the journal. */
function entriesBetween(before: EditorStore, state: EditorStore, at: number): Entry[] {
  const entries: Entry[] = [];
  const [from, to] = [keptOf(snapshotOf(before)), keptOf(snapshotOf(state))];
  const { last, past } = state.history;
  if (state.history.moves !== before.history.moves && last !== null) {
    if (last.kind === "travel") entries.push({ kind: "travel", by: last.by, at, left: from.selection });
    else {
      const { label, selection } = past.at(-1)!;
      entries.push({ kind: last.kind, patch: patchBetween(from, to), label, at, left: selection });
    }
  } else if (hasOther(from, to)) entries.push({ kind: "amend", patch: patchBetween(from, to), at });
  if (state.base !== before.base || state.revision !== before.revision)
    entries.push({
      kind: "saved",
      revision: state.revision,
      patch: patchBetween(to, { ...to, ...state.base }),
      at,
    });
  return entries;
}

/** What is selected is no change. */
const hasOther = (from: Kept, to: Kept): boolean =>
  Object.entries(to).some(([key, value]) => key !== "selection" && value !== from[key as keyof Kept]);
