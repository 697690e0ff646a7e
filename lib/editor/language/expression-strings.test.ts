import { describe, expect, it } from "vitest";
import { expressionStringAt, expressionStrings } from "./expression-strings";

const text = JSON.stringify(
  {
    nodes: [
      { identifier: "trigger", config: { type: "SELF_SERVE_TRIGGER", executeActionButtonText: "{{ no }}" } },
      {
        config: {
          type: "WEBHOOK",
          url: "https://a/{{ .outputs.trigger.x }}",
          body: { "{{ .k }}": 1, b: "c" },
        },
        identifier: "call",
        variables: { id: '{{ .result["a-b"] }}' },
      },
      {
        identifier: "check",
        config: { type: "CONDITION", outlets: [{ identifier: "y", expression: ".a" }] },
      },
    ],
  },
  null,
  2,
);

describe("expressionStrings", () => {
  it("finds templates in values and keys, and bare jq, each with its node", () => {
    const found = expressionStrings(text, { kind: "document" });
    expect(found.map((one) => [one.node, one.syntax, one.place, one.path.join("/"), one.isKey])).toEqual([
      ["call", "template", "config", "nodes/1/config/url", false],
      ["call", "template", "config", "nodes/1/config/body/{{ .k }}", true],
      ["call", "template", "variables", "nodes/1/variables/id", false],
      ["check", "jq", "config", "nodes/2/config/outlets/0/expression", false],
    ]);
    expect(found[2]?.literal.value).toBe('{{ .result["a-b"] }}');
  });

  it("looks only where it is asked to", () => {
    const start = text.indexOf('"variables"');
    const found = expressionStrings(text, { kind: "document" }, { start, end: start + 60 });
    expect(found.map((one) => one.path.at(-1))).toEqual(["id"]);
  });

  it("reads a node's own text", () => {
    const node = '{ "identifier": "call", "config": { "type": "WEBHOOK", "url": "{{ .a }}" } }';
    const [found] = expressionStrings(node, { kind: "node", index: 4 });
    expect(found).toMatchObject({ node: "call", path: ["nodes", 4, "config", "url"] });
  });

  it("reads text that is being typed", () => {
    const broken = text.slice(0, text.indexOf(".trigger.x"));
    const [found] = expressionStrings(broken, { kind: "document" });
    expect(found?.literal.value).toBe("https://a/{{ .outputs");
  });
});

describe("expressionStringAt", () => {
  it("gives the string around the caret, with or without a template yet", () => {
    const inPlain = text.indexOf('"c"') + 1;
    expect(expressionStringAt(text, { kind: "document" }, inPlain)?.path.at(-1)).toBe("b");
    expect(expressionStringAt(text, { kind: "document" }, inPlain - 1)).toBeUndefined();
    expect(expressionStringAt(text, { kind: "document" }, inPlain + 1)?.path.at(-1)).toBe("b");
    expect(expressionStringAt(text, { kind: "document" }, inPlain + 2)).toBeUndefined();
  });
});
