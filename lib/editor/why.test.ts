import { describe, expect, it } from "vitest";
import { previewData } from "./preview-context";
import { createExplainer, type Why } from "./why";

const data = previewData({
  document: undefined,
  run: null,
  runDocument: null,
  lastInputs: {},
  secrets: ["token"],
  text: "",
  now: "2026-01-01T00:00:00.000Z",
});
data.nodes = ["start", "call", "my-node"];
data.outputs.start = {
  output: { service: "a", "used-by": 1, list: [1] },
  nodeType: "SELF_SERVE_TRIGGER",
  replaced: false,
};
const explain = createExplainer(data);

const why = (value: string, index = 0, syntax: "template" | "jq" = "template"): Why => {
  const found = explain({ value, syntax, place: "config", node: "call", nodeType: "WEBHOOK" }, index);
  if (found === null) throw new Error("There is no expression.");
  return found;
};
/** The string after taking the fix of a name. */
function fixed(value: string, name: string, index = 0): string | undefined {
  const { nearest, others } = why(value, index);
  const fix = [...nearest, ...others].find((one) => one.name === name);
  return fix && value.slice(0, fix.start) + fix.text + value.slice(fix.end);
}

describe("createExplainer", () => {
  it("finds the step that leads nowhere, and what is there", () => {
    const found = why("{{ .outputs.start.servce }}");
    expect(found.message).toContain('has no "servce"');
    expect(found.expression.slice(found.at?.start, found.at?.end)).toBe("servce");
    expect(found.nearest.map(({ name }) => name)).toEqual(["service"]);
    expect(found.others.map(({ name }) => name)).toEqual(["used-by", "list"]);
  });

  it("rewrites the string with another name", () => {
    expect(fixed("a {{ .outputs.start.servce }} b", "service")).toBe("a {{ .outputs.start.service }} b");
    expect(fixed("{{ .outputs.start.servce }}", "used-by")).toBe('{{ .outputs.start["used-by"] }}');
    expect(fixed('{{ .outputs["start"]["servce"] }}', "service")).toBe('{{ .outputs["start"]["service"] }}');
    expect(fixed("{{ 1 }} {{ .outputs.start.servce | .x }}", "service", 1)).toBe(
      "{{ 1 }} {{ .outputs.start.service | .x }}",
    );
  });

  it("knows nodes that have not run by name", () => {
    const found = why("{{ .outputs.cal.x }}");
    expect(found.message).toBe('No node is called "cal".');
    expect(found.nearest.map(({ name }) => name)).toEqual(["call"]);
    expect(fixed("{{ .outputs.cal.x }}", "my-node")).toBe('{{ .outputs["my-node"].x }}');
    expect(why("{{ .outputs.call.x }}")).toMatchObject({
      message: '"call" has not run yet. Run the workflow to see its output here.',
      nearest: [],
      others: [],
    });
  });

  it("says the error, its place and what to do", () => {
    const found = why("{{ .outputs.start.list | .x }}");
    expect(found.message).toContain("Cannot index array");
    expect(found.hint).toContain("use [] or [0]");
    expect(why("{{ .a | }}").at).toBeDefined();
    expect(why("{{ .outputs.start.service | upper }}").hint).toContain("ascii_upcase");
  });

  it("reads bare jq, and nothing where no expression is", () => {
    expect(why(".outputs.start.servce", 0, "jq").nearest).toHaveLength(1);
    const request = { syntax: "template", place: "config", node: "call", nodeType: "WEBHOOK" } as const;
    expect(explain({ ...request, value: "plain" }, 0)).toBeNull();
    expect(explain({ ...request, value: "{{ .a" }, 0)).toBeNull();
  });

  it("names no secret's value", () => {
    expect(why("{{ .secrets.tokn }}").message).toBe(
      'No secret is called "tokn". Add it on the secrets page.',
    );
    expect(fixed("{{ .secrets.tokn }}", "token")).toBe("{{ .secrets.token }}");
  });
});
