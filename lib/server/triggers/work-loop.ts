import "server-only";
import type { Clock } from "../clock";
import type { NextWork } from "./schedules";

/** Work that is done when it is due, one piece after the other. */
export interface Loop {
  /** There may be new work: looks for it at once. Resolves when that look is over. */
  look(): Promise<void>;
  /** Waits for the piece in hand; begins no other. */
  stop(): Promise<void>;
}

/** The longest sleep, in milliseconds: a clock that was set forward is noticed after it at the latest. */
const longestSleep = 30_000;

/**
 * Calls `work` when it says that there is more to do, when asked to, and every half a minute in any case.
 *
 * @param work gives the moment of its next work; what it throws is told to `fault`, and it is called again
 */
export function startLoop(
  work: () => Promise<NextWork>,
  clock: Clock,
  fault: (error: unknown) => void,
): Loop {
  let cancel: (() => void) | undefined;
  let busy: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const run = async (): Promise<void> => {
    let next: NextWork;
    do {
      again = false;
      try {
        next = await work();
      } catch (error) {
        fault(error);
        next = undefined;
      }
    } while (again && !stopped);
    busy = undefined;
    if (stopped) return;
    const wait = next === undefined ? longestSleep : next - clock.now();
    cancel = clock.later(Math.min(Math.max(wait, 0), longestSleep), () => void look());
  };

  const look = (): Promise<void> => {
    if (stopped) return busy ?? Promise.resolve();
    again = true;
    if (busy !== undefined) return busy;
    cancel?.();
    busy = run();
    return busy;
  };

  return {
    look,
    stop: async () => {
      stopped = true;
      cancel?.();
      await busy;
    },
  };
}
