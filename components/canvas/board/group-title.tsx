"use client";

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { changeGroup } from "@/lib/editor/board-edits";
import { groupNode } from "@/lib/editor/board-graph";
import { useEditorStore } from "@/lib/editor/use-editor";
import { boardLimits, type Group } from "@/lib/workflow/board";
import { focusCard } from "../focus-card";
import { say } from "../say";
import { beginEditing, boardTools } from "./board-tools";

/** A group's title, and the field in its place while it is written. */
export function GroupTitle({ group }: { group: Group }) {
  const store = useEditorStore();
  const id = groupNode(group.id);
  const isEditing = useStore(boardTools, (state) => state.editing === id);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isEditing) return;
    const frame = requestAnimationFrame(() => field.current?.select());
    return () => cancelAnimationFrame(frame);
  }, [isEditing]);
  if (!isEditing) return <span className="truncate">{group.title}</span>;
  const keep = (text: string) => {
    beginEditing(null);
    const title = text.trim();
    if (title === "" || title === group.title) return;
    say(changeGroup(store, group.id, { title }));
  };
  return (
    <input
      ref={field}
      aria-label="Title of the group"
      defaultValue={group.title}
      maxLength={boardLimits.title}
      onBlur={(event) => keep(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") {
          keep(event.currentTarget.value);
          focusCard(id);
        } else if (event.key === "Escape") {
          beginEditing(null);
          focusCard(id);
        }
      }}
      className="nodrag nopan h-6 min-w-24 flex-1 rounded-control border border-accent bg-raised px-1.5 text-text outline-none"
    />
  );
}
