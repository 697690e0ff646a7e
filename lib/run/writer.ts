import { RunLeft } from "./left";
import type { Batch, RunStore } from "./store";
import type { World } from "./world";

/** Commits what runs add to their logs. */
export interface Writer {
  /** Resolves when the batch is durable; false when it was to create a run that exists. */
  commit(batch: Batch): Promise<boolean>;
  /** Why nothing can be written just now; nothing when all is well. */
  failing(): string | undefined;
  /** Gives up on what is not written yet. */
  close(): void;
}

/** Milliseconds between attempts to write; doubled up to the second. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;

interface Waiting {
  batch: Batch;
  resolve: (written: boolean) => void;
  reject: (error: unknown) => void;
}

/**
 * One commit for all the batches that come up in the same turn of the event loop: a flush of the disk costs
 * the same for one run and for many. Batches stay in their order.
 *
 * While the store fails in a way that may pass (a full disk, a lock), what runs have done is kept and written
 * later: a request that was answered is not sent again because its answer could not be recorded at once. Only
 * new runs are refused meanwhile. A batch that fails by itself in another way fails alone.
 */
export function createWriter(store: RunStore, world: Pick<World, "soon" | "later" | "fault">): Writer {
  let queue: Waiting[] = [];
  let underWay = false;
  let closed = false;
  let trouble: string | undefined;
  let pause = FIRST_PAUSE;
  let cancelPause: (() => void) | undefined;

  const append = async (group: Waiting[]): Promise<void> => {
    const refused = new Set(await store.append(group.map(({ batch }) => batch)));
    for (const { batch, resolve } of group) resolve(!(batch.create !== undefined && refused.has(batch.run)));
    trouble = undefined;
    pause = FIRST_PAUSE;
  };

  const passes = (error: unknown): boolean => store.mayPass?.(error) === true;

  /** What is to be written later, after a failure that may pass. */
  const keep = (group: Waiting[], error: unknown): void => {
    const isNew = ({ batch }: Waiting) => batch.create !== undefined;
    if (trouble === undefined) world.fault(group[0]?.batch.run ?? "", error);
    trouble = error instanceof Error ? error.message : String(error);
    for (const { reject } of group.filter(isNew)) reject(error);
    queue = [...group.filter((one) => !isNew(one)), ...queue];
  };

  const write = async (): Promise<void> => {
    const group = queue;
    queue = [];
    try {
      await append(group);
    } catch (error) {
      if (passes(error)) keep(group, error);
      else if (group.length === 1) group[0]?.reject(error);
      else await writeEach(group);
    }
    underWay = false;
    schedule();
  };

  const writeEach = async (group: Waiting[]): Promise<void> => {
    for (const [index, one] of group.entries()) {
      try {
        await append([one]);
      } catch (error) {
        if (passes(error)) return keep(group.slice(index), error);
        one.reject(error);
      }
    }
  };

  const schedule = (): void => {
    if (closed) {
      for (const { reject } of queue.splice(0)) reject(new RunLeft());
      return;
    }
    if (underWay || queue.length === 0) return;
    underWay = true;
    if (trouble === undefined) {
      world.soon(() => void write());
      return;
    }
    cancelPause = world.later(pause, () => {
      cancelPause = undefined;
      void write();
    });
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  };

  return {
    commit: (batch) =>
      new Promise((resolve, reject) => {
        queue.push({ batch, resolve, reject });
        schedule();
      }),
    failing: () => trouble,
    close() {
      closed = true;
      if (cancelPause === undefined) return;
      cancelPause();
      underWay = false;
      schedule();
    },
  };
}
