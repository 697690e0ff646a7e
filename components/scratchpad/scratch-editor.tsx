"use client";

import { Editor } from "@monaco-editor/react";
import type { editor } from "monaco-editor/editor";
import { useEffect, useRef, useState } from "react";
import { editorOptions } from "@/components/json/editor-options";
import { registerScratchpad, scratchLanguage } from "@/components/json/language-models";
import "@/components/json/language-providers";
import "@/components/json/json.css";
import { monaco } from "@/components/json/monaco";
import { themeName } from "@/components/json/monaco-theme";
import { useMonacoTheme } from "@/components/json/use-monaco-theme";
import type { LanguageFacts } from "@/lib/editor/language/facts";
import type { ScratchError } from "@/lib/editor/scratch";

export interface ScratchEditorProps {
  text: string;
  syntax: "jq" | "template";
  node: { node: string; nodeType: string };
  facts: LanguageFacts;
  error: ScratchError | undefined;
  onChange(text: string): void;
  onEvaluate(): void;
  /** 1: an older expression, -1: a newer one. */
  onHistory(step: 1 | -1): void;
}

let opened = 0;

/** Where an expression is typed. Heavy: only `scratchpad.tsx` loads it, lazily. */
export default function ScratchEditor(props: ScratchEditorProps) {
  const { text, syntax, error } = props;
  const [code, setCode] = useState<editor.IStandaloneCodeEditor | null>(null);
  const latest = useRef(props);
  latest.current = props;
  useMonacoTheme();

  useEffect(() => {
    if (code === null) return;
    const { text, syntax } = latest.current;
    const uri = monaco.Uri.parse(`inmemory://slipway/scratchpad/${++opened}`);
    const model = monaco.editor.createModel(text, scratchLanguage[syntax], uri);
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    code.setModel(model);
    const end = model.getFullModelRange().getEndPosition();
    code.setPosition(end);
    if (isWaitedFor()) code.focus();
    const stops = [
      model.onDidChangeContent(() => latest.current.onChange(model.getValue())),
      { dispose: attachKeys(code, latest) },
      {
        dispose: registerScratchpad(model, {
          syntax: () => latest.current.syntax,
          node: () => latest.current.node,
          facts: () => latest.current.facts,
        }),
      },
    ];
    return () => {
      for (const stop of stops) stop.dispose();
      model.dispose();
    };
  }, [code]);

  useEffect(() => {
    const model = code?.getModel();
    if (!code || !model) return;
    monaco.editor.setModelLanguage(model, scratchLanguage[syntax]);
    if (model.getValue() === text) return;
    model.setValue(text);
    code.setPosition(model.getFullModelRange().getEndPosition());
  }, [code, text, syntax]);

  useEffect(() => {
    const model = code?.getModel();
    if (!model) return;
    const span = error?.span;
    const range = span && {
      start: model.getPositionAt(Math.min(span.start, model.getValueLength() - 1)),
      end: model.getPositionAt(Math.max(span.end, span.start + 1)),
    };
    const marker = range && {
      ...monaco.Range.fromPositions(range.start, range.end),
      message: [error.message, error.hint].filter(Boolean).join("\n"),
      severity: monaco.MarkerSeverity.Error,
    };
    monaco.editor.setModelMarkers(model, "scratchpad", marker ? [marker] : []);
  }, [code, error]);

  return (
    <Editor
      theme={themeName}
      loading={null}
      keepCurrentModel
      options={{
        ...editorOptions,
        ariaLabel: "Expression",
        lineNumbers: "off",
        folding: false,
        lineDecorationsWidth: 10,
        lineNumbersMinChars: 0,
        renderLineHighlight: "none",
        overviewRulerLanes: 0,
        autoClosingBrackets: "languageDefined",
      }}
      onMount={(mounted) => {
        mounted.getModel()?.dispose();
        void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
        setCode(mounted);
      }}
    />
  );
}

/** Somebody has just opened it; it does not take the cursor when a page comes with it open. */
function isWaitedFor(): boolean {
  const active = document.activeElement;
  const isFree = active === null || active === document.body || active.getAttribute("role") === "tab";
  return isFree && navigator.userActivation.isActive;
}

const noWidget = "!suggestWidgetVisible && !inSnippetMode && !findWidgetVisible";

/** Enter evaluates, Shift+Enter begins a line; the arrows leave the first and last line for the history. */
function attachKeys(code: editor.IStandaloneCodeEditor, latest: { current: ScratchEditorProps }): () => void {
  const { KeyCode, KeyMod } = monaco;
  const action = (id: string, label: string, keybindings: number[], precondition: string, run: () => void) =>
    code.addAction({ id: `slipway.scratch.${id}`, label, keybindings, precondition, run });
  const step = (direction: 1 | -1) => () => {
    const edge = direction === 1 ? 1 : (code.getModel()?.getLineCount() ?? 1);
    if (code.getPosition()?.lineNumber === edge) latest.current.onHistory(direction);
    else code.trigger("slipway", direction === 1 ? "cursorUp" : "cursorDown", null);
  };
  const evaluate = () => latest.current.onEvaluate();
  const added = [
    action("evaluate", "Evaluate", [KeyCode.Enter], noWidget, evaluate),
    action("evaluateAlways", "Evaluate now", [KeyMod.CtrlCmd | KeyCode.Enter], "editorTextFocus", evaluate),
    action("older", "Older expression", [KeyCode.UpArrow], noWidget, step(1)),
    action("newer", "Newer expression", [KeyCode.DownArrow], noWidget, step(-1)),
  ];
  return () => {
    for (const one of added) one.dispose();
  };
}
