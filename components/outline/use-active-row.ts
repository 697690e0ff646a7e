"use client";

import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { isTyping } from "@/lib/editor/keys";
import { nodeKey } from "@/lib/editor/outline";
import type { Selection } from "@/lib/editor/store-types";
import { useEditor } from "@/lib/editor/use-editor";
import type { OutlineRows } from "./use-outline-rows";

export interface ActiveRow {
  index: number;
  set(key: string): void;
  /** Takes the keyboard back from what lay over the page and is gone. */
  back(): void;
  onFocus(): void;
  onBlur(event: FocusEvent): void;
}

/** The row that Tab comes to: it follows what is chosen on the canvas, and has the keyboard while the tree does. */
export function useActiveRow({
  list: { rows, openTo },
  scroller,
  idOf,
  reveal,
}: {
  list: OutlineRows;
  scroller: RefObject<HTMLElement | null>;
  idOf: (key: string) => string;
  /** Scrolls a row into view. */
  reveal: (index: number) => void;
}): ActiveRow {
  const selection = useEditor((state) => state.selection);
  const [key, setKey] = useState("");
  const last = useRef(0);
  const hasFocus = useRef(false);

  const found = rows.findIndex((row) => row.key === key);
  // The row is gone: the one that stands there now takes its place.
  const index = found >= 0 ? found : Math.max(0, Math.min(last.current, rows.length - 1));
  const current = rows[index]?.key ?? "";

  const chosen = keyOf(selection, rows);
  useEffect(() => {
    if (chosen === undefined) return;
    openTo(chosen);
    setKey(chosen);
  }, [chosen, openTo]);

  useEffect(() => {
    last.current = index;
    reveal(index);
  }, [index, reveal]);

  const focus = () => {
    const row = document.getElementById(idOf(current));
    if (row && row !== document.activeElement) row.focus({ preventScroll: true });
  };
  const latest = useRef(focus);
  latest.current = focus;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keyboard goes along when another row is the active one.
  useLayoutEffect(() => {
    if (hasFocus.current) latest.current();
  }, [current]);

  return {
    index,
    set: setKey,
    back() {
      // After what was over the page has let go of the keyboard, and unless something else took it.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (!isTyping(document.activeElement)) latest.current();
        }),
      );
    },
    onFocus() {
      hasFocus.current = true;
    },
    onBlur({ relatedTarget }) {
      hasFocus.current = scroller.current?.contains(relatedTarget) ?? false;
    },
  };
}

/** The row of what is chosen; a connection has one where its way out is listed. */
function keyOf(selection: Selection | null, rows: OutlineRows["rows"]): string | undefined {
  if (selection === null) return undefined;
  if (selection.kind === "node") return nodeKey(selection.id);
  return rows.find((row) => row.kind === "way" && row.connection === selection.id)?.key;
}
