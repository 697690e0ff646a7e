"use client";

import { ViewportPortal } from "@xyflow/react";
import { useStore } from "zustand";
import type { Guiding } from "./use-guides";

/** The lines that a dragged card has fallen into. */
export function GuideLines({ of }: { of: Guiding }) {
  const guides = useStore(of.shown, (state) => state.guides);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={`${axis}${at}`}
          aria-hidden
          className="canvas-guide"
          style={
            axis === "x"
              ? { left: at, top: from - 16, width: 1, height: to - from + 32 }
              : { left: from - 16, top: at, width: to - from + 32, height: 1 }
          }
        />
      ))}
    </ViewportPortal>
  );
}
