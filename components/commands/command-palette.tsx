"use client";

import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Keys } from "@/components/ui/kbd";
import { searchCommands } from "@/lib/editor/command-search";
import { hasMod } from "@/lib/editor/keys";
import { type PaletteCommand, useCommands } from "./use-commands";

/** Everything by name. Opens from anywhere in the editor, the text included, where the key would begin a chord. */
export function CommandPalette() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (!hasMod(event) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      event.stopPropagation();
      setOpen((now) => !now);
    };
    window.addEventListener("keydown", down, true);
    return () => window.removeEventListener("keydown", down, true);
  }, []);
  /** A command may put the cursor somewhere; then the palette must not take it back. */
  const chosen = useRef(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim data-[state=open]:animate-[fade-in_120ms]" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            chosen.current = false;
          }}
          onCloseAutoFocus={(event) => chosen.current && event.preventDefault()}
          className="fixed top-[14dvh] left-1/2 z-40 flex max-h-[min(440px,70dvh)] w-[min(560px,calc(100vw-32px))] -translate-x-1/2 flex-col rounded-card border border-line bg-raised shadow-float outline-none data-[state=open]:animate-[fade-in_120ms]"
        >
          <Dialog.Title className="sr-only">Commands</Dialog.Title>
          <Commands
            onRun={(command) => {
              chosen.current = true;
              setOpen(false);
              command.run();
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Commands({ onRun }: { onRun: (command: PaletteCommand) => void }) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = searchCommands(useCommands(), query);
  const index = Math.min(active, found.length - 1);
  const move = (to: number) => {
    const next = (to + found.length) % Math.max(1, found.length);
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      <label className="flex h-11 shrink-0 items-center gap-2.5 border-line border-b px-3.5">
        <Search className="size-4 shrink-0 text-faint" aria-hidden />
        <input
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={found[index] ? `${id}-${index}` : undefined}
          aria-label="Search commands"
          value={query}
          placeholder="What do you want to do?"
          className="min-w-0 flex-1 bg-transparent text-base outline-none"
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
            list.current?.scrollTo({ top: 0 });
          }}
          onKeyDown={(event) => {
            const command = found[index];
            if (event.key === "ArrowDown") move(index + 1);
            else if (event.key === "ArrowUp") move(index - 1);
            else if (event.key === "Enter" && command && !hasMod(event)) onRun(command);
            else return;
            event.preventDefault();
          }}
        />
      </label>
      <div ref={list} role="listbox" id={id} aria-label="Commands" className="min-h-0 overflow-y-auto p-1">
        {found.map((command, at) => (
          <div
            key={command.id}
            role="option"
            id={`${id}-${at}`}
            aria-selected={at === index}
            tabIndex={-1}
            onPointerMove={() => at !== index && setActive(at)}
            onClick={() => onRun(command)}
            onKeyDown={(event) => event.key === "Enter" && onRun(command)}
            className={cn(
              "flex h-8 cursor-default items-center gap-2.5 rounded-control px-2.5 text-sm",
              at === index && "bg-hover",
            )}
          >
            <span className="flex size-5 shrink-0 items-center justify-center text-dim [&_svg]:size-4">
              {command.icon}
            </span>
            <span className="min-w-0 flex-1 truncate">{command.title}</span>
            {command.keys && <Keys keys={command.keys} />}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="px-4 pt-3 pb-5 text-center text-dim text-sm">
          No command matches "{query}". Try run, add or go to.
        </p>
      )}
    </>
  );
}
