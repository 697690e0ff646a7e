"use client";

import { Pin } from "lucide-react";
import { sayPins } from "@/components/canvas/say";
import { clearPins } from "@/lib/editor/pin-edits";
import { pinsSentence, pinsToSend } from "@/lib/editor/pins";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";

/** What a run that is about to start will not run, with the way to run it all the same. */
export function PinsNote() {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const choices = useEditor((state) => state.pins);
  const pins = pinsToSend(document, choices);
  if (Object.keys(pins).length === 0) return null;
  return (
    <p className="flex items-start gap-2 rounded-control bg-sunken px-3 py-2 text-dim text-xs">
      <Pin aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>
        Not run this time: {pinsSentence(pins)}.{" "}
        <button
          type="button"
          onClick={() => sayPins(clearPins(store))}
          className="font-medium text-accent hover:underline"
        >
          Run every node
        </button>
      </span>
    </p>
  );
}
