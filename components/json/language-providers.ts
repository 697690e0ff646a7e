import type { editor } from "monaco-editor/editor";
import type { StoreApi } from "zustand";
import { askToMove, moveToSecretTitle } from "@/components/problems/move-to-secret";
import { toast } from "@/components/ui/toast";
import type { Problem } from "@/lib/base/problem";
import { type Suggestion, suggestionsAt } from "@/lib/editor/language/complete";
import { formattedText, nodeNameAt } from "@/lib/editor/language/expression-edits";
import type { LanguageFacts } from "@/lib/editor/language/facts";
import { hoverAt, previewLines } from "@/lib/editor/language/hover";
import { signatureAt } from "@/lib/editor/language/signature";
import { changeBetween } from "@/lib/editor/language/text-change";
import { toWindow } from "@/lib/editor/language/text-window";
import type { InlayPreview } from "@/lib/editor/preview-inlays";
import type { PreviewSession } from "@/lib/editor/preview-session";
import type { EditorStore } from "@/lib/editor/store-types";
import { applyFix, whyNotRename } from "@/lib/workflow/commands";
import { jsonCaret, type PlacedCaret, scratchCaret, scratchLanguage, scratchpadOf } from "./language-models";
import { monaco } from "./monaco";
import { placedProblems } from "./panel-markers";
import { whyArguments, whyCommand, whyLink, whyTitle } from "./panel-why";
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

const selector = ["json", scratchLanguage.jq, scratchLanguage.template];

monaco.languages.registerCompletionItemProvider(selector, {
  triggerCharacters: [".", '"', "[", "|", "{", "(", "@", "$"],
  provideCompletionItems(model, position) {
    const found = caretAt(model, position);
    if (found === undefined) return { suggestions: [] };
    const { caret, write, facts } = found;
    const { literal } = caret.string;
    const place = (index: number) => model.getPositionAt(literal.offsetOf(index));
    const suggestions = suggestionsAt(caret, facts).map((one) => ({
      label: one.detail === undefined ? one.label : { label: one.label, description: one.detail },
      kind: kinds[one.kind],
      insertText: write(one.insert),
      filterText: write(one.filter),
      sortText: String(one.rank).padStart(6, "0"),
      range: monaco.Range.fromPositions(place(one.start), place(one.end)),
      // An argument follows an open parenthesis, and its signature helps with it.
      ...(one.insert.endsWith("(")
        ? { command: { id: "editor.action.triggerParameterHints", title: "Show the parameters" } }
        : {}),
      ...(one.documentation === undefined ? {} : { documentation: { value: one.documentation } }),
    }));
    return { suggestions };
  },
});

monaco.languages.registerSignatureHelpProvider(selector, {
  signatureHelpTriggerCharacters: ["(", ";"],
  signatureHelpRetriggerCharacters: [")"],
  provideSignatureHelp(model, position) {
    const found = caretAt(model, position);
    const help = found && signatureAt(found.caret);
    if (help === undefined) return null;
    const value = {
      signatures: [
        {
          label: help.signature,
          documentation: { value: help.lines.join("\n\n") },
          parameters: help.parameters.map((label) => ({ label })),
        },
      ],
      activeSignature: 0,
      activeParameter: help.active,
    };
    return { value, dispose: () => {} };
  },
});

monaco.languages.registerHoverProvider(selector, {
  provideHover(model, position) {
    const found = caretAt(model, position);
    const hover = found && hoverAt(found.caret, found.facts, Date.now());
    if (found !== undefined && hover !== undefined) {
      const { literal } = found.caret.string;
      return hoverOf(model, literal.offsetOf(hover.start), literal.offsetOf(hover.end), hover.lines);
    }
    const panel = panelOf(model);
    return panel === undefined ? null : inlayHover(panel, model, model.getOffsetAt(position));
  },
});

monaco.languages.registerRenameProvider("json", {
  resolveRenameLocation(model, position) {
    const found = nameAt(model, position);
    if (found !== undefined) return { range: found.range, text: found.name };
    const nowhere = monaco.Range.fromPositions(position);
    return {
      range: nowhere,
      text: "",
      rejectReason: "Only the name of a node, as in .outputs.name, can be renamed.",
    };
  },
  provideRenameEdits(model, position, to) {
    const name = nameAt(model, position)?.name;
    const store = panelOf(model)?.store;
    if (name === undefined || store === undefined) return { edits: [] };
    const wanted = to.trim();
    const refused = whyNotRename(store.getState().document?.nodes ?? [], name, wanted);
    if (refused !== undefined) {
      toast({ title: `${name} keeps its name`, description: refused, tone: "bad" });
      return { edits: [] };
    }
    // The whole workflow reads the name, and this text follows it.
    store.getState().actions.renameNode(name, wanted);
    return { edits: [] };
  },
});

/** The node whose name stands at a place, and where. */
function nameAt(model: editor.ITextModel, position: monaco.IPosition) {
  const found = caretAt(model, position);
  const node = found && nodeNameAt(found.caret, found.facts);
  if (found === undefined || node === undefined) return undefined;
  const { literal } = found.caret.string;
  const place = (index: number) => model.getPositionAt(literal.offsetOf(index));
  return { name: node.name, range: monaco.Range.fromPositions(place(node.start), place(node.end)) };
}

for (const syntax of ["jq", "template"] as const)
  monaco.languages.registerDocumentFormattingEditProvider(scratchLanguage[syntax], {
    provideDocumentFormattingEdits: (model) => [
      { range: model.getFullModelRange(), text: formattedText(model.getValue(), syntax) },
    ],
  });

/** The hover over a template's braces, or over the previews after its string. */
function inlayHover(
  panel: PanelLanguage,
  model: editor.ITextModel,
  offset: number,
): monaco.languages.Hover | null {
  for (const inlay of panel.inlays()) {
    if (offset < inlay.start || offset > inlay.at) continue;
    const isInside = offset < inlay.end;
    const parts = isInside
      ? inlay.parts.filter(({ start, end }) => start <= offset && offset <= end).slice(0, 1)
      : inlay.parts;
    const [first] = parts;
    if (first === undefined) continue;
    const lines = parts.flatMap((one) => previewLines(one, Date.now()));
    const empty = parts.find(({ state }) => state !== "value");
    const links = empty === undefined ? [] : [whyLink(model, inlay, inlay.parts.indexOf(empty))];
    const [start, end] = isInside ? [first.start, first.end] : [offset, offset];
    return hoverOf(model, start, end, lines, links);
  }
  return null;
}

monaco.languages.registerCodeActionProvider("json", {
  provideCodeActions(model, range) {
    const panel = panelOf(model);
    if (panel === undefined) return { actions: [], dispose: () => {} };
    const fixes = placedProblems(panel.sync, panel.store).flatMap(({ problem, range: at }) => {
      if (!monaco.Range.areIntersectingOrTouching(range, at)) return [];
      const marker = { ...at, message: problem.message, severity: monaco.MarkerSeverity.Error };
      if (problem.credential) return [moveAction(problem, marker)];
      const edit = problem.fix && editFor(panel, problem.fix);
      if (problem.fix === undefined || edit === undefined) return [];
      return [{ title: problem.fix.title, kind: "quickfix", isPreferred: true, diagnostics: [marker], edit }];
    });
    return { actions: [...fixes, ...whyActions(panel, model, range)], dispose: () => {} };
  },
});

const moveCommand = "slipway.moveToSecret";
monaco.editor.registerCommand(moveCommand, (_accessor, problem: Problem) => askToMove(problem));

/** A credential goes to the secrets by way of a window, which asks for the name. */
function moveAction(problem: Problem, marker: editor.IMarkerData): monaco.languages.CodeAction {
  const command = { id: moveCommand, title: moveToSecretTitle, arguments: [problem] };
  return { title: moveToSecretTitle, kind: "quickfix", isPreferred: true, diagnostics: [marker], command };
}

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

/** Explanations of what is empty at a place, for the light bulb. */
function whyActions(
  panel: PanelLanguage,
  model: editor.ITextModel,
  range: monaco.IRange,
): monaco.languages.CodeAction[] {
  const from = model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn });
  const to = model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
  return panel.inlays().flatMap((inlay) => {
    if (to < inlay.start || from > inlay.at) return [];
    const index = inlay.parts.findIndex(
      ({ state, start, end }) => state !== "value" && start <= to && from <= Math.max(end, inlay.at),
    );
    if (index === -1) return [];
    const title = whyTitle(inlay.parts[index]?.state);
    const command = { id: whyCommand, title, arguments: whyArguments(model, inlay, index) };
    return [{ title, kind: "quickfix", command }];
  });
}

/** The expression at a place of a model, and what is known about it. */
export function caretAt(
  model: editor.ITextModel,
  position: monaco.IPosition,
): (PlacedCaret & { facts: LanguageFacts }) | undefined {
  const scratchpad = scratchpadOf(model);
  if (scratchpad !== undefined) {
    const placed = scratchCaret(model, scratchpad, position);
    return placed && { ...placed, facts: scratchpad.facts() };
  }
  const panel = panelOf(model);
  const placed = panel && jsonCaret(model, panel.sync.part(), position);
  return panel && placed && { ...placed, facts: panel.session.facts() };
}

const hoverOf = (
  model: editor.ITextModel,
  start: number,
  end: number,
  lines: readonly string[],
  links: readonly string[] = [],
): monaco.languages.Hover => ({
  range: monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)),
  contents: [
    ...lines.map((value) => ({ value })),
    // Lines may hold what servers answered; only our own link may give a command.
    ...links.map((value) => ({ value, isTrusted: { enabledCommands: [whyCommand] } })),
  ],
});
