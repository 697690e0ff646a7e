import { expect, test } from "vitest";
import { linesOf, snapTo } from "./guides";

const card = (x: number, y: number, height = 64) => ({ x, y, width: 240, height });
const lines = linesOf([card(0, 0), card(400, 300, 120)]);

test("a card snaps to the nearest edge or middle within reach, and the line reaches over both", () => {
  expect(snapTo(card(5, 500), lines, 8)).toEqual({
    dx: -5,
    dy: 0,
    guides: [
      { axis: "x", at: 0, from: 0, to: 564 },
      { axis: "x", at: 120, from: 0, to: 564 },
      { axis: "x", at: 240, from: 0, to: 564 },
    ],
  });
});

test("middles meet middles of cards of another height", () => {
  const { dx, dy, guides } = snapTo(card(900, 330), lines, 8);
  expect([dx, dy]).toEqual([0, -2]);
  expect(guides).toEqual([{ axis: "y", at: 360, from: 400, to: 1140 }]);
});

test("out of reach nothing moves and no line shows", () => {
  expect(snapTo(card(700, 150), lines, 8)).toEqual({ dx: 0, dy: 0, guides: [] });
  expect(snapTo(card(5, 5), linesOf([]), 8)).toEqual({ dx: 0, dy: 0, guides: [] });
});

test("a drag among 2,000 cards looks at few of them", () => {
  const many = linesOf(Array.from({ length: 2_000 }, (_, index) => card((index % 50) * 300, index * 10)));
  let looked = 0;
  const counted = <T extends object>(list: T): T =>
    new Proxy(list, {
      get(target, key) {
        looked += 1;
        return Reflect.get(target, key);
      },
    });
  snapTo(card(7_777, 17), { x: counted(many.x), y: counted(many.y) }, 4);
  expect(looked).toBeLessThan(1_500);
});
