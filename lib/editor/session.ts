import type { StoreApi } from "zustand";
import { type Api, api } from "./api";
import type { WorkflowDetail } from "./api-types";
import { type Claim, type ClaimHandlers, claimWorkflow } from "./claim";
import { type Beside, besideOf } from "./history";
import { keepJournal } from "./journal/keep";
import { openDraft } from "./journal/open";
import { browserStorage, type JournalStorage } from "./journal/storage";
import { type Journal, replay } from "./journal/timeline";
import { createEditorPage } from "./store";
import type { EditorStore } from "./store-types";

/** What pages of one workflow in one browser say to each other. */
type Message =
  /** The sender wants to edit. */
  | { kind: "take" }
  /** All of the sender's changes are kept: it may be taken. */
  | { kind: "free" }
  /** The sender looks on. */
  | { kind: "hello" }
  /** What the page that edits shows now. */
  | { kind: "draft"; draft: Beside & { text: string }; version: number | null; versionText: string | null };

export interface Session {
  store: StoreApi<EditorStore>;
  /** Makes this page the one that edits. */
  takeOver(): Promise<void>;
  /** Writes what the journal has not written yet, now. */
  keep(): Promise<void>;
  close(): void;
}

export interface SessionParts {
  client?: Api;
  storage?: JournalStorage;
  claim?: (workflow: string, handlers: ClaimHandlers) => Claim;
  /** The page is not wanted any more, before it was there. */
  signal?: AbortSignal;
}

/** How long (ms) a page that is asked to let go may take to save. */
const patience = 2_500;
/** How often (ms) those who look on are told of changes. */
const pace = 120;

const soon = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The editor of a workflow on one page: its store, its journal, and its place among the other pages. */
export async function openSession(
  workflow: WorkflowDetail,
  { client = api, storage = browserStorage(), claim = claimWorkflow, signal }: SessionParts = {},
): Promise<Session> {
  const { id } = workflow;
  let isClosed = false;
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const claimed = claim(id, { onHold: () => void ready.then(begin), onLose: () => void ready.then(lookOn) });
  signal?.addEventListener("abort", () => claimed.stop());
  const isWriter = await claimed.first;
  const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(`slipway:${id}`);
  const say = (message: Message) => channel?.postMessage(message);
  let heard = (_: Message["kind"]) => {};

  const journal = await readJournal(storage, id);
  const server = await newest(workflow, journal?.journal);
  const page = createEditorPage(server, client, openDraft(server, isWriter ? journal?.journal : undefined));
  const { store, view, reopen } = page;
  const { getState, setState } = store;
  if (journal?.failure !== undefined) setState({ unkept: journal.failure });

  const setWriter = (writer: EditorStore["writer"]) =>
    setState(({ ui }) => ({ writer, ui: { ...ui, readOnly: ui.onPhone || writer !== "here" } }));
  const keeper = keepJournal(store, storage);

  /** The copy that is not older than what the journal says was saved. */
  async function newest(known: WorkflowDetail, kept: Journal | undefined): Promise<WorkflowDetail> {
    if (kept === undefined || kept.base.revision <= known.revision) return known;
    const answer = await client.workflow(id);
    return answer.ok ? answer.value : known;
  }

  function lookOn(): void {
    if (isClosed) return;
    keeper.drop();
    setWriter("elsewhere");
    say({ kind: "hello" });
  }

  /** The other page closed, or it was taken: goes on where that one was. */
  async function begin(): Promise<void> {
    if (isClosed) return;
    keeper.drop();
    const [kept, answer] = await Promise.all([readJournal(storage, id), client.workflow(id)]);
    if (isClosed) return;
    const state = getState();
    const { base, revision } = kept.journal?.base
      ? { base: kept.journal.base.draft, revision: kept.journal.base.revision }
      : { base: state.base, revision: state.revision };
    const { version, versionText, retry, identifier, title } = state;
    const known = { id, identifier, title, version, versionText, retry, revision, updatedAt: "" };
    const fresh = answer.ok
      ? answer.value
      : { ...known, text: base.text, layout: base.layout, board: base.board };
    reopen(fresh, openDraft(fresh, kept.journal));
    setWriter("here");
    tellDraft();
  }

  /** Asked by another page: everything is kept and saved first. */
  async function letGo(): Promise<void> {
    if (getState().writer !== "here") return;
    setWriter("leaving");
    await Promise.race([Promise.all([keeper.flush(), getState().actions.save()]), soon(patience)]);
    await keeper.flush();
    say({ kind: "free" });
    await soon(patience);
    if (getState().writer === "leaving") setWriter("here");
  }

  let hasLookers = false;
  let telling: ReturnType<typeof setTimeout> | undefined;
  function tellDraft(): void {
    clearTimeout(telling);
    telling = undefined;
    const state = getState();
    if (!hasLookers || state.writer !== "here") return;
    const { text, version, versionText } = state;
    say({ kind: "draft", draft: { ...besideOf(state), text }, version, versionText });
  }
  const unsubscribe = store.subscribe((state, before) => {
    const isSame =
      state.text === before.text &&
      state.version === before.version &&
      Object.entries(besideOf(state)).every(([key, value]) => value === before[key as keyof Beside]);
    if (!isSame && hasLookers) telling ??= setTimeout(tellDraft, pace);
  });

  channel?.addEventListener("message", ({ data }: MessageEvent<Message>) => {
    heard(data.kind);
    if (data.kind === "take") void letGo();
    else if (data.kind === "hello") {
      hasLookers = true;
      tellDraft();
    } else if (data.kind === "draft" && getState().writer === "elsewhere") {
      const { draft, version, versionText } = data;
      view(draft, { version, versionText });
    }
  });
  if (!isWriter) lookOn();
  isReady();

  return {
    store,
    async takeOver() {
      if (getState().writer !== "elsewhere") return;
      const freed = new Promise<void>((resolve) => {
        heard = (kind) => kind === "free" && resolve();
      });
      say({ kind: "take" });
      await Promise.race([freed, soon(patience + 500)]);
      await claimed.take();
    },
    keep: keeper.flush,
    close() {
      isClosed = true;
      const { leave, dispose } = getState().actions;
      leave();
      dispose();
      unsubscribe();
      clearTimeout(telling);
      channel?.close();
      // Who edits next reads the journal.
      void keeper.stop().finally(claimed.stop);
    },
  };
}

/** Nothing that the storage does may keep a page from opening. */
async function readJournal(
  storage: JournalStorage,
  workflow: string,
): Promise<{ journal?: Journal; failure?: string }> {
  try {
    const late = soon(2_000).then(() => {
      throw new Error("The browser's storage does not answer.");
    });
    const found = await Promise.race([storage.read(workflow), late]);
    return found === undefined ? {} : { journal: replay(found.checkpoint, found.entries) };
  } catch (cause) {
    return { failure: cause instanceof Error ? cause.message : String(cause) };
  }
}
