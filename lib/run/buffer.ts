import type { Json } from "../base/json";
import type { RunRequest } from "./engine";
import type { RunEvent, RunEventBody } from "./events";
import { emptyRun, type RunState, reduceRun } from "./state";
import type { Batch, StoredRun } from "./store";
import type { World } from "./world";
import type { Writer } from "./writer";

/** How long an event may stay in memory while a step is under way, in milliseconds. */
const LINGER = 50;

/** One run's log in memory, ahead of the durable one by what the next commit will hold. */
export interface LogBuffer {
  state(): RunState;
  /** The log as far as it is durable. */
  durable: readonly RunEvent[];
  emit(body: RunEventBody): void;
  /** Adds to or takes from the journal with the next commit. An entry that one commit would do both to is never written. */
  put(key: string, value: Json): void;
  remove(key: string): void;
  /** Asks that the next commit creates the run. */
  create(): void;
  /** Asks that the next commit parks the run. */
  park(until: number | null): void;
  /** Whether the store has the run as parked. */
  isParked(): boolean;
  /** Resolves when all that was emitted is durable. Rejects with `RunExists`, or with the store's own error. */
  flush(): Promise<void>;
  /** Drops the timer; what is not flushed stays out of the log. */
  close(): void;
  watchers: Set<() => void>;
}

/** The run that was to be created exists. */
export class RunExists extends Error {}

/** `failed` is called when a commit fails that nobody waits for. */
export function createBuffer(
  request: RunRequest,
  stored: StoredRun | undefined,
  world: World,
  writer: Writer,
  failed: (error: unknown) => void,
): LogBuffer {
  const durable = [...(stored?.events ?? [])];
  const persisted = new Set((stored?.journal ?? []).map((entry) => entry.key));
  const watchers = new Set<() => void>();
  let state = durable.reduce(reduceRun, emptyRun(request.run));
  let parked = stored?.parked === true;
  let pending: Batch | undefined;
  let writing: Promise<void> = Promise.resolve();
  let cancelTimer: (() => void) | undefined;

  const batch = (): Batch => {
    pending ??= { run: request.run, events: [], put: [], remove: [] };
    return pending;
  };

  const write = async (target: Batch): Promise<void> => {
    const needless = new Set(target.remove);
    target.put = target.put.filter(({ key }) => !needless.has(key));
    target.remove = target.remove.filter((key) => persisted.has(key));
    if (parked && target.park === undefined) target.unpark = true;
    parked = target.park !== undefined;
    if (!(await writer.commit(target))) throw new RunExists(request.run);
    for (const { key } of target.put) persisted.add(key);
    for (const key of target.remove) persisted.delete(key);
    durable.push(...target.events);
    for (const event of target.events) world.observe?.(state, event);
    for (const changed of watchers) changed();
  };

  const flush = (): Promise<void> => {
    cancelTimer?.();
    cancelTimer = undefined;
    if (pending === undefined) return writing;
    const target = pending;
    pending = undefined;
    // The writer keeps the order; waiting for the one before too makes its failure ours.
    writing = Promise.all([writing, write(target)]).then(() => undefined);
    writing.catch(failed);
    return writing;
  };

  return {
    state: () => state,
    durable,
    watchers,
    emit(body) {
      const event = { seq: state.seq + 1, at: new Date(world.now()).toISOString(), ...body } as RunEvent;
      state = reduceRun(state, event);
      batch().events.push(event);
      cancelTimer ??= world.later(LINGER, () => void flush().catch(failed));
    },
    put: (key, value) => void batch().put.push({ key, value }),
    remove: (key) => void batch().remove.push(key),
    create: () => void Object.assign(batch(), { create: request }),
    park: (until) => void Object.assign(batch(), { park: { until } }),
    isParked: () => parked,
    flush,
    close() {
      cancelTimer?.();
      cancelTimer = undefined;
    },
  };
}
