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

/** The editor's store of a workflow, with the server behind it or without, for tests. */
export const storeOf = (text: string, client: Partial<typeof api> = {}): StoreApi<EditorStore> =>
  createEditorStore(detailOf(text), { ...api, ...client });

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
