import { expect, it } from "vitest";
import { type ArrowKey, moved, neighbourOf } from "./neighbour";

/*
 *        up
 *  left  me  right  far
 *        low
 */
const layout = {
  me: { x: 0, y: 0 },
  left: { x: -288, y: 16 },
  right: { x: 288, y: -48 },
  far: { x: 576, y: 0 },
  up: { x: 0, y: -128 },
  low: { x: 16, y: 128 },
};

it.each([
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
  ["ArrowUp", "up"],
  ["ArrowDown", "low"],
] as const)("%s goes to %s", (key, expected) => expect(neighbourOf(layout, "me", key)).toBe(expected));

it("stays where nothing lies that way", () => {
  expect(neighbourOf(layout, "far", "ArrowRight")).toBeUndefined();
  expect(neighbourOf(layout, "gone", "ArrowRight")).toBeUndefined();
});

it("reaches every card of a row and comes back", () => {
  const go = (from: string, key: ArrowKey) => neighbourOf(layout, from, key)!;
  expect(go(go("left", "ArrowRight"), "ArrowRight")).toBe("right");
  expect(go("far", "ArrowLeft")).toBe("right");
});

it("moves a place", () => expect(moved({ x: 1, y: 2 }, "ArrowUp", 16)).toEqual({ x: 1, y: -14 }));
