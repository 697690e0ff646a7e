"use client";

import { useCallback } from "react";
import { useEditor } from "@/lib/editor/use-editor";
import { nodeTitle } from "./choose-node-run";

/** How nodes are called: in the document that ran, while a run is on screen, else in the draft. */
export function useTitles(): (node: string) => string {
  const ran = useEditor((state) => state.runDocument);
  const draft = useEditor((state) => state.document);
  return useCallback((node) => nodeTitle(ran ?? draft, node), [ran, draft]);
}
