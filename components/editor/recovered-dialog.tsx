"use client";

import { formatRelative } from "@/components/run/format";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Recovered } from "@/lib/editor/store-types";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { LazyDiff } from "./lazy-diff";

/** What was recovered: its steps by name, and the text beside the one that was saved. */
export function RecoveredDialog({ recovered, onClose }: { recovered: Recovered; onClose: () => void }) {
  const text = useEditor((state) => state.text);
  const past = useEditor((state) => state.history.past);
  const { settleRecovered } = useEditorActions();
  const settle = (keep: boolean) => {
    settleRecovered(keep);
    onClose();
  };
  const steps = past.slice(-recovered.changes).filter(({ at }) => at <= recovered.at);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="wide"
      title="Recovered changes"
      description="They were made in this browser and had not reached the server when the page went away."
      footer={
        <>
          <Button onClick={() => settle(false)}>Discard them</Button>
          <Button variant="primary" onClick={() => settle(true)}>
            Keep them
          </Button>
        </>
      }
    >
      <ul className="mb-3 flex flex-col text-sm">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list stands still while the dialog is open.
          <li key={index} className="flex min-h-7 items-center justify-between gap-4">
            <span className="truncate">{step.label}</span>
            <span className="shrink-0 text-faint text-xs">{formatRelative(step.at, Date.now())}</span>
          </li>
        ))}
      </ul>
      {recovered.before.text === text ? (
        <p className="text-dim text-sm">Only the places of cards differ; the JSON is the same.</p>
      ) : (
        <LazyDiff before={recovered.before.text} after={text} label="Saved and recovered text" />
      )}
    </Dialog>
  );
}
