"use client";

import { Check, CircleAlert, CloudOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";

/** Whether the draft is on the server; loud only when it is not. */
export function SaveNote() {
  const state = useEditor((store) => store.saveState);
  const { resolveConflict, save } = useEditorActions();
  if (state.kind === "conflict")
    return (
      <Menu
        trigger={
          <Button variant="danger">
            <CircleAlert /> Changed elsewhere
          </Button>
        }
      >
        <MenuLabel>Another window saved this workflow. Nothing was overwritten.</MenuLabel>
        <MenuItem onSelect={() => void resolveConflict("mine")}>Keep what is on this page</MenuItem>
        <MenuItem onSelect={() => void resolveConflict("theirs")}>Take what was saved elsewhere</MenuItem>
      </Menu>
    );
  if (state.kind === "retrying")
    return (
      <Tooltip text={`${state.message} It is tried again by itself.`}>
        <button
          type="button"
          onClick={() => void save()}
          className="inline-flex items-center gap-1 rounded-control px-1.5 text-warn text-xs hover:bg-hover"
        >
          <CloudOff className="size-3.5" /> Not saved, trying again
        </button>
      </Tooltip>
    );
  const saved = state.kind === "saved";
  return (
    <span
      role="status"
      className="inline-flex shrink-0 items-center gap-1 whitespace-nowrap text-faint text-xs max-[1100px]:sr-only"
    >
      {saved && state.at !== null && <Check className="size-3" aria-hidden />}
      {saved ? (state.at === null ? "" : "Saved") : "Saving…"}
    </span>
  );
}
