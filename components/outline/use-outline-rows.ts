"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import {
  ancestors,
  hiddenNodes,
  type OutlineRow,
  openRows,
  outlineGroups,
  outlineMatches,
  outlineTree,
  sameRows,
} from "@/lib/editor/outline";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import type { WorkflowDocument } from "@/lib/workflow/document";

export type Order = "flow" | "groups";

export interface OutlineRows {
  /** The rows that show. */
  rows: readonly OutlineRow[];
  isOpen(row: OutlineRow): boolean;
  /** The nodes that each folded row hides, by its key. */
  hidden: ReadonlyMap<string, readonly string[]>;
  setOpen(row: OutlineRow, open: boolean): void;
  /** Opens what a row lies beneath, except groups, which belong to the canvas, too. */
  openTo(key: string): void;
}

/** The rows of the outline: by flow, by group, or what a search finds. Groups open and close with those of the canvas. */
export function useOutlineRows(document: WorkflowDocument, order: Order, search: string): OutlineRows {
  const board = useEditor((state) => state.board);
  const collapsed = useEditor((state) => state.collapsed);
  const { setCollapsed } = useEditorActions();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());

  const before = useRef<readonly OutlineRow[]>([]);
  const all = useMemo(() => {
    const made =
      search.trim() !== ""
        ? outlineMatches(document, search)
        : order === "groups"
          ? outlineGroups(document, board)
          : outlineTree(document);
    // Rows that are as they were stay the same objects: typing into a form draws none of them again.
    before.current = sameRows(before.current, made);
    return before.current;
  }, [document, board, order, search]);
  const closed = useMemo(
    () =>
      new Set(
        all.flatMap((row) => {
          const isClosed = row.kind === "group" ? collapsed.includes(row.group) : folded.has(row.key);
          return isClosed ? [row.key] : [];
        }),
      ),
    [all, folded, collapsed],
  );
  const rows = useMemo(() => openRows(all, closed), [all, closed]);
  const hidden = useMemo(() => hiddenNodes(all, closed), [all, closed]);

  const isOpen = useCallback((row: OutlineRow) => !closed.has(row.key), [closed]);
  const setOpen = useCallback(
    (row: OutlineRow, open: boolean) => {
      if (row.kind === "group") {
        setCollapsed(row.group, !open);
        return;
      }
      setFolded((now) => {
        const next = new Set(now);
        if (open) next.delete(row.key);
        else next.add(row.key);
        return next;
      });
    },
    [setCollapsed],
  );
  const openTo = useCallback((key: string) => {
    const above = new Set(ancestors(before.current, key));
    setFolded((now) =>
      [...above].some((one) => now.has(one)) ? new Set([...now].filter((one) => !above.has(one))) : now,
    );
  }, []);
  return { rows, isOpen, hidden, setOpen, openTo };
}
