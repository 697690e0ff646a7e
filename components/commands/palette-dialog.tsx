"use client";

import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { type ReactNode, useId, useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Keys } from "@/components/ui/kbd";
import { useReturnFocus } from "@/components/ui/return-focus";
import { type FoundGroup, readQuery, searchCommands } from "@/lib/editor/command-search";
import { hasMod } from "@/lib/editor/keys";
import { remember } from "@/lib/editor/remember";
import { Marked } from "./marked";
import type { PaletteCommand } from "./palette-command";

interface PaletteProps {
  commands: readonly PaletteCommand[];
  /** Lines that a search of their own finds, for a query without a prefix; they stand below the others. */
  search?: (text: string) => PaletteCommand[];
  placeholder: string;
  /** What the signs in front of a query do, at the lower edge. */
  hint?: ReactNode;
}

/** The window of the palette; its lines are made only while it is open. */
export function PaletteDialog({
  open,
  onOpenChange,
  onRan,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A command was carried out, and the focus may go to what it was about. */
  onRan?: () => void;
  children: (onRun: (command: PaletteCommand) => void) => ReactNode;
}) {
  /** A command may put the cursor somewhere; then the palette must not take it back. */
  const chosen = useRef(false);
  const focus = useReturnFocus();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim data-[state=open]:animate-[fade-in_120ms]" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            chosen.current = false;
            focus.onOpenAutoFocus();
          }}
          onCloseAutoFocus={(event) => {
            if (!chosen.current) return focus.onCloseAutoFocus(event);
            event.preventDefault();
            if (document.activeElement === document.body) onRan?.();
          }}
          className="fixed top-[12dvh] left-1/2 z-40 flex max-h-[min(520px,74dvh)] w-[min(620px,calc(100vw-24px))] -translate-x-1/2 flex-col overflow-hidden rounded-card border border-line bg-raised shadow-float outline-none data-[state=open]:animate-[fade-in_120ms]"
        >
          <Dialog.Title className="sr-only">Commands</Dialog.Title>
          {children((command) => {
            chosen.current = true;
            remember.keepCommand(command.id);
            onOpenChange(false);
            command.run();
          })}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** How far a key goes; the arrows go round at the ends. */
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** The field and the lines that it finds, in groups; all of it by the keyboard. */
export function PaletteLines({
  commands,
  search,
  placeholder,
  hint,
  onRun,
}: PaletteProps & { onRun: (command: PaletteCommand) => void }) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const [recent] = useState(remember.commands);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const groups = useMemo(() => {
    const found: FoundGroup<PaletteCommand>[] = searchCommands(commands, query, recent);
    const { text, groups: narrowed } = readQuery(query);
    const more = narrowed || text.length < 2 ? [] : (search?.(text) ?? []);
    return more[0] === undefined
      ? found
      : [
          ...found,
          {
            title: more[0].group,
            found: more.map((command) => ({ command, marks: [...(command.marks ?? [])] })),
          },
        ];
  }, [commands, search, query, recent]);
  const lines = groups.flatMap(({ found }) => found);
  const index = Math.min(active, lines.length - 1);
  const move = (to: number) => {
    const next = (to + lines.length) % Math.max(1, lines.length);
    setActive(next);
    list.current?.querySelector(`[data-line="${next}"]`)?.scrollIntoView({ block: "nearest" });
  };
  let line = -1;
  return (
    <>
      <label className="flex h-11 shrink-0 pointer-coarse:h-[52px] items-center gap-2.5 border-line border-b px-3.5">
        <Search className="size-4 shrink-0 text-faint" aria-hidden />
        <input
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={lines[index] ? `${id}-${index}` : undefined}
          aria-autocomplete="list"
          aria-label="Search commands"
          autoComplete="off"
          spellCheck={false}
          value={query}
          placeholder={placeholder}
          className="min-w-0 flex-1 bg-transparent text-base outline-none"
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
            list.current?.scrollTo({ top: 0 });
          }}
          onKeyDown={(event) => {
            const command = lines[index]?.command;
            const step = steps[event.key];
            if (step !== undefined)
              move(
                Math.abs(step) === 1 ? index + step : Math.max(0, Math.min(lines.length - 1, index + step)),
              );
            else if (event.key === "Enter" && command && !hasMod(event)) onRun(command);
            else return;
            event.preventDefault();
          }}
        />
      </label>
      <p role="status" className="sr-only">
        {query.trim() === "" ? "" : lines.length === 1 ? "1 result" : `${lines.length} results`}
      </p>
      <div
        ref={list}
        role="listbox"
        id={id}
        aria-label="Commands"
        tabIndex={-1}
        className="min-h-0 overflow-y-auto p-1 outline-none"
      >
        {groups.map(({ title, found }) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by this role; a fieldset is for controls.
          <div key={title} role="group" aria-label={title}>
            <div aria-hidden className="px-2.5 pt-2 pb-1 font-medium text-faint text-xs">
              {title}
            </div>
            {found.map(({ command, marks }) => {
              line += 1;
              const at = line;
              return (
                <div
                  key={command.id}
                  role="option"
                  id={`${id}-${at}`}
                  data-line={at}
                  aria-selected={at === index}
                  tabIndex={-1}
                  onPointerMove={() => at !== index && setActive(at)}
                  onClick={() => onRun(command)}
                  onKeyDown={(event) => event.key === "Enter" && onRun(command)}
                  className={cn(
                    "flex h-8 cursor-default pointer-coarse:h-finger items-center gap-2.5 rounded-control px-2.5 text-sm",
                    at === index && "bg-hover",
                  )}
                >
                  <span className="flex size-5 shrink-0 items-center justify-center text-dim [&_svg]:size-4">
                    {command.icon}
                  </span>
                  <span className="min-w-0 flex-1 truncate">
                    <Marked text={command.title} marks={marks} />
                  </span>
                  {command.aside && (
                    <span className="max-w-[45%] shrink-0 truncate text-faint text-xs">{command.aside}</span>
                  )}
                  {command.keys && <Keys keys={command.keys} />}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {lines.length === 0 && (
        <p className="px-4 pt-3 pb-5 text-center text-dim text-sm">
          Nothing matches “{query.trim()}”. Try run, add, or the name of a node.
        </p>
      )}
      {hint && (
        <p className="shrink-0 border-line border-t px-3.5 py-1.5 text-faint text-xs max-sm:hidden">{hint}</p>
      )}
    </>
  );
}
