"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { phone } from "@/components/ui/use-media";
import { fitOptions } from "./fit";

/** Keeps what is in the middle of the canvas there when a panel or the drawer takes room or gives it back. */
export function useKeepCentre(): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (before.width === 0 || before.height === 0) return;
        const across = state.width - before.width;
        const down = state.height - before.height;
        if (across === 0 && down === 0) return;
        // On a phone half the screen comes and goes, so the whole graph is shown in what is left.
        if (window.matchMedia(phone).matches && state.nodes.length > 0) {
          void flow.fitView(fitOptions);
          return;
        }
        const [x, y, zoom] = state.transform;
        void flow.setViewport({ x: x + across / 2, y: y + down / 2, zoom });
      }),
    [flow, store],
  );
}
