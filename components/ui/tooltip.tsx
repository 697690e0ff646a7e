"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Keys } from "./kbd";

/** Wraps the whole application once; tooltips open after 400 ms, then at once from one to the next. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={300}>
      {children}
    </Radix.Provider>
  );
}

/** A few words about its child, which must be one focusable element. */
export function Tooltip({
  text,
  keys,
  side = "bottom",
  shown,
  children,
}: {
  text: ReactNode;
  keys?: readonly string[];
  side?: "top" | "right" | "bottom" | "left";
  /** Whether it is open, for one that opens on a press, too: a finger cannot rest on a thing. */
  shown?: { open: boolean; onOpenChange: (open: boolean) => void };
  children: ReactElement;
}) {
  return (
    <Radix.Root {...shown}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-80 items-center gap-2 rounded-control border border-line bg-raised px-2 py-1 text-text text-xs shadow-float data-[state=delayed-open]:animate-[fade-in_120ms]"
        >
          {text}
          {keys && <Keys keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
