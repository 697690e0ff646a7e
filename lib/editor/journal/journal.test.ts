import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyBoard } from "../../workflow/board";
import { setNodeConfig } from "../../workflow/commands";
import { api } from "../api";
import type { WorkflowDetail } from "../api-types";
import { addNodeOf, removeThings } from "../graph-edits";
import { createEditorPage } from "../store";
import type { EditorStore } from "../store-types";
import { detailOf } from "../test-page";
import { keepJournal } from "./keep";
import { openDraft } from "./open";
import type { JournalStorage } from "./storage";
import { type Checkpoint, checkpointOf, type Entry, replay } from "./timeline";

const text = JSON.stringify(
  {
    identifier: "w",
    nodes: [
      { identifier: "trigger", config: { type: "SELF_SERVE_TRIGGER" } },
      { identifier: "call", config: { type: "WEBHOOK", url: "https://a.test" } },
    ],
    connections: [{ sourceIdentifier: "trigger", targetIdentifier: "call" }],
  },
  null,
  2,
);
const workflow: WorkflowDetail = detailOf(text, { updatedAt: "2026-01-01T00:00:00.000Z", revision: 4 });

/** A storage in memory, of what IndexedDB would have: plain copies. `refuse` makes it fail. */
function memory() {
  const kept: { checkpoint?: Checkpoint; entries: Entry[] } = { entries: [] };
  let failure: ((bytes: number) => string | undefined) | undefined;
  const check = (value: unknown) => {
    const message = failure?.(JSON.stringify(value).length);
    if (message !== undefined) throw new Error(message);
  };
  const storage: JournalStorage = {
    read: async () =>
      kept.checkpoint ? structuredClone({ checkpoint: kept.checkpoint, entries: kept.entries }) : undefined,
    append: async (_, entries) => {
      check(entries);
      kept.entries.push(...structuredClone([...entries]));
    },
    restart: async (_, checkpoint) => {
      check(checkpoint);
      kept.checkpoint = structuredClone(checkpoint);
      kept.entries = [];
    },
    forget: async () => undefined,
    sweep: async () => undefined,
  };
  const journal = () => (kept.checkpoint ? replay(kept.checkpoint, kept.entries) : undefined);
  return {
    storage,
    kept,
    journal,
    refuse: (given: typeof failure) => {
      failure = given;
    },
  };
}

function page(opened = openDraft(workflow, undefined), store = memory()) {
  const made = createEditorPage(workflow, { ...api, saveDraft: () => new Promise(() => undefined) }, opened);
  const keeper = keepJournal(made.store, store.storage);
  const state = () => made.store.getState();
  return { ...made, keeper, state, act: state().actions, memory: store };
}

const shownIn = ({ text: now, layout, direction, history }: EditorStore) => ({
  text: now,
  layout,
  direction,
  past: history.past.map((step) => [step.text, step.layout, step.label]),
  future: history.future.map((step) => [step.text, step.layout, step.label]),
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("brings a page back as it was, with every undo step, after any sequence of changes", async () => {
  const edits = fc.array(fc.tuple(fc.nat(7), fc.nat(20)), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(edits, fc.nat(5), async (list, rhythm) => {
      const { state, act, store, keeper, memory: kept } = page();
      const kinds = [
        (n: number) => act.moveNodes({ call: { x: n * 16, y: 0 } }),
        (n: number) =>
          void act.edit((t) => setNodeConfig(t, "call", "/url", `https://${n}.test`), { merge: "url" }),
        () => void addNodeOf(store, "DELAY"),
        () => void removeThings(store, { nodes: ["call", "delay"], connections: [] }),
        (n: number) => act.setText(n % 3 === 0 ? `${state().text.slice(0, -3)}` : `${text}${" ".repeat(n)}`),
        () => act.undo(),
        () => act.redo(),
        (n: number) =>
          store.setState({
            base: { text: state().text, layout: state().layout, board: state().board },
            revision: n + 5,
          }),
      ];
      for (const [index, [kind, n]] of list.entries()) {
        kinds[kind]!(n);
        if (index % (rhythm + 1) === 0) await keeper.flush();
      }
      await keeper.flush();
      const journal = kept.journal();
      if (journal === undefined) return;
      const again = createEditorPage(
        { ...workflow, ...state().base, revision: state().revision },
        api,
        openDraft({ ...workflow, ...state().base, revision: state().revision }, journal),
      );
      expect(shownIn(again.store.getState())).toEqual(shownIn(state()));
      expect(again.store.getState().base.text).toBe(state().base.text);
      const shorter = replay(checkpointOf(journal), []);
      expect(shorter).toEqual(journal);
      state().actions.dispose();
      again.store.getState().actions.dispose();
    }),
    { numRuns: 60 },
  );
});

describe("opening", () => {
  async function killed(revision = 4) {
    const before = page();
    before.act.edit((t) => setNodeConfig(t, "call", "/url", "https://one.test"));
    before.act.moveNodes({ call: { x: 800, y: 0 } });
    await vi.advanceTimersByTimeAsync(100);
    const journal = before.memory.journal()!;
    return { before, journal, server: { ...workflow, revision } };
  }

  it("recovers what was not saved, as so many changes, with undo across it", async () => {
    const { before, journal, server } = await killed();
    const { state, act } = page(openDraft(server, journal));
    expect(state().text).toBe(before.state().text);
    expect(state().layout).toEqual(before.state().layout);
    expect(state().recovered).toMatchObject({ changes: 2, before: { text } });
    expect(state().saveState.kind).toBe("pending");
    act.undo();
    act.undo();
    expect(state().text).toBe(text);
    act.travel(2);
    act.settleRecovered(false);
    expect(state()).toMatchObject({ text, recovered: null });
    act.undo();
    expect(state().text).toBe(before.state().text);
  });

  it("merges it with what was saved elsewhere meanwhile", async () => {
    const { journal } = await killed();
    const theirs = text.replace('"identifier": "w"', '"identifier": "w",\n  "title": "Theirs"');
    const server = { ...workflow, revision: 9, text: theirs };
    const { state } = page(openDraft(server, journal));
    expect(state().document).toEqual(JSON.parse(theirs.replace("https://a.test", "https://one.test")));
    expect(state()).toMatchObject({ revision: 9, layout: { call: { x: 800, y: 0 } } });
    const { state: other } = page(openDraft({ ...server, text: text.replace("a.test", "b.test") }, journal));
    expect(other()).toMatchObject({ saveState: { kind: "conflict" }, revision: 4 });
    expect(other().text).toContain("https://one.test");
  });

  it("knows a save whose answer never came, and takes the server's copy when nothing is unsaved", async () => {
    const { before, journal } = await killed();
    const { text: mine, layout } = before.state();
    const saved = page(openDraft({ ...workflow, revision: 5, text: mine, layout }, journal));
    expect(saved.state()).toMatchObject({ recovered: null, revision: 5, saveState: { kind: "saved" } });
    expect(saved.state().history.past).toHaveLength(2);

    before.store.setState({ base: { text: mine, layout, board: emptyBoard }, revision: 5 });
    await vi.advanceTimersByTimeAsync(100);
    const clean = before.memory.journal()!;
    const theirs = mine.replace("one.test", "their.test");
    const { state } = page(openDraft({ ...workflow, revision: 6, text: theirs, layout }, clean));
    expect(state()).toMatchObject({ text: theirs, recovered: null, saveState: { kind: "saved" } });
    expect(state().history.past.map(({ label }) => label)).toEqual([
      "Change URL of call",
      "Move call",
      "Changes from elsewhere",
    ]);
  });
});

describe("a storage that fails", () => {
  it("gets the draft without its steps when it is full, and the page is told when even that fails", async () => {
    const { state, act, memory: kept } = page();
    for (let step = 0; step < 30; step += 1) act.moveNodes({ call: { x: step * 16, y: 480 } });
    await vi.advanceTimersByTimeAsync(100);
    kept.refuse((bytes) => (bytes > 1_500 ? "The quota is exceeded." : undefined));
    act.setText(text.replace("a.test", `${"long".repeat(500)}.test`));
    await vi.advanceTimersByTimeAsync(100);
    expect(state().unkept).toBe("The quota is exceeded.");
    act.setText(text.replace("a.test", "short.test"));
    kept.refuse(undefined);
    await vi.advanceTimersByTimeAsync(25_000);
    act.setText(text.replace("a.test", "shorter.test"));
    await vi.advanceTimersByTimeAsync(100);
    expect(state().unkept).toBeNull();
    expect(kept.journal()?.present.text).toContain("shorter.test");
  });

  it("reads as far as its lines fit", () => {
    const journal = {
      present: { text, layout: {}, board: emptyBoard, direction: "right" as const, selection: null },
    };
    const first = checkpointOf({
      ...journal,
      history: { past: [], future: [] },
      base: { revision: 1, draft: journal.present },
      unsaved: { changes: 0, at: 0 },
    });
    const line = (length: number): Entry => ({
      kind: "step",
      patch: { text: { start: 0, end: 0, text: " " }, length },
      label: "Typing in JSON",
      at: 1,
      left: null,
    });
    const read = replay(first, [line(text.length + 1), line(7), line(text.length + 2)]);
    expect(read.present.text).toBe(` ${text}`);
    expect(read.history.past).toHaveLength(1);
  });
});
