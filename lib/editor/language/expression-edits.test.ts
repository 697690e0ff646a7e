import { describe, expect, it } from "vitest";
import type { WorkflowDocument } from "../../workflow/document";
import { previewData } from "../preview-context";
import { expressionAround } from "./caret";
import { formattedAt, formattedText, nodeNameAt } from "./expression-edits";
import { languageFacts } from "./facts";
import { plainExpression } from "./plain-expression";

const document = {
  identifier: "w",
  nodes: [
    { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } },
    { identifier: "first-call", config: { type: "WEBHOOK", url: "https://a" } },
  ],
  connections: [],
} as unknown as WorkflowDocument;

const facts = languageFacts(
  document,
  previewData({
    document,
    run: null,
    runDocument: null,
    lastInputs: {},
    secrets: [],
    text: "",
    now: "2026-01-01T00:00:00.000Z",
  }),
);

/** The caret is `^` in a template. */
function caretIn(marked: string) {
  const text = marked.replace("^", "");
  const string = plainExpression(text, { syntax: "template", node: "first-call", nodeType: "WEBHOOK" });
  const caret = expressionAround(string, marked.indexOf("^"));
  if (caret === undefined) throw new Error("No expression is there.");
  return { text, caret };
}

describe("formattedAt", () => {
  it.each([
    ["a {{ .x|.y^ }} {{ .z|.w }}", "a {{ .x | .y }} {{ .z|.w }}"],
    ["{{.x^|map( .y )}}", "{{.x | map(.y)}}"],
    ["{{ 'a' +.b^ }}", '{{ "a" + .b }}'],
  ])("%s", (marked, expected) => {
    const { text, caret } = caretIn(marked);
    const edit = formattedAt(caret);
    expect(edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end)).toBe(expected);
  });

  it.each(["{{ .x | .y^ }}", "{{ .x|^ }}", "{{ .x|.y^ # why }}", "{{ startswith('a'^) }}"])(
    "leaves %s as it is",
    (marked) => {
      expect(formattedAt(caretIn(marked).caret)).toBeUndefined();
    },
  );
});

describe("formattedText", () => {
  it("gives a long pipe of bare jq lines, and a template none", () => {
    const stages = Array.from({ length: 12 }, (_, at) => `select(.a${at})`);
    expect(formattedText(stages.join("|"), "jq")).toBe(stages.join("\n| "));
    expect(formattedText(`x{{ ${stages.join("|")} }}y{{1+1}}`, "template")).toBe(
      `x{{ ${stages.join(" | ")} }}y{{1 + 1}}`,
    );
    expect(formattedText("{{ .a|.b", "template")).toBe("{{ .a|.b");
  });
});

describe("nodeNameAt", () => {
  it.each([
    ["{{ .outputs.sta^rt.x }}", "start"],
    ['{{ .outputs["first-^call"].x }}', "first-call"],
    ["{{ .outputs | .start^ }}", "start"],
    ["{{ .outputs as {$st^art} | $start }}", "start"],
  ])("%s", (marked, name) => {
    const { text, caret } = caretIn(marked);
    const found = nodeNameAt(caret, facts);
    expect(found?.name).toBe(name);
    expect(text.slice(found?.start, found?.end)).toBe(name);
  });

  it.each([
    "{{ .outp^uts.start }}",
    "{{ .outputs.start.x^ }}",
    "{{ .outputs.trig^ger }}",
    "{{ .outputs.other^ }}",
  ])("none at %s", (marked) => expect(nodeNameAt(caretIn(marked).caret, facts)).toBeUndefined());
});
