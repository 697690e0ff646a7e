import "server-only";
import type { Bodies } from "./bodies";
import type { Database } from "./db/client";
import type { Log } from "./log";

/** What is kept of runs that are over; 0 is no bound. */
export interface Retention {
  days: number;
  runs: number;
}

const DAY = 86_400_000;

/** Milliseconds from one look to the next. */
const INTERVAL = 3_600_000;

/** Runs of one transaction: long enough to get on, short enough that nobody waits for it. */
const AT_ONCE = 100;

/**
 * Removes runs that are over and older than the settings keep, with their events and files, oldest first. A run
 * that is not over is never removed, however old it is.
 *
 * @param now milliseconds since the epoch
 * @returns how many were removed
 */
export async function removeOldRuns(
  db: Database,
  bodies: Pick<Bodies, "removeRun">,
  { days, runs }: Retention,
  now: number,
  signal?: AbortSignal,
): Promise<number> {
  let removed = 0;
  while (signal?.aborted !== true) {
    const old = await oldest(db, { days, runs }, now);
    if (old.length === 0) break;
    await db.deleteFrom("runs").where("id", "in", old).where("status", "=", "COMPLETED").execute();
    // Rows first: a file that stays behind is rubbish, a row without its file is an error for a reader.
    for (const run of old) await bodies.removeRun(run);
    removed += old.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return removed;
}

async function oldest(db: Database, { days, runs }: Retention, now: number): Promise<string[]> {
  const over = db.selectFrom("runs").where("status", "=", "COMPLETED");
  let cutoff = days > 0 ? new Date(now - days * DAY).toISOString() : undefined;
  if (runs > 0) {
    // The newest of those that are too many.
    const extra = await over
      .select("completed_at")
      .orderBy("completed_at", "desc")
      .limit(1)
      .offset(runs)
      .executeTakeFirst();
    const last = extra?.completed_at ?? undefined;
    if (last !== undefined && (cutoff === undefined || last > cutoff)) cutoff = last;
  }
  if (cutoff === undefined) return [];
  const rows = await over
    .select("id")
    .where("completed_at", "<=", cutoff)
    .orderBy("completed_at")
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ id }) => id);
}

/** Looks at start and every hour. `stop` resolves when no removal is under way any more. */
export function startRetention(
  db: Database,
  bodies: Pick<Bodies, "removeRun">,
  retention: Retention,
  log: Log,
): { stop(): Promise<void> } {
  const over = new AbortController();
  let underWay: Promise<void> = Promise.resolve();
  const look = (): void => {
    underWay = removeOldRuns(db, bodies, retention, Date.now(), over.signal).then(
      (runs) => runs > 0 && log.info({ runs }, "old runs removed"),
      (error: unknown) => log.error({ err: error }, "old runs could not be removed"),
    ) as Promise<void>;
  };
  const timer = setInterval(look, INTERVAL);
  timer.unref();
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      over.abort();
      await underWay;
    },
  };
}
