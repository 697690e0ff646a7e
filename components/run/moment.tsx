"use client";

import { useSyncExternalStore } from "react";
import { formatExact, formatRelative } from "./format";

/** One clock for every relative time on the page, so that they change together. */
let now = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const read = () => {
  if (now === 0) now = Date.now();
  return now;
};

/** Epoch milliseconds, moving once a second; null on the server. */
export const useNow = (): number | null => useSyncExternalStore(subscribe, read, () => null);

/** When something happened: relative, with the exact moment on hover. */
export function Moment({ at, className }: { at: string; className?: string }) {
  const clock = useNow();
  return (
    <time dateTime={at} title={clock === null ? undefined : formatExact(at)} className={className}>
      {clock === null ? at.slice(0, 10) : formatRelative(Date.parse(at), clock)}
    </time>
  );
}
