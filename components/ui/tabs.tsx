"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface TabItem {
  value: string;
  label: ReactNode;
  content: ReactNode;
  disabled?: boolean;
}

/** Tabs with a hairline under them; the chosen one's content fills the rest. Content of the others is not mounted. */
export function Tabs({
  value,
  onChange,
  items,
  label,
  aside,
  className,
  contentClassName,
}: {
  value: string;
  onChange: (value: string) => void;
  items: readonly TabItem[];
  /** Accessible name of the list. */
  label: string;
  /** Right end of the tab bar. */
  aside?: ReactNode;
  className?: string;
  contentClassName?: string;
}) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className={cn("flex min-h-0 flex-col", className)}>
      <div className="flex h-9 pointer-coarse:h-finger shrink-0 items-stretch justify-between gap-2 border-line border-b pr-1.5 pl-3">
        <Radix.List
          aria-label={label}
          className="-mb-px -ml-1 flex min-w-0 items-stretch gap-2 overflow-x-auto overflow-y-hidden [scrollbar-width:none]"
        >
          {items.map((item) => (
            <Radix.Trigger
              key={item.value}
              value={item.value}
              disabled={item.disabled ?? false}
              className="inline-flex shrink-0 items-center justify-center whitespace-nowrap px-1 outline-offset-[-2px]! gap-1.5 border-transparent border-b-2 text-dim text-sm transition-colors hover:text-text data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-text disabled:text-faint"
            >
              {item.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside && <div className="flex shrink-0 items-center gap-1">{aside}</div>}
      </div>
      {items.map((item) => (
        <Radix.Content
          key={item.value}
          value={item.value}
          className={cn("min-h-0 flex-1 overflow-y-auto outline-none", contentClassName)}
        >
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
