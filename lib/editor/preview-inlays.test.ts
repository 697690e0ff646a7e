import { describe, expect, it } from "vitest";
import { createPreviewer } from "./preview";
import { previewData } from "./preview-context";
import { inlaysOf } from "./preview-inlays";
import { sampleInputs } from "./sample-inputs";

const text = `{
  "nodes": [
    { "identifier": "a", "config": { "type": "WEBHOOK",
      "url": "{{ 1 + 1 }}/{{ \\"b\\" }}",
      "body": { "x": "{{ 3 }}", "y": "{{ 4 }}" } } }
  ]
}`;
const previewer = createPreviewer(
  previewData({
    document: undefined,
    run: null,
    runDocument: null,
    lastInputs: {},
    secrets: [],
    text,
    now: "2026-01-01T00:00:00.000Z",
  }),
);
const all = { start: 0, end: text.length };

describe("inlaysOf", () => {
  const { inlays, complete } = inlaysOf(text, { kind: "document" }, all, previewer, () => false);

  it("places each expression in the text, across escapes", () => {
    expect(complete).toBe(true);
    const [url] = inlays;
    expect(url?.parts.map((part) => [text.slice(part.start, part.end), part.text])).toEqual([
      ["{{ 1 + 1 }}", "2"],
      ['{{ \\"b\\" }}', "b"],
    ]);
    expect(url?.result?.text).toBe("2/b");
  });

  it("shows a preview at the end of its line, or after the string when more follows", () => {
    const lineEnd = text.indexOf("\n", text.indexOf('"url"'));
    expect(inlays[0]?.at).toBe(lineEnd);
    expect(text.slice(0, inlays[1]?.at).endsWith('"{{ 3 }}"')).toBe(true);
    expect(text.slice(0, inlays[2]?.at).endsWith('"{{ 4 }}" } } }')).toBe(true);
  });

  it("stops when it is late, and says so", () => {
    let left = 1;
    const late = inlaysOf(text, { kind: "document" }, all, previewer, () => left-- <= 0);
    expect(late.complete).toBe(false);
    expect(late.inlays).toHaveLength(1);
  });
});

describe("sampleInputs", () => {
  it("gives defaults, choices and examples of each type", () => {
    expect(
      sampleInputs({
        properties: {
          given: { type: "string", default: "x" },
          choice: { type: "string", enum: ["first", "second"] },
          computed: { type: "string", default: { jqQuery: ".form.given" } },
          long: { type: "string", minLength: 6 },
          mail: { type: "string", format: "email" },
          count: { type: "number", minimum: 3 },
          flag: { type: "boolean" },
          list: { type: "array", items: { type: "string", format: "url" } },
          object: { type: "object", properties: { inner: { type: "number" } } },
        },
      }),
    ).toEqual({
      given: "x",
      choice: "first",
      computed: "computed",
      long: "longxx",
      mail: "person@example.com",
      count: 3,
      flag: false,
      list: ["https://example.com"],
      object: { inner: 1 },
    });
    expect(sampleInputs(undefined)).toEqual({});
  });
});
