import { describe, expect, it } from "vitest";
import { previewData } from "../preview-context";
import { type ExpressionCaret, expressionAround } from "./caret";
import { suggestionsAt } from "./complete";
import { languageFacts } from "./facts";
import { hoverAt } from "./hover";
import { plainExpression } from "./plain-expression";
import { signatureAt } from "./signature";

const data = previewData({
  document: undefined,
  run: null,
  runDocument: null,
  lastInputs: {},
  secrets: [],
  text: "",
  now: "2026-01-01T00:00:00.000Z",
});
const tags = [{ name: "a", "used-by": 3 }, { name: "b" }];
data.outputs.list = { output: { tags, total: 2 }, nodeType: "WEBHOOK", replaced: false };
data.origins.list = { kind: "last-run", at: "2026-01-01T00:00:00.000Z" };
const facts = languageFacts(undefined, data);

/** The caret is `^` in a jq expression. */
function caretIn(marked: string): ExpressionCaret {
  const at = marked.indexOf("^");
  const string = plainExpression(marked.replace("^", ""), { syntax: "jq", node: "n", nodeType: "WEBHOOK" });
  return expressionAround(string, at) as ExpressionCaret;
}

const keys = (marked: string) =>
  suggestionsAt(caretIn(marked), facts).flatMap((one) => (one.kind === "key" ? [one.label] : []));

function choose(marked: string, label: string): string | undefined {
  const found = suggestionsAt(caretIn(marked), facts).find((one) => one.label === label);
  const value = marked.replace("^", "");
  return found && value.slice(0, found.start) + found.insert + value.slice(found.end);
}

describe("completion inside nested expressions", () => {
  it.each([
    [".outputs.list.tags | map(select(.^", ["name", "used-by"]],
    [".outputs.list.tags | map(select(.n^ == 1))", ["name"]],
    [".outputs.list.tags[] | .^", ["name", "used-by"]],
    [".outputs.list | {t: .^", ["tags", "total"]],
    [".outputs.list | {to^", ["tags", "total"]],
    [".outputs.list | {total, ^", ["tags", "total"]],
    ['"found \\( .outputs.list.^', ["tags", "total"]],
    ['"found \\( .outputs.list | .^) things"', ["tags", "total"]],
    ["now + .outputs.list.^", ["tags", "total"]],
    ["(.outputs.list.^)", ["tags", "total"]],
    [".outputs.list as $l | $l.^", ["tags", "total"]],
    ["if .outputs.list.total > 1 then .outputs.list.^", ["tags", "total"]],
  ])("%s", (marked, expected) => {
    expect(keys(marked)).toEqual(expected);
  });

  it("writes keys as the place wants them", () => {
    expect(choose(".outputs.list.tags | map(.^)", "used-by")).toBe('.outputs.list.tags | map(.["used-by"])');
    expect(choose(".outputs.list | {to^}", "total")).toBe(".outputs.list | {total}");
  });

  it("tells what each key holds there", () => {
    const found = suggestionsAt(caretIn(".outputs.list.tags | map(.^)"), facts);
    expect(found.find(({ label }) => label === "used-by")?.detail).toBe("number · 3");
  });
});

describe("hover inside nested expressions", () => {
  const hover = (marked: string) =>
    hoverAt(caretIn(marked), facts, Date.parse("2026-01-01T00:01:00.000Z"))?.lines.join("\n");

  it("tells the values of a step that only running can tell", () => {
    const text = hover(".outputs.list.tags | map(select(.na^me == 1))");
    expect(text).toContain("`.name` · string · 2 values · last run, 1 min ago");
    expect(text).toContain("a\nb");
  });

  it("documents functions with one line and an example", () => {
    const text = hover(".outputs.list.tags | ma^p(.name)");
    expect(text).toContain("`map(f)`");
    expect(text).toContain("# ");
  });

  it("takes a key called like a function for a key", () => {
    expect(hover(".outputs.list | .key^s")).toContain("`.outputs.list.keys` · null");
  });
});

describe("signatureAt", () => {
  it("names the parameter that is being written", () => {
    expect(signatureAt(caretIn('.x | sub("a"; ^'))).toMatchObject({
      signature: expect.stringContaining("sub("),
      active: 1,
      lines: [expect.any(String), expect.stringContaining("#")],
    });
    const { signature, parameters } = signatureAt(caretIn('.x | sub("a"; ^')) ?? {
      signature: "",
      parameters: [],
    };
    expect(parameters.map(([start, end]) => signature.slice(start, end))).toHaveLength(2);
    expect(signatureAt(caretIn("map(select(.a^"))?.signature).toBe("select(condition)");
    expect(signatureAt(caretIn("1 + 2^"))).toBeUndefined();
  });
});
