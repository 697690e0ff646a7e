"use client";

import { useEffect, useRef, useState } from "react";
import type { PreviewRequest, StringPreview } from "@/lib/editor/preview";
import type { PreviewChannel } from "@/lib/editor/preview-client";
import { holdPreviewSession } from "@/lib/editor/preview-session";
import { useEditorStore } from "@/lib/editor/use-editor";

/**
 * What a template (or bare jq) gives now, computed in a worker within some milliseconds of a change. The
 * answer before stays until the new one is there; nothing before the first, and for text without templates.
 */
export function usePreview({
  value,
  syntax,
  place,
  node,
  nodeType,
}: PreviewRequest): StringPreview | undefined {
  const store = useEditorStore();
  const channel = useRef<PreviewChannel | undefined>(undefined);
  const [preview, setPreview] = useState<StringPreview>();
  const isLive = syntax === "jq" ? value.trim() !== "" : value.includes("{{") || value.includes("}}");

  useEffect(() => {
    if (!isLive) return;
    const { session, release } = holdPreviewSession(store);
    channel.current = session.client.channel((answer) => {
      if (answer.kind === "string") setPreview(answer.preview);
    });
    return () => {
      channel.current?.close();
      channel.current = undefined;
      release();
    };
  }, [store, isLive]);

  useEffect(() => {
    if (isLive) channel.current?.ask({ kind: "string", request: { value, syntax, place, node, nodeType } });
  }, [isLive, value, syntax, place, node, nodeType]);

  return isLive ? preview : undefined;
}
