"use client";

import { ClipboardPaste, Copy, Download, FileUp, Share } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { copyText } from "@/components/run/copy-button";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/editor/api";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import { ReplaceDialog } from "./replace-dialog";
import { downloadFrom } from "./save-file";

/** The workflow's JSON out of the editor and into it. */
export function ShareMenu() {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.ui.readOnly);
  const { save } = useEditorActions();
  const [replacing, setReplacing] = useState<{ text: string }>();
  const file = useRef<HTMLInputElement>(null);

  const exportFile = async () => {
    await save();
    const { saveState, id } = store.getState();
    if (saveState.kind !== "saved")
      return toast({
        title: "The draft is not saved yet, so the export would be an older one",
        description: "Use Copy JSON for the text as it is here.",
        tone: "bad",
      });
    downloadFrom(api.exportUrl(id));
  };
  const copy = async () => {
    if (await copyText(store.getState().text)) toast({ title: "Copied the workflow's JSON", tone: "ok" });
  };
  const latest = useRef({ exportFile, readOnly });
  latest.current = { exportFile, readOnly };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.defaultPrevented)
        return;
      const key = event.key.toLowerCase();
      if (key === "e") {
        event.preventDefault();
        void latest.current.exportFile();
      } else if (key === "i" && !latest.current.readOnly) {
        event.preventDefault();
        setReplacing({ text: "" });
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        aria-label="Workflow file"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = "";
          if (chosen) void chosen.text().then((text) => setReplacing({ text }));
        }}
      />
      <Menu
        align="end"
        trigger={
          <Button variant="ghost" aria-label="Share" className="max-[899px]:px-1.5">
            <Share />
            <span className="max-[899px]:hidden">Share</span>
          </Button>
        }
      >
        <MenuItem icon={<Download />} keys={["Mod", "E"]} onSelect={() => void exportFile()}>
          Export JSON
        </MenuItem>
        <MenuItem icon={<Copy />} onSelect={() => void copy()}>
          Copy JSON
        </MenuItem>
        {!readOnly && (
          <>
            <MenuSeparator />
            <MenuLabel>Replace this draft</MenuLabel>
            <MenuItem icon={<FileUp />} onSelect={() => file.current?.click()}>
              From a file
            </MenuItem>
            <MenuItem
              icon={<ClipboardPaste />}
              keys={["Mod", "I"]}
              onSelect={() => setReplacing({ text: "" })}
            >
              From pasted text
            </MenuItem>
          </>
        )}
      </Menu>
      {replacing && (
        <ReplaceDialog key={replacing.text} text={replacing.text} onClose={() => setReplacing(undefined)} />
      )}
    </>
  );
}
