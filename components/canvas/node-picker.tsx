"use client";

import { Search } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { type PaletteEntry, searchTypes } from "@/lib/editor/palette-search";
import { NodeTile } from "./node-tile";

/** A searchable list of node types that opens at a place on the screen. */
export function NodePicker({
  at,
  withoutTriggers,
  onPick,
  onClose,
  onClosed,
}: {
  at: { x: number; y: number };
  withoutTriggers: boolean;
  onPick: (type: string) => void;
  onClose: () => void;
  /** It is gone, and the focus may go elsewhere. */
  onClosed: () => void;
}) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const entries = searchTypes(query).filter((entry) => !withoutTriggers || entry.role !== "trigger");
  const pick = (entry: PaletteEntry | undefined) => entry && onPick(entry.type);
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor className="fixed size-0" style={{ left: at.x, top: at.y }} />
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={8}
          collisionPadding={12}
          aria-label="Add a node"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className="z-40 flex max-h-96 w-72 flex-col rounded-card border border-line bg-raised shadow-float outline-none data-[state=open]:animate-[float-in_120ms]"
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") setActive(Math.min(active + 1, entries.length - 1));
            else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
            else if (event.key === "Enter") pick(entries[active]);
            else return;
            event.preventDefault();
          }}
        >
          <label className="flex h-9 shrink-0 pointer-coarse:h-[52px] items-center gap-2 border-line border-b px-3">
            <Search className="size-3.5 text-faint" aria-hidden />
            <input
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setActive(0);
              }}
              placeholder="Search node types"
              aria-label="Search node types"
              className="min-w-0 flex-1 bg-transparent text-sm outline-none"
            />
          </label>
          <div className="overflow-y-auto p-1">
            {entries.map((entry, index) => (
              <button
                key={entry.type}
                type="button"
                onClick={() => pick(entry)}
                onPointerMove={() => setActive(index)}
                className={cn(
                  "flex w-full items-center gap-2.5 rounded-control px-2 py-1.5 text-left",
                  index === active && "bg-hover",
                )}
              >
                <NodeTile type={entry.type} size="medium" />
                <span className="min-w-0">
                  <span className="block text-sm">{entry.title}</span>
                  <span className="block truncate text-faint text-xs">{entry.description}</span>
                </span>
              </button>
            ))}
            {entries.length === 0 && (
              <p className="px-2 py-3 text-center text-dim text-xs">No node type matches "{query}".</p>
            )}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
