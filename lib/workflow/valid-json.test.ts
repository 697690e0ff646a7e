import fc from "fast-check";
import { expect, test } from "vitest";
import { maxDepth, readCarefully } from "./json-tree";
import { readValid } from "./valid-json";

const written = fc.tuple(fc.json(), fc.constantFrom(undefined, 2, "\t")).map(([json, indent]) => {
  return JSON.stringify(JSON.parse(json), null, indent);
});

test("reads every text that is JSON as the careful reader does", () => {
  fc.assert(
    fc.property(written, (text) => {
      expect(readValid(text, maxDepth)).toEqual(readCarefully(text));
    }),
  );
});

test.each([
  ['{"a": 1, "a": {"b": [2, {"c": 3, "c\\u0022": 4, "c": 5}]}}', "keys written twice"],
  ['{"ends \\\\": "in \\\\", "quote \\"": "\\"", "\\u0061": -1.5e+7}', "escapes"],
  ["\r\n [ ] \t", "an empty list"],
  ["{ }", "an empty object"],
  ['"text"', "a string alone"],
  ["[[], {}, [null,true , false]]", "lists in lists"],
  ['{"__proto__": 1, "a~/b": {"x": 1, "x": 2}}', "odd keys"],
  ['[0, {"a": [1, {"b": 1, "b": 2}]}]', "places in lists"],
])("reads %s alike: %s", (text) => {
  expect(readValid(text, maxDepth)).toEqual(readCarefully(text));
});

test.each([
  ["{"],
  ['{"a":1,}'],
  ["[1 2]"],
  [""],
  ["// no"],
  ["\u00a0{}"],
  ["[".repeat(201) + "]".repeat(201)],
])("leaves %s to the careful reader", (text) => {
  expect(readValid(text, maxDepth)).toBeUndefined();
});
