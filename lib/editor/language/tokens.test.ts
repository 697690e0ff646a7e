import { describe, expect, it } from "vitest";
import { tokenizeLine, tokenizeScratch } from "./tokens";

const shown = (line: string) => {
  const tokens = tokenizeLine(line);
  return tokens.flatMap(({ startIndex, scopes }, index) => {
    const text = line.slice(startIndex, tokens[index + 1]?.startIndex);
    return scopes === "" || scopes.includes("space")
      ? []
      : [`${text.trim()} ${scopes.replace(/\.string$/, "")}`];
  });
};

describe("tokenizeLine", () => {
  it("tells keys, values and punctuation apart", () => {
    expect(shown('  "a": ["b", 1.5, true],')).toEqual([
      '"a" key',
      ": delimiter",
      "[ delimiter.bracket",
      '"b" value',
      ", delimiter",
      "1.5 number",
      ", delimiter",
      "true keyword",
      "] delimiter.bracket",
      ", delimiter",
    ]);
  });

  it("colours what stands between braces", () => {
    expect(shown(String.raw`"u": "x {{ .outputs[\"a-b\"].id | @uri }}/y"`)).toEqual([
      '"u" key',
      ": delimiter",
      '"x value',
      "{{ template.brace",
      ".outputs template.path",
      "[ template.operator",
      String.raw`\"a-b\" template.literal`,
      "] template.operator",
      ".id template.path",
      "| template.operator",
      "@uri template.function",
      "}} template.brace",
      '/y" value',
    ]);
  });

  it("does not end an expression inside its quotes", () => {
    expect(shown(String.raw`"{{ \"}}\" }}"`)).toEqual([
      '" value',
      "{{ template.brace",
      String.raw`\"}}\" template.literal`,
      "}} template.brace",
      '" value',
    ]);
  });

  it("colours bare jq by its key", () => {
    expect(shown(String.raw`"expression": ".a == \"b\" and now",`)).toEqual([
      '"expression" key',
      ": delimiter",
      '" value',
      ".a template.path",
      "== template.operator",
      String.raw`\"b\" template.literal`,
      "and template.word",
      "now template.function",
      '" value',
      ", delimiter",
    ]);
  });

  it("reads a line that is being typed, and never loses a character", () => {
    expect(shown('"u": "{{ .out')).toContain(".out template.path");
    for (const line of ['"', '{"a', "}}{{", '"\\', "\t~ nonsense", '"{{"'])
      expect(tokenizeLine(line)[0]?.startIndex).toBe(0);
  });
});

describe("tokenizeScratch", () => {
  const told = (line: string, syntax: "jq" | "template") => {
    const tokens = tokenizeScratch(line, syntax);
    return tokens.map(({ startIndex, scopes }, index) => [
      line.slice(startIndex, tokens[index + 1]?.startIndex),
      scopes,
    ]);
  };

  it("colours jq by itself", () => {
    expect(told('.a | map("x\\"y") # b', "jq")).toEqual([
      [".a", "template.path.string"],
      [" ", "template.space.string"],
      ["|", "template.operator.string"],
      [" ", "template.space.string"],
      ["map", "template.function.string"],
      ["(", "template.operator.string"],
      ['"x\\"y"', "template.literal.string"],
      [")", "template.operator.string"],
      [" # b", "template.space.string"],
    ]);
  });

  it("colours a template between its braces alone", () => {
    expect(told("a {{ .b }} c", "template")).toEqual([
      ["a ", "value.string"],
      ["{{", "template.brace.string"],
      [" ", "template.space.string"],
      [".b", "template.path.string"],
      [" ", "template.space.string"],
      ["}}", "template.brace.string"],
      [" c", "value.string"],
    ]);
  });
});
