"use client";

import { type MouseEvent, type RefObject, useEffect, useRef, useState } from "react";
import { tokenAt } from "./caret-place";
import type { Hovered } from "./hover-card";

/** Milliseconds that the mouse rests before the card comes. */
const delay = 300;

/** Follows the mouse over the expressions of a field. */
export function useHover(layer: RefObject<HTMLDivElement | null>) {
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const over = useRef<number | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const leave = () => {
    clearTimeout(timer.current);
    over.current = undefined;
    setHovered(null);
  };
  const move = (event: MouseEvent) => {
    const token =
      layer.current && event.buttons === 0 ? tokenAt(layer.current, event.clientX, event.clientY) : undefined;
    if (token === undefined) return leave();
    if (token.start === over.current) return;
    leave();
    over.current = token.start;
    timer.current = setTimeout(() => setHovered({ index: token.start, rect: token.rect }), delay);
  };
  return { hovered, onMouseMove: move, onMouseLeave: leave, close: leave };
}
