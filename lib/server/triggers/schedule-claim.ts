import "server-only";
import type { Cron } from "../../nodes/schedule-trigger/cron";
import { runAfter, tickBefore } from "../../nodes/schedule-trigger/ticks";

/** The tick that is run now, and how many before it were not. */
export interface Claim {
  /** ISO 8601. */
  tick: string;
  missed: number;
  /** The first of those missed; the tick itself when there is none. */
  since: string;
}

/** Ticks that are counted one by one; beyond them a note says "more than". */
const counted = 1000;

/**
 * What to run of a schedule whose tick at `due` has come: the last tick by now. Those between are missed, because
 * nobody was there to run them.
 */
export function claimTick(cron: Cron, due: number, now: number): Claim {
  let tick = due;
  let missed = 0;
  for (let next = runAfter(cron, tick); next !== undefined && next <= now; next = runAfter(cron, tick)) {
    tick = next;
    missed += 1;
    if (missed <= counted) continue;
    tick = tickBefore(cron, now) ?? tick;
    break;
  }
  return { tick: new Date(tick).toISOString(), missed, since: new Date(due).toISOString() };
}

/** The note in the log of a run whose ticks before were missed. */
export const missedNote = ({ missed, since }: Claim): string => {
  const many = missed > counted ? `More than ${counted} ticks` : missed === 1 ? "1 tick" : `${missed} ticks`;
  return `${many} since ${since} ${missed === 1 ? "was" : "were"} missed while Slipway did not run; this run stands for all of them.`;
};
