import { onTestFinished } from "vitest";
import type { StoreApi } from "zustand";
import { emptyBoard } from "../workflow/board";
import { connectionsOf } from "../workflow/document";
import { sketch } from "../workflow/sketch";
import { api } from "./api";
import type { WorkflowDetail } from "./api-types";
import { createEditorStore } from "./store";
import type { EditorStore } from "./store-types";

/** A workflow as the server hands it to the editor, for tests. */
export const detailOf = (text: string, more: Partial<WorkflowDetail> = {}): WorkflowDetail => ({
  id: "wf_1",
  identifier: "w",
  title: "W",
  text,
  layout: {},
  board: emptyBoard,
  version: null,
  versionText: null,
  updatedAt: "",
  revision: 1,
  retry: null,
  ...more,
});

/**
 * The editor's store of a workflow, for one test. It is let go of at the end: one that lives on would save by itself
 * in the middle of another test.
 */
export function storeOf(workflow: string | WorkflowDetail, client: Partial<typeof api> = {}) {
  const detail = typeof workflow === "string" ? detailOf(workflow) : workflow;
  const store: StoreApi<EditorStore> = createEditorStore(detail, { ...api, ...client });
  onTestFinished(() => store.getState().actions.dispose());
  return store;
}

/** The store of a drawn workflow (`sketch`), and its connections as `a.outlet > b`, for tests. */
export function drawn(...drawing: Parameters<typeof sketch>) {
  const text = JSON.stringify(sketch(...drawing));
  const store = storeOf(text);
  const ways = () =>
    connectionsOf(store.getState().document!).map(
      ({ sourceIdentifier, sourceOutletIdentifier, fallback, targetIdentifier }) =>
        `${sourceIdentifier}${sourceOutletIdentifier ? `.${sourceOutletIdentifier}` : fallback ? ".fallback" : ""} > ${targetIdentifier}`,
    );
  return { store, ways, text };
}
