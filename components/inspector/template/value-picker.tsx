"use client";

import { Braces, ChevronRight, KeyRound } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, type RefObject, useId, useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Tooltip } from "@/components/ui/tooltip";
import type { FieldLanguage } from "@/lib/editor/language/field-language";
import type { Place } from "@/lib/editor/language/fields";
import { type ReadableValue, readableValues } from "@/lib/editor/language/values";
import type { PreviewSession } from "@/lib/editor/preview-session";
import { insertExpression } from "./insert";

/** The button in the corner of a field, and the values that it offers. */
export function ValueButton({
  open,
  onOpenChange,
  session,
  control,
  language,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  session: () => PreviewSession;
  control: RefObject<HTMLTextAreaElement | null>;
  language: FieldLanguage;
}) {
  const button = (
    <button
      type="button"
      // Ctrl+Space does the same for those without a mouse; a second stop in every field would be in their way.
      tabIndex={-1}
      aria-label="Insert a value"
      aria-expanded={open}
      aria-haspopup="dialog"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onOpenChange(!open)}
      className={cn(
        "absolute top-[3px] right-[3px] inline-flex size-[22px] items-center justify-center rounded-[4px] text-dim transition-opacity hover:bg-hover hover:text-text focus-visible:opacity-100 group-focus-within/code:opacity-100 group-hover/code:opacity-100 pointer-coarse:top-0 pointer-coarse:right-0 pointer-coarse:opacity-100",
        open ? "bg-hover text-text" : "opacity-0",
      )}
    >
      <Braces className="size-3.5" />
    </button>
  );
  if (!open)
    return (
      <Tooltip text="Insert a value" keys={["Ctrl", "Space"]} side="top">
        {button}
      </Tooltip>
    );
  return (
    <Popover.Root open onOpenChange={onOpenChange}>
      <Popover.Anchor asChild>{button}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          aria-label="Values"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            control.current?.focus();
          }}
          className="z-50 flex w-72 max-w-[calc(100vw-24px)] flex-col overflow-hidden rounded-card border border-line bg-raised shadow-float outline-none data-[state=open]:animate-[float-in_120ms]"
        >
          <Values
            session={session()}
            place={placeOf(control.current, language)}
            onPick={({ path }) => {
              onOpenChange(false);
              if (control.current) insertExpression(control.current, language, path);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type Owner = { node: string; nodeType: string; place: Place };

const placeOf = (control: HTMLTextAreaElement | null, language: FieldLanguage): Owner =>
  language.placeAt(control?.value ?? "", control?.selectionStart ?? 0)?.caret?.string ?? language.owner;

/** The values that can be read here, as a tree; a search finds them by their path. */
function Values({
  session,
  place,
  onPick,
}: {
  session: PreviewSession;
  place: Owner;
  onPick: (value: ReadableValue) => void;
}) {
  const all = useMemo(() => readableValues(session.facts(), place), [session, place]);
  const [search, setSearch] = useState("");
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => firstOpen(all));
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const word = search.trim().toLowerCase();
  const rows =
    word === ""
      ? unfolded(all, opened)
      : all.filter((row) => row.path.toLowerCase().includes(word)).slice(0, 200);
  const chosen = rows[Math.min(active, rows.length - 1)];
  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  const fold = (row: ReadableValue, open: boolean) =>
    setOpened((before) => {
      const after = new Set(before);
      if (open) after.add(row.path);
      else after.delete(row.path);
      return after;
    });
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = steps[event.key];
    if (by !== undefined) go(active + by);
    else if (event.key === "Enter" && chosen) onPick(chosen);
    else if (event.key === "ArrowRight" && chosen?.hasMembers && word === "") fold(chosen, true);
    else if (event.key === "ArrowLeft" && chosen && word === "" && opened.has(chosen.path))
      fold(chosen, false);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="border-line border-b p-1.5">
        <Input
          autoFocus
          role="combobox"
          aria-label="Search values"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={chosen ? `${id}-${rows.indexOf(chosen)}` : undefined}
          placeholder="Search values"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKey}
        />
      </div>
      <div ref={list} id={id} role="listbox" aria-label="Values" className="max-h-72 overflow-y-auto p-1">
        {rows.map((row, index) => (
          // The keys are those of the search, which keeps the focus.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search has them
          <div
            key={row.path}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={row === chosen}
            title={row.path}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(row)}
            style={{ paddingLeft: word === "" ? 4 + row.depth * 14 : 4 }}
            className={cn(
              "flex h-6 items-center gap-1 rounded-control pr-1.5 pointer-coarse:h-finger",
              row === chosen ? "bg-accent-soft" : "hover:bg-hover",
            )}
          >
            {word === "" && (
              // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the search do the same
              // biome-ignore lint/a11y/useKeyWithClickEvents: as above
              <span
                className={cn(
                  "inline-flex size-4 shrink-0 items-center justify-center pointer-coarse:h-finger pointer-coarse:w-9",
                  !row.hasMembers && "invisible",
                )}
                onClick={(event) => {
                  event.stopPropagation();
                  fold(row, !opened.has(row.path));
                }}
              >
                <ChevronRight
                  className={cn("size-3 text-dim transition-transform", opened.has(row.path) && "rotate-90")}
                  aria-hidden
                />
              </span>
            )}
            {row.detail === "secret" && <KeyRound className="size-3 shrink-0 text-dim" aria-hidden />}
            <span className="shrink-0 truncate font-mono text-xs">{word === "" ? row.name : row.path}</span>
            {row.detail && row.detail !== "secret" && (
              <span className="ml-auto min-w-0 truncate pl-2 text-dim text-xs">{row.detail}</span>
            )}
          </div>
        ))}
        {rows.length === 0 && <p className="px-2 py-1.5 text-dim text-xs">No value has this in its path.</p>}
      </div>
    </>
  );
}

/** What is open at first: the roots that people read from, and the nearest node. */
function firstOpen(all: readonly ReadableValue[]): ReadonlySet<string> {
  const outputs = all.findIndex((row) => row.path === ".outputs");
  const nearest = outputs === -1 ? undefined : all[outputs + 1]?.path;
  return new Set([".outputs", ".secrets", ".form", ".result", ".response", ...(nearest ? [nearest] : [])]);
}

/** The rows whose every parent is open. */
function unfolded(all: readonly ReadableValue[], opened: ReadonlySet<string>): ReadableValue[] {
  const shown: ReadableValue[] = [];
  let closedAt = Number.POSITIVE_INFINITY;
  for (const row of all) {
    if (row.depth > closedAt) continue;
    closedAt = row.hasMembers && !opened.has(row.path) ? row.depth : Number.POSITIVE_INFINITY;
    shown.push(row);
  }
  return shown;
}
