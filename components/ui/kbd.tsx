"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};
const onMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

const macCaps: Record<string, string> = {
  Mod: "⌘",
  Ctrl: "⌃",
  Shift: "⇧",
  Alt: "⌥",
  Enter: "↩",
  Del: "⌫",
  Tab: "⇥",
};

/** How a key is called: by its sign on a Mac, by its word elsewhere. */
const capOf = (key: string, mac: boolean) => (mac ? (macCaps[key] ?? key) : key === "Mod" ? "Ctrl" : key);

/** Keys as a word in a sentence, as this machine's keyboard has them: "Ctrl+Z", "⌘Z". In the browser alone. */
export const keysInWords = (keys: readonly string[]): string =>
  keys.map((key) => capOf(key, onMac())).join(onMac() ? "" : "+");

/** Whether the keyboard is a Mac's; false until the page runs in the browser. */
export const useMac = (): boolean => useSyncExternalStore(never, onMac, () => false);

/** Keys as caps, as this machine's keyboard has them; `mac` shows those of the one or the other kind. */
export function Keys({ keys, mac: asked }: { keys: readonly string[]; mac?: boolean }) {
  const here = useMac();
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5">
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4 min-w-4 items-center justify-center rounded-[4px] border border-line bg-sunken px-1 font-sans text-[11px] text-dim leading-none"
        >
          {capOf(key, asked ?? here)}
        </kbd>
      ))}
    </span>
  );
}
