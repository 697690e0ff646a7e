"use client";

import { useEffect } from "react";
import { fromPointer, toPointer } from "@/lib/base/pointer";
import { useEditor } from "@/lib/editor/use-editor";
import { fieldId } from "./use-field";

/** Marks the control that a search has come to; the one before is let go. */
function mark(control: Element | null): void {
  for (const one of document.querySelectorAll("[data-found]")) one.removeAttribute("data-found");
  control?.setAttribute("data-found", "");
}

/**
 * Puts the cursor into the field of a place that was asked for: its own, else the nearest one around it. Asked
 * for quietly, the field is shown and marked instead.
 */
export function useFocusPlace(): void {
  const reveal = useEditor((state) => state.ui.reveal);
  useEffect(() => {
    if (!reveal) return;
    mark(null);
    const frame = requestAnimationFrame(() => {
      for (let path = fromPointer(reveal.at); path.length > 2; path = path.slice(0, -1)) {
        const control = document.getElementById(fieldId(toPointer(path)));
        if (!control) continue;
        control.closest("details")?.setAttribute("open", "");
        control.scrollIntoView({ block: "center" });
        if (reveal.quiet) mark(control);
        else control.focus({ preventScroll: true });
        return;
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [reveal]);
}
