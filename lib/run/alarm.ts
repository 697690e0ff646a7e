import type { RunStore } from "./store";
import type { World } from "./world";

/** Takes up parked runs when their moment has come. */
export interface Alarm {
  /** Looks for what is due, and sets itself for what comes next. */
  check(): void;
  /** A run was parked until this moment, milliseconds since the epoch. */
  note(until: number): void;
  stop(): void;
}

/** Runs that are taken up before the process may do something else. */
const AT_ONCE = 100;

/** The system's clock may be set while nothing happens; it is looked at this often, in milliseconds. */
const LONGEST_LOOK_AWAY = 10_000;

/** A store that fails is asked again after this many milliseconds. */
const PAUSE = 1_000;

/**
 * One timer for all parked runs: the store knows their moments, so that ten thousand of them cost one timer and
 * nothing else.
 */
export function createAlarm(
  store: Pick<RunStore, "due" | "nextDue">,
  world: Pick<World, "now" | "later" | "soon" | "fault">,
  takeUp: (run: string) => Promise<unknown>,
): Alarm {
  let cancelTimer: (() => void) | undefined;
  let setFor = Number.POSITIVE_INFINITY;
  let looking = false;
  let stopped = false;

  const arm = (at: number): void => {
    cancelTimer?.();
    setFor = at;
    const pause = Math.min(Math.max(at - world.now(), 0), LONGEST_LOOK_AWAY);
    cancelTimer = world.later(pause, () => void look());
  };

  const look = async (): Promise<void> => {
    if (looking || stopped) return;
    looking = true;
    cancelTimer?.();
    cancelTimer = undefined;
    setFor = Number.POSITIVE_INFINITY;
    let next: number | undefined;
    try {
      const due = await store.due(world.now(), AT_ONCE);
      for (const run of due) {
        if (stopped) return;
        await takeUp(run);
        await new Promise<void>((resolve) => world.soon(resolve));
      }
      next = await store.nextDue();
      // One that was just taken up says so with its next commit, and may still count as due until then.
      if (next !== undefined) next = Math.max(next, world.now() + (due.length > 0 ? 20 : PAUSE / 4));
    } catch (error) {
      if (!stopped) world.fault("", error);
      next = world.now() + PAUSE;
    } finally {
      looking = false;
    }
    if (!stopped && next !== undefined) arm(Math.min(next, setFor));
  };

  return {
    check: () => void look(),
    note(until) {
      if (!stopped && until < setFor && !looking) arm(until);
      else if (looking) setFor = Math.min(setFor, until);
    },
    stop() {
      stopped = true;
      cancelTimer?.();
    },
  };
}
