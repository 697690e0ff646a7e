"use client";

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

const said = createStore<{ words: string; turn: number }>(() => ({ words: "", turn: 0 }));

/** What happens within so many milliseconds is said in one go: a second message would replace the first unheard. */
const together = 80;
let waiting: string[] = [];

/** Tells screen readers what happened, when nothing else on the page says so in words. */
export function announce(words: string): void {
  if (waiting.length === 0)
    setTimeout(() => {
      const now = [...new Set(waiting)].join(". ");
      waiting = [];
      said.setState(({ turn }) => ({ words: now, turn: turn + 1 }));
    }, together);
  waiting.push(words);
}

/** Where `announce` speaks; mounted once in the editor. */
export function Announcer() {
  const { words, turn } = useStore(said);
  // Two places in turn: the same words twice are read twice.
  return (
    <div aria-live="polite" className="sr-only" data-testid="announcer">
      <p>{turn % 2 === 0 ? words : ""}</p>
      <p>{turn % 2 === 1 ? words : ""}</p>
    </div>
  );
}
