import { readdirSync, readFileSync } from "node:fs";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { TooltipProvider } from "@/components/ui/tooltip";
import { fieldOf, type Problem } from "@/lib/base/problem";
import { atItsField } from "@/lib/editor/place-words";
import { selectionAt } from "@/lib/editor/selectors";
import { storeOf } from "@/lib/editor/test-page";
import { EditorStoreProvider } from "@/lib/editor/use-editor";
import { checkText } from "@/lib/workflow/check";
import type { WorkflowDocument } from "@/lib/workflow/document";
import { Inspector } from "./inspector";
import { problemExamples, shapes } from "./problem-examples";

/** Problems of a text that is no workflow: nothing is drawn of it but the text, which shows them. */
const ofTheText = ["json/syntax", "document/envelope", "document/shape", "limit/size", "limit/nodes"];

const found = (text: string): Problem[] => checkText(text, { secrets: new Set(["known"]), shapes }).problems;

/** Every code that the checker's sources name. */
function namedCodes(): Set<string> {
  const root = new URL("../../lib/", import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (path) =>
      /^(workflow|nodes)\//.test(path) &&
      !path.endsWith(".test.ts") &&
      /(problems|definition|fields|written-secrets|workflow\/parse)\.ts$/.test(path),
  );
  const codes = files.flatMap((path) =>
    [
      ...readFileSync(new URL(path, root), "utf8").matchAll(
        /(?:code: |"error", |"warning", |error\(\s*|\s)"([a-z]+\/[a-z-]+)",/g,
      ),
    ].map((match) => match[1] ?? ""),
  );
  // Two are made of parts.
  return new Set([...codes, "catalog/unknown-property", "catalog/unknown-relation"]);
}

/** What is drawn inside of each place of the document. */
function textsByPlace(markup: string): Map<string, string> {
  const texts = new Map<string, string>();
  const open: (string | undefined)[] = [];
  const entities: Record<string, string> = { quot: '"', amp: "&", lt: "<", gt: ">", "#x27": "'" };
  const plain = (text: string) => text.replace(/&(quot|amp|lt|gt|#x27);/g, (_, name) => entities[name] ?? "");
  for (const [, close, tag = "", attributes = "", text] of markup.matchAll(
    /<(\/?)([a-z0-9]+)([^>]*)>|([^<]+)/gi,
  )) {
    if (text !== undefined) {
      for (const at of new Set(open))
        if (at !== undefined) texts.set(at, (texts.get(at) ?? "") + plain(text));
    } else if (close) open.pop();
    else {
      const at = / data-at="([^"]*)"/.exec(attributes)?.[1];
      if (at !== undefined) texts.set(plain(at), texts.get(plain(at)) ?? "");
      if (!attributes.endsWith("/") && !/^(input|br|hr|img)$/.test(tag))
        open.push(at === undefined ? at : plain(at));
    }
  }
  return texts;
}

/** The inspector as it stands when a problem is gone to. */
function inspected(text: string, problems: readonly Problem[], at: string) {
  const store = storeOf(text);
  const document = store.getState().document as WorkflowDocument;
  const state = { ...store.getState(), problems, selection: selectionAt(document, at) };
  const fixed = { ...store, getState: () => state, getInitialState: () => state };
  const page = createElement(
    TooltipProvider,
    null,
    // biome-ignore lint/correctness/noChildrenProp: its type asks for them among the props
    createElement(EditorStoreProvider, { store: fixed, children: createElement(Inspector) }),
  );
  const markup = renderToStaticMarkup(page);
  return { document, texts: textsByPlace(markup) };
}

test("there is an example of every problem that the checker knows", () => {
  const missing = [...namedCodes()].filter((code) => !(code in problemExamples) && !ofTheText.includes(code));
  expect(missing).toEqual([]);
});

describe.each(Object.entries(problemExamples))("%s", (code, examples) => {
  test.each(examples.map((text, index) => [index + 1, text] as const))(
    "is shown at its field: %i",
    (_, text) => {
      const problems = found(text);
      expect(problems.map((problem) => problem.code)).toContain(code);
      for (const problem of problems) {
        const { document, texts } = inspected(text, problems, problem.at);
        const field = fieldOf(problem);
        const homes = [...texts.keys()].filter((at) => field === at || field.startsWith(`${at}/`));
        const home = homes.reduce<string | undefined>(
          (best, at) => (best === undefined || at.length > best.length ? at : best),
          undefined,
        );
        expect(home, `${problem.code} at ${problem.at} has a field`).toBeDefined();
        expect(
          texts.get(home ?? "")?.toLowerCase(),
          `${problem.code} at ${problem.at}, in ${home}`,
        ).toContain(atItsField(problem, field, document).toLowerCase());
      }
    },
  );
});
