import { checkWorkflow } from "../workflow/check";
import type { WorkflowDocument } from "../workflow/document";
import { layoutWorkflow } from "../workflow/layout";
import { parseWorkflow } from "../workflow/parse";
import type { Layout } from "./api-types";
import { share } from "./share";
import type { EditorState } from "./store-types";

type Read = Pick<
  EditorState,
  "text" | "document" | "documentText" | "textBroken" | "problems" | "layout" | "identifier" | "title"
>;

/**
 * What a text says, given what the page knew before: unchanged parts of the document keep their identity,
 * and while the text does not parse the last good document stays.
 */
export function readText(
  text: string,
  before: Pick<EditorState, "document" | "documentText" | "layout">,
): Read {
  const parsed = parseWorkflow(text);
  const document = parsed.document ? share(before.document, parsed.document) : before.document;
  const broken = parsed.document === undefined;
  return {
    text,
    document,
    documentText: broken ? before.documentText : text,
    textBroken: broken,
    problems: parsed.problems,
    layout: document ? placeNodes(document, before.layout) : before.layout,
    identifier: document?.identifier ?? "",
    title: document?.title ?? document?.identifier ?? "",
  };
}

/** The layout with a place for every node; the same object when none was missing. */
export function placeNodes(document: WorkflowDocument, layout: Layout): Layout {
  const missing = document.nodes.some((node) => layout[node.identifier] === undefined);
  return missing ? { ...layout, ...layoutWorkflow(document, layout) } : layout;
}

/** Everything wrong with a document, for when typing pauses: `readText` already found what the schema says. */
export const checkDocument = checkWorkflow;
