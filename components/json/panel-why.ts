import type { editor } from "monaco-editor/editor";
import type { StoreApi } from "zustand";
import { expressionStringAt } from "@/lib/editor/language/expression-strings";
import { toDocument } from "@/lib/editor/language/text-window";
import type { Preview, PreviewRequest } from "@/lib/editor/preview";
import type { InlayPreview } from "@/lib/editor/preview-inlays";
import type { EditorStore, Refusal } from "@/lib/editor/store-types";
import type { NameFix, Why } from "@/lib/editor/why";
import { scan } from "@/lib/template/scan";
import { monaco } from "./monaco";
import type { TextSync } from "./text-sync";

/** An empty preview whose explanation is asked for. */
export interface WhyQuestion {
  request: PreviewRequest;
  index: number;
  /** Where its template stands on the screen. */
  anchor: { left: number; top: number; height: number };
  /** Marks the step that the explanation is about. */
  show(why: Why): void;
  /** Writes another name in place of that step. */
  apply(fix: NameFix): Refusal | undefined;
  close(): void;
}

export const whyCommand = "slipway.why";
export const whyTitle = (state: Preview["state"] | undefined): string =>
  state === "error" ? "Why does this fail?" : "Why is this empty?";

/** Arguments of the command: which model, where its string begins, which expression of it. */
export const whyArguments = (model: editor.ITextModel, inlay: InlayPreview, index: number) => [
  model.uri.toString(),
  inlay.start,
  index,
];

export const whyLink = (model: editor.ITextModel, inlay: InlayPreview, index: number): string =>
  `[${whyTitle(inlay.parts[index]?.state)}](command:${whyCommand}?${encodeURIComponent(
    JSON.stringify(whyArguments(model, inlay, index)),
  )})`;

/** Class of the clickable words after an empty preview. */
export const whyClass = (start: number, index: number): string => `slip-why slip-why-at-${start}-${index}`;

const openers = new Map<string, (start: number, index: number) => void>();

monaco.editor.registerCommand(whyCommand, (_accessor, model: string, start: number, index: number) =>
  openers.get(model)?.(start, index),
);

/** Opens explanations from clicks, hovers and the light bulb. */
export function attachWhy(
  code: editor.IStandaloneCodeEditor,
  sync: TextSync,
  store: StoreApi<EditorStore>,
  onWhy: (question: WhyQuestion | null) => void,
): () => void {
  const marked = code.createDecorationsCollection();
  const key = sync.model.uri.toString();

  const open = (start: number, index: number): void => {
    const string = expressionStringAt(sync.model.getValue(), sync.part(), start + 1);
    if (string === undefined) return;
    const { literal, syntax, place, node, nodeType } = string;
    const shownAt = sync.model.getPositionAt(literal.start);
    code.revealPositionInCenterIfOutsideViewport(shownAt);
    const anchor = anchorOf(code, shownAt, sync.model.getPositionAt(literal.end));
    if (anchor === undefined) return;
    onWhy({
      request: { value: literal.value, syntax, place, node, nodeType },
      index,
      anchor,
      show(why) {
        const from = expressionStart(string.literal.value, syntax, why.expression, index);
        if (why.at === undefined || from === undefined) return marked.clear();
        marked.set([
          {
            range: monaco.Range.fromPositions(
              sync.model.getPositionAt(literal.offsetOf(from + why.at.start)),
              sync.model.getPositionAt(
                literal.offsetOf(Math.max(from + why.at.end, from + why.at.start + 1)),
              ),
            ),
            options: { inlineClassName: "slip-why-step" },
          },
        ]);
      },
      apply(fix) {
        const window = sync.window();
        const from = toDocument(window, literal.offsetOf(fix.start));
        const to = toDocument(window, literal.offsetOf(fix.end));
        const written = JSON.stringify(fix.text).slice(1, -1);
        return store.getState().actions.edit((text) => text.slice(0, from) + written + text.slice(to));
      },
      close: () => marked.clear(),
    });
  };
  openers.set(key, open);

  const clicks = code.onMouseDown((event) => {
    const place = /slip-why-at-(\d+)-(\d+)/.exec(event.target.element?.className ?? "");
    if (place === null) return;
    event.event.preventDefault();
    open(Number(place[1]), Number(place[2]));
  });
  const edits = sync.model.onDidChangeContent(() => {
    marked.clear();
    onWhy(null);
  });
  return () => {
    openers.delete(key);
    clicks.dispose();
    edits.dispose();
    marked.clear();
    onWhy(null);
  };
}

/** Where the text of the expression at an index begins in its string. */
function expressionStart(
  value: string,
  syntax: "template" | "jq",
  expression: string,
  index: number,
): number | undefined {
  if (syntax === "jq") return 0;
  const scanned = scan(value);
  const part = scanned.ok ? scanned.value.filter(({ kind }) => kind === "expression")[index] : undefined;
  return part?.text === expression ? part.start : undefined;
}

/** From the string's first row to its last, so that what is shown beside it hides none of it. */
function anchorOf(
  code: editor.IStandaloneCodeEditor,
  start: monaco.IPosition,
  end: monaco.IPosition,
): WhyQuestion["anchor"] | undefined {
  const from = code.getScrolledVisiblePosition(start);
  const to = code.getScrolledVisiblePosition(end);
  const box = code.getDomNode()?.getBoundingClientRect();
  if (!from || !to || !box) return undefined;
  return { left: box.left + from.left, top: box.top + from.top, height: to.top + to.height - from.top };
}
