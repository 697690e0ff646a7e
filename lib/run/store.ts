import type { Json } from "../base/json";
import type { RunRequest } from "./engine";
import type { RunEvent, RunStatus } from "./events";

/** Something of a run that is durable but no event yet: a step's result, or a report that waits to be worked on. */
export interface JournalEntry {
  /** `step:<wfnr>` or `signal:<number>`. */
  key: string;
  value: Json;
}

/** What one run adds to the store at once. */
export interface Batch {
  run: string;
  /** Present in a run's first batch: the run must not exist yet. */
  create?: RunRequest;
  events: RunEvent[];
  put: JournalEntry[];
  /** Keys of the journal that the events have made needless. */
  remove: string[];
  /** The run leaves memory: nothing happens to it before this moment (null for none), a report or a cancel. */
  park?: { until: number | null };
  /** The run, which was parked, goes on. */
  unpark?: true;
}

/** A run as it was left. */
export interface StoredRun {
  request: RunRequest;
  events: RunEvent[];
  journal: JournalEntry[];
  parked: boolean;
}

/** Where an engine keeps its runs. */
export interface RunStore {
  /**
   * Commits the batches of any number of runs in one transaction; on the disk when it resolves.
   * A batch whose `create` names a run that exists is left out; the identifiers of those are returned.
   */
  append(batches: readonly Batch[]): Promise<string[]>;
  /** True for a failure of `append` that may be over later: a full disk, a lock. */
  mayPass?(error: unknown): boolean;
  /** All of a run; nothing when there is none. */
  load(run: string): Promise<StoredRun | undefined>;
  /** The log after `seq`, in order. */
  events(run: string, after: number): Promise<RunEvent[]>;
  status(run: string): Promise<RunStatus | undefined>;
  /** Identifiers of the runs that have not completed and are not parked, oldest first. */
  unfinished(): Promise<string[]>;
  /** Parked runs whose moment is not after `now` (milliseconds since the epoch), the earliest first. */
  due(now: number, limit: number): Promise<string[]>;
  /** The earliest moment of a parked run. */
  nextDue(): Promise<number | undefined>;
  /** How many runs are parked. */
  parked(): Promise<number>;
  /** The run that a node run belongs to. */
  findByNodeRun(nodeRun: string): Promise<string | undefined>;
}
