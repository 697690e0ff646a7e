import type { Cron } from "./cron";

/** Reference 2.4: a schedule starts at most one run in this time, in milliseconds. Ticks in between are left out. */
export const shortestWait = 5 * 60_000;

const minute = 60_000;
const day = 24 * 60 * minute;

/** February 29 comes back after 8 years at the latest; what has no tick for longer has none at all. */
const horizon = 9 * 366;

/**
 * The first tick after a moment. Moments are milliseconds since the epoch, days and hours those of UTC.
 * Undefined when there is none, as for February 30.
 */
export function tickAfter(cron: Cron, after: number): number | undefined {
  const from = Math.floor(after / minute) * minute + minute;
  for (let date = Math.floor(from / day) * day, left = horizon; left > 0; date += day, left -= 1) {
    if (!isDay(cron, new Date(date))) continue;
    for (const hour of cron.hours)
      for (const at of cron.minutes) {
        const tick = date + (hour * 60 + at) * minute;
        if (tick >= from) return tick;
      }
  }
  return undefined;
}

/** The last tick at a moment or before it. */
export function tickBefore(cron: Cron, until: number): number | undefined {
  for (let date = Math.floor(until / day) * day, left = horizon; left > 0; date -= day, left -= 1) {
    if (!isDay(cron, new Date(date))) continue;
    for (const hour of cron.hours.toReversed())
      for (const at of cron.minutes.toReversed()) {
        const tick = date + (hour * 60 + at) * minute;
        if (tick <= until) return tick;
      }
  }
  return undefined;
}

/** The first tick that starts a run when the one before it was at `last`. */
export const runAfter = (cron: Cron, last: number): number | undefined =>
  tickAfter(cron, last + shortestWait - minute);

/** The ticks after a moment that start runs, when none was shortly before it. */
export function nextRuns(cron: Cron, after: number, count: number): number[] {
  const found: number[] = [];
  let next = tickAfter(cron, after);
  while (next !== undefined && found.length < count) {
    found.push(next);
    next = runAfter(cron, next);
  }
  return found;
}

function isDay(cron: Cron, date: Date): boolean {
  if (!cron.months.includes(date.getUTCMonth() + 1)) return false;
  const inMonth = date.getUTCDate();
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const weekday = date.getUTCDay();
  const byDate = cron.days.includes(inMonth) || (cron.lastDay && inMonth === lastOfMonth);
  const byWeekday =
    cron.weekdays.includes(weekday) ||
    cron.nth.some((one) => one.weekday === weekday && Math.ceil(inMonth / 7) === one.n);
  if (cron.anyDay) return byWeekday;
  return cron.anyWeekday ? byDate : byDate || byWeekday;
}
