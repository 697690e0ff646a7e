"use client";

import { useRef } from "react";
import { useStore } from "zustand";
import { beginEditing } from "@/components/canvas/board/board-tools";
import { canvasActions } from "@/components/canvas/canvas-actions";
import { say } from "@/components/canvas/say";
import { openForm } from "@/components/canvas/use-node-keys";
import { groupNode } from "@/lib/editor/board-graph";
import { moveAlong } from "@/lib/editor/move-step";
import { nodeKey, type OutlineRow } from "@/lib/editor/outline";
import { nodeOf, nodePointer } from "@/lib/editor/selectors";
import { useEditorStore } from "@/lib/editor/use-editor";
import type { OutlineActs } from "./outline-keys";
import type { ActiveRow } from "./use-active-row";
import type { OutlineRows } from "./use-outline-rows";

interface RowActs extends OutlineActs {
  /** A click. */
  press(row: OutlineRow): void;
  /** A click with Mod. */
  toggle(row: OutlineRow): void;
  /** A click with Shift. */
  extendTo(row: OutlineRow): void;
  /** Opens the list of node types for a row. */
  insertAt(row: OutlineRow): void;
  menu(row: OutlineRow, at: { x: number; y: number }): void;
}

/** What keys and mouse do in the outline. What is done to nodes is the canvas's to do. */
export function useOutlineActs({
  list: { rows, isOpen, setOpen },
  active,
  filtered,
}: {
  list: OutlineRows;
  active: ActiveRow;
  filtered: boolean;
}): RowActs {
  const store = useEditorStore();
  const canvas = useStore(canvasActions, (state) => state.now);
  /** Where a stretch of chosen rows begins. */
  const anchor = useRef<string | null>(null);
  const typed = useRef("");
  const row = rows[active.index];

  const isLocked = () => store.getState().ui.readOnly || store.getState().textBroken;
  const chosen = (): ReadonlySet<string> => {
    const { selection } = store.getState();
    return selection?.kind === "node" ? new Set([selection.id]) : canvasActions.getState().chosen;
  };
  const connectionOf = (of: OutlineRow) =>
    of.kind === "way" || of.kind === "again" ? of.connection : undefined;

  /** Makes a row, and nothing else, what is chosen. */
  const take = (to: OutlineRow) => {
    anchor.current = to.key;
    active.set(to.key);
    const connection = connectionOf(to);
    if (to.kind === "node") {
      canvas?.choose([to.node]);
      canvas?.show(to.node);
    } else if (connection !== undefined)
      store.getState().actions.select({ kind: "connection", id: connection });
    else canvas?.choose([]);
  };
  const extendTo = (to: OutlineRow) => {
    active.set(to.key);
    const start = rows.findIndex((each) => each.key === (anchor.current ?? row?.key));
    const end = rows.indexOf(to);
    const [from, until] = start < end ? [Math.max(0, start), end] : [end, Math.max(start, end)];
    canvas?.choose(rows.slice(from, until + 1).flatMap((each) => (each.kind === "node" ? [each.node] : [])));
    if (to.kind === "node") canvas?.show(to.node);
  };
  const toggle = (to: OutlineRow) => {
    anchor.current = to.key;
    if (to.kind !== "node") {
      take(to);
      return;
    }
    const before = chosen();
    canvas?.choose(before.has(to.node) ? [...before].filter((id) => id !== to.node) : [...before, to.node]);
  };
  const jump = (node: string) => {
    const at = nodePointer(store.getState(), node);
    if (at === undefined) return;
    active.set(nodeKey(node));
    anchor.current = nodeKey(node);
    store.getState().actions.reveal(at);
  };
  /** What is about to be done is done to what is chosen; to this row when nothing of the outline is. */
  const onChosen = (act: () => void) => {
    const { selection } = store.getState();
    const isListed =
      selection?.kind === "connection" && rows.some((each) => connectionOf(each) === selection.id);
    if (row && !isListed && chosen().size === 0) take(row);
    act();
  };
  const insertAt = (at: OutlineRow) => {
    if (isLocked() || !canvas) return;
    const box = document
      .querySelector(`[data-outline] [data-row="${rows.indexOf(at)}"]`)
      ?.getBoundingClientRect();
    const place = { x: box?.right ?? 0, y: box?.top ?? 0 };
    const options = { back: active.back };
    if (at.kind === "node" || at.kind === "again") canvas.insertAfter(at.node, place, options);
    else if (at.kind === "way") canvas.insertAfter(at.source, place, { ...options, handle: at.handle });
  };
  const open = (rename: boolean) => {
    if (!row || (rename && isLocked())) return;
    if (row.kind === "node") openForm(store.getState(), row.node, rename);
    else if (row.kind === "group" && rename) beginEditing(groupNode(row.group));
    else if (rename) return;
    else if (row.kind === "again") jump(row.node);
    else if (row.kind === "way" && row.connection === undefined) insertAt(row);
    else setOpen(row, !isOpen(row));
  };

  return {
    go(by, how) {
      const to = rows[Math.max(0, Math.min(rows.length - 1, active.index + by))];
      if (!to) return;
      if (how === "look") active.set(to.key);
      else if (how === "extend") extendTo(to);
      else take(to);
    },
    inwards() {
      if (!row || row.beneath === 0) return;
      const inner = rows[active.index + 1];
      if (!isOpen(row)) setOpen(row, true);
      else if (inner) take(inner);
    },
    outwards() {
      if (!row) return;
      if (row.beneath > 0 && isOpen(row)) {
        setOpen(row, false);
        return;
      }
      const outer = rows.find((each) => each.key === row.parent);
      if (outer) take(outer);
    },
    openAll() {
      for (const each of rows)
        if (each.parent === row?.parent && each.beneath > 0 && !isOpen(each)) setOpen(each, true);
    },
    mark: () => row && toggle(row),
    open: () => open(false),
    rename: () => open(true),
    insertAfter: () => row && insertAt(row),
    connect: () => onChosen(() => canvas?.connect()),
    togglePins: () => !isLocked() && onChosen(() => canvas?.togglePins()),
    toggleDisabled: () => !isLocked() && onChosen(() => canvas?.toggleDisabled()),
    remove: () => onChosen(() => canvas?.remove()),
    removeAndReconnect: () => onChosen(() => canvas?.removeAndReconnect()),
    duplicate: () => onChosen(() => canvas?.duplicate()),
    chooseAll() {
      if (filtered) canvas?.choose(rows.flatMap((each) => (each.kind === "node" ? [each.node] : [])));
      else canvas?.selectAll();
    },
    move(by) {
      if (row?.kind !== "node" || isLocked()) return;
      say(moveAlong(store, row.node, by));
    },
    type(letter, isNew) {
      typed.current = (isNew ? "" : typed.current) + letter.toLowerCase();
      const state = store.getState();
      const text = (of: OutlineRow): string =>
        of.kind === "node"
          ? (nodeOf(state, of.node)?.title || of.node).toLowerCase()
          : of.kind === "group"
            ? of.title.toLowerCase()
            : "";
      // Further letters may still fit the row that the first ones came to.
      const from = active.index + (isNew ? 1 : 0);
      const found = [...rows.slice(from), ...rows.slice(0, from)].find((each) =>
        text(each).startsWith(typed.current),
      );
      if (found) take(found);
      return found !== undefined;
    },
    press(to) {
      anchor.current = to.key;
      if (to.kind === "node" || to.kind === "again") jump(to.node);
      else {
        take(to);
        if (to.kind === "group" || to.kind === "apart") setOpen(to, !isOpen(to));
      }
    },
    toggle,
    extendTo,
    insertAt,
    menu(of, at) {
      const outline = { back: active.back };
      if (of.kind === "group") canvas?.openMenu({ at, node: groupNode(of.group), outline });
      const connection = connectionOf(of);
      if (of.kind === "node") {
        if (!chosen().has(of.node)) take(of);
        canvas?.openMenu({ at, node: of.node, outline });
      } else if (connection !== undefined) {
        take(of);
        canvas?.openMenu({ at, connection, outline });
      } else if (of.kind === "way") insertAt(of);
    },
  };
}
