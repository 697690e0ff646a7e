"use client";

import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds now; false while the page is made on the server. */
export function useMedia(query: string): boolean {
  const watch = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(
    watch,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** Panels become sheets below this width. */
export const narrow = "(max-width: 899px)";

/** On a phone the graph is for looking. */
export const phone = "(max-width: 599px)";

const watchResize = (changed: () => void) => {
  window.addEventListener("resize", changed);
  return () => window.removeEventListener("resize", changed);
};

/** The window's width in px; 0 while the page is made on the server. */
export function useWindowWidth(): number {
  return useSyncExternalStore(
    watchResize,
    () => window.innerWidth,
    () => 0,
  );
}

/** A finger is what points. */
export const coarse = "(pointer: coarse)";

/** The height of a row that can be pressed, given the one for a mouse. */
export const useRowHeight = (fine: number): number => (useMedia(coarse) ? 44 : fine);

/** Whether the person asked for less movement. */
export const reducedMotion = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
