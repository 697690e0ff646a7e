import { describe, expect, it } from "vitest";
import type { WorkflowDocument } from "../../workflow/document";
import { previewData } from "../preview-context";
import { expressionAround } from "./caret";
import { suggestionsAt } from "./complete";
import { expressionStringAt } from "./expression-strings";
import { languageFacts } from "./facts";
import { hoverAt } from "./hover";

const document = {
  identifier: "w",
  nodes: [
    {
      identifier: "start",
      title: "Start here",
      config: {
        type: "SELF_SERVE_TRIGGER",
        userInputs: { properties: { service: { type: "string", default: "checkout" } } },
      },
    },
    { identifier: "first-call", config: { type: "WEBHOOK", url: "https://a" } },
    { identifier: "second", config: { type: "WEBHOOK", url: "https://b" }, variables: { id: "{{ 1 }}" } },
    { identifier: "later", config: { type: "WEBHOOK", url: "https://c" } },
  ],
  connections: [
    { sourceIdentifier: "start", targetIdentifier: "first-call" },
    { sourceIdentifier: "first-call", targetIdentifier: "second" },
    { sourceIdentifier: "second", targetIdentifier: "later" },
  ],
} as unknown as WorkflowDocument;

const facts = languageFacts(
  document,
  previewData({
    document,
    run: null,
    runDocument: null,
    lastInputs: {},
    secrets: ["slack-hook", "token"],
    text: "",
    now: "2026-01-01T00:00:00.000Z",
  }),
);

/** The caret is `^` in a template of the node `second`. */
function caretIn(marked: string, node = "second") {
  const at = marked.indexOf("^");
  const value = marked.replace("^", "");
  const text = JSON.stringify({ identifier: node, config: { type: "WEBHOOK", url: value } });
  const raw = JSON.stringify(value.slice(0, at)).length - 1;
  const offset = text.indexOf(JSON.stringify(value)) + raw;
  const string = expressionStringAt(text, { kind: "node", index: 2 }, offset);
  return string && expressionAround(string, string.literal.indexOf(offset));
}

function complete(marked: string, node?: string) {
  const caret = caretIn(marked, node);
  return caret === undefined ? undefined : suggestionsAt(caret, facts);
}

/** The string after choosing an entry of the list. */
function choose(marked: string, label: string): string | undefined {
  const found = complete(marked)?.find((one) => one.label === label);
  const value = marked.replace("^", "");
  return found && value.slice(0, found.start) + found.insert + value.slice(found.end);
}

describe("expressionAround", () => {
  it("knows where an expression begins and ends, also while it is typed", () => {
    expect(caretIn("a {{ .x^ }} b")).toMatchObject({ expression: " .x ", offset: 3, start: 4 });
    expect(caretIn("a {{ .x^")).toMatchObject({ expression: " .x", offset: 3 });
    expect(caretIn("a {{ .x^ {{ .y }}")).toMatchObject({ expression: " .x " });
    expect(caretIn('{{ "}}" + .x^ }}')).toMatchObject({ expression: ' "}}" + .x ' });
  });

  it("is nothing in plain text and between the braces", () => {
    expect(caretIn("a^ {{ .x }} b")).toBeUndefined();
    expect(caretIn("a {{ .x }} b^")).toBeUndefined();
    expect(caretIn("a {^{ .x }}")).toBeUndefined();
    expect(caretIn("a {{ .x }^}")).toBeUndefined();
  });
});

describe("suggestionsAt", () => {
  const labels = (marked: string, kind: string) =>
    complete(marked)?.flatMap((one) => (one.kind === kind ? [one.label] : []));

  it("lists nodes that may have run first, nearest first", () => {
    expect(labels("{{ .outputs.^ }}", "node")).toEqual(["first-call", "start", "trigger", "later"]);
  });

  it("writes a dot where the name allows it, else brackets", () => {
    expect(choose("{{ .outputs.st^ }}", "start")).toBe("{{ .outputs.start }}");
    expect(choose("{{ .outputs.^ }}", "first-call")).toBe('{{ .outputs["first-call"] }}');
    expect(choose("{{ .outputs.fi^rst }}", "first-call")).toBe('{{ .outputs["first-call"] }}');
    expect(choose('{{ .outputs["fi^"] }}', "first-call")).toBe('{{ .outputs["first-call"] }}');
    expect(choose('{{ .outputs["fi^', "first-call")).toBe('{{ .outputs["first-call"]');
  });

  it("lists what a node gives: known values, or the shape to come", () => {
    expect(labels("{{ .outputs.start.^ }}", "key")).toEqual(["service"]);
    expect(labels('{{ .outputs["first-call"].response.^ }}', "key")).toEqual(["status", "data", "headers"]);
    expect(labels("{{ .outputs.second.^ }}", "key")).toEqual(["id"]);
  });

  it("lists secrets in brackets", () => {
    expect(labels("{{ .secrets.^ }}", "secret")).toEqual(["slack-hook", "token"]);
    expect(choose('{{ .secrets["to^ }}', "token")).toBe('{{ .secrets["token"] }}');
    expect(choose("{{ .secrets.^ }}", "token")).toBe('{{ .secrets["token"] }}');
  });

  it("begins with what expressions can read", () => {
    expect(labels("{{ .^ }}", "key")).toEqual(
      expect.arrayContaining(["outputs", "secrets", "workflow", "workflowRun"]),
    );
    expect(choose("{{ .o^ }}", "outputs")).toBe("{{ .outputs }}");
  });

  it("offers nothing outside of expressions", () => {
    expect(complete("https://^a")).toBeUndefined();
  });

  it("offers jq's functions with what they do", () => {
    expect(choose("{{ .outputs.start.service | asc^ }}", "ascii_downcase")).toBe(
      "{{ .outputs.start.service | ascii_downcase }}",
    );
    expect(complete("{{ .outputs.start.service | asc^ }}")?.[0]?.kind).toBe("function");
  });

  it("offers no function after a finished value", () => {
    expect(labels("{{ if (now) ^ }}", "function")).toEqual([]);
    expect(labels("{{ if now th^ }}", "keyword")).toContain("then");
    expect(labels("{{ if now then ^ }}", "function")).toContain("now");
  });

  it("follows values through pipes", () => {
    expect(labels("{{ .outputs.start | .^ }}", "key")).toContain("service");
  });
});

describe("hoverAt", () => {
  const hover = (marked: string) => {
    const caret = caretIn(marked);
    return caret && hoverAt(caret, facts, Date.parse("2026-01-01T00:00:00.000Z"))?.lines.join("\n");
  };

  it("tells value, type and origin of a path up to the step under the mouse", () => {
    expect(hover("{{ .outputs.start.serv^ice }}")).toContain(
      "`.outputs.start.service` · string · sample inputs",
    );
    expect(hover("{{ .outputs.start.serv^ice }}")).toContain("checkout");
    expect(hover("{{ .outputs.sta^rt.service }}")).toContain("`.outputs.start` · object");
    expect(hover('{{ .outputs["first-^call"].response }}')).toContain("has not run yet");
  });

  it("knows secrets by name alone", () => {
    expect(hover('{{ .secrets["tok^en"] }}')).toContain("secret");
    expect(hover('{{ .secrets["no^pe"] }}')).toContain('No secret is called "nope"');
  });

  it("explains jq's functions", () => {
    expect(hover("{{ now | todate^iso8601 }}")).toContain("todateiso8601");
  });
});
