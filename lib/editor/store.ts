import { createStore, type StoreApi } from "zustand/vanilla";
import { directionOf } from "../workflow/layout";
import { editActions } from "./actions/edit";
import { runActions } from "./actions/run";
import { saveActions } from "./actions/save";
import { viewActions } from "./actions/view";
import { type Api, api } from "./api";
import type { WorkflowDetail } from "./api-types";
import { autosave } from "./autosave";
import { rememberedEnvironment } from "./environment-choice";
import { emptyHistory } from "./history";
import { readText } from "./read";
import { remember } from "./remember";
import { inPlayground } from "./selectors";
import type { EditorState, EditorStore, UiState } from "./store-types";

export const panelSizes = {
  left: { initial: 232, min: 200, max: 360 },
  right: { initial: 400, min: 320, max: 720 },
  drawer: { initial: 320, min: 160, max: 640 },
};

function firstUi(): UiState {
  const kept = remember.panels();
  return {
    left: { open: true, width: panelSizes.left.initial, tab: "palette", ...kept?.left },
    right: { open: true, width: panelSizes.right.initial, tab: "form", ...kept?.right },
    drawer: {
      open: false,
      height: panelSizes.drawer.initial,
      tab: "timeline",
      ...kept?.drawer,
      nodeRun: null,
    },
    sheet: null,
    startOpen: false,
    readOnly: false,
    reveal: null,
    changed: null,
  };
}

function firstState(workflow: WorkflowDetail): EditorState {
  const nothing = {
    document: undefined,
    documentText: "",
    layout: workflow.layout,
    direction: remember.direction(workflow.id) ?? "right",
    textBroken: false,
    problems: [],
  };
  const read = readText(workflow.text, nothing);
  const told = read.document && directionOf(read.document, workflow.layout);
  return {
    id: workflow.id,
    ...read,
    identifier: read.identifier || workflow.identifier,
    title: read.title || workflow.title || workflow.identifier,
    direction: remember.direction(workflow.id) ?? told ?? "right",
    secrets: undefined,
    arranged: null,
    history: emptyHistory,
    selection: null,
    version: workflow.version,
    versionText: workflow.versionText,
    revision: workflow.revision,
    saveState: { kind: "saved", at: null },
    publishing: false,
    retry: workflow.retry,
    environment: rememberedEnvironment(workflow.id) ?? null,
    environments: [],
    run: null,
    runDocument: null,
    runLink: "none",
    lastRun: null,
    runs: [],
    lastInputs: remember.inputs(workflow.id) ?? {},
    ui: firstUi(),
  };
}

export type SetState = StoreApi<EditorStore>["setState"];
export type GetState = StoreApi<EditorStore>["getState"];

/** The store of one editor page. Call `actions.dispose()` when the page goes away. */
export function createEditorStore(workflow: WorkflowDetail, client: Api = api): StoreApi<EditorStore> {
  let check = () => {};
  const store = createStore<EditorStore>()((set, get) => {
    const run = runActions(set, get, client);
    const edit = editActions(set, get);
    check = edit.check;
    return {
      ...firstState(workflow),
      actions: {
        ...edit.actions,
        ...viewActions(set, get),
        ...run.actions,
        ...saveActions(set, get, client, () => saver.flush()),
        leave: () => saver.flushOnExit(),
        dispose() {
          edit.stop();
          run.stop();
          saver.stop();
        },
      },
    };
  });
  check();
  const saver = autosave(store, client);
  store.subscribe((state, before) => {
    const { left, right, drawer } = state.ui;
    if (state.secrets?.join() !== before.secrets?.join() || inPlayground(state) !== inPlayground(before))
      check();
    if (state.direction !== before.direction) remember.keepDirection(state.id, state.direction);
    if (left !== before.ui.left || right !== before.ui.right || drawer !== before.ui.drawer)
      remember.keepPanels(state.ui);
  });
  return store;
}
