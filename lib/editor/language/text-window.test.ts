import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChange, changeBetween } from "./text-change";
import { followChange, openWindow, toDocument, toWindow, wholeWindow, writeThrough } from "./text-window";

const document = `{
  "nodes": [
    {
      "identifier": "a",

      "config": { "type": "WEBHOOK" }
    },
    { "identifier": "b" }
  ]
}
`;
const start = document.indexOf("{\n      ");
const end = document.indexOf("},\n    {") + 1;

describe("changeBetween", () => {
  it("finds one small hunk", () => {
    expect(changeBetween("abcdef", "abXdef")).toEqual({ start: 2, end: 3, text: "X" });
    expect(changeBetween("aaa", "aaaa")).toEqual({ start: 3, end: 3, text: "a" });
    expect(changeBetween("same", "same")).toBeUndefined();
  });

  it("finds it in a long text, wherever it is", () => {
    const long = Array.from({ length: 3_000 }, (_, line) => `line ${line}`).join("\n");
    for (const at of [0, 1, 4_095, 4_096, 4_097, 8_192, long.length - 4_096, long.length - 1, long.length]) {
      const edited = `${long.slice(0, at)}X${long.slice(at)}`;
      expect(changeBetween(long, edited)).toEqual({ start: at, end: at, text: "X" });
      expect(changeBetween(edited, long)).toEqual({ start: at, end: at + 1, text: "" });
    }
  });

  it("keeps surrogate pairs and line breaks whole", () => {
    const change = changeBetween("x😀y", "x😁y");
    expect(change).toEqual({ start: 1, end: 3, text: "😁" });
    expect(changeBetween("a\r\nb", "a\nb")).toEqual({ start: 1, end: 3, text: "\n" });
  });

  it("always leads from one text to the other", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "b", "\r", "\n", "😀", "\ud83d") });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const change = changeBetween(before, after);
        expect(change === undefined ? before : applyChange(before, change)).toBe(after);
      }),
    );
  });
});

describe("text windows", () => {
  const window = openWindow(document, start, end);

  it("shows a node without the indentation around it", () => {
    expect(window.text).toBe(`{
  "identifier": "a",

  "config": { "type": "WEBHOOK" }
}`);
  });

  it("maps places in both directions", () => {
    const inDocument = document.indexOf("WEBHOOK");
    expect(toWindow(window, inDocument)).toBe(window.text.indexOf("WEBHOOK"));
    expect(toDocument(window, window.text.indexOf("WEBHOOK"))).toBe(inDocument);
    expect(toWindow(window, 0)).toBeUndefined();
    expect(toWindow(window, end)).toBe(window.text.length);
  });

  it("changes nothing but the edited characters", () => {
    const edited = window.text.replace('"a"', '"first"');
    const written = writeThrough(document, window, edited);
    expect(written?.document).toBe(document.replace('"a"', '"first"'));
    expect(written?.window.text).toBe(edited);
  });

  it("indents new lines as deep as their neighbours", () => {
    const edited = window.text.replace('"a",', '"a",\n  "title": "A",');
    const written = writeThrough(document, window, edited);
    expect(written?.document).toBe(document.replace('"a",', '"a",\n      "title": "A",'));
    expect(written?.window.text).toBe(edited);
  });

  it("is the document itself when it is the whole of it", () => {
    const whole = wholeWindow(document);
    expect(whole.text).toBe(document);
    expect(toDocument(whole, 17)).toBe(17);
    expect(writeThrough(document, whole, `${document}\n`)?.document).toBe(`${document}\n`);
  });

  it("keeps its place when the document changes before, after and inside", () => {
    const follow = (from: string, to: string) => {
      const after = document.replace(from, to);
      const change = changeBetween(document, after);
      return change === undefined ? undefined : followChange(after, window, change).text;
    };
    expect(follow('"nodes"', '"title": "x", "nodes"')).toBe(window.text);
    expect(follow('"b"', '"bee"')).toBe(window.text);
    expect(follow("WEBHOOK", "KAFKA")).toBe(window.text.replace("WEBHOOK", "KAFKA"));
  });

  it("always shows the text that was typed, and touches nothing around it", () => {
    const piece = fc.string({ unit: fc.constantFrom("a", " ", "\n", '"', "{") });
    const edits = fc.array(fc.tuple(fc.nat(200), fc.nat(40), piece), { maxLength: 6 });
    fc.assert(
      fc.property(edits, (steps) => {
        let state = { document, window };
        for (const [at, length, inserted] of steps) {
          const shown = state.window.text;
          const from = Math.min(at, shown.length);
          const to = Math.min(from + length, shown.length);
          const edited = applyChange(shown, { start: from, end: to, text: inserted });
          state = writeThrough(state.document, state.window, edited) ?? state;
          expect(state.window.text).toBe(edited);
        }
        expect(state.document.startsWith(document.slice(0, start))).toBe(true);
        expect(state.document.endsWith(document.slice(end))).toBe(true);
      }),
    );
  });
});
