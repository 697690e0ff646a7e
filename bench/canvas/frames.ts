import type { Browser, Page } from "@playwright/test";
import { type Gesture, perform } from "./gestures";

/** What the frames of a gesture took, sorted (ms). */
export interface Frames {
  /** From one frame to the next; the screen allows one in 16.7 ms. */
  apart: number[];
  /** How long the page's thread worked for each, whatever the screen waits for. */
  busy: number[];
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
}

/** Performs a gesture, one step in each frame, and records the frames. */
export async function framesOf(browser: Browser, page: Page, gesture: Gesture): Promise<Frames> {
  await browser.startTracing(page, { categories: ["toplevel", "blink.user_timing"] });
  const times = await perform(page, gesture);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  return {
    apart: sorted(times.slice(1).map((time, at) => time - times[at]!)),
    busy: sorted(busyTimes(trace.traceEvents)),
  };
}

const sorted = (values: number[]) => values.sort((a, b) => a - b);

/** Milliseconds of work for each frame that the page marked: the task with the mark, and those up to the next. */
function busyTimes(events: TraceEvent[]): number[] {
  const marks = events.filter(({ name, ph }) => name === "frame" && ph === "I").sort((a, b) => a.ts - b.ts);
  const [first] = marks;
  const last = marks.at(-1);
  if (first === undefined || last === undefined) throw new Error("The trace has no frames.");
  const tasks = events
    .filter(
      ({ name, ph, pid, tid }) =>
        name === "ThreadControllerImpl::RunTask" && ph === "X" && pid === first.pid && tid === first.tid,
    )
    .sort((a, b) => a.ts - b.ts);
  const busy = marks.slice(1).map(() => 0);
  let frame = -1;
  let free = 0;
  for (const { ts, dur = 0 } of tasks) {
    // A task inside another one is part of it.
    if (ts < free) continue;
    free = ts + dur;
    while (frame + 1 < marks.length && marks[frame + 1]!.ts <= free) frame++;
    if (frame >= 0 && frame < busy.length) busy[frame]! += dur / 1000;
  }
  return busy;
}
