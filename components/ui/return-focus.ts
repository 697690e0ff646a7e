"use client";

import { useLayoutEffect, useRef } from "react";

/** What had the focus of late, the newest last. What closes goes back to the last of it that is still there. */
const trail: HTMLElement[] = [];
const longest = 12;
let isWatched = false;

function watch(): void {
  if (isWatched) return;
  isWatched = true;
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) return;
    trail.push(target as HTMLElement);
    if (trail.length > longest) trail.shift();
  });
}

const isLost = () => document.activeElement === null || document.activeElement === document.body;

const now = (): readonly HTMLElement[] =>
  document.activeElement instanceof HTMLElement && !isLost()
    ? [...trail, document.activeElement]
    : [...trail];

/**
 * Where the focus goes when something over the page closes: to what had it before, unless what was done there gave it
 * to something else. Spread the result onto the content of a dialog, a menu or a popover of Radix, whose own way back
 * is its trigger, which a key or a place on the canvas is not.
 */
export function useReturnFocus(): {
  onOpenAutoFocus: () => void;
  onCloseAutoFocus: (event: Event) => void;
} {
  const before = useRef<readonly HTMLElement[]>([]);
  // What is shown for as long as it is mounted begins here, before its content takes the focus.
  useLayoutEffect(() => {
    watch();
    before.current = now();
  }, []);
  return {
    onOpenAutoFocus() {
      before.current = now();
    },
    onCloseAutoFocus(event) {
      event.preventDefault();
      if (!isLost()) return;
      before.current
        .findLast((element) => element.isConnected && element.checkVisibility())
        ?.focus({ preventScroll: true });
    },
  };
}
