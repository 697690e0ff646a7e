"use client";

import { CircleX, CornerUpRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import type { RunError } from "@/lib/nodes/runner";
import { placeInDraft } from "./choose-node-run";
import { MaskedText } from "./masked-text";

/** What happened, where, with the value seen, what to do, and a button that goes there. */
export function ErrorCard({ error, node }: { error: RunError; node?: string | undefined }) {
  const store = useEditorStore();
  const { reveal, select, setRight } = useEditorActions();
  const show = () => {
    const { document, runDocument } = store.getState();
    const place =
      error.at && runDocument && document ? placeInDraft(error.at, runDocument, document) : undefined;
    if (place) return reveal(place);
    if (node) select({ kind: "node", id: node });
    setRight({ open: true, tab: "form" });
  };
  const places = node !== undefined || error.at !== undefined;
  return (
    <div className="m-2 flex items-start gap-2.5 rounded-control border border-[color-mix(in_srgb,var(--bad)_32%,var(--line))] bg-[color-mix(in_srgb,var(--bad)_5%,var(--surface-raised))] py-2 pr-2 pl-3 text-sm">
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="line-clamp-4 pr-1 [overflow-wrap:anywhere]" title={error.message}>
          <MaskedText text={error.message} />
        </p>
        {error.hint && <p className="mt-0.5 text-dim text-xs">{error.hint}</p>}
        <div className="mt-1 flex items-center justify-between gap-2">
          <p className="truncate font-mono text-faint text-xs">{error.code}</p>
          {places && (
            <Button onClick={show}>
              <CornerUpRight />
              {error.at ? "Show field" : "Show node"}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
