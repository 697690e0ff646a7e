import { createStore } from "zustand/vanilla";
import type { Position } from "@/lib/editor/api-types";

/** What menus, the palette and keys may do with groups and notes of the canvas on the page. */
export interface BoardTools {
  /** Puts the chosen cards into a new group, whose title is then typed. */
  group(): void;
  /** Takes away the chosen groups, or those of the chosen cards. */
  ungroup(): void;
  /** Adds a note at a place of the canvas, else in the middle of the view, and begins its text. */
  addNote(at?: Position): void;
}

export const boardTools = createStore<{
  now: BoardTools | null;
  /** The group whose title, or the note whose text, is being written; by its name on the canvas. */
  editing: string | null;
}>(() => ({ now: null, editing: null }));

export const beginEditing = (id: string | null): void => boardTools.setState({ editing: id });
