"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { cn } from "./cn";

/** For a finger: a bar in the middle of the edge, that is felt on the canvas beside it and not on the panel. */
const grip =
  "before:absolute before:inset-0 before:m-auto before:hidden before:rounded-full before:bg-line-strong after:absolute after:hidden after:size-finger pointer-coarse:before:block pointer-coarse:after:block";

/**
 * A handle on a panel's inner edge. `edge` is the side of the panel it sits on; `size` is the panel's
 * width or height in pixels. Arrow keys move it by 16; a double click asks for `initial`.
 */
export function Resizer({
  edge,
  size,
  min,
  max,
  initial,
  label,
  onResize,
}: {
  edge: "left" | "right" | "top";
  size: number;
  min: number;
  max: number;
  initial: number;
  label: string;
  onResize: (size: number) => void;
}) {
  const start = useRef<{ at: number; size: number } | null>(null);
  const across = edge !== "top";
  const grows = edge === "right" ? 1 : -1;
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { at: across ? event.clientX : event.clientY, size };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (!start.current) return;
    const moved = (across ? event.clientX : event.clientY) - start.current.at;
    onResize(clamp(start.current.size + moved * grows));
  };
  const key = (event: KeyboardEvent) => {
    const more = across ? "ArrowLeft" : "ArrowUp";
    const less = across ? "ArrowRight" : "ArrowDown";
    if (event.key !== more && event.key !== less) return;
    event.preventDefault();
    onResize(clamp(size + (event.key === more ? -16 : 16) * grows));
  };
  return (
    // A slider is what assistive technology operates with arrow keys; a plain separator takes no focus.
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation={across ? "horizontal" : "vertical"}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => {
        start.current = null;
      }}
      onDoubleClick={() => onResize(initial)}
      onKeyDown={key}
      className={cn(
        "absolute z-10 touch-none transition-colors hover:bg-accent focus-visible:bg-accent",
        across ? "inset-y-0 w-1 cursor-col-resize" : "inset-x-0 h-1 cursor-row-resize",
        grip,
        across ? "before:h-9 before:w-1" : "before:h-1 before:w-9",
        edge === "left" && "left-0 -ml-0.5 after:top-[calc(50%-22px)] after:right-0",
        edge === "right" && "right-0 -mr-0.5 after:top-[calc(50%-22px)] after:left-0",
        edge === "top" && "top-0 -mt-0.5 after:left-[calc(50%-22px)] after:bottom-0",
      )}
    />
  );
}
