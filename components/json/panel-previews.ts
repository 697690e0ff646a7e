import type { editor } from "monaco-editor/editor";
import type { Preview } from "@/lib/editor/preview";
import type { InlayPreview } from "@/lib/editor/preview-inlays";
import type { PreviewSession } from "@/lib/editor/preview-session";
import { monaco } from "./monaco";
import { whyClass, whyTitle } from "./panel-why";
import type { TextSync } from "./text-sync";

/** Lines above and below the visible ones that have their previews already when one scrolls. */
const margin = 30;

const letters: Record<Preview["type"], string> = {
  string: "S",
  number: "N",
  boolean: "B",
  array: "A",
  object: "O",
  null: "",
  nothing: "",
  unknown: "",
};

/** Shows after each string what its templates give now, and each template as a quiet chip. */
export function attachPreviews(
  code: editor.IStandaloneCodeEditor,
  sync: TextSync,
  session: PreviewSession,
): { inlays(): readonly InlayPreview[]; dispose(): void } {
  const shown = code.createDecorationsCollection();
  let inlays: readonly InlayPreview[] = [];
  let last = "";
  let frame = 0;

  const channel = session.client.channel((answer) => {
    if (answer.kind !== "inlays" || sync.model.isDisposed()) return;
    inlays = answer.inlays;
    const key = JSON.stringify(inlays);
    if (key === last) return;
    last = key;
    shown.set(inlays.flatMap((inlay) => decorationsOf(sync.model, inlay)));
  });

  const ask = (): void => {
    const ranges = code.getVisibleRanges();
    const first = Math.max(1, (ranges[0]?.startLineNumber ?? 1) - margin);
    const end = Math.min(sync.model.getLineCount(), (ranges.at(-1)?.endLineNumber ?? 1) + margin);
    channel.ask({
      kind: "inlays",
      text: sync.model.getValue(),
      part: sync.part(),
      range: {
        start: sync.model.getOffsetAt({ lineNumber: first, column: 1 }),
        end: sync.model.getOffsetAt({ lineNumber: end, column: sync.model.getLineMaxColumn(end) }),
      },
    });
  };
  const askSoon = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(ask);
  };
  // The worker computes while the page is still busy with the keystroke.
  const stopEdits = sync.onEdit(() => {
    // Offsets of the old text mean nothing in the new one, even where the answer is the same.
    last = "";
    ask();
  });
  const listeners = [
    code.onDidScrollChange((event) => event.scrollTopChanged && askSoon()),
    code.onDidLayoutChange(askSoon),
  ];
  ask();

  return {
    inlays: () => inlays,
    dispose() {
      cancelAnimationFrame(frame);
      stopEdits();
      for (const listener of listeners) listener.dispose();
      channel.close();
      shown.clear();
    },
  };
}

function decorationsOf(model: editor.ITextModel, inlay: InlayPreview): editor.IModelDeltaDecoration[] {
  const at = model.getPositionAt(inlay.at);
  // Injected texts of one place are shown in the order in which they are given.
  const previews = inlay.parts.flatMap((part, index) => {
    const letter = part.state === "value" ? letters[part.type] : "";
    // The arrow does not stay behind when the value goes to the next row.
    const value = injected(at, `${index === 0 ? "  →" : " ·"}\u00a0${part.text}`, previewClass(part));
    if (part.state !== "value") {
      const words = whyTitle(part.state).replaceAll(" ", "\u00a0");
      return [
        value,
        injected(at, "\u00a0\u00a0", "slip-preview"),
        injected(at, words, whyClass(inlay.start, index)),
      ];
    }
    return letter === "" ? [value] : [value, injected(at, ` ${letter}`, "slip-preview slip-preview-type")];
  });
  if (inlay.syntax === "jq") return previews;
  const chips = inlay.parts.flatMap((part) => chipOf(model, part.start, part.end, part.secrets.length > 0));
  return [...chips, ...previews];
}

const injected = (
  at: monaco.IPosition,
  content: string,
  inlineClassName: string,
): editor.IModelDeltaDecoration => ({
  range: monaco.Range.fromPositions(at),
  options: {
    showIfCollapsed: true,
    stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
    after: {
      content,
      inlineClassName,
      inlineClassNameAffectsLetterSpacing: true,
      cursorStops: monaco.editor.InjectedTextCursorStops.None,
    },
  },
});

const previewClass = (part: Preview): string =>
  [
    "slip-preview",
    `slip-preview-${part.state}`,
    ...(part.stale === undefined ? [] : ["slip-preview-stale"]),
  ].join(" ");

/** Three decorations, so that only the ends are round however many colours are between them. */
function chipOf(
  model: editor.ITextModel,
  start: number,
  end: number,
  isSecret: boolean,
): editor.IModelDeltaDecoration[] {
  const piece = (from: number, to: number, inlineClassName: string): editor.IModelDeltaDecoration => ({
    range: monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to)),
    options: {
      inlineClassName,
      stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
    },
  });
  if (end - start < 4) return [];
  return [
    piece(
      start,
      start + 1,
      isSecret ? "slip-chip slip-chip-start slip-chip-secret" : "slip-chip slip-chip-start",
    ),
    piece(start + 1, end - 1, "slip-chip"),
    piece(end - 1, end, "slip-chip slip-chip-end"),
  ];
}
