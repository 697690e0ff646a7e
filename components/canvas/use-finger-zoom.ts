"use client";

import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";

/** Cards that are shown smaller than this get no larger handles: those would cover the cards. */
const smallest = 0.4;

/** Tells the style sheet the zoom, so that handles stay large enough for a finger; in steps, as each costs a new style. */
export function useFingerZoom(): void {
  const store = useStoreApi();
  useEffect(() => {
    if (!window.matchMedia("(pointer: coarse)").matches) return;
    let told = 0;
    const tell = () => {
      const { transform, domNode } = store.getState();
      const zoom = Math.max(smallest, Math.floor(transform[2] * 10) / 10);
      if (zoom === told || domNode === null) return;
      told = zoom;
      domNode.style.setProperty("--zoom", String(zoom));
    };
    tell();
    return store.subscribe(tell);
  }, [store]);
}
