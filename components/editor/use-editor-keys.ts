"use client";

import { useEffect } from "react";
import { hasMod, isTyping } from "@/lib/editor/keys";
import { useEditorStore } from "@/lib/editor/use-editor";
import { usePublish } from "./use-publish";

/** The page's shortcuts. Undo in a field that takes text is the field's own, except in our forms' values, which are the document. */
export function useEditorKeys(): void {
  const store = useEditorStore();
  const publish = usePublish();
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const { actions, ui } = store.getState();
      const key = event.key.toLowerCase();
      const mod = hasMod(event) && !event.altKey;
      const run = (action: () => void) => {
        event.preventDefault();
        action();
      };
      if (mod && key === "s") return run(() => void publish());
      if (mod && key === "enter" && !ui.startOpen) return run(() => actions.setStartOpen(true));
      const inForm =
        event.target instanceof Element && event.target.closest("[data-document-field]") !== null;
      if (isTyping(event.target) && !inForm) return;
      if (mod && key === "z") return run(event.shiftKey ? actions.redo : actions.undo);
      if (mod && key === "y") return run(actions.redo);
      if (mod || event.altKey || isTyping(event.target)) return;
      if (event.key === "?") return run(() => actions.ask({ what: "shortcuts" }));
      if (event.key === "[") return run(() => actions.setLeft({ open: !ui.left.open }));
      if (event.key === "]") return run(() => actions.setRight({ open: !ui.right.open }));
      if (event.key === "\\") return run(() => actions.setDrawer({ open: !ui.drawer.open }));
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [store, publish]);
}
