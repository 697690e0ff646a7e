"use client";

import { Braces, ChevronRight, Copy, CornerDownRight, KeyRound, Workflow } from "lucide-react";
import { type DragEvent, type KeyboardEvent, type MouseEvent, useId, useRef, useState } from "react";
import { NodeTile } from "@/components/canvas/node-tile";
import { CopyIcon } from "@/components/run/copy-button";
import { MaskedText } from "@/components/run/masked-text";
import { useRowsWindow } from "@/components/run/use-rows-window";
import { cn } from "@/components/ui/cn";
import { useRowHeight } from "@/components/ui/use-media";
import type { DataRow } from "@/lib/editor/data-rows";
import { type DraggedValue, templateFor, valueMime } from "@/lib/editor/insert-value";

/** What a row carries into a field. */
export const draggedOf = ({ path, ownPath, root }: DataRow): DraggedValue => ({
  path,
  ...(ownPath && { own: { node: root.id.slice(root.id.indexOf(":") + 1), path: ownPath } }),
});

const canInsert = (row: DataRow) =>
  (row.kind === "value" || row.kind === "shape" || row.kind === "root") && row.path.length > 0;

/** The lines of the data panel: only those on screen are drawn. Enter writes a line's value into the last field. */
export function DataTree({
  rows,
  label,
  onToggle,
  onInsert,
}: {
  rows: readonly DataRow[];
  label: string;
  onToggle: (row: DataRow, open: boolean) => void;
  onInsert: (row: DataRow) => void;
}) {
  const [active, setActive] = useState("");
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rowHeight = useRowHeight(24);
  const { first, last, reveal } = useRowsWindow(scroller, rows.length, rowHeight);
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.id === active),
  );
  const moveTo = (index: number) => {
    const at = Math.min(rows.length - 1, Math.max(0, index));
    const row = rows[at];
    if (row === undefined) return;
    setActive(row.id);
    reveal(at);
  };
  const rowOf = (event: { target: EventTarget }) => {
    const at = (event.target as Element).closest("[data-row]")?.getAttribute("data-row");
    return at === null || at === undefined ? undefined : rows[Number(at)];
  };
  const onClick = (event: MouseEvent) => {
    const row = rowOf(event);
    if (row === undefined) return;
    setActive(row.id);
    if (row.size || row.kind === "root") onToggle(row, !row.open);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[activeIndex];
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const isBranch = row.kind === "root" || (row.size ?? 0) > 0;
    if (event.key === "ArrowDown") moveTo(activeIndex + 1);
    else if (event.key === "ArrowUp") moveTo(activeIndex - 1);
    else if (event.key === "Home") moveTo(0);
    else if (event.key === "End") moveTo(rows.length - 1);
    else if (event.key === "ArrowRight" && isBranch) row.open ? moveTo(activeIndex + 1) : onToggle(row, true);
    else if (event.key === "ArrowLeft" && isBranch && row.open) onToggle(row, false);
    else if (event.key === "ArrowLeft")
      moveTo(rows.findLastIndex((other, index) => index < activeIndex && other.depth < row.depth));
    else if (event.key === " " && isBranch) onToggle(row, !row.open);
    else if (event.key === "Enter" && canInsert(row)) onInsert(row);
    else if (event.key === "Enter" && isBranch) onToggle(row, !row.open);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDragStart = (event: DragEvent) => {
    const row = rowOf(event);
    if (row === undefined || !canInsert(row)) return;
    event.dataTransfer.setData(valueMime, JSON.stringify(draggedOf(row)));
    event.dataTransfer.setData("text/plain", templateFor(row.path, "template"));
    event.dataTransfer.effectAllowed = "copy";
  };
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={rows[activeIndex] ? `${id}${rows[activeIndex].id}` : undefined}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onDragStart={onDragStart}
      className="group/tree min-h-0 flex-1 overflow-y-auto overflow-x-hidden text-xs outline-offset-[-2px]"
    >
      <div style={{ height: rows.length * rowHeight, position: "relative" }}>
        {rows.slice(first, last).map((row, index) => (
          <TreeRow
            key={row.id}
            id={`${id}${row.id}`}
            row={row}
            index={first + index}
            active={first + index === activeIndex}
            onInsert={onInsert}
            height={rowHeight}
          />
        ))}
      </div>
    </div>
  );
}

function TreeRow({
  id,
  row,
  index,
  active,
  onInsert,
  height,
}: {
  id: string;
  row: DataRow;
  index: number;
  active: boolean;
  onInsert: (row: DataRow) => void;
  height: number;
}) {
  const isRoot = row.kind === "root";
  const isBranch = isRoot || (row.size ?? 0) > 0;
  const takes = canInsert(row);
  return (
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-selected={active}
      {...(isBranch ? { "aria-expanded": row.open } : {})}
      data-row={index}
      draggable={takes}
      className={cn(
        "group absolute inset-x-0 flex items-center gap-1.5 whitespace-nowrap pr-1.5 hover:bg-hover",
        active && "group-focus-visible/tree:bg-active",
        takes && "cursor-grab",
        isRoot && index > 0 && "border-line border-t",
      )}
      style={{ top: index * height, height, paddingLeft: 6 + Math.min(row.depth, 12) * 12 }}
    >
      <ChevronRight
        aria-hidden
        className={cn(
          "size-3 shrink-0 text-dim motion-safe:transition-transform",
          !isBranch && "invisible",
          row.open && "rotate-90",
        )}
      />
      {isRoot ? <RootName row={row} /> : <Entry row={row} />}
      <span className="absolute right-1 hidden gap-0.5 rounded-control bg-raised group-hover:flex pointer-coarse:group-aria-selected:flex">
        {takes && (
          <>
            <button
              type="button"
              tabIndex={-1}
              title="Insert into the last field"
              aria-label={`Insert ${row.name}`}
              onClick={(event) => {
                event.stopPropagation();
                onInsert(row);
              }}
              className="inline-flex size-5 items-center justify-center rounded-control text-dim hover:bg-active hover:text-text"
            >
              <CornerDownRight className="size-3" />
            </button>
            <CopyIcon
              text={() => templateFor(row.path, "template")}
              label="Copy path as template"
              icon={<Braces />}
            />
          </>
        )}
        {row.kind === "value" && row.path[0] !== "secrets" && (
          <CopyIcon text={() => textOf(row.value)} label="Copy value" icon={<Copy />} />
        )}
      </span>
    </div>
  );
}

const textOf = (value: unknown) =>
  typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");

function RootName({ row }: { row: DataRow }) {
  return (
    <>
      {row.root.nodeType ? (
        <NodeTile type={row.root.nodeType} size="small" />
      ) : (
        <span className="inline-flex size-5 items-center justify-center text-dim [&_svg]:size-3.5">
          {row.root.id === "secrets" ? <KeyRound /> : <Workflow />}
        </span>
      )}
      <span className={cn("truncate font-medium", row.hit && "text-accent")}>{row.name}</span>
      <span className="ml-auto shrink-0 pl-1 text-dim text-[11px]">{row.text}</span>
    </>
  );
}

const letters: Partial<Record<DataRow["type"], string>> = {
  string: "T",
  number: "#",
  boolean: "?",
  array: "[ ]",
  object: "{ }",
};

function Entry({ row }: { row: DataRow }) {
  if (row.kind === "empty" || row.kind === "more")
    return <span className="truncate text-dim italic">{row.text}</span>;
  const isSecretName = row.path[0] === "secrets";
  return (
    <>
      <span
        title={row.kind === "shape" && row.type === "unknown" ? "any value" : row.type}
        className="inline-flex h-4 min-w-5 shrink-0 items-center justify-center rounded-[3px] bg-hover px-0.5 font-mono text-[10px] text-dim"
      >
        {isSecretName ? <KeyRound aria-hidden className="size-2.5" /> : (letters[row.type] ?? "–")}
      </span>
      <span className={cn("max-w-[60%] shrink-0 truncate font-mono", row.hit ? "text-accent" : "text-text")}>
        <MaskedText text={row.name} />
      </span>
      {row.kind === "shape" ? (
        <span className="truncate text-dim italic">
          {row.text}
          {row.optional && ", optional"}
        </span>
      ) : row.size !== null ? (
        <span className="truncate text-dim">{row.size === 1 ? "1 entry" : `${row.size} entries`}</span>
      ) : (
        !isSecretName && (
          <span className="min-w-0 truncate font-mono text-dim" title={row.text}>
            <MaskedText text={row.text} />
          </span>
        )
      )}
    </>
  );
}
