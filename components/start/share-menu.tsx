"use client";

import { ClipboardPaste, Copy, Download, FileUp, Share } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { copyText } from "@/components/run/copy-button";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import { exportFile } from "./export-file";
import { ReplaceDialog } from "./replace-dialog";

/** The workflow's JSON out of the editor and into it. */
export function ShareMenu() {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.ui.readOnly);
  const asked = useEditor(({ ui }) => (ui.asked?.what === "import" ? ui.asked : undefined));
  const { ask } = useEditorActions();
  const [replacing, setReplacing] = useState<{ text: string }>();
  const file = useRef<HTMLInputElement>(null);

  const copy = async () => {
    if (await copyText(store.getState().text)) toast({ title: "Copied the workflow's JSON", tone: "ok" });
  };
  const latest = useRef({ readOnly });
  latest.current = { readOnly };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.defaultPrevented)
        return;
      const key = event.key.toLowerCase();
      if (key === "e") {
        event.preventDefault();
        void exportFile(store);
      } else if (key === "i" && !latest.current.readOnly) {
        event.preventDefault();
        setReplacing({ text: "" });
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [store]);

  useEffect(() => {
    if (!asked) return;
    ask(null);
    setReplacing({ text: asked.text ?? "" });
  }, [asked, ask]);

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
        <MenuItem icon={<Download />} keys={["Mod", "E"]} onSelect={() => void exportFile(store)}>
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
