"use client";

import { useEffect, useRef } from "react";
import { holdPreviewSession, type PreviewSession } from "@/lib/editor/preview-session";
import { useEditorStore } from "@/lib/editor/use-editor";

/** What is known about the workflow's values, from the first time it is asked for until the control is gone. */
export function useSession(): () => PreviewSession {
  const store = useEditorStore();
  const held = useRef<ReturnType<typeof holdPreviewSession> | null>(null);
  useEffect(
    () => () => {
      held.current?.release();
      held.current = null;
    },
    [],
  );
  return () => {
    held.current ??= holdPreviewSession(store);
    return held.current.session;
  };
}
