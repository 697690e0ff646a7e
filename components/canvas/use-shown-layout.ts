"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
import { narrow, useMedia } from "@/components/ui/use-media";
import type { Layout } from "@/lib/editor/api-types";
import { useEditor } from "@/lib/editor/use-editor";
import type { WorkflowDocument } from "@/lib/workflow/document";
import { type Direction, layoutWorkflow } from "@/lib/workflow/layout";
import { fitOptions } from "./fit";

/**
 * Where the cards are shown. In a narrow window a flow that goes right is drawn downwards for looking at; those
 * places are never kept, so the same workflow is as it was in a wide one.
 */
export function useShownLayout(document: WorkflowDocument): {
  layout: Layout;
  direction: Direction;
  automatic: boolean;
} {
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const kept = useEditor((state) => state.layout);
  const direction = useEditor((state) => state.direction);
  const automatic = useMedia(narrow) && direction === "right";
  const drawn = useMemo(
    () => (automatic ? layoutWorkflow(document, {}, { all: true, direction: "down" }) : undefined),
    [automatic, document],
  );
  const before = useRef(automatic);
  useEffect(() => {
    if (before.current === automatic) return;
    before.current = automatic;
    const frame = requestAnimationFrame(() => {
      if (flowStore.getState().nodes.length > 0) void flow.fitView(fitOptions);
    });
    return () => cancelAnimationFrame(frame);
  }, [automatic, flow, flowStore]);
  return { layout: drawn ?? kept, direction: automatic ? "down" : direction, automatic };
}
