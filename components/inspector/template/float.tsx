"use client";

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { cn } from "@/components/ui/cn";

/** How far (px) a floating box stays from the window's edges, and from what it belongs to. */
const edge = 8;
const gap = 4;

/** A box below (or, without room there, above) a place on the screen; never outside of the window. */
export function Float({
  rect,
  children,
  className,
}: {
  /** What it belongs to. */
  rect: DOMRect;
  children: ReactNode;
  className?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  // Its size changes with what is in it.
  useLayoutEffect(() => {
    if (!box.current) return;
    const { width, height } = box.current.getBoundingClientRect();
    const left = Math.max(edge, Math.min(rect.left, window.innerWidth - width - edge));
    const below = rect.bottom + gap;
    const top = below + height > window.innerHeight - edge ? Math.max(edge, rect.top - gap - height) : below;
    setPlace((before) => (before?.left === left && before.top === top ? before : { left, top }));
  });
  return createPortal(
    <div
      ref={box}
      style={{ left: place?.left ?? 0, top: place?.top ?? 0, visibility: place ? "visible" : "hidden" }}
      className={cn(
        "pointer-events-auto fixed z-50 max-w-[calc(100vw-16px)] rounded-card border border-line bg-raised text-text shadow-float",
        className,
      )}
    >
      {children}
    </div>,
    document.body,
  );
}
