"use client";

import {
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { canvasActions } from "@/components/canvas/canvas-actions";
import { useRowsWindow } from "@/components/run/use-rows-window";
import { useRowHeight } from "@/components/ui/use-media";
import { hasMod } from "@/lib/editor/keys";
import type { OutlineRow } from "@/lib/editor/outline";
import { createOutlineKeys } from "./outline-keys";
import { Row } from "./outline-row";
import { useActiveRow } from "./use-active-row";
import { useOutlineActs } from "./use-outline-acts";
import type { OutlineRows } from "./use-outline-rows";
import { useStepDrag } from "./use-step-drag";

/** The tree of the outline: one stop for Tab, the keys of a tree, and only the rows on screen are drawn. */
export function OutlineTree({ list, filtered }: { list: OutlineRows; filtered: boolean }) {
  const { rows, isOpen, hidden } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rowHeight = useRowHeight(32);
  const view = useRowsWindow(scroller, rows.length, rowHeight);
  const active = useActiveRow({ list, scroller, idOf: (key) => `${id}${key}`, reveal: view.reveal });
  const acts = useOutlineActs({ list, active, filtered });
  const drag = useStepDrag(rows);
  const latest = useRef(acts);
  latest.current = acts;
  const [keys] = useState(() => createOutlineKeys(() => latest.current));

  const rowAt = (target: EventTarget): OutlineRow | undefined => {
    const at = (target as Element).closest("[data-row]")?.getAttribute("data-row");
    return at === null || at === undefined ? undefined : rows[Number(at)];
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = keys(event.nativeEvent);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  const onClick = (event: MouseEvent) => {
    const row = rowAt(event.target);
    if (row === undefined) return;
    const element = event.target as Element;
    active.set(row.key);
    if (element.closest("[data-fold]")) list.setOpen(row, !isOpen(row));
    else if (element.closest("[data-add]")) acts.insertAt(row);
    else if (event.shiftKey) acts.extendTo(row);
    else if (hasMod(event)) acts.toggle(row);
    else acts.press(row);
  };
  const onContextMenu = (event: MouseEvent) => {
    const row = rowAt(event.target);
    if (row === undefined) return;
    event.preventDefault();
    // The menu key has no pointer: the menu opens below the row.
    const box = (event.target as Element).closest("[data-row]")!.getBoundingClientRect();
    const at =
      event.button === 2 ? { x: event.clientX, y: event.clientY } : { x: box.left + 24, y: box.bottom };
    active.set(row.key);
    acts.menu(row, at);
  };
  const point = (row: OutlineRow | undefined) => {
    const pointed = row?.kind === "node" || row?.kind === "again" ? row.node : null;
    if (canvasActions.getState().pointed !== pointed) canvasActions.setState({ pointed });
  };

  useEffect(() => () => canvasActions.setState({ pointed: null }), []);

  const shown = rows.slice(view.first, view.last).map((row, at) => ({ row, index: view.first + at }));
  // The row that has the keyboard stays while it is scrolled away, else the keyboard would be lost.
  const here = rows[active.index];
  if (here && (active.index < view.first || active.index >= view.last))
    shown.push({ row: here, index: active.index });
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label="Nodes in order"
      aria-multiselectable
      onKeyDown={onKeyDown}
      onClick={onClick}
      onContextMenu={onContextMenu}
      onFocus={(event) => {
        // A screen reader may give the keyboard to any row.
        const row = rowAt(event.target);
        if (row) active.set(row.key);
        active.onFocus();
      }}
      onBlur={active.onBlur}
      onPointerOver={(event) => point(rowAt(event.target))}
      onPointerLeave={() => point(undefined)}
      onDragStart={(event: DragEvent) => drag.start(event, rowAt(event.target))}
      onDragOver={(event: DragEvent) => drag.over(event, rowAt(event.target))}
      onDragLeave={drag.leave}
      onDrop={(event: DragEvent) => drag.drop(event, rowAt(event.target))}
      onDragEnd={drag.end}
      className="relative min-h-0 flex-1 overflow-y-auto overflow-x-hidden"
    >
      <div role="presentation" style={{ height: rows.length * rowHeight, position: "relative" }}>
        {shown.map(({ row, index }) => (
          <Row
            key={row.key}
            row={row}
            id={`${id}${row.key}`}
            index={index}
            isOpen={isOpen(row)}
            hidden={hidden.get(row.key)}
            isActive={index === active.index}
            isTarget={drag.target === row.key}
            height={rowHeight}
          />
        ))}
      </div>
    </div>
  );
}
