"use client";

import { useId, useState } from "react";
import { count } from "@/components/run/format";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useEditorActions } from "@/lib/editor/use-editor";
import { parseWorkflow } from "@/lib/workflow/parse";
import { ImportProblems } from "./import-dialog";

/** Puts another workflow's text in the place of the draft, as one step that can be undone. */
export function ReplaceDialog({ text: given, onClose }: { text: string; onClose: () => void }) {
  const id = useId();
  const [text, setText] = useState(given);
  const { setText: replace, undo } = useEditorActions();
  const empty = text.trim() === "";
  const read = empty ? undefined : parseWorkflow(text);
  const refused = read !== undefined && read.document === undefined;

  const apply = () => {
    if (!read?.document) return;
    replace(read.text, { merge: "import" });
    onClose();
    toast({
      title: `Replaced the draft: ${count(read.document.nodes.length, "node")}`,
      ...(read.changes.length > 0
        ? { description: `Brought to Port's current form. ${read.changes.join(" ")}` }
        : {}),
      tone: "ok",
      action: { label: "Undo", onSelect: undo },
    });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="wide"
      title="Replace this draft"
      description="The draft becomes the text below. Undo brings the present one back; published versions stay."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!read?.document} onClick={apply}>
            Replace draft
          </Button>
        </>
      }
    >
      {refused && (
        <ImportProblems
          id={`${id}-error`}
          error={{
            status: 422,
            error: "invalid_workflow",
            message: read.problems[0]?.message ?? "This text is not a workflow.",
            details: read.problems.slice(1),
          }}
        />
      )}
      {read?.document && (
        <p role="status" className="mb-2 text-dim text-xs">
          {read.document.title || read.document.identifier}: {count(read.document.nodes.length, "node")}
          {read.changes.length > 0 &&
            `, brought to Port's current form (${count(read.changes.length, "change")})`}
        </p>
      )}
      <label htmlFor={id} className="sr-only">
        Workflow JSON
      </label>
      <Textarea
        id={id}
        mono
        autoFocus
        value={text}
        aria-invalid={refused || undefined}
        aria-describedby={refused ? `${id}-error` : undefined}
        onChange={(event) => setText(event.target.value)}
        placeholder="Paste a workflow's JSON here"
        className="min-h-64"
      />
    </Dialog>
  );
}
