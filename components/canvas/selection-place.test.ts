import { expect, it } from "vitest";
import { barPlace } from "./selection-place";

const view = { width: 1000, height: 600 };
const bar = { width: 400, height: 32 };

it.each([
  [
    "above the cards, over their middle",
    { left: 300, top: 200, right: 700, bottom: 300 },
    { x: 300, y: 154 },
  ],
  [
    "below them when there is no room above",
    { left: 300, top: 20, right: 700, bottom: 120 },
    { x: 300, y: 134 },
  ],
  ["inside at the left", { left: -200, top: 200, right: 60, bottom: 300 }, { x: 8, y: 154 }],
  ["inside at the right", { left: 900, top: 200, right: 1300, bottom: 300 }, { x: 592, y: 154 }],
  [
    "at the upper edge when the cards fill the view",
    { left: 0, top: -50, right: 1000, bottom: 700 },
    { x: 300, y: 8 },
  ],
  [
    "at the lower edge when they are below it",
    { left: 300, top: 900, right: 700, bottom: 1000 },
    { x: 300, y: 560 },
  ],
])("stands %s", (_, cards, place) => {
  expect(barPlace(cards, bar, view)).toEqual(place);
});
