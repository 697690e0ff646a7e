"use client";

import { ChevronDown, ChevronRight, Copy, Pencil, Trash2, Ungroup } from "lucide-react";
import { MenuAt, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { changeGroup, changeNote, duplicateNote, removeFromBoard } from "@/lib/editor/board-edits";
import { groupIn, noteIn } from "@/lib/editor/board-graph";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { boardColours } from "@/lib/workflow/board";
import { say } from "../say";
import { beginEditing } from "./board-tools";

const named = (colour: string) => colour.charAt(0).toUpperCase() + colour.slice(1);

/** The menu of a group or of a note. */
export function BoardMenu({
  at,
  about,
  locked,
  onClose,
}: {
  at: { x: number; y: number };
  /** Its name on the canvas. */
  about: string;
  locked: boolean;
  onClose: () => void;
}) {
  const store = useEditorStore();
  const groupId = groupIn(about);
  const noteId = noteIn(about);
  const group = useEditor((state) => state.board.groups.find(({ id }) => id === groupId));
  const note = useEditor((state) => state.board.notes.find(({ id }) => id === noteId));
  const isCollapsed = useEditor((state) => groupId !== undefined && state.collapsed.includes(groupId));
  const colours = (current: string, choose: (colour: (typeof boardColours)[number]) => void) =>
    boardColours.map((colour) => (
      <MenuItem
        key={colour}
        disabled={locked || colour === current}
        icon={<span data-colour={colour} className="board-tint board-swatch size-3.5 rounded-full" />}
        onSelect={() => choose(colour)}
      >
        {named(colour)}
      </MenuItem>
    ));
  if (group)
    return (
      <MenuAt at={at} label={`Actions of group ${group.title}`} onClose={onClose}>
        <MenuItem
          icon={isCollapsed ? <ChevronDown /> : <ChevronRight />}
          keys={["Enter"]}
          onSelect={() => store.getState().actions.setCollapsed(group.id, !isCollapsed)}
        >
          {isCollapsed ? "Expand" : "Collapse"}
        </MenuItem>
        <MenuItem icon={<Pencil />} keys={["F2"]} disabled={locked} onSelect={() => beginEditing(about)}>
          Rename
        </MenuItem>
        <MenuSeparator />
        {colours(group.colour, (colour) => say(changeGroup(store, group.id, { colour })))}
        <MenuSeparator />
        <MenuItem
          icon={<Ungroup />}
          keys={["Mod", "Shift", "G"]}
          disabled={locked}
          onSelect={() => say(removeFromBoard(store, [group.id], `Ungroup ${group.title}`))}
        >
          Ungroup
        </MenuItem>
      </MenuAt>
    );
  if (!note) return null;
  return (
    <MenuAt at={at} label="Actions of the note" onClose={onClose}>
      <MenuItem icon={<Pencil />} keys={["Enter"]} disabled={locked} onSelect={() => beginEditing(about)}>
        Edit
      </MenuItem>
      <MenuItem
        icon={<Copy />}
        keys={["Mod", "D"]}
        disabled={locked}
        onSelect={() => say(duplicateNote(store, note.id))}
      >
        Duplicate
      </MenuItem>
      <MenuSeparator />
      {colours(note.colour, (colour) =>
        say(changeNote(store, note.id, { colour }, { label: "Colour a note" })),
      )}
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 />}
        keys={["Del"]}
        danger
        disabled={locked}
        onSelect={() => say(removeFromBoard(store, [note.id], "Delete a note"))}
      >
        Delete
      </MenuItem>
    </MenuAt>
  );
}
