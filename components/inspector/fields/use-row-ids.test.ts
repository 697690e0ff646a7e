import { expect, test } from "vitest";
import { fitIds } from "./use-row-ids";

test("rows keep their ids, and new ones get ids that none had", () => {
  expect(fitIds([], 3)).toEqual([0, 1, 2]);
  expect(fitIds([2, 0, 1], 3)).toEqual([2, 0, 1]);
  expect(fitIds([4, 1], 3)).toEqual([4, 1, 7]);
  expect(new Set(fitIds([4, 1], 5)).size).toBe(5);
  expect(fitIds([2, 0, 1], 1)).toEqual([2]);
});
