"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** A part of the form that can be folded away. */
export function Section({
  title,
  open,
  children,
}: {
  title: string;
  /** Whether it is open at first. */
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open ?? false} className="group border-line border-t">
      <summary className="flex h-10 list-none items-center gap-1.5 px-4 font-medium text-dim text-xs hover:text-text [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3.5 text-faint transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="flex flex-col gap-3.5 px-4 pt-1 pb-4">{children}</div>
    </details>
  );
}
