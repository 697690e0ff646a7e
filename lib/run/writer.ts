import type { Batch, RunStore } from "./store";
import type { World } from "./world";

/** Commits what runs add to their logs. */
export interface Writer {
  /** Resolves when the batch is durable; false when it was to create a run that exists. */
  commit(batch: Batch): Promise<boolean>;
}

interface Waiting {
  batch: Batch;
  resolve: (written: boolean) => void;
  reject: (error: unknown) => void;
}

/**
 * One commit for all the batches that come up in the same turn of the event loop: a flush of the disk costs
 * the same for one run and for many. Batches stay in their order.
 */
export function createWriter(store: RunStore, world: Pick<World, "soon">): Writer {
  let queue: Waiting[] = [];
  let underWay = false;

  const write = async (): Promise<void> => {
    const group = queue;
    queue = [];
    try {
      const refused = new Set(await store.append(group.map(({ batch }) => batch)));
      for (const { batch, resolve } of group)
        resolve(!(batch.create !== undefined && refused.has(batch.run)));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    underWay = false;
    schedule();
  };

  const schedule = (): void => {
    if (underWay || queue.length === 0) return;
    underWay = true;
    world.soon(() => void write());
  };

  return {
    commit: (batch) =>
      new Promise((resolve, reject) => {
        queue.push({ batch, resolve, reject });
        schedule();
      }),
  };
}
