"use client";

import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";

/** How long a finger rests before the menu opens (ms), and how far it may slip meanwhile (px). */
const rest = 500;
const slip = 10;

/**
 * A finger that rests on the canvas opens what a right click opens there. Some browsers do so by themselves, those of
 * tablets by Apple do not: whichever comes first counts.
 */
export function useLongPress(): void {
  const flowStore = useStoreApi();
  useEffect(() => {
    const canvas = flowStore.getState().domNode;
    if (!canvas) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let from = { x: 0, y: 0 };
    let isOurs = false;
    const stop = () => clearTimeout(timer);
    const down = (event: PointerEvent) => {
      stop();
      isOurs = false;
      const { target, clientX, clientY } = event;
      // A second finger means pinching.
      if (event.pointerType !== "touch" || !event.isPrimary || !(target instanceof Element)) return;
      from = { x: clientX, y: clientY };
      timer = setTimeout(() => {
        isOurs = true;
        target.dispatchEvent(
          new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX, clientY }),
        );
      }, rest);
    };
    const move = ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - from.x, clientY - from.y) > slip) stop();
    };
    const menu = (event: MouseEvent) => {
      stop();
      if (!event.isTrusted || !isOurs) return;
      event.preventDefault();
      event.stopPropagation();
    };
    canvas.addEventListener("pointerdown", down);
    canvas.addEventListener("contextmenu", menu, { capture: true });
    window.addEventListener("pointermove", move, { passive: true });
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
    return () => {
      stop();
      canvas.removeEventListener("pointerdown", down);
      canvas.removeEventListener("contextmenu", menu, { capture: true });
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", stop);
    };
  }, [flowStore]);
}
