import type { Checkpoint, Entry } from "./timeline";

/** Where journals are kept, one for each workflow. Every call may fail; the page works on. */
export interface JournalStorage {
  read(workflow: string): Promise<{ checkpoint: Checkpoint; entries: Entry[] } | undefined>;
  append(workflow: string, entries: readonly Entry[]): Promise<void>;
  /** Puts a checkpoint in the place of all that was kept. */
  restart(workflow: string, checkpoint: Checkpoint): Promise<void>;
  forget(workflow: string): Promise<void>;
  /** Forgets workflows that are not known any more, but not what was never saved lately. */
  sweep(known: ReadonlySet<string>, now: number): Promise<void>;
}

interface CheckpointRow {
  workflow: string;
  checkpoint: Checkpoint;
  at: number;
}

interface EntryRow {
  workflow: string;
  number: number;
  entry: Entry;
}

const checkpoints = "checkpoints";
const entries = "entries";
/** What is unsaved outlives its workflow in the list for so long (ms): the list may be that of another server. */
const patience = 30 * 24 * 60 * 60 * 1000;

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's storage failed."));
  });

const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("The browser's storage gave up."));
  });

const linesOf = (workflow: string) => IDBKeyRange.bound([workflow, 0], [workflow, Number.MAX_SAFE_INTEGER]);

/** The journals of this browser, in IndexedDB. */
export function browserStorage(): JournalStorage {
  let opening: Promise<IDBDatabase> | undefined;

  function open(): Promise<IDBDatabase> {
    opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("slipway-journal", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(checkpoints, { keyPath: "workflow" });
        request.result.createObjectStore(entries, { keyPath: ["workflow", "number"] });
      };
      request.onblocked = () => reject(new Error("Another tab holds an old version of the journal open."));
      request.onerror = () => reject(request.error ?? new Error("The browser refused its storage."));
      request.onsuccess = () => {
        const database = request.result;
        const reopen = () => {
          opening = undefined;
        };
        database.onclose = reopen;
        database.onversionchange = () => {
          database.close();
          reopen();
        };
        resolve(database);
      };
    });
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  }

  async function write(work: (transaction: IDBTransaction) => void): Promise<void> {
    const transaction = (await open()).transaction([checkpoints, entries], "readwrite");
    const done = finished(transaction);
    work(transaction);
    await done;
  }

  const remove = (transaction: IDBTransaction, workflow: string) => {
    transaction.objectStore(checkpoints).delete(workflow);
    transaction.objectStore(entries).delete(linesOf(workflow));
  };

  return {
    async read(workflow) {
      const transaction = (await open()).transaction([checkpoints, entries], "readonly");
      const [row, lines] = await Promise.all([
        answer<CheckpointRow | undefined>(transaction.objectStore(checkpoints).get(workflow)),
        answer<EntryRow[]>(transaction.objectStore(entries).getAll(linesOf(workflow))),
      ]);
      return row && { checkpoint: row.checkpoint, entries: lines.map(({ entry }) => entry) };
    },
    append: (workflow, lines) =>
      write((transaction) => {
        const store = transaction.objectStore(entries);
        const last = store.openKeyCursor(linesOf(workflow), "prev");
        last.onsuccess = () => {
          const key = last.result?.primaryKey;
          let number = Array.isArray(key) ? Number(key[1]) : 0;
          for (const entry of lines) {
            number += 1;
            store.add({ workflow, number, entry } satisfies EntryRow);
          }
        };
      }),
    restart: (workflow, checkpoint) =>
      write((transaction) => {
        remove(transaction, workflow);
        const row: CheckpointRow = { workflow, checkpoint, at: Date.now() };
        transaction.objectStore(checkpoints).put(row);
      }),
    forget: (workflow) => write((transaction) => remove(transaction, workflow)),
    sweep: (known, now) =>
      write((transaction) => {
        const all = transaction.objectStore(checkpoints).getAll() as IDBRequest<CheckpointRow[]>;
        all.onsuccess = () => {
          for (const { workflow, at } of all.result)
            if (!known.has(workflow) && now - at > patience) remove(transaction, workflow);
        };
      }),
  };
}

/** A browser without storage has nothing to forget. */
const ignored = () => undefined;

/** For a workflow that is deleted. */
export const forgetJournal = (workflow: string): void => {
  browserStorage().forget(workflow).catch(ignored);
};

/** Clears away what belongs to workflows that were deleted elsewhere. */
export const sweepJournals = (known: readonly string[]): void => {
  browserStorage().sweep(new Set(known), Date.now()).catch(ignored);
};
