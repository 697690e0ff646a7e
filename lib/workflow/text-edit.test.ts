import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../base/json";
import { editText } from "./text-edit";

const pretty = (value: Json) => `${JSON.stringify(value, null, 2)}\n`;

describe("one field is one hunk", () => {
  const text = '{\n\t"a": 1,\n\t"b": { "c": [1, 2, 3], "d": "x" },\n\n\t"e" : null\n}\n';

  test("a scalar", () => {
    expect(editText(text, [{ at: "/a", value: 2 }])).toBe(text.replace('"a": 1', '"a": 2'));
    expect(editText(text, [{ at: "/b/c/1", value: "two" }])).toBe(text.replace("[1, 2, 3]", '[1, "two", 3]'));
  });
  test("the same value changes nothing", () => {
    expect(editText(text, [{ at: "/b", value: { c: [1, 2, 3], d: "x" } }])).toBe(text);
  });
  test("an object given whole changes only what differs", () => {
    expect(editText(text, [{ at: "/b", value: { c: [1, 2, 3, 4], d: "x" } }])).toBe(
      text.replace("3]", "3, 4]"),
    );
    expect(editText(text, [{ at: "/b", value: { d: "y" } }])).toBe(
      text.replace('"c": [1, 2, 3], "d": "x"', '"d": "y"'),
    );
  });
  test("a new key takes the document's style, in a line or on its own", () => {
    expect(editText(text, [{ at: "/b/z", value: { q: 1 } }])).toBe(
      text.replace('"d": "x" }', '"d": "x", "z": { "q": 1 } }'),
    );
    expect(editText(text, [{ at: "/z", value: { q: 1 } }])).toBe(
      text.replace('"e" : null', '"e" : null,\n\t"z": {\n\t\t"q": 1\n\t}'),
    );
  });
  test("missing parents are made, once, also where a null stands", () => {
    const made = editText(text, [
      { at: "/n/a/x", value: 1 },
      { at: "/n/a/y", value: 2 },
      { at: "/e/f", value: 3 },
    ]);
    expect(JSON.parse(made)).toMatchObject({ n: { a: { x: 1, y: 2 } }, e: { f: 3 } });
  });
  test("removing the first, middle, last and only child", () => {
    expect(editText(text, [{ at: "/b/c/0", value: undefined }])).toBe(text.replace("1, 2, 3", "2, 3"));
    expect(editText(text, [{ at: "/b/c/1", value: undefined }])).toBe(text.replace("1, 2, 3", "1, 3"));
    expect(editText(text, [{ at: "/b/c/2", value: undefined }])).toBe(text.replace("1, 2, 3", "1, 2"));
    expect(editText("[1,2]", [{ at: "/1", value: undefined }])).toBe("[1]");
    expect(editText('{"a":[ 1 ]}', [{ at: "/a/0", value: undefined }])).toBe('{"a":[]}');
  });
  test("removing and inserting in one list", () => {
    const list = "[\n  1,\n  2,\n  3,\n  4\n]";
    expect(
      editText(list, [
        { at: "/1", value: undefined },
        { at: "/2", value: undefined },
        { at: "", insert: 9, index: 2 },
        { at: "", insert: 0, index: 0 },
      ]),
    ).toBe("[\n  0,\n  1,\n  9,\n  4\n]");
  });
  test("a key is renamed in its place", () => {
    expect(editText(text, [{ at: "/b/c", key: "k" }])).toBe(text.replace('"c"', '"k"'));
  });
  test("line ends and a one-line document stay as they are", () => {
    expect(editText('{\r\n  "a": {}\r\n}', [{ at: "/a/b", value: [1] }])).toBe(
      '{\r\n  "a": {\r\n    "b": [\r\n      1\r\n    ]\r\n  }\r\n}',
    );
    expect(editText('{"a":{"x":1}}', [{ at: "/a/b", value: [1, { c: 2 }] }])).toBe(
      '{"a":{"x":1,"b":[1,{"c":2}]}}',
    );
  });
  test("text that is no JSON is left alone", () => {
    expect(editText("{nope", [{ at: "/a", value: 1 }])).toBe("{nope");
  });
});

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const layouts = fc.constantFrom(0, 1, 2, 4, "\t");

test("replacing the whole value by another gives exactly that value", () => {
  fc.assert(
    fc.property(json, json, layouts, (from, to, indent) => {
      const text = JSON.stringify(from, null, indent as number);
      expect(JSON.parse(editText(text, [{ at: "", value: to }]))).toEqual(JSON.parse(JSON.stringify(to)));
    }),
    { numRuns: 500 },
  );
});

test("a document that is printed evenly stays printed evenly", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json, { minKeys: 1 }), fc.string(), json, (from, key, value) => {
      const before = JSON.parse(JSON.stringify(from)) as { [key: string]: Json };
      const after = { ...before, [key]: value };
      fc.pre(JSON.stringify(Object.keys(after)).startsWith(JSON.stringify(Object.keys(before)).slice(0, -1)));
      const edited = editText(pretty(before), [{ at: "", value: after }]);
      if (!pretty(before).includes("{}") && !pretty(before).includes("[]"))
        expect(edited).toBe(pretty(after));
      expect(JSON.parse(edited)).toEqual(JSON.parse(JSON.stringify(after)));
    }),
    { numRuns: 300 },
  );
});

test("an insertion undone by a removal restores every byte", () => {
  fc.assert(
    fc.property(fc.array(json, { minLength: 1 }), json, fc.nat(), layouts, (list, value, seed, indent) => {
      const text = JSON.stringify(list, null, indent as number);
      const index = seed % (list.length + 1);
      const longer = editText(text, [{ at: "", insert: value, index }]);
      expect(editText(longer, [{ at: `/${index}`, value: undefined }])).toBe(text);
    }),
    { numRuns: 300 },
  );
});
