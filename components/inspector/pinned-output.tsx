"use client";

import { KeyRound, PinOff, RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import { lastOutput, pinOutput, togglePins } from "@/lib/editor/pin-edits";
import { holdsMask } from "@/lib/editor/pins";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import type { WorkflowNode } from "@/lib/workflow/document";
import { sayPins } from "../canvas/say";
import { printJson, readJson } from "./fields/read-json";

/** The output that stands in for a node in test runs, as JSON. What cannot be kept stays here, with the reason. */
export function PinnedOutput({
  node,
  output,
  locked,
}: {
  node: WorkflowNode;
  output: Json;
  locked: boolean;
}) {
  const store = useEditorStore();
  const last = useEditor((state) => lastOutput(state, node.identifier));
  // The text as typed, and the value it stood for: when that changes elsewhere, the draft gives way.
  const [draft, setDraft] = useState<{ text: string; of: string; error?: string } | null>(null);
  const now = printJson(output);
  const typed = draft?.of === now ? draft : null;
  const type = (text: string) => {
    const read = readJson(text);
    if ("error" in read) return setDraft({ text, of: now, error: read.error.message });
    if (read.value === undefined)
      return setDraft({ text, of: now, error: "Not kept yet: write a JSON value, or unpin the output." });
    const refusal = pinOutput(store, node, read.value);
    if (refusal) setDraft({ text, of: now, error: `Not kept yet: ${refusal.refused}` });
    else setDraft({ text, of: printJson(read.value) });
  };
  const keepLast = () => {
    if (last === undefined) return;
    setDraft(null);
    pinOutput(store, node, last);
  };
  return (
    <Field
      id="pinned-output"
      label="Pinned output"
      hint={`What .outputs["${node.identifier}"] gives. Variables are not applied to it.`}
      error={typed?.error}
      aside={
        <span className="flex items-center gap-1">
          {last !== undefined && printJson(last) !== now && (
            <Button variant="ghost" disabled={locked} onClick={keepLast}>
              <RotateCcw />
              Last output
            </Button>
          )}
          <Button
            variant="ghost"
            disabled={locked}
            onClick={() => sayPins(togglePins(store, [node.identifier]))}
          >
            <PinOff />
            Unpin
          </Button>
        </span>
      }
    >
      <Textarea
        id="pinned-output"
        mono
        value={typed?.text ?? now}
        readOnly={locked}
        aria-invalid={typed?.error !== undefined || undefined}
        aria-describedby={typed?.error === undefined ? "pinned-output-hint" : "pinned-output-error"}
        onChange={(event) => type(event.target.value)}
      />
      {holdsMask(output) && (
        <p className="flex items-start gap-1.5 text-warn text-xs">
          <KeyRound aria-hidden className="mt-0.5 size-3 shrink-0" />
          Secrets were masked when this was recorded: test runs send the text ‹secret:…› in their place.
        </p>
      )}
    </Field>
  );
}
