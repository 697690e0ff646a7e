"use client";

import { useEffect } from "react";
import { announce } from "@/components/ui/announcer";
import { keysInWords } from "@/components/ui/kbd";
import { newsOf } from "@/lib/editor/step-words";
import { useEditorStore } from "@/lib/editor/use-editor";

/** What a message on the page tells by itself. */
const toldElsewhere = /^(Paste|Cut) /;

/** Whether the focus is where the draft itself is written; not so in a search, say, whose result is added. */
const isWritten = (): boolean =>
  document.activeElement?.closest("[data-document-field], .monaco-editor, .react-flow__node textarea") !=
  null;

/**
 * Tells screen readers each change of the draft by the name of its undo step, and what undo and redo did. A change
 * that is made in a field is not told: the field says what is typed in it.
 */
export function SayChanges() {
  const store = useEditorStore();
  useEffect(
    () =>
      store.subscribe((state, before) => {
        const { history, ui } = state;
        if (ui.changed && ui.changed !== before.ui.changed) announce(ui.changed.words);
        if (history.moves === before.history.moves || history.last?.kind === "travel") return;
        const label = history.past.at(-1)?.label;
        if (label === undefined || toldElsewhere.test(label) || isWritten()) return;
        announce(newsOf(label, keysInWords(["Mod", "Z"])));
      }),
    [store],
  );
  return null;
}
