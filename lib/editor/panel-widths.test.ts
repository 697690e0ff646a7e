import { expect, test } from "vitest";
import { panelWidths } from "./panel-widths";

const left = { width: 232, min: 200 };
const right = { width: 400, min: 320 };

test("panels have the width that was chosen where there is room", () => {
  expect(panelWidths(1280, [left, right])).toEqual([232, 400]);
  expect(panelWidths(1440, [left, right])).toEqual([232, 400]);
  expect(panelWidths(1024, [right])).toEqual([400]);
});

test("each gives of what it has beyond its least, and no more", () => {
  expect(panelWidths(1100, [left, right])).toEqual([219, 369]);
  expect(panelWidths(1024, [left, right])).toEqual([200, 320]);
  expect(panelWidths(900, [left, right])).toEqual([200, 320]);
  expect(panelWidths(1024, [{ ...right, width: 720 }])).toEqual([512]);
});

test("nothing is wide where nothing is open", () => {
  expect(panelWidths(1024, [])).toEqual([]);
});
