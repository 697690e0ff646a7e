import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { err, ok } from "../base/result";
import type { ApiError, WorkflowDetail } from "./api-types";
import { duplicateNodes } from "./clipboard";
import { addFromPalette, addNodeOf, connectNodes, removeThings } from "./graph-edits";
import { detailOf, storeOf } from "./test-page";

const text = `{
  "identifier": "w",   "title": "W",
  "nodes": [
    {"identifier": "trigger", "config": {"type": "SELF_SERVE_TRIGGER"}},
    {"identifier": "a", "config": {"type": "WEBHOOK", "url": "https://a.test/{{ .outputs.trigger.x }}"}},
    {"identifier": "b", "config": {"type": "WEBHOOK", "url": "{{ .outputs.a.response.data.id }}"}}
  ],
  "connections": [
    {"sourceIdentifier": "trigger", "targetIdentifier": "a"},
    {"sourceIdentifier": "a", "targetIdentifier": "b"}
  ]
}
`;

interface Saved {
  text?: string;
  layout?: unknown;
  revision: number;
}

/** An editor page whose server remembers what was saved; `answer` may refuse. */
function page(
  answer: (saved: Saved) => ApiError | undefined = () => undefined,
  elsewhere: Partial<WorkflowDetail> = {},
) {
  const saved: Saved[] = [];
  const opened: WorkflowDetail = detailOf(text, { revision: 7 });
  const store = storeOf(opened, {
    workflow: async () => ok({ ...opened, ...elsewhere }),
    saveDraft: async (_id, draft) => {
      const refusal = answer(draft);
      if (refusal) return err(refusal);
      saved.push(draft);
      return ok({ revision: draft.revision + 1 });
    },
  });
  const state = () => store.getState();
  return { store, state, act: store.getState().actions, saved };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the text is the truth", () => {
  it("places every node and changes no byte when one is moved", () => {
    const { state, act } = page();
    expect(Object.keys(state().layout).sort()).toEqual(["a", "b", "trigger"]);
    act.moveNodes({ a: { x: 320, y: 48 } });
    expect(state().text).toBe(text);
    expect(state().layout.a).toEqual({ x: 320, y: 48 });
  });

  it("draws a graph made by text as a whole until somebody places a card", () => {
    const { state, act } = page();
    act.setText('{"identifier": "w", "nodes": [], "connections": []}');
    const node = (identifier: string) => ({ identifier, config: { type: "WEBHOOK", url: "https://a.test" } });
    const typed = (nodes: string[], ...pairs: [string, string][]) =>
      act.setText(
        JSON.stringify({
          identifier: "w",
          nodes: nodes.map(node),
          connections: pairs.map(([sourceIdentifier, targetIdentifier]) => ({
            sourceIdentifier,
            targetIdentifier,
          })),
        }),
      );
    typed(["p", "q"]);
    expect(state().layout.p!.x).toBe(state().layout.q!.x);
    typed(["p", "q"], ["p", "q"]);
    expect(state().arranged).toBe(state().layout);
    expect(state().layout.q!.x).toBeGreaterThan(state().layout.p!.x);
    expect(state().layout.q!.y).toBe(state().layout.p!.y);

    act.moveNodes({ q: { x: 640, y: 320 } });
    typed(["p", "q", "r"], ["p", "q"], ["q", "r"]);
    expect(state().layout.q).toEqual({ x: 640, y: 320 });
    expect(state().layout.r!.x).toBeGreaterThan(640);
  });

  it("draws a workflow that replaces another as a whole, though they share a name", () => {
    const { state, act } = page();
    act.moveNodes({ trigger: { x: 960, y: 480 } });
    act.setText(text.replaceAll('"a"', '"k"').replaceAll('"b"', '"l"'), { merge: "import" });
    expect(state().arranged).toBe(state().layout);
    expect(state().layout.trigger!.x).toBeLessThan(state().layout.k!.x);
    expect(state().layout.trigger).not.toEqual({ x: 960, y: 480 });
  });

  it("keeps the last good document while the text does not parse, and refuses edits of the graph", () => {
    const { store, state, act } = page();
    const before = state().document;
    act.setText(text.slice(0, -10));
    expect(state().textBroken).toBe(true);
    expect(state().document).toBe(before);
    expect(state().problems.length).toBeGreaterThan(0);
    expect(addNodeOf(store, "WEBHOOK")).toMatchObject({ refused: expect.stringContaining("does not parse") });
    act.undo();
    expect(state()).toMatchObject({ textBroken: false, text });
  });

  it("keeps the identity of nodes that an edit does not touch", () => {
    const { state, act } = page();
    const [trigger, a] = state().document!.nodes;
    act.setText(text.replace("https://a.test", "https://b.test"));
    expect(state().document!.nodes[0]).toBe(trigger);
    expect(state().document!.nodes[1]).not.toBe(a);
  });

  it("goes back to the very document that was there, without reading its text again", () => {
    const { state, act } = page();
    const { document } = state();
    act.setText(text.replace("https://a.test", "https://b.test"));
    const changed = state().document;
    act.undo();
    expect(state().document).toBe(document);
    act.redo();
    expect(state().document).toBe(changed);
    act.setText("{");
    expect(state().problems).not.toEqual([]);
    act.undo();
    expect(state()).toMatchObject({ textBroken: false, problems: [], document: changed });
  });

  it("renames a node with its place, its connections and what reads it", () => {
    const { state, act } = page();
    const place = state().layout.a;
    act.renameNode("a", "first");
    expect(state().text).toContain("{{ .outputs.first.response.data.id }}");
    expect(state().text).toContain('"sourceIdentifier": "first"');
    expect(state().layout).toMatchObject({ first: place });
    expect(state().layout.a).toBeUndefined();
    expect(state().selection).toEqual({ kind: "node", id: "first" });
  });
});

describe("the layout", () => {
  it("turns downwards and back in one step each, without touching the text", () => {
    const { state, act } = page();
    const right = state().layout;
    expect(state().direction).toBe("right");
    act.tidy("down");
    expect(state()).toMatchObject({ direction: "down", text });
    expect(state().layout.b!.y).toBeGreaterThan(state().layout.a!.y);
    act.undo();
    expect(state()).toMatchObject({ direction: "right", layout: right });
    act.redo();
    expect(state().direction).toBe("down");
  });

  it("tidies only the chosen nodes, whose corner stays, in one step", () => {
    const { state, act } = page();
    act.moveNodes({ a: { x: 800, y: 640 }, b: { x: 832, y: 656 } });
    const before = state().layout;
    act.tidy(undefined, ["a", "b"]);
    expect(state().layout.a).toEqual({ x: 800, y: 640 });
    expect(state().layout.b!.x).toBeGreaterThan(1040);
    expect(state().layout.trigger).toEqual(before.trigger);
    expect(state().history.past.at(-1)?.label).toBe("Tidy 2 nodes");
    act.undo();
    expect(state().layout).toEqual(before);
  });

  it("makes one step of moves that belong together and follow each other closely", () => {
    const { state, act } = page();
    const before = state().layout;
    const steps = state().history.past.length;
    for (const x of [16, 32, 48]) act.moveNodes({ a: { x, y: 0 } }, { merge: "nudge a" });
    expect(state().history.past).toHaveLength(steps + 1);
    act.undo();
    expect(state().layout).toEqual(before);
  });

  it("puts a new node where the flow leads", () => {
    const { store, state, act } = page();
    act.tidy("down");
    expect(addNodeOf(store, "WEBHOOK", { after: { source: "b", handle: "out" } })).toBeUndefined();
    const { b, ...others } = state().layout;
    const added = others[state().selection!.id]!;
    expect(added.x).toBe(b!.x);
    expect(added.y).toBeGreaterThan(b!.y + 64);
  });
});

describe("problems", () => {
  it("are brought up to date when typing pauses, and stand until then", async () => {
    const { state, act } = page();
    expect(state().problems).toEqual([]);
    act.setText(text.replace('"targetIdentifier": "b"', '"targetIdentifier": "nobody"'));
    expect(state().problems).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(state().problems.map((problem) => problem.at)).toContain("/connections/1/targetIdentifier");
    act.setText(text);
    await vi.advanceTimersByTimeAsync(200);
    expect(state().problems).toEqual([]);
  });

  it("name a key that is written twice, which the document does not show", async () => {
    const { state, act } = page();
    act.setText(text.replace('"title": "W"', '"title": "W", "title": "V"'));
    await vi.advanceTimersByTimeAsync(200);
    expect(state().problems).toHaveLength(1);
    expect(state().title).toBe("V");
  });

  it("do not arise from an older form: it comes out in the current one", () => {
    const { state, act } = page();
    const old = {
      identifier: "w",
      nodes: [
        { identifier: "t", config: { type: "SELF_SERVE_TRIGGER" } },
        {
          identifier: "c",
          config: { type: "CONDITION", options: [{ identifier: "yes", title: "Yes", expression: "true" }] },
        },
        { identifier: "a", config: { type: "WEBHOOK", url: "https://a.test" } },
      ],
      connections: [
        { sourceIdentifier: "t", targetIdentifier: "c" },
        { sourceIdentifier: "c", sourceOptionIdentifier: "yes", targetIdentifier: "a" },
      ],
    };
    act.setText(JSON.stringify(old, null, 2));
    expect(state().text).toContain('"sourceOutletIdentifier": "yes"');
    expect(JSON.parse(state().text)).toEqual(state().document);
  });
});

describe("undo", () => {
  it("brings back text and layout together, and forth again", () => {
    const { store, state, act } = page();
    addNodeOf(store, "DELAY", { at: { x: 100, y: 100 }, after: { source: "b", handle: "out" } });
    const added = state().text;
    expect(state().layout.delay).toEqual({ x: 96, y: 96 });
    act.undo();
    expect(state().text).toBe(text);
    expect(state().layout.delay).toBeUndefined();
    expect(state().selection).toBeNull();
    act.redo();
    expect(state().text).toBe(added);
  });
});

describe("edits of the graph", () => {
  it("adds after the chosen node and connects it", () => {
    const { store, state, act } = page();
    act.select({ kind: "node", id: "b" });
    addFromPalette(store, "CONDITION");
    expect(state().document?.connections?.at(-1)).toEqual({
      sourceIdentifier: "b",
      targetIdentifier: "condition",
    });
    expect(state().selection).toEqual({ kind: "node", id: "condition" });
  });

  it("puts a node into a connection and makes room for it", () => {
    const { store, state } = page();
    const before = state().layout.b!.x;
    addNodeOf(store, "DELAY", { within: "a|out|b", at: { x: state().layout.a!.x + 320, y: 0 } });
    const pairs = state().document!.connections!.map((c) => `${c.sourceIdentifier}>${c.targetIdentifier}`);
    expect(pairs.sort()).toEqual(["a>delay", "delay>b", "trigger>a"]);
    expect(state().layout.b!.x).toBeGreaterThan(before);
  });

  it("refuses a second way out of a node and changes nothing", () => {
    const { store, state } = page();
    expect(connectNodes(store, { source: "trigger", handle: "out", target: "b" })?.refused).toMatch(
      /already/,
    );
    expect(state().text).toBe(text);
  });

  it("removes nodes with their connections in one step", () => {
    const { store, state, act } = page();
    removeThings(store, { nodes: ["a"], connections: ["a|out|b"] });
    expect(state().document?.nodes.map((node) => node.identifier)).toEqual(["trigger", "b"]);
    expect(state().document?.connections).toEqual([]);
    act.undo();
    expect(state().text).toBe(text);
  });

  it("copies a node under a free name", () => {
    const { store, state } = page();
    duplicateNodes(store, ["a"]);
    expect(state().document?.nodes.map((node) => node.identifier)).toContain("a_2");
  });
});

describe("saving", () => {
  it("sends one draft after a pause, with the revision it is based on", async () => {
    const { state, act, saved } = page();
    act.setText(`${text} `);
    act.setText(`${text}  `);
    expect(state().saveState.kind).toBe("pending");
    await vi.runAllTimersAsync();
    expect(saved).toEqual([{ text: `${text}  `, revision: 7 }]);
    expect(state()).toMatchObject({ revision: 8, saveState: { kind: "saved" } });
  });

  it("tries again by itself when the server does not answer", async () => {
    const down: ApiError = { status: 0, error: "unreachable", message: "No answer.", details: [] };
    let failures = 2;
    const { state, act, saved } = page(() => (failures-- > 0 ? down : undefined));
    act.moveNodes({ a: { x: 0, y: 512 } });
    await vi.advanceTimersByTimeAsync(700);
    expect(state().saveState).toEqual({ kind: "retrying", message: "No answer.", offline: true });
    await vi.runAllTimersAsync();
    expect(saved).toHaveLength(1);
    expect(saved[0]?.text).toBeUndefined();
    expect(state().saveState.kind).toBe("saved");
  });

  const stale: ApiError = { status: 409, error: "stale", message: "Stale.", details: [] };

  it("merges what somebody else saved in between, as one step", async () => {
    const theirs = text.replace('"title": "W"', '"title": "Theirs"');
    const { state, act, saved } = page(({ revision }) => (revision === 9 ? undefined : stale), {
      text: theirs,
      layout: { b: { x: 16, y: 800 } },
      revision: 9,
    });
    act.setText(text.replace("https://a.test", "https://mine.test"));
    act.moveNodes({ a: { x: 0, y: 512 } });
    await vi.runAllTimersAsync();
    expect(state().text).toBe(theirs.replace("https://a.test", "https://mine.test"));
    expect(state().layout).toMatchObject({ a: { x: 0, y: 512 }, b: { x: 16, y: 800 } });
    expect(state()).toMatchObject({ saveState: { kind: "saved" }, revision: 10 });
    expect(state().news?.title).toBe("Merged with changes from elsewhere");
    expect(state().history.past.at(-1)?.label).toBe("Merge changes from elsewhere");
    expect(saved).toHaveLength(1);
    act.undo();
    expect(state().text).toBe(text.replace("https://a.test", "https://mine.test"));
  });

  it("overwrites nothing when somebody else changed the same place, until it is settled", async () => {
    const theirs = { text: text.replace("https://a.test", "https://t.test"), layout: {}, revision: 9 };
    const { state, act, saved } = page(({ revision }) => (revision === 9 ? undefined : stale), theirs);
    const mine = text.replace("https://a.test", "https://mine.test");
    act.setText(mine);
    await vi.runAllTimersAsync();
    act.setText(`${mine} `);
    await vi.runAllTimersAsync();
    expect(state()).toMatchObject({ saveState: { kind: "conflict" }, conflict: theirs, text: `${mine} ` });
    expect(saved).toEqual([]);
    const refusal = { error: { error: "unsaved", message: expect.stringContaining("changed elsewhere") } };
    expect(await act.publish()).toMatchObject(refusal);
    expect(await act.startRun({}, "trigger")).toMatchObject(refusal);
    await act.resolveConflict({ text: theirs.text, layout: state().layout, board: state().board });
    expect(state()).toMatchObject({ saveState: { kind: "saved" }, conflict: null, text: theirs.text });
    act.undo();
    await vi.runAllTimersAsync();
    expect(saved.at(-1)).toMatchObject({ text: `${mine} ` });
  });

  it("knows its own save again though the answer never came", async () => {
    const down: ApiError = { status: 0, error: "unreachable", message: "No answer.", details: [] };
    const mine = text.replace("https://a.test", "https://mine.test");
    let calls = 0;
    const { state, act, saved } = page(
      ({ revision }) => {
        calls += 1;
        return calls === 1 ? down : revision === 9 ? undefined : stale;
      },
      { text: mine, layout: {}, revision: 9 },
    );
    act.setText(mine);
    await vi.advanceTimersByTimeAsync(700);
    act.setText(mine.replace("mine", "mine2"));
    await vi.runAllTimersAsync();
    expect(state()).toMatchObject({ saveState: { kind: "saved" }, revision: 10, news: null });
    expect(saved.at(-1)?.text).toContain("mine2");
  });

  it("takes what was saved elsewhere while it lies idle", async () => {
    const theirs = text.replace("https://a.test", "https://t.test");
    const { state, act, saved } = page(undefined, { text: theirs, layout: {}, revision: 8 });
    await act.refresh();
    expect(state()).toMatchObject({ text: theirs, revision: 8, saveState: { kind: "saved" } });
    expect(state().news?.title).toBe("Updated with changes from elsewhere");
    await vi.runAllTimersAsync();
    expect(saved).toEqual([]);
    act.undo();
    await vi.runAllTimersAsync();
    expect(saved).toEqual([{ text, revision: 8 }]);
  });

  it("saves nothing when undo leads back to what is saved", async () => {
    const { state, act, saved } = page();
    act.setText(`${text} `);
    act.undo();
    await vi.runAllTimersAsync();
    expect(saved).toEqual([]);
    expect(state().saveState.kind).toBe("saved");
  });
});

describe("groups and notes", () => {
  const group = { id: "g", title: "Calls", colour: "blue" as const, nodes: ["a", "b"] };
  const note = { id: "n", x: 0, y: 0, width: 240, height: 160, colour: "amber" as const, markdown: "Why" };

  it("are undone, and saved beside a text that does not change", async () => {
    const { state, act, saved } = page();
    act.changeBoard(() => ({ groups: [group], notes: [note] }), { label: "Group 2 nodes" });
    expect(state().history.past.at(-1)?.label).toBe("Group 2 nodes");
    await act.save();
    expect(saved.at(-1)).toMatchObject({ board: { groups: [group], notes: [note] } });
    expect(saved.at(-1)).not.toHaveProperty("text");
    act.undo();
    expect(state().board.groups).toEqual([]);
    act.redo();
    expect(state().board.notes).toEqual([note]);
    expect(state().text).toBe(text);
  });

  it("follow renames and deletions in the same step", () => {
    const { state, act } = page();
    act.changeBoard(() => ({ groups: [group], notes: [] }));
    act.renameNode("a", "z");
    expect(state().board.groups[0]?.nodes).toEqual(["z", "b"]);
    act.undo();
    expect(state().board.groups[0]?.nodes).toEqual(["a", "b"]);
  });

  it("are refused beyond the limits, and shown again when something inside is looked for", () => {
    const { state, act } = page();
    const long = { ...note, markdown: "x".repeat(10_001) };
    expect(act.changeBoard(() => ({ groups: [], notes: [long] }))?.refused).toContain("10,000 characters");
    act.changeBoard(() => ({ groups: [group], notes: [] }));
    act.setCollapsed("g", true);
    act.reveal("/nodes/0");
    expect(state().collapsed).toEqual(["g"]);
    act.reveal("/nodes/1");
    expect(state().collapsed).toEqual([]);
  });
});
