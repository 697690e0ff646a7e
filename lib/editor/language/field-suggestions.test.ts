import { describe, expect, it } from "vitest";
import type { WorkflowDocument } from "../../workflow/document";
import { previewData } from "../preview-context";
import { languageFacts } from "./facts";
import { jsonLanguage, textLanguage } from "./field-language";
import { fieldHelp } from "./field-suggestions";
import { insertionOf } from "./insertion";
import { readableValues } from "./values";

const document = {
  identifier: "w",
  nodes: [
    {
      identifier: "start",
      config: {
        type: "SELF_SERVE_TRIGGER",
        userInputs: { properties: { service: { type: "string", default: "checkout" } } },
      },
    },
    { identifier: "make-it", config: { type: "WEBHOOK", url: "https://a" } },
    { identifier: "later", config: { type: "WEBHOOK", url: "https://b" } },
  ],
  connections: [
    { sourceIdentifier: "start", targetIdentifier: "make-it" },
    { sourceIdentifier: "make-it", targetIdentifier: "later" },
  ],
} as unknown as WorkflowDocument;

const facts = languageFacts(
  document,
  previewData({
    document,
    run: null,
    runDocument: null,
    lastInputs: {},
    secrets: ["slack-hook"],
    text: "",
    now: "2026-01-01T00:00:00.000Z",
  }),
);

const owner = { node: "later", nodeType: "WEBHOOK" };
const template = textLanguage("template", "config", owner);
const jq = textLanguage("jq", "config", owner);
const json = jsonLanguage(["nodes", 2, "config", "body"], owner);

/** The text after the entry with a label is accepted at `^`, with `^` where the caret then is. */
function accept(language: typeof template, marked: string, label: string): string | undefined {
  const at = marked.indexOf("^");
  const text = marked.replace("^", "");
  const item = fieldHelp(language, text, at, facts).items.find((one) => one.label === label);
  if (item === undefined) return undefined;
  const { start, end, text: written, caret } = item.insertion;
  const after = text.slice(0, start) + written + text.slice(end);
  return `${after.slice(0, caret)}^${after.slice(caret)}`;
}

const labels = (language: typeof template, marked: string): string[] =>
  fieldHelp(language, marked.replace("^", ""), marked.indexOf("^"), facts).items.map(({ label }) => label);

describe("fieldHelp", () => {
  it("offers braces in plain text, after one brace and after two", () => {
    expect(accept(template, "https://x/^", "{{ … }}")).toBe("https://x/{{ ^ }}");
    expect(accept(template, "https://x/{^", "{{ … }}")).toBe("https://x/{{ ^ }}");
    expect(accept(template, "https://x/{{^/y", "{{ … }}")).toBe("https://x/{{ ^ }}/y");
    expect(accept(json, '{"a": "x^"}', "{{ … }}")).toBe('{"a": "x{{ ^ }}"}');
    expect(labels(json, '{"a": ^1}')).toEqual([]);
  });

  it("finds a value by its name, and closes what is open", () => {
    const path = ".outputs.start.service";
    expect(accept(template, "x{{ serv^", path)).toBe(`x{{ ${path}^ }}`);
    expect(accept(template, "x{{^", path)).toBe(`x{{ ${path}^ }}`);
    expect(accept(template, "x{{ serv^ }}", path)).toBe(`x{{ ${path}^ }}`);
    expect(accept(jq, "serv^", path)).toBe(`${path}^`);
    expect(labels(template, "{{ slack^ }}")).toContain('.secrets["slack-hook"]');
  });

  it("goes on in a path, with the string's escapes in JSON", () => {
    expect(accept(template, "{{ .outputs.^ }}", "make-it")).toBe('{{ .outputs["make-it"]^ }}');
    expect(accept(json, '{"a": "{{ .outputs.^ }}"}', "make-it")).toBe(
      String.raw`{"a": "{{ .outputs[\"make-it\"]^ }}"}`,
    );
  });

  it("says no more when the only entry is written already, and helps with arguments", () => {
    expect(labels(template, "{{ .outputs.start.service^ }}")).toEqual([]);
    const text = '{{ .outputs.start.service | test("a"; ';
    const { signature } = fieldHelp(template, text, text.length, facts);
    expect(signature?.signature).toMatch(/^test\(/);
    expect(signature?.active).toBe(1);
  });

  it("offers no node that cannot have run", () => {
    expect(readableValues(facts, { ...owner, place: "config" }).map(({ path }) => path)).toEqual(
      expect.arrayContaining([".outputs", '.outputs["make-it"]', ".outputs.start.service", ".secrets"]),
    );
    expect(readableValues(facts, { ...owner, place: "config" }).map(({ path }) => path)).not.toContain(
      ".outputs.later",
    );
  });
});

describe("tokens", () => {
  it("cover a template's every character and tell two in a row apart", () => {
    const text = 'a {{ .x }}{{ "q"\n| test("b") }}';
    const tokens = template.tokens(text);
    expect(tokens.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
    expect(tokens.filter(({ scope }) => scope === "template.brace.string")).toHaveLength(4);
  });
  it("have each step of a path by itself", () => {
    const text = "{{ .outputs.start.service }}";
    const paths = template.tokens(text).filter(({ scope }) => scope === "template.path.string");
    expect(paths.map(({ start, end }) => text.slice(start, end))).toEqual([".outputs", ".start", ".service"]);
  });
  it("of JSON have the offsets of the whole text", () => {
    const text = '{\n  "a": "{{ .x }}"\n}';
    expect(json.tokens(text).find(({ scope }) => scope === "template.path.string")).toEqual({
      start: text.indexOf(".x"),
      end: text.indexOf(".x") + 2,
      scope: "template.path.string",
    });
  });
});

describe("insertionOf", () => {
  it.each([
    ["text", template, "a^b", "a{{ .x }}^b"],
    ["an expression", template, "{{ ^ }}", "{{ .x^ }}"],
    ["bare jq", jq, "1 == ^", "1 == .x^"],
    ["a string of JSON", json, '["a^"]', '["a{{ .x }}^"]'],
    ["JSON between strings", json, "[^]", '["{{ .x }}"^]'],
  ])("in %s", (_, language, marked, expected) => {
    const at = marked.indexOf("^");
    const text = marked.replace("^", "");
    const made = insertionOf(language, text, ".x", at);
    const after = text.slice(0, made.start) + made.text + text.slice(made.end);
    expect(`${after.slice(0, made.caret)}^${after.slice(made.caret)}`).toBe(expected);
  });
});
