import type { editor } from "monaco-editor/editor";
import { coarse } from "@/components/ui/use-media";

/** A calm editor: no minimap, no guides that flash, no words guessed from the text. */
export const editorOptions: editor.IStandaloneEditorConstructionOptions = {
  fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
  // A tablet zooms the page into smaller text while one types.
  ...(window.matchMedia(coarse).matches
    ? { fontSize: 16, lineHeight: 24 }
    : { fontSize: 13, lineHeight: 20 }),
  fontLigatures: false,
  minimap: { enabled: false },
  stickyScroll: { enabled: false },
  scrollBeyondLastLine: false,
  automaticLayout: true,
  // Previews stand at the end of lines; without wrapping a long URL would push them out of sight.
  wordWrap: "on",
  wrappingIndent: "indent",
  padding: { top: 8, bottom: 12 },
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 12,
  glyphMargin: false,
  folding: true,
  foldingHighlight: false,
  showFoldingControls: "mouseover",
  bracketPairColorization: { enabled: true },
  guides: { indentation: true, bracketPairs: false, highlightActiveIndentation: true },
  renderLineHighlight: "line",
  renderLineHighlightOnlyWhenFocus: true,
  renderWhitespace: "selection",
  overviewRulerLanes: 2,
  hideCursorInOverviewRuler: true,
  overviewRulerBorder: false,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
  // Suggestions and hovers may be taller than the drawer that the editor stands in.
  fixedOverflowWidgets: true,
  // The page's shortcuts tell typing by the textarea, and so do screen readers that we tested with.
  editContext: false,
  quickSuggestions: { other: true, strings: true, comments: false },
  quickSuggestionsDelay: 20,
  wordBasedSuggestions: "off",
  suggest: { showWords: false, showStatusBar: false, preview: false },
  hover: { delay: 350 },
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
  unusualLineTerminators: "off",
  dropIntoEditor: { enabled: false },
  links: false,
  tabSize: 2,
};
