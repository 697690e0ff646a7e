"use client";

import { useEffect, useState } from "react";
import { hasMod } from "@/lib/editor/keys";
import type { PaletteCommand } from "./palette-command";
import { PaletteDialog, PaletteLines } from "./palette-dialog";
import { useElsewhere } from "./use-elsewhere";

/** The palette of the pages around the editor: go to any workflow, example or setting. */
export function PagePalette() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (!hasMod(event) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      setOpen((now) => !now);
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, []);
  return (
    <PaletteDialog open={open} onOpenChange={setOpen}>
      {(onRun) => <Lines onRun={onRun} />}
    </PaletteDialog>
  );
}

function Lines({ onRun }: { onRun: (command: PaletteCommand) => void }) {
  return (
    <PaletteLines
      commands={useElsewhere()}
      placeholder="Go to a workflow, an example, a page"
      onRun={onRun}
    />
  );
}
