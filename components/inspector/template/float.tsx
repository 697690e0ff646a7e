"use client";

import { type ReactNode, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { cn } from "@/components/ui/cn";

/** How far (px) a floating box stays from the window's edges, and from what it belongs to. */
const edge = 8;
const gap = 4;

/**
 * A box below (or, without room there, above) a place on the screen; never outside of the window. It follows the
 * place, which moves when what is above it grows or scrolls.
 */
export function Float({
  anchor,
  children,
  className,
}: {
  /** Where what it belongs to is now; nothing leaves the box where it was. */
  anchor: () => DOMRect | undefined;
  children: ReactNode;
  className?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const place = useRef(anchor);
  place.current = anchor;
  useLayoutEffect(() => {
    let frame = 0;
    let last = "";
    const follow = () => {
      frame = requestAnimationFrame(follow);
      const rect = place.current();
      if (!box.current || !rect) return;
      const { width, height } = box.current.getBoundingClientRect();
      const left = Math.max(edge, Math.min(rect.left, window.innerWidth - width - edge));
      const below = rect.bottom + gap;
      const top =
        below + height > window.innerHeight - edge ? Math.max(edge, rect.top - gap - height) : below;
      const next = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
      if (next === last) return;
      last = next;
      box.current.style.transform = next;
      box.current.style.visibility = "visible";
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, []);
  return createPortal(
    <div
      ref={box}
      style={{ visibility: "hidden" }}
      className={cn(
        "pointer-events-auto fixed top-0 left-0 z-50 max-w-[calc(100vw-16px)] rounded-card border border-line bg-raised text-text shadow-float",
        className,
      )}
    >
      {children}
    </div>,
    document.body,
  );
}
