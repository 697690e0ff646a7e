import type { editor } from "monaco-editor/editor";
import type { StoreApi } from "zustand";
import { type ExpressionCaret, expressionAround } from "@/lib/editor/language/caret";
import { type Suggestion, suggestionsAt } from "@/lib/editor/language/complete";
import { expressionStringAt } from "@/lib/editor/language/expression-strings";
import { hoverAt, previewLines } from "@/lib/editor/language/hover";
import { escapeForJson } from "@/lib/editor/language/string-literal";
import { changeBetween } from "@/lib/editor/language/text-change";
import { toWindow } from "@/lib/editor/language/text-window";
import type { InlayPreview } from "@/lib/editor/preview-inlays";
import type { PreviewSession } from "@/lib/editor/preview-session";
import type { EditorStore } from "@/lib/editor/store-types";
import { applyFix } from "@/lib/workflow/commands";
import { monaco } from "./monaco";
import { placedProblems } from "./panel-markers";
import type { TextSync } from "./text-sync";

/** What the language features of a model ask. */
export interface PanelLanguage {
  sync: TextSync;
  store: StoreApi<EditorStore>;
  session: PreviewSession;
  inlays(): readonly InlayPreview[];
}

// Monaco's providers are for all editors of a language, so they find their panel by its model.
const panels = new Map<string, PanelLanguage>();

export function registerPanel(panel: PanelLanguage): () => void {
  const key = panel.sync.model.uri.toString();
  panels.set(key, panel);
  return () => {
    if (panels.get(key) === panel) panels.delete(key);
  };
}

const panelOf = (model: editor.ITextModel): PanelLanguage | undefined => panels.get(model.uri.toString());

const { CompletionItemKind } = monaco.languages;

const kinds: Record<Suggestion["kind"], monaco.languages.CompletionItemKind> = {
  node: CompletionItemKind.Module,
  secret: CompletionItemKind.Constant,
  key: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  variable: CompletionItemKind.Variable,
  format: CompletionItemKind.Function,
};

monaco.languages.registerCompletionItemProvider("json", {
  triggerCharacters: [".", '"', "[", "|", "{", "(", "@", "$"],
  provideCompletionItems(model, position) {
    const found = caretAt(model, position);
    if (found === undefined) return { suggestions: [] };
    const { panel, caret } = found;
    const { literal } = caret.string;
    const place = (index: number) => model.getPositionAt(literal.offsetOf(index));
    const suggestions = suggestionsAt(caret, panel.session.facts()).map((one) => ({
      label: one.detail === undefined ? one.label : { label: one.label, description: one.detail },
      kind: kinds[one.kind],
      insertText: escapeForJson(one.insert),
      filterText: escapeForJson(one.filter),
      sortText: String(one.rank).padStart(6, "0"),
      range: monaco.Range.fromPositions(place(one.start), place(one.end)),
      ...(one.documentation === undefined ? {} : { documentation: { value: one.documentation } }),
    }));
    return { suggestions };
  },
});

monaco.languages.registerHoverProvider("json", {
  provideHover(model, position) {
    const panel = panelOf(model);
    if (panel === undefined) return null;
    const offset = model.getOffsetAt(position);
    const found = caretAt(model, position);
    const hover = found && hoverAt(found.caret, panel.session.facts(), Date.now());
    if (found !== undefined && hover !== undefined) {
      const { literal } = found.caret.string;
      return hoverOf(model, literal.offsetOf(hover.start), literal.offsetOf(hover.end), hover.lines);
    }
    for (const inlay of panel.inlays()) {
      if (offset < inlay.start || offset > inlay.at) continue;
      const part = inlay.parts.find(({ start, end }) => start <= offset && offset <= end);
      if (part !== undefined && offset < inlay.end)
        return hoverOf(model, part.start, part.end, previewLines(part, Date.now()));
      // Over the previews themselves, which stand after the string.
      if (offset < inlay.end) continue;
      const all = inlay.parts.flatMap((one) => previewLines(one, Date.now()));
      return hoverOf(model, offset, offset, all);
    }
    return null;
  },
});

monaco.languages.registerCodeActionProvider("json", {
  provideCodeActions(model, range) {
    const panel = panelOf(model);
    if (panel === undefined) return { actions: [], dispose: () => {} };
    const actions = placedProblems(panel.sync, panel.store).flatMap(({ problem, range: at }) => {
      if (problem.fix === undefined || !monaco.Range.areIntersectingOrTouching(range, at)) return [];
      const edit = editFor(panel, problem.fix);
      if (edit === undefined) return [];
      const marker = { ...at, message: problem.message, severity: monaco.MarkerSeverity.Error };
      return [{ title: problem.fix.title, kind: "quickfix", isPreferred: true, diagnostics: [marker], edit }];
    });
    return { actions, dispose: () => {} };
  },
});

/** The fix as an edit of the panel's text; nothing when it reaches beyond what the panel shows. */
function editFor(
  { sync, store }: PanelLanguage,
  fix: Parameters<typeof applyFix>[1],
): monaco.languages.WorkspaceEdit | undefined {
  const { text } = store.getState();
  const change = changeBetween(text, applyFix(text, fix));
  if (change === undefined) return undefined;
  const window = sync.window();
  if (change.start < window.start || change.end > window.end) return undefined;
  const range = panelRange(sync, change.start, change.end);
  const unindented = window.indent === "" ? change.text : change.text.replaceAll(`\n${window.indent}`, "\n");
  return {
    edits: [{ resource: sync.model.uri, versionId: undefined, textEdit: { range, text: unindented } }],
  };
}

function panelRange(sync: TextSync, start: number, end: number): monaco.Range {
  const window = sync.window();
  const at = (offset: number) => sync.model.getPositionAt(toWindow(window, offset) ?? 0);
  return monaco.Range.fromPositions(at(start), at(end));
}

function caretAt(
  model: editor.ITextModel,
  position: monaco.IPosition,
): { panel: PanelLanguage; caret: ExpressionCaret } | undefined {
  const panel = panelOf(model);
  if (panel === undefined) return undefined;
  const offset = model.getOffsetAt(position);
  const string = expressionStringAt(model.getValue(), panel.sync.part(), offset);
  const caret = string && expressionAround(string, string.literal.indexOf(offset));
  return caret && { panel, caret };
}

const hoverOf = (model: editor.ITextModel, start: number, end: number, lines: readonly string[]) => ({
  range: monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)),
  contents: lines.map((value) => ({ value })),
});
