"use client";

import { AlignLeft, ChevronDown, ChevronUp, Copy } from "lucide-react";
import { useSyncExternalStore } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import { originText } from "@/lib/editor/language/hover";
import type { EditorStore, SaveState } from "@/lib/editor/store-types";
import { useEditor } from "@/lib/editor/use-editor";
import { triggersOf } from "@/lib/workflow/graph";
import type { PanelHandle, PanelStatus } from "./panel";

const nothing: PanelStatus = { line: 1, column: 1, problems: 0 };
const never = () => () => {};

/** Where the caret is, what is wrong, where previews come from, whether the draft is saved. */
export function StatusLine({ panel }: { panel: PanelHandle | null }) {
  const status = useSyncExternalStore(panel?.onStatus ?? never, panel?.status ?? (() => nothing));
  const origin = useEditor(previewOrigin);
  const saved = useEditor((state) => saveText(state.saveState));
  const readOnly = useEditor((state) => state.ui.readOnly);
  return (
    <footer className="flex h-7 shrink-0 pointer-coarse:h-[52px] items-center gap-3 overflow-hidden whitespace-nowrap border-line border-t bg-raised pr-1 pl-3 text-faint text-xs">
      <span className="tabular">
        {status.line}:{status.column}
      </span>
      <span className={status.problems > 0 ? "text-warn" : ""}>
        {status.problems === 0
          ? "No problems"
          : `${status.problems} problem${status.problems === 1 ? "" : "s"}`}
      </span>
      {status.problems > 0 && (
        <span className="-ml-2 flex">
          <IconButton
            size="small"
            label="Problem before"
            icon={<ChevronUp />}
            onClick={() => panel?.goToProblem(-1)}
          />
          <IconButton
            size="small"
            label="Next problem"
            keys={["F8"]}
            icon={<ChevronDown />}
            onClick={() => panel?.goToProblem(1)}
          />
        </span>
      )}
      <span className="min-w-0 flex-1 truncate">{origin}</span>
      <span role="status">{readOnly ? "Read-only" : saved}</span>
      <span className="flex">
        <IconButton
          size="small"
          label="Format"
          keys={["Shift", "Alt", "F"]}
          icon={<AlignLeft />}
          disabled={readOnly || panel === null}
          onClick={() => panel?.format()}
        />
        <IconButton
          size="small"
          label="Copy JSON"
          icon={<Copy />}
          disabled={panel === null}
          onClick={() => panel && void copy(panel.text())}
        />
      </span>
    </footer>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ title: "Copied" });
  } catch {
    toast({
      title: "The browser did not allow copying",
      description: "Select the text and copy it by hand.",
      tone: "bad",
    });
  }
}

function previewOrigin({ lastRun, document, lastInputs }: EditorStore): string {
  if (lastRun !== null) {
    const at = lastRun.completedAt ?? lastRun.startedAt;
    return `Previews: ${originText({ kind: "last-run", at }, Date.now())}`;
  }
  const trigger = document && triggersOf(document)[0];
  if (trigger === undefined) return "Previews: no data yet";
  return lastInputs[trigger.identifier] === undefined
    ? "Previews: sample inputs"
    : "Previews: your last inputs";
}

function saveText(state: SaveState): string {
  switch (state.kind) {
    case "saved":
      return "Saved";
    case "pending":
    case "saving":
      return "Saving…";
    case "retrying":
      return "Not saved, trying again";
    case "conflict":
      return "Changed elsewhere";
  }
}
