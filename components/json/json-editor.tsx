"use client";

import { Editor } from "@monaco-editor/react";
import type { editor } from "monaco-editor/editor";
import { useEffect, useRef, useState } from "react";
import { holdPreviewSession } from "@/lib/editor/preview-session";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import "./json.css";
import { editorOptions } from "./editor-options";
import { monaco } from "./monaco";
import { themeName } from "./monaco-theme";
import { openPanel, type PanelHandle } from "./panel";
import type { WhyQuestion } from "./panel-why";
import type { JsonTarget } from "./text-sync";
import { useMonacoTheme } from "./use-monaco-theme";
import { WhyPopover } from "./why-popover";

export interface JsonEditorProps {
  target: JsonTarget;
  /** Read by screen readers. */
  label: string;
  onOpen(panel: PanelHandle | null): void;
  /** What was not taken, and why; null when the next edit was. */
  onRefuse(message: string | null): void;
  onLeave(): void;
}

/** Monaco with one panel in it. Heavy: only `json-panel.tsx` loads it, lazily. */
export default function JsonEditor({ target, label, onOpen, onRefuse, onLeave }: JsonEditorProps) {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.ui.readOnly);
  const [code, setCode] = useState<editor.IStandaloneCodeEditor | null>(null);
  const [why, setWhy] = useState<WhyQuestion | null>(null);
  const container = useRef<HTMLDivElement>(null);
  const callbacks = useRef({ onOpen, onRefuse, onLeave });
  callbacks.current = { onOpen, onRefuse, onLeave };
  useMonacoTheme();

  const { kind } = target;
  const id = target.kind === "node" ? target.id : "";
  // While its identifier is typed a node's panel follows by itself; it is opened anew for another node only.
  const shown = useRef<{ panel: PanelHandle; kind: string } | null>(null);
  useEffect(() => {
    if (code === null || container.current === null) return;
    if (shown.current?.kind === kind && (kind === "document" || shown.current.panel.node() === id)) return;
    shown.current?.panel.dispose();
    shown.current = null;
    const opened = openPanel({
      code,
      container: container.current,
      store,
      target: kind === "node" ? { kind, id } : { kind },
      onRefuse: (message) => callbacks.current.onRefuse(message),
      onLeave: () => callbacks.current.onLeave(),
      onWhy: setWhy,
    });
    shown.current = opened === undefined ? null : { panel: opened, kind };
    callbacks.current.onOpen(opened ?? null);
  }, [code, store, kind, id]);
  useEffect(() => {
    if (code === null) return;
    return () => {
      shown.current?.panel.dispose();
      shown.current = null;
    };
  }, [code]);
  // Keeps the worker while the panel is swapped for another node's.
  useEffect(() => holdPreviewSession(store).release, [store]);
  useEffect(() => code?.updateOptions({ readOnly, ariaLabel: label }), [code, readOnly, label]);

  return (
    <div ref={container} className="h-full min-h-0" data-json-editor={kind}>
      <Editor
        theme={themeName}
        loading={null}
        keepCurrentModel
        options={{ ...editorOptions, readOnly, ariaLabel: label }}
        onMount={(mounted) => {
          mounted.getModel()?.dispose();
          // Rows are measured with whatever font is there; ours may still be on its way.
          void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
          setCode(mounted);
        }}
      />
      {why && (
        <WhyPopover
          question={why}
          onClose={() => {
            why.close();
            setWhy(null);
            code?.focus();
          }}
        />
      )}
    </div>
  );
}
