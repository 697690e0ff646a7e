"use client";

import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { findInWorkflow, type Match } from "@/lib/editor/find";
import { hasMod } from "@/lib/editor/keys";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import { Marked } from "./marked";

/** More than these are not listed; the count says so. */
const most = 500;
const none: readonly Match[] = [];

/**
 * Find in workflow, over the canvas: every place whose text holds the search. Next and previous show the place on
 * the canvas and mark its field, Escape leaves with the cursor in it. In the JSON the key is that editor's own.
 */
export function FindBar() {
  const store = useEditorStore();
  const open = useEditor((state) => state.ui.asked?.what === "find");
  const { ask } = useEditorActions();
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const isOver = event.target instanceof Element && event.target.closest(".monaco-editor, [role=dialog]");
      if (!hasMod(event) || event.shiftKey || event.altKey || isOver) return;
      if (event.key.toLowerCase() !== "f") return;
      event.preventDefault();
      store.getState().actions.ask({ what: "find" });
      setOpened((times) => times + 1);
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [store]);
  return open ? <Bar opened={opened} onClose={() => ask(null)} /> : null;
}

function Bar({ opened, onClose }: { opened: number; onClose: () => void }) {
  const document = useEditor((state) => state.document);
  const { reveal } = useEditorActions();
  const [search, setSearch] = useState("");
  // Which match is shown; none until somebody asks for the next.
  const [at, setAt] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const id = useId();
  const matches = document ? findInWorkflow(document, search, most) : none;
  const shown = at < matches.length ? at : -1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key pressed again brings the cursor back.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [opened]);

  const go = (to: number) => {
    const match = matches[(to + matches.length) % matches.length];
    if (!match) return;
    setAt(matches.indexOf(match));
    reveal(match.at, { quiet: true });
    list.current?.children[matches.indexOf(match)]?.scrollIntoView({ block: "nearest" });
  };
  const next = () => go(shown + 1);
  const previous = () => go(shown < 0 ? -1 : shown - 1);
  const leave = () => {
    onClose();
    const match = matches[shown];
    if (match) reveal(match.at);
  };
  const latest = useRef({ next, previous });
  latest.current = { next, previous };
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.key !== "F3" || hasMod(event) || event.altKey) return;
      event.preventDefault();
      if (event.shiftKey) latest.current.previous();
      else latest.current.next();
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, []);

  const count =
    search.trim() === ""
      ? ""
      : matches.length === 0
        ? "Nothing found"
        : `${shown + 1} of ${matches.length === most ? `${most} or more` : matches.length}`;
  return (
    <search
      aria-label="Find in this workflow"
      className="absolute top-3 left-1/2 z-10 flex max-h-[min(340px,80%)] w-[min(440px,calc(100%-24px))] -translate-x-1/2 flex-col rounded-card border border-line bg-raised shadow-float"
    >
      <div className="flex h-10 shrink-0 pointer-coarse:h-[52px] items-center gap-2 pr-1.5 pl-3">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <input
          ref={field}
          aria-label="Find"
          aria-controls={id}
          autoComplete="off"
          spellCheck={false}
          value={search}
          placeholder="URLs, headers, expressions, titles"
          className="min-w-0 flex-1 bg-transparent text-sm outline-none"
          onChange={(event) => {
            setSearch(event.target.value);
            setAt(-1);
            list.current?.scrollTo({ top: 0 });
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") leave();
            else if (event.key === "Enter" && !hasMod(event)) event.shiftKey ? previous() : next();
            else if (event.key === "ArrowDown") next();
            else if (event.key === "ArrowUp") previous();
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <span role="status" className="tabular shrink-0 text-dim text-xs">
          {count}
        </span>
        <IconButton
          size="small"
          label="Previous match"
          keys={["Shift", "F3"]}
          icon={<ChevronUp />}
          disabled={matches.length === 0}
          onClick={previous}
        />
        <IconButton
          size="small"
          label="Next match"
          keys={["F3"]}
          icon={<ChevronDown />}
          disabled={matches.length === 0}
          onClick={next}
        />
        <IconButton size="small" label="Close" keys={["Esc"]} icon={<X />} onClick={onClose} />
      </div>
      {matches.length > 0 && (
        <ol
          id={id}
          ref={list}
          aria-label="Matches"
          className="min-h-0 overflow-y-auto border-line border-t p-1"
        >
          {matches.map((match, index) => (
            <li key={match.at}>
              <button
                type="button"
                tabIndex={-1}
                aria-current={index === shown || undefined}
                onClick={() => {
                  setAt(index);
                  reveal(match.at, { quiet: true });
                }}
                onDoubleClick={leave}
                className={cn(
                  "block w-full rounded-control px-2 py-1 text-left",
                  index === shown ? "bg-accent-soft" : "hover:bg-hover",
                )}
              >
                <span className="block truncate font-mono text-xs">
                  <Marked text={match.excerpt} marks={[match.mark]} />
                </span>
                <span className="block truncate text-faint text-xs">
                  {match.where}
                  {match.field && ` › ${match.field}`}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </search>
  );
}
