"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};
const onMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** Keys as caps. `Mod` shows as ⌘ on a Mac and Ctrl elsewhere. */
export function Keys({ keys }: { keys: string[] }) {
  const mac = useSyncExternalStore(never, onMac, () => false);
  const show = (key: string) =>
    key === "Mod" ? (mac ? "⌘" : "Ctrl") : key === "Shift" ? (mac ? "⇧" : "Shift") : key;
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5">
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4 min-w-4 items-center justify-center rounded-[4px] border border-line bg-sunken px-1 font-sans text-[11px] text-dim leading-none"
        >
          {show(key)}
        </kbd>
      ))}
    </span>
  );
}
