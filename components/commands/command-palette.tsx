"use client";

import { useEffect, useMemo } from "react";
import { focusChosen } from "@/components/canvas/focus-card";
import { hasMod } from "@/lib/editor/keys";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import type { PaletteCommand } from "./palette-command";
import { PaletteDialog, PaletteLines } from "./palette-dialog";
import { useCommands } from "./use-commands";
import { useElsewhere } from "./use-elsewhere";
import { useFindLines, useGoTo } from "./use-go-to";

/** Everything by name. Opens from anywhere in the editor, the text included, where the key would begin a chord. */
export function CommandPalette() {
  const store = useEditorStore();
  const open = useEditor((state) => state.ui.asked?.what === "palette");
  const { ask } = useEditorActions();
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (!hasMod(event) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      event.stopPropagation();
      const { actions, ui } = store.getState();
      actions.ask(ui.asked?.what === "palette" ? null : { what: "palette" });
    };
    window.addEventListener("keydown", down, true);
    return () => window.removeEventListener("keydown", down, true);
  }, [store]);
  return (
    <PaletteDialog
      open={open}
      onOpenChange={(next) => ask(next ? { what: "palette" } : null)}
      onRan={() => focusChosen(store.getState().selection)}
    >
      {(onRun) => <Lines onRun={onRun} />}
    </PaletteDialog>
  );
}

function Lines({ onRun }: { onRun: (command: PaletteCommand) => void }) {
  const here = useEditor((state) => state.id);
  const commands = useCommands();
  const goTo = useGoTo();
  const elsewhere = useElsewhere(here);
  const find = useFindLines();
  const all = useMemo(() => [...commands, ...goTo, ...elsewhere], [commands, goTo, elsewhere]);
  return (
    <PaletteLines
      commands={all}
      search={find}
      placeholder="What do you want to do, or where to?"
      hint={
        <>
          <Sign>&gt;</Sign> commands <Sign>@</Sign> nodes <Sign>#</Sign> runs
        </>
      }
      onRun={onRun}
    />
  );
}

const Sign = ({ children }: { children: string }) => (
  <kbd className="mr-1 ml-2 rounded-[4px] border border-line bg-sunken px-1 font-mono first:ml-0">
    {children}
  </kbd>
);
