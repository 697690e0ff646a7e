"use client";

import { useCallback } from "react";
import { toast } from "@/components/ui/toast";
import { isDraft } from "@/lib/editor/selectors";
import { useEditorStore } from "@/lib/editor/use-editor";

/** Publishes the draft and says how it went. */
export function usePublish(): () => Promise<void> {
  const store = useEditorStore();
  return useCallback(async () => {
    const state = store.getState();
    const { publish, setDrawer } = state.actions;
    if (state.ui.readOnly || state.publishing) return;
    if (!isDraft(state)) {
      toast({
        title: `Version ${state.version} is published already; nothing has changed since`,
        tone: "ok",
      });
      return;
    }
    const answer = await publish();
    if ("version" in answer) {
      toast({ title: `Version ${answer.version} is published`, tone: "ok" });
      return;
    }
    const [first] = answer.error.details;
    toast({
      title: answer.error.message,
      tone: "bad",
      ...(first ? { description: first.message } : {}),
      action: { label: "Show problems", onSelect: () => setDrawer({ open: true, tab: "problems" }) },
    });
  }, [store]);
}
