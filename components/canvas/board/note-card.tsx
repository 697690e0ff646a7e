"use client";

import { type NodeProps, NodeResizer } from "@xyflow/react";
import dynamic from "next/dynamic";
import { memo, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { cn } from "@/components/ui/cn";
import { changeNote } from "@/lib/editor/board-edits";
import { noteIn } from "@/lib/editor/board-graph";
import type { FlowNode } from "@/lib/editor/flow";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { boardLimits, type Note } from "@/lib/workflow/board";
import { focusCard } from "../focus-card";
import { say } from "../say";
import { beginEditing, boardTools } from "./board-tools";

const NoteMarkdown = dynamic(() => import("./note-markdown"), { ssr: false });

/** A note on the canvas: markdown, and its text while it is written. */
export const NoteCard = memo(function NoteCard({ id, selected }: NodeProps<FlowNode>) {
  const note = useEditor((state) => state.board.notes.find((each) => each.id === noteIn(id)));
  const locked = useEditor((state) => state.ui.readOnly);
  const isEditing = useStore(boardTools, (state) => state.editing === id);
  if (!note) return null;
  return (
    <div
      data-colour={note.colour}
      className={cn(
        "board-tint board-note size-full overflow-hidden rounded-card border",
        selected && "border-accent ring-1 ring-accent",
      )}
    >
      {selected && !locked && !isEditing && (
        <NodeResizer
          minWidth={boardLimits.note.width}
          minHeight={boardLimits.note.height}
          maxWidth={boardLimits.note.most}
          maxHeight={boardLimits.note.most}
          handleClassName="note-handle"
          lineClassName="note-line"
        />
      )}
      {isEditing ? (
        <NoteText id={id} note={note} />
      ) : (
        <div className={cn("note-text size-full overflow-auto px-3.5 py-2.5 text-sm", selected && "nowheel")}>
          {note.markdown.trim() === "" ? (
            <p className="text-dim">Double-click to write</p>
          ) : (
            <NoteMarkdown text={note.markdown} />
          )}
        </div>
      )}
    </div>
  );
});

function NoteText({ id, note }: { id: string; note: Note }) {
  const store = useEditorStore();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, []);
  const keep = (markdown: string) => {
    if (boardTools.getState().editing === id) beginEditing(null);
    say(changeNote(store, note.id, { markdown }, { label: "Write a note" }));
  };
  return (
    <textarea
      ref={field}
      aria-label="Text of the note, in markdown"
      placeholder="Markdown: **bold**, lists, [links](https://…)"
      defaultValue={note.markdown}
      maxLength={boardLimits.markdown}
      onBlur={(event) => keep(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== "Escape") return;
        keep(event.currentTarget.value);
        focusCard(id);
      }}
      className="nodrag nopan nowheel size-full resize-none bg-transparent px-3.5 py-2.5 font-mono text-text text-xs leading-5 outline-none placeholder:text-dim"
    />
  );
}
