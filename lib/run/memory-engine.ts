import { engineOf, type LocalEngine } from "./engine-of";
import type { RunEvent } from "./events";
import type { JournalEntry, RunStore, StoredRun } from "./store";
import type { World } from "./world";

/** Keeps runs in memory: for tests, dry runs and the command line. */
export function createMemoryStore(): RunStore {
  const runs = new Map<string, StoredRun>();
  const moments = new Map<string, number>();
  const owners = new Map<string, string>();
  const over = (events: readonly RunEvent[]) => events.at(-1)?.type === "run.completed";
  return {
    async append(batches) {
      const refused: string[] = [];
      for (const { run, create, events, put, remove, park, unpark } of batches) {
        if (create !== undefined) {
          if (runs.has(run)) {
            refused.push(run);
            continue;
          }
          runs.set(run, { request: create, events: [], journal: [], parked: false });
        }
        const stored = runs.get(run);
        if (stored === undefined) throw new Error(`There is no run ${run} to add to.`);
        stored.events.push(...events);
        for (const event of events) {
          if (event.type === "run.started") owners.set(event.trigger.nodeRun, run);
          if (event.type === "node.started") owners.set(event.nodeRun, run);
        }
        if (park !== undefined || unpark) {
          stored.parked = park !== undefined;
          moments.delete(run);
          if (typeof park?.until === "number") moments.set(run, park.until);
        }
        const gone = new Set([...remove, ...put.map(({ key }) => key)]);
        stored.journal = [...stored.journal.filter(({ key }) => !gone.has(key)), ...put];
      }
      return refused;
    },
    load: async (run) => copyOf(runs.get(run)),
    events: async (run, after) => (runs.get(run)?.events ?? []).filter(({ seq }) => seq > after),
    status: async (run) => {
      const stored = runs.get(run);
      if (stored === undefined) return undefined;
      return over(stored.events) ? "COMPLETED" : "IN_PROGRESS";
    },
    unfinished: async () =>
      [...runs].filter(([, { events, parked }]) => !over(events) && !parked).map(([run]) => run),
    due: async (now, limit) =>
      [...moments]
        .filter(([, at]) => at <= now)
        .sort(([, a], [, b]) => a - b)
        .slice(0, limit)
        .map(([run]) => run),
    nextDue: async () => (moments.size === 0 ? undefined : Math.min(...moments.values())),
    parked: async () => [...runs.values()].filter(({ parked }) => parked).length,
    findByNodeRun: async (nodeRun) => owners.get(nodeRun),
  };
}

const copyOf = (stored: StoredRun | undefined): StoredRun | undefined =>
  stored === undefined
    ? undefined
    : {
        request: stored.request,
        parked: stored.parked,
        events: [...stored.events],
        journal: stored.journal.map((entry): JournalEntry => ({ ...entry })),
      };

/** An engine that forgets everything when the process ends. */
export const createMemoryEngine = (world: World, store: RunStore = createMemoryStore()): LocalEngine =>
  engineOf(store, world);
