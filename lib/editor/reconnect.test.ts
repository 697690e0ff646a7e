import { expect, test } from "vitest";
import { insertExisting, isAlone, removeAndReconnect } from "./reconnect";
import { drawn } from "./test-page";

test("leads what came to a removed node on to where it led, as one step", () => {
  const { store, ways, text } = drawn("t > a > b > c");
  expect(removeAndReconnect(store, ["a", "b"])).toEqual({ reconnected: 1, ended: 0 });
  expect(ways()).toEqual(["t > c"]);
  store.getState().actions.undo();
  expect(store.getState().text).toBe(text);
});

test("keeps the outlet by which it came", () => {
  const { store, ways } = drawn("t > c:yes > a > b", "c:else > b");
  expect(removeAndReconnect(store, ["a"])).toEqual({ reconnected: 1, ended: 0 });
  expect(ways()).toContain("c.yes > b");
});

test("says how many ways end when it led to none or to several", () => {
  const { store, ways } = drawn("t > a > c:yes > x", "c:else > y");
  expect(removeAndReconnect(store, ["c"])).toEqual({ reconnected: 0, ended: 1 });
  expect(ways()).toEqual(["t > a"]);
  expect(removeAndReconnect(store, [])).toHaveProperty("refused");
});

test("puts a node that stands alone into a connection", () => {
  const { store, ways } = drawn("t > a > b", "x");
  expect(isAlone(store.getState().document!, "x")).toBe(true);
  expect(insertExisting(store, "x", "a|out|b")).toBeUndefined();
  expect(ways().toSorted()).toEqual(["a > x", "t > a", "x > b"]);
  expect(insertExisting(store, "x", "no|out|such")).toHaveProperty("refused");
});
