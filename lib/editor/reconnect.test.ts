import { afterEach, expect, test } from "vitest";
import type { StoreApi } from "zustand";
import { emptyBoard } from "../workflow/board";
import { connectionsOf } from "../workflow/document";
import { sketch } from "../workflow/sketch";
import type { WorkflowDetail } from "./api-types";
import { insertExisting, isAlone, removeAndReconnect } from "./reconnect";
import { createEditorStore } from "./store";
import type { EditorStore } from "./store-types";

const open: StoreApi<EditorStore>[] = [];
afterEach(() => {
  for (const store of open.splice(0)) store.getState().actions.dispose();
});

function page(...drawing: Parameters<typeof sketch>) {
  const text = JSON.stringify(sketch(...drawing));
  const store = createEditorStore({
    id: "wf",
    identifier: "w",
    title: "",
    text,
    layout: {},
    board: emptyBoard,
    version: null,
    versionText: null,
    updatedAt: "",
    revision: 1,
    retry: null,
  } as unknown as WorkflowDetail);
  open.push(store);
  const ways = () =>
    connectionsOf(store.getState().document!).map(
      ({ sourceIdentifier, sourceOutletIdentifier, fallback, targetIdentifier }) =>
        `${sourceIdentifier}${sourceOutletIdentifier ? `.${sourceOutletIdentifier}` : fallback ? ".fallback" : ""} > ${targetIdentifier}`,
    );
  return { store, ways, text };
}

test("leads what came to a removed node on to where it led, as one step", () => {
  const { store, ways, text } = page("t > a > b > c");
  expect(removeAndReconnect(store, ["a", "b"])).toEqual({ reconnected: 1, ended: 0 });
  expect(ways()).toEqual(["t > c"]);
  store.getState().actions.undo();
  expect(store.getState().text).toBe(text);
});

test("keeps the outlet by which it came", () => {
  const { store, ways } = page("t > c:yes > a > b", "c:else > b");
  expect(removeAndReconnect(store, ["a"])).toEqual({ reconnected: 1, ended: 0 });
  expect(ways()).toContain("c.yes > b");
});

test("says how many ways end when it led to none or to several", () => {
  const { store, ways } = page("t > a > c:yes > x", "c:else > y");
  expect(removeAndReconnect(store, ["c"])).toEqual({ reconnected: 0, ended: 1 });
  expect(ways()).toEqual(["t > a"]);
  expect(removeAndReconnect(store, [])).toHaveProperty("refused");
});

test("puts a node that stands alone into a connection", () => {
  const { store, ways } = page("t > a > b", "x");
  expect(isAlone(store.getState().document!, "x")).toBe(true);
  expect(insertExisting(store, "x", "a|out|b")).toBeUndefined();
  expect(ways().toSorted()).toEqual(["a > x", "t > a", "x > b"]);
  expect(insertExisting(store, "x", "no|out|such")).toHaveProperty("refused");
});
