"use client";

import { Check, CircleAlert, CloudOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { ConflictDialog } from "./conflict-dialog";

/** Whether the draft is on the server; loud only when it is not. */
export function SaveNote() {
  const state = useEditor((store) => store.saveState);
  const conflict = useEditor((store) => store.conflict);
  const unkept = useEditor((store) => store.unkept);
  const writer = useEditor((store) => store.writer);
  const { save } = useEditorActions();
  const [isOpen, setIsOpen] = useState(false);
  if (writer === "elsewhere") return null;
  if (conflict)
    return (
      <>
        <Tooltip text="The same place was changed elsewhere. Nothing was overwritten.">
          <Button variant="danger" onClick={() => setIsOpen(true)}>
            <CircleAlert /> Changed elsewhere
          </Button>
        </Tooltip>
        {isOpen && <ConflictDialog theirs={conflict} onClose={() => setIsOpen(false)} />}
      </>
    );
  if (state.kind === "retrying")
    return (
      <Tooltip
        text={`${state.message} It is tried again by itself. ${
          unkept === null
            ? "Your changes are kept in this browser until then."
            : "This browser keeps no copy of them, so leave the tab open."
        }`}
      >
        <button
          type="button"
          onClick={() => void save()}
          className="inline-flex items-center gap-1 rounded-control px-1.5 text-warn text-xs hover:bg-hover"
        >
          <CloudOff className="size-3.5" />{" "}
          {state.offline ? "Offline, trying again" : "Not saved, trying again"}
        </button>
      </Tooltip>
    );
  const saved = state.kind === "saved";
  return (
    <span
      role="status"
      data-saved={saved}
      className="inline-flex shrink-0 items-center gap-1 whitespace-nowrap text-faint text-xs max-[1100px]:sr-only"
    >
      {saved && state.at !== null && <Check className="size-3" aria-hidden />}
      {saved ? (state.at === null ? "" : "Saved") : "Saving…"}
    </span>
  );
}
