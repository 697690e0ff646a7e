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
import { type Beside, besideOf, emptyHistory } from "./history";
import { type OpenedDraft, openDraft } from "./journal/open";
import { readText } from "./read";
import { remember } from "./remember";
import { type SavedDraft, savedDraftOf } from "./saved-draft";
import { inPlayground } from "./selectors";
import { share } from "./share";
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
    onPhone: false,
    reveal: null,
    asked: null,
    changed: null,
  };
}

/** Of the draft on the page: what is unsaved must differ from the base in identity, and nothing else may. */
function baseOf(draft: SavedDraft, { base, recovered }: OpenedDraft): SavedDraft {
  return recovered === null ? savedDraftOf(draft) : share(savedDraftOf(draft), { ...base });
}

function firstState(workflow: WorkflowDetail, opened: OpenedDraft): EditorState {
  const { present } = opened;
  const nothing = {
    document: undefined,
    documentText: "",
    layout: present.layout,
    direction: present.direction ?? remember.direction(workflow.id) ?? "right",
    textBroken: false,
    problems: [],
  };
  const read = readText(present.text, nothing);
  const told = read.document && directionOf(read.document, present.layout);
  const state = { ...present, ...read };
  return {
    id: workflow.id,
    ...state,
    identifier: read.identifier || workflow.identifier,
    title: read.title || workflow.title || workflow.identifier,
    direction: present.direction ?? remember.direction(workflow.id) ?? told ?? "right",
    secrets: undefined,
    blueprints: undefined,
    collapsed: remember.collapsed(workflow.id) ?? [],
    pins: remember.pins(workflow.id),
    arranged: null,
    history: { ...emptyHistory, ...opened.history },
    selection: null,
    version: workflow.version,
    versionText: workflow.versionText,
    base: baseOf(state, opened),
    revision: opened.revision,
    saveState: { kind: "saved", at: null },
    conflict: null,
    writer: "here",
    recovered: opened.recovered,
    unkept: null,
    news: null,
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

/** A page's store, and what the session around it needs. */
export interface EditorPage {
  store: StoreApi<EditorStore>;
  /** Brings a copy of the server into the draft. */
  takeIn: (theirs: WorkflowDetail) => void;
  /** Another tab's draft, to be looked at. */
  view: (draft: Partial<Beside & { text: string }>, change: Partial<EditorStore>) => void;
  /** Begins anew with what the server and the journal have. */
  reopen: (workflow: WorkflowDetail, opened: OpenedDraft) => void;
}

/** The store of one editor page. Call `actions.dispose()` when the page goes away. */
export function createEditorPage(
  workflow: WorkflowDetail,
  client: Api = api,
  opened: OpenedDraft = openDraft(workflow, undefined),
): EditorPage {
  let check = () => {};
  let view: EditorPage["view"] = () => {};
  let takeIn: EditorPage["takeIn"] = () => {};
  const store = createStore<EditorStore>()((set, get) => {
    const run = runActions(set, get, client);
    const edit = editActions(set, get);
    const save = saveActions(set, get, client, { flush: () => saver.flush(), adopt: edit.adopt });
    ({ check, view } = edit);
    ({ takeIn } = save);
    return {
      ...firstState(workflow, opened),
      actions: {
        ...edit.actions,
        ...viewActions(set, get),
        ...run.actions,
        ...save.actions,
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
  const saver = autosave(store, client, (theirs) => takeIn(theirs));
  store.subscribe((state, before) => {
    const { left, right, drawer } = state.ui;
    if (
      state.secrets?.join() !== before.secrets?.join() ||
      inPlayground(state) !== inPlayground(before) ||
      JSON.stringify(state.blueprints) !== JSON.stringify(before.blueprints) ||
      state.lastRun !== before.lastRun
    )
      check();
    if (state.direction !== before.direction) remember.keepDirection(state.id, state.direction);
    if (state.collapsed !== before.collapsed) remember.keepCollapsed(state.id, state.collapsed);
    if (state.pins !== before.pins) remember.keepPins(state.id, state.pins);
    if (left !== before.ui.left || right !== before.ui.right || drawer !== before.ui.drawer)
      remember.keepPanels(state.ui);
  });
  if (opened.theirs !== null) takeIn(opened.theirs);
  return {
    store,
    takeIn,
    view,
    reopen(fresh, from) {
      const first = firstState(fresh, from);
      const { text, layout, direction, history, base, revision, version, versionText, recovered, pins } =
        first;
      view(
        { ...besideOf(first), text, layout, direction },
        {
          history,
          base,
          revision,
          version,
          versionText,
          recovered,
          pins,
          conflict: null,
          saveState: first.saveState,
        },
      );
      if (from.theirs !== null) takeIn(from.theirs);
    },
  };
}

/** Only the store, for a page without a journal and without other tabs. */
export const createEditorStore = (workflow: WorkflowDetail, client: Api = api): StoreApi<EditorStore> =>
  createEditorPage(workflow, client).store;
