"use client";

import { CircleCheck, CircleX, Info, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { cn } from "./cn";

export interface ToastInput {
  /** What happened, one sentence. */
  title: string;
  /** What to do, or why. */
  description?: string;
  tone?: "neutral" | "ok" | "bad";
  action?: { label: string; onSelect: () => void };
}

const toasts = createStore<{ shown: (ToastInput & { id: number })[] }>(() => ({ shown: [] }));
let count = 0;

/** Says something at the bottom right for five seconds (ten when it failed). The same words are not shown twice at once. */
export function toast(input: ToastInput): void {
  const { shown } = toasts.getState();
  const others = shown.filter((t) => t.title !== input.title || t.description !== input.description);
  count += 1;
  toasts.setState({ shown: [...others, { ...input, id: count }].slice(-4) });
}

const close = (id: number) =>
  toasts.setState(({ shown }) => ({ shown: shown.filter((item) => item.id !== id) }));

const icons = { neutral: Info, ok: CircleCheck, bad: CircleX };

/** Where toasts appear; mounted once, in the root layout. */
export function Toaster() {
  const shown = useStore(toasts, (state) => state.shown);
  return (
    <Radix.Provider swipeDirection="right">
      {shown.map((item) => {
        const tone = item.tone ?? "neutral";
        const Icon = icons[tone];
        return (
          <Radix.Root
            key={item.id}
            duration={tone === "bad" ? 10_000 : 5_000}
            onOpenChange={(open) => !open && close(item.id)}
            className="flex items-start gap-2.5 rounded-card border border-line bg-raised py-2.5 pr-2 pl-3 shadow-float data-[state=open]:animate-[sheet-from-bottom_200ms]"
          >
            <Icon
              className={cn(
                "mt-0.5 size-4 shrink-0",
                tone === "ok" ? "text-ok" : tone === "bad" ? "text-bad" : "text-dim",
              )}
            />
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-sm">{item.title}</Radix.Title>
              {item.description && (
                <Radix.Description className="mt-0.5 break-words text-dim text-xs">
                  {item.description}
                </Radix.Description>
              )}
              {item.action && (
                <Radix.Action
                  altText={item.action.label}
                  onClick={item.action.onSelect}
                  className="mt-1 font-medium text-accent text-xs hover:underline"
                >
                  {item.action.label}
                </Radix.Action>
              )}
            </div>
            <Radix.Close
              aria-label="Dismiss"
              className="rounded-control p-1 text-faint hover:bg-hover hover:text-text"
            >
              <X className="size-3.5" />
            </Radix.Close>
          </Radix.Root>
        );
      })}
      <Radix.Viewport className="fixed right-4 bottom-14 z-50 flex w-[min(360px,calc(100vw-32px))] flex-col gap-2 outline-none" />
    </Radix.Provider>
  );
}
