"use client";

import { useStoreApi } from "@xyflow/react";
import { useEffect, useState } from "react";

/** Below this zoom the screen holds most of any graph. Before cards are drawn whole again, the others are gone. */
const wholeZoom = 0.2;
/** How long the view is still before it counts as at rest, in milliseconds. */
const rest = 300;

/**
 * Whether only the cards in view are on the page. From far away all of them are, once the view is at rest: otherwise
 * a row of them would come and go with each frame of a pan, which takes longer than keeping them.
 */
export function useCulling(): boolean {
  const store = useStoreApi();
  const [culls, setCulls] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (store.getState().transform[2] >= wholeZoom) setCulls(true);
      else timer = setTimeout(() => setCulls(false), rest);
    };
    look();
    const leave = store.subscribe((state, before) => {
      if (state.transform !== before.transform) look();
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [store]);
  return culls;
}
