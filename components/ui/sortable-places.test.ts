import { expect, test } from "vitest";
import { dropPlace, shiftOf } from "./sortable-places";

/** Three items with 8 px between them; the middle one is tall. */
const list = [
  { top: 0, height: 20 },
  { top: 28, height: 60 },
  { top: 96, height: 20 },
];

test("an item passes another at its middle, and not before", () => {
  expect(dropPlace(list, 0, 0)).toBe(0);
  expect(dropPlace(list, 0, 37)).toBe(0);
  expect(dropPlace(list, 0, 39)).toBe(1);
  expect(dropPlace(list, 0, 500)).toBe(2);
  expect(dropPlace(list, 2, -37)).toBe(2);
  expect(dropPlace(list, 2, -39)).toBe(1);
  expect(dropPlace(list, 2, -500)).toBe(0);
  expect(dropPlace(list, 1, -19)).toBe(0);
});

test("the others make room for what is held, with the space between", () => {
  expect([0, 1, 2].map((index) => shiftOf(list, 0, 2, index))).toEqual([0, -28, -28]);
  expect([0, 1, 2].map((index) => shiftOf(list, 2, 1, index))).toEqual([0, 28, 0]);
  expect([0, 1, 2].map((index) => shiftOf(list, 1, 1, index))).toEqual([0, 0, 0]);
});
