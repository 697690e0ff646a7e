"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/announcer";
import { changeNote, duplicateNote, removeFromBoard } from "@/lib/editor/board-edits";
import { groupIn, isBoardNode, noteIn } from "@/lib/editor/board-graph";
import { hasMod, isTyping } from "@/lib/editor/keys";
import { isArrow, moved } from "@/lib/editor/neighbour";
import { useEditorStore } from "@/lib/editor/use-editor";
import { focusCard } from "../focus-card";
import { type BoardTools, beginEditing } from "./board-tools";

export interface BoardKeys {
  chosen: ReadonlySet<string>;
  locked: boolean;
  tools: BoardTools;
}

/** Keys about groups and notes: Mod+G, Mod+Shift+G and N anywhere; Enter, F2, Del, Mod+D and Mod+arrows on what is focused. */
export function useBoardKeys(keys: BoardKeys): void {
  const store = useEditorStore();
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const toggle = (id: string) => {
      const group = groupIn(id)!;
      const { collapsed, actions } = store.getState();
      const isCollapsed = collapsed.includes(group);
      actions.setCollapsed(group, !isCollapsed);
      announce(isCollapsed ? "Expanded" : "Collapsed");
      focusCard(id);
    };
    const move = (id: string, key: Parameters<typeof moved>[1], by: number) => {
      const { board, layout, actions } = store.getState();
      const note = board.notes.find((each) => each.id === noteIn(id));
      if (note) {
        changeNote(store, note.id, moved(note, key, by), { label: "Move a note", merge: `move ${id}` });
        return;
      }
      const members = board.groups.find((each) => each.id === groupIn(id))?.nodes ?? [];
      const places = members.flatMap((node) => {
        const place = layout[node];
        return place ? [[node, moved(place, key, by)] as const] : [];
      });
      actions.moveNodes(Object.fromEntries(places), { merge: `move ${id}` });
    };
    const remove = (ids: readonly string[]) => {
      const names = ids.flatMap((id) => groupIn(id) ?? noteIn(id) ?? []);
      const areNotes = ids.every((id) => noteIn(id) !== undefined);
      removeFromBoard(store, names, areNotes ? "Delete a note" : "Ungroup");
    };
    const about = (event: KeyboardEvent, focused: string | undefined): (() => void) | undefined => {
      const { chosen, locked } = latest.current;
      const { key } = event;
      const ids = focused ? [...new Set([focused, ...chosen])] : [...chosen];
      const [one] = ids;
      if (focused && key === "Enter" && groupIn(focused)) return () => toggle(focused);
      if (one === undefined || locked) return undefined;
      if (key === "F2" || (key === "Enter" && noteIn(one) && !hasMod(event))) return () => beginEditing(one);
      if ((key === "Delete" || key === "Backspace") && !hasMod(event)) return () => remove(ids);
      const note = noteIn(one);
      if (hasMod(event) && key.toLowerCase() === "d" && note) return () => duplicateNote(store, note);
      if (focused && isArrow(key) && hasMod(event)) return () => move(focused, key, event.shiftKey ? 64 : 16);
      return undefined;
    };
    const anywhere = (event: KeyboardEvent): (() => void) | undefined => {
      const { locked, tools } = latest.current;
      if (locked || event.altKey) return undefined;
      const key = event.key.toLowerCase();
      if (hasMod(event) && key === "g") return event.shiftKey ? tools.ungroup : tools.group;
      // In a tree letters look for its rows.
      const isInTree = event.target instanceof Element && event.target.closest('[role="tree"]') !== null;
      if (!hasMod(event) && !event.shiftKey && key === "n" && !isInTree) return () => tools.addNote();
      return undefined;
    };
    const down = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || isTyping(target) || !(target instanceof Element)) return;
      const node = target.closest<HTMLElement>(".react-flow__node")?.dataset.id;
      const focused = node && isBoardNode(node) && target.matches(".react-flow__node") ? node : undefined;
      const isOnCanvas = focused !== undefined || target === document.body;
      const action = (isOnCanvas ? about(event, focused) : undefined) ?? anywhere(event);
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    // Before the keys of cards.
    window.addEventListener("keydown", down, { capture: true });
    return () => window.removeEventListener("keydown", down, { capture: true });
  }, [store]);
}
