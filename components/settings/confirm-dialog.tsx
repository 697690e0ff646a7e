"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/**
 * Asks before something that cannot be undone. `onConfirm` resolves to an error text to show, or to
 * undefined when it is done; then the dialog closes.
 */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  verb,
  onConfirm,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  /** What the button does: `Delete workflow`. */
  verb: string;
  onConfirm: () => Promise<string | undefined>;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const confirm = async () => {
    setBusy(true);
    const failed = await onConfirm();
    setBusy(false);
    setProblem(failed);
    if (failed === undefined) onOpenChange(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setProblem(undefined);
        onOpenChange(next);
      }}
      title={title}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Keep it</Button>
          <Button variant="danger" busy={busy} onClick={() => void confirm()}>
            {verb}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2 text-dim text-sm">{children}</div>
      {problem && (
        <p role="alert" className="mt-3 text-bad text-sm">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
