"use client";

import { Braces, ChevronRight, Copy, Search } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useRef, useState } from "react";
import { useRowHeight } from "@/components/ui/use-media";
import type { Json } from "@/lib/base/json";
import type { Path } from "@/lib/base/pointer";
import { CopyIcon } from "./copy-button";
import { count } from "./format";
import { branchPointers, type JsonRow, jsonRows, leafText, searchRows, toTemplate } from "./json-rows";
import { MaskedText } from "./masked-text";
import { useRowsWindow } from "./use-rows-window";

/**
 * A JSON value as a tree: only the rows on screen are drawn, so that a large body stays quick.
 * `root` is where the value stands in the template context; without it no path can be copied.
 */
export function JsonTree({ value, label, root }: { value: Json; label: string; root?: Path | undefined }) {
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [search, setSearch] = useState("");
  const [active, setActive] = useState("");
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rowHeight = useRowHeight(22);

  const rows = useMemo(
    () => (search === "" ? jsonRows(value, choices) : searchRows(value, search, choices)),
    [value, choices, search],
  );
  const { first, last, reveal } = useRowsWindow(scroller, rows.length, rowHeight);
  const hits = useMemo(() => rows.filter((row) => row.hit).length, [rows]);
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.pointer === active),
  );

  const toggle = (row: JsonRow, open: boolean) => setChoices(new Map(choices).set(row.pointer, open));
  const moveTo = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (!row) return;
    setActive(row.pointer);
    reveal(rows.indexOf(row));
  };

  const onClick = (event: MouseEvent) => {
    const place = (event.target as Element).closest("[data-row]")?.getAttribute("data-row");
    const row = place ? rows[Number(place)] : undefined;
    if (!row) return;
    setActive(row.pointer);
    scroller.current?.focus({ preventScroll: true });
    if (row.size) toggle(row, !row.open);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[activeIndex];
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown") moveTo(activeIndex + 1);
    else if (event.key === "ArrowUp") moveTo(activeIndex - 1);
    else if (event.key === "Home") moveTo(0);
    else if (event.key === "End") moveTo(rows.length - 1);
    else if (event.key === "ArrowRight" && row.size) row.open ? moveTo(activeIndex + 1) : toggle(row, true);
    else if (event.key === "ArrowLeft" && row.size && row.open) toggle(row, false);
    else if ((event.key === "Enter" || event.key === " ") && row.size) toggle(row, !row.open);
    else if (event.key === "ArrowLeft")
      moveTo(rows.findIndex((other) => other.depth === row.depth - 1 && isParent(other, row)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-8 shrink-0 items-center gap-1 border-line border-b px-2 pointer-coarse:h-finger">
        <Search aria-hidden className="size-3.5 shrink-0 text-dim" />
        <input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder="Search names and values"
          aria-label={`Search in ${label}`}
          className="h-7 min-w-0 flex-1 pointer-coarse:h-finger bg-transparent text-xs outline-none placeholder:text-dim"
        />
        {search !== "" && (
          <span role="status" className="shrink-0 text-xs text-dim tabular">
            {hits === 0 ? "No match" : count(hits, "match", "matches")}
          </span>
        )}
        <button
          type="button"
          className="shrink-0 rounded-control px-1.5 py-0.5 text-dim text-xs hover:bg-hover hover:text-text"
          onClick={() => setChoices(allOf(value, true))}
        >
          Expand all
        </button>
        <button
          type="button"
          className="shrink-0 rounded-control px-1.5 py-0.5 text-dim text-xs hover:bg-hover hover:text-text"
          onClick={() => setChoices(allOf(value, false))}
        >
          Collapse all
        </button>
      </div>
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={rows[activeIndex] ? `${id}${rows[activeIndex].pointer}` : undefined}
        onClick={onClick}
        onKeyDown={onKeyDown}
        className="group/tree min-h-0 flex-1 overflow-auto font-mono text-xs outline-none"
      >
        <div style={{ height: rows.length * rowHeight, position: "relative" }}>
          {rows.slice(first, last).map((row, index) => (
            <TreeRow
              key={row.pointer}
              id={`${id}${row.pointer}`}
              row={row}
              active={first + index === activeIndex}
              index={first + index}
              root={root}
              height={rowHeight}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

const isParent = (parent: JsonRow, child: JsonRow) =>
  parent.pointer === "" || child.pointer.startsWith(`${parent.pointer}/`);

const allOf = (value: Json, open: boolean) =>
  new Map(branchPointers(value).map((pointer) => [pointer, open || pointer === ""]));

interface TreeRowProps {
  id: string;
  row: JsonRow;
  index: number;
  active: boolean;
  root: Path | undefined;
  height: number;
}

function TreeRow({ id, row, index, active, root, height }: TreeRowProps) {
  const branch = row.size !== null && row.size > 0;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={active}
      {...(branch ? { "aria-expanded": row.open } : {})}
      tabIndex={-1}
      data-row={index}
      className={`group absolute inset-x-0 flex items-center gap-1 whitespace-nowrap pr-2 hover:bg-hover ${
        active ? "group-focus-visible/tree:bg-hover" : ""
      } ${branch ? "cursor-pointer" : ""}`}
      style={{ top: index * height, height, paddingLeft: 8 + row.depth * 14 }}
    >
      <ChevronRight
        aria-hidden
        className={`size-3 shrink-0 text-dim ${branch ? "" : "invisible"} ${row.open ? "rotate-90" : ""}`}
      />
      {row.name !== null && (
        <span className={`${row.hit ? "text-accent" : "text-dim"} shrink-0`}>
          <MaskedText text={String(row.name)} />:
        </span>
      )}
      <Value row={row} />
      <span className="ml-auto flex shrink-0 gap-0.5 pl-2 opacity-0 focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:hidden pointer-coarse:opacity-100 pointer-coarse:group-aria-selected:flex">
        {root && (
          <CopyIcon text={() => toTemplate(root, row.path)} label="Copy path as template" icon={<Braces />} />
        )}
        <CopyIcon text={() => valueText(row.value)} label="Copy value" icon={<Copy />} />
      </span>
    </div>
  );
}

const valueText = (value: Json) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

function Value({ row }: { row: JsonRow }) {
  const { value, size, open } = row;
  if (Array.isArray(value) || (typeof value === "object" && value !== null)) {
    const [start, end] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
    if (size === 0) return <span className="text-dim">{`${start}${end}`}</span>;
    const words = Array.isArray(value) ? count(size ?? 0, "item") : count(size ?? 0, "field");
    return <span className="text-dim">{open ? start : `${start} ${words} ${end}`}</span>;
  }
  if (typeof value === "string") {
    const shown = value.length > 400 ? `${value.slice(0, 400)}…` : value;
    return (
      <span className={`truncate ${row.hit ? "text-accent" : "text-text"}`} title={value.slice(0, 2000)}>
        <span className="text-dim">"</span>
        <MaskedText text={shown.replaceAll("\n", "↵")} />
        <span className="text-dim">"</span>
      </span>
    );
  }
  return <span className="text-accent-dim">{leafText(value)}</span>;
}
