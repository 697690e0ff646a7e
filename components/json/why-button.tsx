"use client";

import { Popover } from "radix-ui";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import type { PreviewRequest, StringPreview } from "@/lib/editor/preview";
import { useEditorActions } from "@/lib/editor/use-editor";
import { editText } from "@/lib/workflow/text-edit";
import { WhyCard } from "./why-card";
import { whyFrame } from "./why-popover";

/** Offers the explanation beneath a form's field whose value is empty or fails; nothing for other values. */
export function WhyButton({
  at,
  request,
  preview,
}: {
  /** Pointer of the string in the document. */
  at: string;
  request: PreviewRequest;
  preview: StringPreview;
}) {
  const [open, setOpen] = useState(false);
  const { edit } = useEditorActions();
  const index = preview.parts.findIndex(({ state }) => state !== "value");
  if (index === -1) return null;
  const words = preview.parts[index]?.state === "error" ? "Why does this fail?" : "Why is this empty?";
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="shrink-0 self-start rounded-control text-accent text-xs hover:underline">
        {words}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label={words}
          className={whyFrame}
        >
          <WhyCard
            request={request}
            index={index}
            onApply={(fix) => {
              const value = request.value.slice(0, fix.start) + fix.text + request.value.slice(fix.end);
              const refusal = edit((text) => editText(text, [{ at, value }]));
              if (refusal) toast({ title: refusal.refused, tone: "bad" });
              setOpen(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
