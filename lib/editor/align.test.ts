import { expect, test } from "vitest";
import { align, type Box, distribute, frameOf } from "./align";

const box = (id: string, x: number, y: number, width = 240, height = 64): Box => ({
  id,
  x,
  y,
  width,
  height,
});
const three = [box("a", 0, 0), box("b", 300, 50, 240, 120), box("c", 700, 200)];

test.each([
  ["left", { a: [0, 0], b: [0, 50], c: [0, 200] }],
  ["right", { a: [700, 0], b: [700, 50], c: [700, 200] }],
  ["centre", { a: [350, 0], b: [350, 50], c: [350, 200] }],
  ["top", { a: [0, 0], b: [300, 0], c: [700, 0] }],
  ["middle", { a: [0, 100], b: [300, 72], c: [700, 100] }],
  ["bottom", { a: [0, 200], b: [300, 144], c: [700, 200] }],
] as const)("aligns by the %s", (edge, expected) => {
  const places = align(three, edge);
  expect(Object.fromEntries(Object.entries(places).map(([id, { x, y }]) => [id, [x, y]]))).toEqual(expected);
});

test("distributes between the outer two, which stay", () => {
  expect(distribute(three, "across")).toEqual({
    a: { x: 0, y: 0 },
    b: { x: 350, y: 50 },
    c: { x: 700, y: 200 },
  });
});

test("cards that do not fit between follow each other", () => {
  const near = [box("a", 0, 0), box("b", 10, 10), box("c", 20, 20)];
  expect(distribute(near, "down")).toEqual({
    a: { x: 0, y: 0 },
    b: { x: 10, y: 80 },
    c: { x: 20, y: 160 },
  });
});

test("two are as far apart as they are, and nothing has no frame", () => {
  expect(distribute(three.slice(0, 2), "down")).toEqual({});
  expect(align([], "left")).toEqual({});
  expect(frameOf([])).toBeUndefined();
});
