import type { editor } from "monaco-editor/editor";
import type { StoreApi } from "zustand";
import { holdPreviewSession } from "@/lib/editor/preview-session";
import type { EditorStore } from "@/lib/editor/store-types";
import { definitionOf } from "@/lib/nodes/definitions";
import { registerPanel } from "./language-providers";
import { monaco, schemaFile } from "./monaco";
import { attachKeys, attachPasteLimit, attachQuotes } from "./panel-commands";
import { attachInsert } from "./panel-insert";
import { attachMarkers, placedProblems } from "./panel-markers";
import { attachPreviews } from "./panel-previews";
import { attachSelection } from "./panel-selection";
import { attachWhy, type WhyQuestion } from "./panel-why";
import { type JsonTarget, syncText, windowOf } from "./text-sync";

/** What the line below the editor shows. */
export interface PanelStatus {
  line: number;
  column: number;
  problems: number;
}

/** An open panel, for the buttons around it. */
export interface PanelHandle {
  status(): PanelStatus;
  onStatus(listener: () => void): () => void;
  /** Identifier of its node as the text has it now; `""` for the whole document. */
  node(): string;
  format(): void;
  goToProblem(step: 1 | -1): void;
  text(): string;
  focus(): void;
  dispose(): void;
}

export interface PanelOptions {
  code: editor.IStandaloneCodeEditor;
  container: HTMLElement;
  store: StoreApi<EditorStore>;
  target: JsonTarget;
  /** What was not taken, and why; null when the next edit was. */
  onRefuse(message: string | null): void;
  onLeave(): void;
  /** An explanation is asked for; null when it no longer fits the text. */
  onWhy(question: WhyQuestion | null): void;
}

let opened = 0;

/** Puts a part of the document into the editor and connects it with everything; nothing when it is not there. */
export function openPanel({
  code,
  container,
  store,
  target,
  onRefuse,
  onLeave,
  onWhy,
}: PanelOptions): PanelHandle | undefined {
  const state = store.getState();
  const shown = windowOf(state.text, target);
  if (shown === undefined) return undefined;
  const type =
    target.kind === "node"
      ? state.document?.nodes.find(({ identifier }) => identifier === target.id)?.config.type
      : undefined;
  const file =
    target.kind === "document"
      ? schemaFile.document
      : schemaFile.node(type !== undefined && definitionOf(type) !== undefined ? type : "");
  const uri = monaco.Uri.parse(`inmemory://slipway/${++opened}/${file}`);
  const model = monaco.editor.createModel(shown.window.text, "json", uri);
  code.setModel(model);

  const { session, release } = holdPreviewSession(store);
  const sync = syncText(code, model, shown, store, target, onRefuse);
  const previews = attachPreviews(code, sync, session);
  const listeners = new Set<() => void>();
  let status = read();
  const stops = [
    registerPanel({ sync, store, session, inlays: previews.inlays }),
    attachMarkers(sync, store, update),
    attachSelection(code, sync, store),
    attachKeys(code, store, onLeave),
    attachInsert(code, container, sync, store),
    attachQuotes(code, sync),
    attachPasteLimit(container, sync, onRefuse),
    attachWhy(code, sync, store, onWhy),
  ];
  const moved = code.onDidChangeCursorPosition(update);

  function read(): PanelStatus {
    const position = code.getPosition();
    const problems = monaco.editor.getModelMarkers({ resource: uri }).length;
    return { line: position?.lineNumber ?? 1, column: position?.column ?? 1, problems };
  }
  function update(): void {
    status = read();
    for (const listener of listeners) listener();
  }

  return {
    status: () => status,
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    node: sync.node,
    format: () => void code.getAction("editor.action.formatDocument")?.run(),
    goToProblem(step) {
      const ranges = placedProblems(sync, store)
        .map(({ range }) => range)
        .sort(monaco.Range.compareRangesUsingStarts);
      const here = code.getPosition() ?? { lineNumber: 1, column: 1 };
      const isBefore = (range: monaco.Range) => monaco.Position.isBefore(range.getStartPosition(), here);
      const next =
        step === 1
          ? (ranges.find((range) => monaco.Position.isBefore(here, range.getStartPosition())) ?? ranges[0])
          : (ranges.findLast(isBefore) ?? ranges.at(-1));
      if (next === undefined) return;
      code.setPosition(next.getStartPosition(), "slipway");
      code.revealRangeInCenterIfOutsideViewport(next);
      code.focus();
      code.trigger("slipway", "editor.action.showHover", {});
    },
    text: () => model.getValue(),
    focus: () => code.focus(),
    dispose() {
      moved.dispose();
      previews.dispose();
      for (const stop of stops) stop();
      sync.dispose();
      release();
      model.dispose();
    },
  };
}
