"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { useReturnFocus } from "./return-focus";

const closeButton =
  "inline-flex size-7 shrink-0 items-center justify-center rounded-control text-dim hover:bg-hover hover:text-text [&_svg]:size-4";

/** A window over the page. Controlled: `open` and `onOpenChange`. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = "medium",
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, right aligned; put the primary one last. */
  footer?: ReactNode;
  /** `full` takes most of the window and leaves its space to the content. */
  size?: "medium" | "wide" | "full";
  children?: ReactNode;
}) {
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim data-[state=open]:animate-[fade-in_120ms]" />
        <Radix.Content
          {...focus}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed top-1/2 left-1/2 z-40 flex w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-card border border-line bg-raised shadow-float outline-none data-[state=open]:animate-[fade-in_120ms]",
            size === "full"
              ? "h-[min(900px,calc(100dvh-32px))] max-w-[1360px]"
              : "max-h-[min(720px,calc(100dvh-32px))]",
            size === "wide" && "max-w-3xl",
            size === "medium" && "max-w-md",
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-dim text-sm">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close aria-label="Close" className={closeButton}>
              <X />
            </Radix.Close>
          </header>
          <div
            className={cn(
              "min-h-0 flex-1",
              size === "full" ? "overflow-hidden border-line border-t" : "overflow-y-auto px-5 pb-4",
            )}
          >
            {children}
          </div>
          {footer && (
            <footer className="flex items-center justify-end gap-2 border-line border-t px-5 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const sheetPlace = {
  right: "inset-y-0 right-0 w-[min(440px,92vw)] border-l data-[state=open]:animate-[sheet-from-right_200ms]",
  left: "inset-y-0 left-0 w-[min(320px,88vw)] border-r data-[state=open]:animate-[sheet-from-left_200ms]",
  bottom:
    "inset-x-0 bottom-0 h-[72dvh] rounded-t-card border-t data-[state=open]:animate-[sheet-from-bottom_200ms]",
};

/** A panel that slides over the page from one side, for narrow windows. */
export function Sheet({
  open,
  onOpenChange,
  side,
  title,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  side: keyof typeof sheetPlace;
  /** Read out, and shown as a heading. */
  title: string;
  children: ReactNode;
}) {
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-scrim data-[state=open]:animate-[fade-in_120ms]" />
        <Radix.Content
          {...focus}
          aria-describedby={undefined}
          className={cn(
            "fixed z-30 flex flex-col border-line bg-raised shadow-float outline-none",
            sheetPlace[side],
          )}
        >
          <header className="flex h-11 shrink-0 items-center justify-between border-line border-b pr-2 pl-4 pointer-coarse:h-[52px]">
            <Radix.Title className="font-medium text-sm">{title}</Radix.Title>
            <Radix.Close aria-label="Close" className={closeButton}>
              <X />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
