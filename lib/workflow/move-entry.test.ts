import { expect, test } from "vitest";
import { moveEntry } from "./move-entry";

const text = `{
  "nodes": [{ "headers": {
      "A": 1.50,   "B" : [2],
      "C": "x"
  } }]
}`;

test.each([
  [0, 2, '"B" : [2],   "C": "x",\n      "A": 1.50'],
  [2, 0, '"C": "x",   "A": 1.50,\n      "B" : [2]'],
  [1, 1, '"A": 1.50,   "B" : [2],\n      "C": "x"'],
  [0, 3, '"A": 1.50,   "B" : [2],\n      "C": "x"'],
  [3, 0, '"A": 1.50,   "B" : [2],\n      "C": "x"'],
])("from %d to %d", (from, to, inner) =>
  expect(moveEntry(text, "/nodes/0/headers", from, to)).toBe(
    `{\n  "nodes": [{ "headers": {\n      ${inner}\n  } }]\n}`,
  ),
);

test("what is no object stays", () => {
  expect(moveEntry(text, "/nodes", 0, 1)).toBe(text);
  expect(moveEntry(text, "/nodes/0/none", 0, 1)).toBe(text);
  expect(moveEntry("{", "", 0, 1)).toBe("{");
});
