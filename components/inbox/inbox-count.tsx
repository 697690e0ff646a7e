"use client";

import { Inbox } from "lucide-react";
import Link from "next/link";
import { Pill } from "@/components/ui/pill";
import { Tooltip } from "@/components/ui/tooltip";
import { useInboxCount } from "./use-inbox-count";

const shown = (count: number) => (count > 99 ? "99+" : String(count));

/** The number that waits, beside the inbox's name; nothing when none does. */
export function InboxCount() {
  const count = useInboxCount() ?? 0;
  if (count === 0) return null;
  return (
    <Pill tone="wait" className="h-4 min-w-4 justify-center px-1.5 text-[11px]">
      {shown(count)}
      <span className="sr-only">waiting</span>
    </Pill>
  );
}

/** The way from the editor to the inbox, while something waits there. */
export function InboxLink() {
  const count = useInboxCount() ?? 0;
  if (count === 0) return null;
  const words = count === 1 ? "1 question waits in the inbox" : `${count} questions wait in the inbox`;
  return (
    <Tooltip text={words}>
      <Link
        href="/inbox"
        aria-label={words}
        className="finger flex h-7 shrink-0 items-center justify-center gap-1 rounded-control px-1.5 text-wait hover:bg-hover"
      >
        <Inbox aria-hidden className="size-4" />
        <span aria-hidden className="tabular font-medium text-xs">
          {shown(count)}
        </span>
      </Link>
    </Tooltip>
  );
}
