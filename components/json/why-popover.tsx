"use client";

import { Popover } from "radix-ui";
import { toast } from "@/components/ui/toast";
import type { WhyQuestion } from "./panel-why";
import { WhyCard } from "./why-card";

export const whyFrame =
  "z-50 w-80 overflow-hidden rounded-card border border-line bg-raised shadow-float outline-none data-[state=open]:animate-[float-in_120ms]";

/** An explanation at a place in the text. */
export function WhyPopover({ question, onClose }: { question: WhyQuestion; onClose: () => void }) {
  const { request, index, anchor } = question;
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor
        className="pointer-events-none fixed w-0"
        style={{ left: anchor.left, top: anchor.top, height: anchor.height }}
      />
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label="Why is this empty?"
          className={whyFrame}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <WhyCard
            request={request}
            index={index}
            onShow={question.show}
            onApply={(fix) => {
              const refusal = question.apply(fix);
              if (refusal) toast({ title: refusal.refused, tone: "bad" });
              else onClose();
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
