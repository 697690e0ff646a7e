import { describe, expect, test } from "vitest";
import type { Path } from "../base/pointer";
import { insertIntoJson } from "./insert-json";
import { inserted, insertValue, jqPath, type TextSyntax } from "./insert-value";

const id: Path = ["outputs", "call", "id"];

/** Inserts at `|`, or over what stands between two of them. */
function put(marked: string, syntax: TextSyntax, path: Path = id): string {
  const start = marked.indexOf("|");
  const end = Math.max(start, marked.lastIndexOf("|") - 1);
  const text = marked.replaceAll("|", "");
  return inserted(text, insertValue(text, { start, end }, path, syntax));
}

describe("jqPath", () => {
  test.each<[Path, string]>([
    [[], "."],
    [["outputs", "call"], ".outputs.call"],
    [["outputs", "create-pr", "response", "data"], '.outputs["create-pr"].response.data'],
    [["outputs", "a", "items", 0, "first name"], '.outputs.a.items[0]["first name"]'],
    [[0, "x"], ".[0].x"],
    [["secrets", "TOKEN"], '.secrets["TOKEN"]'],
    [["a", 'say "hi"'], '.a["say \\"hi\\""]'],
    [["a", "it's"], '.a["it\\u0027s"]'],
    [["a", "}} {{"], '.a["}} {{"]'],
  ])("%j", (path, text) => expect(jqPath(path)).toBe(text));
});

describe("in a template", () => {
  test.each([
    ["|", "{{ .outputs.call.id }}"],
    [" | ", "{{ .outputs.call.id }}"],
    ["a|b", "a{{ .outputs.call.id }}b"],
    ["https://x/|old|/y", "https://x/{{ .outputs.call.id }}/y"],
    ["{{|}}", "{{ .outputs.call.id }}"],
    ["{{ | }}", "{{ .outputs.call.id }}"],
    ["{{ .a + | }}", "{{ .a + .outputs.call.id }}"],
    ["{{ .a| }}", "{{ .a .outputs.call.id }}"],
    ["{{ |.a }}", "{{ .outputs.call.id .a }}"],
    ["{{ |.a| }}", "{{ .outputs.call.id }}"],
    ["{{ .a == |.b| }}", "{{ .a == .outputs.call.id }}"],
    ["{|{ .a }}", "{{ .outputs.call.id }}{{ .a }}"],
    ["{{ .a }|}", "{{ .a }}{{ .outputs.call.id }}"],
    ["{{ .a }}|", "{{ .a }}{{ .outputs.call.id }}"],
    ["x|y {{ .a| }} z", "x{{ .outputs.call.id }} z"],
    ["{{ .a }} and {{ |", "{{ .a }} and {{ .outputs.call.id "],
    ["|{{ .a }}|", "{{ .outputs.call.id }}"],
    ["{{ .a", "{{ .outputs.call.id .a"],
  ])("%s", (marked, wanted) => {
    expect(put(marked.includes("|") ? marked : marked.replace(".a", "|.a"), "template")).toBe(wanted);
  });
});

describe("in bare jq", () => {
  test.each([
    ["|", ".outputs.call.id"],
    ['| == "a"', '.outputs.call.id == "a"'],
    [". == |", ". == .outputs.call.id"],
    ["(|)", "(.outputs.call.id)"],
    ["not|", "not .outputs.call.id"],
    ["|.a.b| > 3", ".outputs.call.id > 3"],
  ])("%s", (marked, wanted) => expect(put(marked, "jq")).toBe(wanted));
});

describe("in JSON", () => {
  const json = (marked: string, path: Path = id, syntax: TextSyntax | undefined = "template") => {
    const start = marked.indexOf("|");
    const end = Math.max(start, marked.lastIndexOf("|") - 1);
    const text = marked.replaceAll("|", "");
    const edit = insertIntoJson(text, { start, end }, path, () => syntax);
    return edit && inserted(text, edit);
  };
  test.each([
    ["|", '"{{ .outputs.call.id }}"'],
    ['{"a": "|"}', '{"a": "{{ .outputs.call.id }}"}'],
    ['{"a": "x|y"}', '{"a": "x{{ .outputs.call.id }}y"}'],
    ['{"a": |5}', '{"a": "{{ .outputs.call.id }}"}'],
    ['{"a": tr|ue}', '{"a": "{{ .outputs.call.id }}"}'],
    ['{"|a": 5}', '{"a": "{{ .outputs.call.id }}"}'],
    ['{"a": [1, |2]}', '{"a": [1, "{{ .outputs.call.id }}"]}'],
    ['{"a": "{{ | }}"}', '{"a": "{{ .outputs.call.id }}"}'],
  ])("%s", (marked, wanted) => expect(json(marked)).toBe(wanted));

  test("a new entry is called like the value", () => {
    expect(JSON.parse(json("{|}") ?? "")).toEqual({ id: "{{ .outputs.call.id }}" });
    expect(JSON.parse(json('{"id": 1,| "b": 2}') ?? "")).toEqual({
      id: 1,
      b: 2,
      id_2: "{{ .outputs.call.id }}",
    });
    expect(JSON.parse(json('{"a": [|]}') ?? "")).toEqual({ a: ["{{ .outputs.call.id }}"] });
  });
  test("quotes of jq are escaped", () => {
    expect(JSON.parse(json('{"a": "|"}', ["outputs", "a-b"]) ?? "")).toEqual({ a: '{{ .outputs["a-b"] }}' });
  });
  test("bare jq has no braces, and plain text takes nothing", () => {
    expect(json('{"a": "|"}', id, "jq")).toBe('{"a": ".outputs.call.id"}');
    const text = '{"a": ""}';
    expect(insertIntoJson(text, { start: 7, end: 7 }, id, () => undefined)).toBeUndefined();
  });
});
