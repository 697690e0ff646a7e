"use client";

import { useEffect, useState } from "react";
import type { PreviewRequest } from "@/lib/editor/preview";
import { holdPreviewSession } from "@/lib/editor/preview-session";
import { useEditorStore } from "@/lib/editor/use-editor";
import type { Why } from "@/lib/editor/why";

/** Why an expression of a string gives nothing, computed where previews are; undefined until it is known. */
export function useWhy(
  { value, syntax, place, node, nodeType }: PreviewRequest,
  index: number,
): Why | null | undefined {
  const store = useEditorStore();
  const [why, setWhy] = useState<Why | null>();
  useEffect(() => {
    const { session, release } = holdPreviewSession(store);
    const channel = session.client.channel((answer) => {
      if (answer.kind === "why") setWhy(answer.why);
    });
    channel.ask({ kind: "why", request: { value, syntax, place, node, nodeType }, index });
    return () => {
      channel.close();
      release();
    };
  }, [store, value, syntax, place, node, nodeType, index]);
  return why;
}
