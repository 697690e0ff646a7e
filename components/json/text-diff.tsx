"use client";

import { useEffect, useRef } from "react";
import { editorOptions } from "./editor-options";
import { monaco } from "./monaco";
import { themeName } from "./monaco-theme";
import { useMonacoTheme } from "./use-monaco-theme";

/** Two texts side by side with what differs; heavy, so load it lazily. */
export default function TextDiff({ before, after, label }: { before: string; after: string; label: string }) {
  const container = useRef<HTMLElement>(null);
  useMonacoTheme();
  useEffect(() => {
    if (container.current === null) return;
    const editor = monaco.editor.createDiffEditor(container.current, {
      ...editorOptions,
      theme: themeName,
      readOnly: true,
      originalEditable: false,
      renderOverviewRuler: false,
      renderSideBySideInlineBreakpoint: 600,
      hideUnchangedRegions: { enabled: true },
    });
    const original = monaco.editor.createModel(before, "json");
    const modified = monaco.editor.createModel(after, "json");
    editor.setModel({ original, modified });
    return () => {
      editor.dispose();
      // A comparison that is still on its way in the worker needs its texts to the end.
      setTimeout(() => {
        original.dispose();
        modified.dispose();
      }, 5_000);
    };
  }, [before, after]);
  return (
    <section
      ref={container}
      aria-label={label}
      className="h-80 overflow-hidden rounded-control border border-line"
    />
  );
}
