import { expect, test } from "vitest";
import { sketch } from "../workflow/sketch";
import { moveAlong, moveStep, whyFixed } from "./move-step";
import { drawn } from "./test-page";

function page(...drawing: Parameters<typeof drawn>) {
  const whole = drawn(...drawing);
  return { ...whole, ways: () => whole.ways().sort() };
}

test("swaps two neighbours of a chain, with their places, as one step", () => {
  const { store, ways, text } = page("t > a > b > d");
  const before = store.getState().layout;
  expect(moveAlong(store, "a", 1)).toBeUndefined();
  expect(ways()).toEqual(["a > d", "b > a", "t > b"]);
  expect(store.getState().layout).toEqual({ ...before, a: before.b, b: before.a });
  expect(store.getState().selection).toEqual({ kind: "node", id: "a" });
  expect(store.getState().history.past.at(-1)?.label).toBe("Move a behind b");
  store.getState().actions.undo();
  expect(store.getState().text).toBe(text);
  expect(store.getState().layout).toEqual(before);
});

test("moves up as well, and at the end of a chain", () => {
  const { store, ways } = page("t > a > b");
  expect(moveAlong(store, "b", -1)).toBeUndefined();
  expect(ways()).toEqual(["b > a", "t > b"]);
  expect(store.getState().selection).toEqual({ kind: "node", id: "b" });
});

test("keeps what connections say, and where ways into the chain come from", () => {
  const { store, ways } = page("t > c:yes > a > b", "c:else > a");
  expect(moveAlong(store, "a", 1)).toBeUndefined();
  expect(ways()).toEqual(["b > a", "c.fallback > b", "c.yes > b", "t > c"]);
  const described = page("t > a > b > d");
  described.store
    .getState()
    .actions.edit((text) =>
      text.replace('"sourceIdentifier":"a"', '"description":"then","sourceIdentifier":"a"'),
    );
  moveAlong(described.store, "a", 1);
  expect(described.store.getState().text).toContain('"description":"then"');
});

test("says why a step does not move", () => {
  const { store, text } = page("t > a > c:yes > b > d", "x > d", "c:else > y");
  const why = (node: string, by: -1 | 1) => {
    const result = moveAlong(store, node, by);
    return result?.refused ?? "moved";
  };
  expect(why("t", 1)).toContain("begins the run");
  expect(why("a", -1)).toContain("begins the run");
  expect(why("a", 1)).toContain("several ways out");
  expect(why("b", -1)).toContain("several ways out");
  expect(why("c", -1)).toContain("several ways out");
  expect(why("b", 1)).toContain("Other ways lead to");
  expect(why("d", -1)).toContain("Several ways");
  expect(why("d", 1)).toContain("Nothing follows");
  expect(why("x", -1)).toContain("Nothing leads");
  expect(why("nobody", 1)).toContain("Nothing follows");
  expect(store.getState().text).toBe(text);
  expect(whyFixed(sketch("t > a > a"), "a")).toContain("itself");
  expect(whyFixed(sketch("t > a > b", "a > d"), "a")).toContain("several nodes");
  expect(whyFixed(sketch("t"), "nobody")).toContain("no node");
});

test("moves a step into a branch, and what came to it goes on", () => {
  const { store, ways, text } = page("t > a > c:yes > b", "c:else > d");
  expect(moveStep(store, "a", { source: "c", handle: "outlet:yes" })).toBeUndefined();
  expect(ways()).toEqual(["a > b", "c.fallback > d", "c.yes > a", "t > c"]);
  store.getState().actions.undo();
  expect(store.getState().text).toBe(text);
});

test("moves a step to a way that is free, and to the end", () => {
  const { store, ways } = page("t > a > b > c:yes > d");
  expect(moveStep(store, "a", { source: "c", handle: "fallback" })).toBeUndefined();
  expect(ways()).toEqual(["b > c", "c.fallback > a", "c.yes > d", "t > b"]);
  expect(moveStep(store, "a", { source: "d", handle: "out" })).toBeUndefined();
  expect(ways()).toEqual(["b > c", "c.yes > d", "d > a", "t > b"]);
  expect(moveStep(store, "a", { source: "t", handle: "out" })).toBeUndefined();
  expect(ways()).toEqual(["a > b", "b > c", "c.yes > d", "t > a"]);
});

test("changes nothing when a step stands there already, and refuses what is no way out", () => {
  const { store, text } = page("t > a > b");
  expect(moveStep(store, "a", { source: "t", handle: "out" })).toBeUndefined();
  expect(moveStep(store, "a", { source: "a", handle: "out" })).toBeUndefined();
  expect(moveStep(store, "a", { source: "b", handle: "outlet:x" })).toHaveProperty("refused");
  expect(moveStep(store, "t", { source: "b", handle: "out" })).toHaveProperty("refused");
  expect(store.getState().text).toBe(text);
});

test("further along a chain each step takes the next place", () => {
  const { store, ways } = page("t > a > b > d > e");
  const before = store.getState().layout;
  expect(moveStep(store, "a", { source: "d", handle: "out" })).toBeUndefined();
  expect(ways()).toEqual(["a > e", "b > d", "d > a", "t > b"]);
  expect(store.getState().layout).toEqual({ ...before, b: before.a, d: before.b, a: before.d });
  expect(moveStep(store, "a", { source: "t", handle: "out" })).toBeUndefined();
  expect(store.getState().layout).toEqual(before);
});
