import { describe, expect, test } from "vitest";
import { isWholeString, scan } from "./scan";

const pieces = (text: string) => {
  const scanned = scan(text);
  if (!scanned.ok) return scanned.error.message;
  return scanned.value.map((part) => (part.kind === "text" ? part.text : [part.text]));
};

describe("finding expressions", () => {
  test.each<[string, string, unknown]>([
    ["plain text", "no braces", ["no braces"]],
    ["empty text", "", []],
    ["one expression", "{{ .a }}", [[" .a "]]],
    ["text on both sides", "x {{.a}} y", ["x ", [".a"], " y"]],
    ["neighbours", "{{.a}}{{.b}}", [[".a"], [".b"]]],
    ["single braces are text", "{ } a{b}c", ["{ } a{b}c"]],
    ["braces in double quotes", '{{ "}}{{" }}', [[' "}}{{" ']]],
    ["braces in single quotes", "{{ '}}' }}", [[" '}}' "]]],
    ["the other quote inside a quote", `{{ "it's }}" }}`, [[` "it's }}" `]]],
    ["a backslash hides the quote after it", '{{ "a\\"}}" }}', [[' "a\\"}}" ']]],
    ["a backslash outside is text", "\\{{ .a }}", ["\\", [" .a "]]],
    ["the third opening brace belongs to the program", "{{{a:1} }}", [["{a:1} "]]],
    ["the third closing brace is text", "{{ .a }}}", [[" .a "], "}"]],
    ["empty expression", "{{}}", [[""]]],
    ["quotes outside mean nothing", '"{{ .a }}"', ['"', [" .a "], '"']],
    ["nested objects with spaces", "{{ {id: {n: .n} } }}", [[" {id: {n: .n} } "]]],
  ])("%s", (_name, text, expected) => expect(pieces(text)).toEqual(expected));

  test.each<[string, string, string]>([
    ["nested opening", "{{ {{ .a }}", "Found double braces in index 3 inside other one in index 0"],
    ["four opening braces", "{{{{", "Found double braces in index 2 inside other one in index 0"],
    ["stray closing", "a }} b", "Found closing double braces in index 2 without opening double braces"],
    [
      "compact nested JSON",
      '{"a":{"b":1}}',
      "Found closing double braces in index 11 without opening double braces",
    ],
    [
      "an inner object glued to the end",
      "{{ {id:{n:.n}} }}",
      "Found closing double braces in index 15 without opening double braces",
    ],
    ["never closed", "ab{{ .a }", "Found opening double braces in index 2 without closing double braces"],
    [
      "a lone apostrophe opens a quote",
      "{{ .a # it's }}",
      "Found opening double braces in index 0 without closing double braces",
    ],
    [
      "four closing braces",
      "{{ .a }}}}",
      "Found closing double braces in index 8 without opening double braces",
    ],
  ])("error: %s", (_name, text, message) => expect(pieces(text)).toBe(message));

  test("offsets point into the string", () => {
    const text = "ab {{ .x }} c";
    const scanned = scan(text);
    if (!scanned.ok) throw new Error(scanned.error.message);
    expect(scanned.value).toEqual([
      { kind: "text", text: "ab ", start: 0, end: 3 },
      { kind: "expression", text: " .x ", start: 5, end: 9, outer: { start: 3, end: 11 } },
      { kind: "text", text: " c", start: 11, end: 13 },
    ]);
  });

  test.each<[string, boolean]>([
    ["{{ .a }}", true],
    ["  {{ .a }}\n", true],
    ["{{ .a }}}", true],
    ["x{{ .a }}", false],
    ["{{ .a }}{{ .b }}", false],
    ["text", false],
  ])("%j is a whole-string template: %s", (text, whole) => {
    const scanned = scan(text);
    expect(scanned.ok && isWholeString(text, scanned.value)).toBe(whole);
  });
});
