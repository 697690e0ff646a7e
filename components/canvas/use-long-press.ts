"use client";

import { useEffect } from "react";

/** How long a finger rests before the menu opens (ms), and how far it may slip meanwhile (px). */
const rest = 450;
const slip = 10;

/**
 * A finger that rests on the canvas opens what a right click opens there. Some browsers do so by themselves, those of
 * tablets by Apple do not: whichever comes first counts.
 */
export function useLongPress(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let finger = { id: -1, x: 0, y: 0 };
    let isOurs = false;
    const stop = () => clearTimeout(timer);
    const down = (event: PointerEvent) => {
      const { target, clientX, clientY, pointerId } = event;
      if (event.pointerType !== "touch") return;
      stop();
      isOurs = false;
      // A second finger means pinching.
      if (!event.isPrimary || !(target instanceof Element) || !target.closest(".react-flow__pane")) return;
      finger = { id: pointerId, x: clientX, y: clientY };
      timer = setTimeout(() => {
        isOurs = true;
        target.dispatchEvent(
          new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX, clientY }),
        );
      }, rest);
    };
    // A mouse that lies still beside a touch screen tells of moves, too, when something moves beneath it.
    const move = ({ pointerId, clientX, clientY }: PointerEvent) => {
      if (pointerId === finger.id && Math.hypot(clientX - finger.x, clientY - finger.y) > slip) stop();
    };
    const lift = ({ pointerId }: PointerEvent) => {
      if (pointerId === finger.id) stop();
    };
    // The click that follows would be one beside the menu, and close it.
    const end = (event: TouchEvent) => {
      if (isOurs && event.cancelable) event.preventDefault();
    };
    const menu = (event: MouseEvent) => {
      stop();
      if (!event.isTrusted || !isOurs) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const listens = { capture: true, passive: true };
    window.addEventListener("pointerdown", down, listens);
    window.addEventListener("pointermove", move, listens);
    window.addEventListener("pointerup", lift, listens);
    window.addEventListener("pointercancel", lift, listens);
    window.addEventListener("touchend", end, { capture: true, passive: false });
    window.addEventListener("contextmenu", menu, { capture: true });
    return () => {
      stop();
      window.removeEventListener("pointerdown", down, listens);
      window.removeEventListener("pointermove", move, listens);
      window.removeEventListener("pointerup", lift, listens);
      window.removeEventListener("pointercancel", lift, listens);
      window.removeEventListener("touchend", end, { capture: true });
      window.removeEventListener("contextmenu", menu, { capture: true });
    };
  }, []);
}
