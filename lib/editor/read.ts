import type { Problem } from "../base/problem";
import { checkWorkflow } from "../workflow/check";
import type { WorkflowDocument } from "../workflow/document";
import { type Direction, layoutWorkflow } from "../workflow/layout";
import { parseWorkflow } from "../workflow/parse";
import type { Layout } from "./api-types";
import { inPlayground } from "./selectors";
import { shapeFacts } from "./shape-facts";
import { share } from "./share";
import type { EditorState } from "./store-types";

type Read = Pick<
  EditorState,
  "text" | "document" | "documentText" | "textBroken" | "textProblems" | "problems" | "layout"
> &
  Partial<Pick<EditorState, "identifier" | "title">>;

type Before = Pick<
  EditorState,
  "document" | "documentText" | "layout" | "direction" | "textBroken" | "problems"
>;

/**
 * What a text says, given what the page knew before: unchanged parts of the document keep their identity,
 * and while the text does not parse the last good document stays. A text of an older form comes out in the
 * current one. What is wrong with the document itself is found later, by `checkState`, so until then the
 * problems known before stand.
 */
export function readText(given: string, before: Before): Read {
  const parsed = parseWorkflow(given);
  const { text, problems } = parsed;
  if (parsed.document === undefined) {
    const { document, documentText, layout } = before;
    return {
      text,
      document,
      documentText,
      layout,
      textBroken: true,
      textProblems: problems,
      problems,
    };
  }
  const document = share(before.document, parsed.document);
  return {
    ...names(document),
    text,
    document,
    documentText: text,
    textBroken: false,
    textProblems: problems,
    problems: before.textBroken ? problems : before.problems,
    layout: placeNodes(document, before.layout, before.direction),
  };
}

const names = (document: WorkflowDocument) => ({
  identifier: document.identifier ?? "",
  title: document.title || (document.identifier ?? ""),
});

/** The layout with a place for every node; the same object when none was missing. */
export function placeNodes(document: WorkflowDocument, layout: Layout, direction: Direction): Layout {
  const missing = document.nodes.some((node) => layout[node.identifier] === undefined);
  return missing ? { ...layout, ...layoutWorkflow(document, layout, { direction }) } : layout;
}

/** Everything wrong with what is on the page; for when typing pauses. */
export function checkState({
  document,
  textBroken,
  textProblems,
  secrets,
  environment,
  environments,
  blueprints,
  lastRun,
}: Pick<EditorState, "document" | "textBroken" | "textProblems"> &
  Partial<
    Pick<EditorState, "secrets" | "environment" | "environments" | "blueprints" | "lastRun">
  >): readonly Problem[] {
  if (document === undefined || textBroken) return textProblems;
  const playground =
    environments !== undefined && inPlayground({ environment: environment ?? null, environments });
  const shapes = shapeFacts({ blueprints, lastRun: lastRun ?? null });
  return [
    ...textProblems,
    ...checkWorkflow(document, { secrets: secrets && new Set(secrets), playground, shapes }),
  ];
}
