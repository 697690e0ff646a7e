"use client";

import { Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Input } from "@/components/ui/input";
import { searchShortcuts } from "@/lib/editor/shortcuts";
import { ShortcutList } from "./shortcut-list";

/** The table of keys with its search; `aside` stands beside the field. */
export function ShortcutSearch({
  initial = "",
  mac,
  aside,
}: {
  initial?: string;
  mac?: boolean;
  aside?: ReactNode;
}) {
  const [search, setSearch] = useState(initial);
  const groups = searchShortcuts(search);
  const found = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <div className="relative min-w-0 flex-1 basis-56">
          <Search aria-hidden className="absolute top-1.5 left-2 size-4 text-faint" />
          <Input
            type="search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            placeholder="What do you want to do?"
            aria-label="Search shortcuts"
            className="pl-8"
          />
        </div>
        {aside}
      </div>
      <p role="status" className="sr-only">
        {search.trim() && `${found} shortcuts`}
      </p>
      {found === 0 ? (
        <p className="py-3 text-dim text-sm">No shortcut matches “{search.trim()}”.</p>
      ) : (
        <ShortcutList groups={groups} {...(mac === undefined ? {} : { mac })} />
      )}
    </>
  );
}
