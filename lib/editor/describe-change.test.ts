import { expect, it } from "vitest";
import { renameNode, setAt, setNodeConfig, setTitle } from "../workflow/commands";
import { addNodeOf, connectNodes, removeThings } from "./graph-edits";
import { storeOf } from "./test-page";

const text = JSON.stringify({
  identifier: "w",
  nodes: [
    { identifier: "trigger", config: { type: "SELF_SERVE_TRIGGER" } },
    { identifier: "call", config: { type: "WEBHOOK", url: "https://a.test" } },
    { identifier: "deploy", title: "Deploy it", config: { type: "WEBHOOK", url: "https://b.test" } },
  ],
  connections: [{ sourceIdentifier: "trigger", targetIdentifier: "call" }],
});

function page() {
  const store = storeOf(text);
  return { store, act: store.getState().actions, label: () => store.getState().history.past.at(-1)?.label };
}

it("names what was done in people's words", () => {
  const { store, act, label } = page();
  const edit = (command: (text: string) => string) => void act.edit(command);
  const done = (expected: string, what: () => unknown) => {
    const before = store.getState().history.past.length;
    what();
    expect(store.getState().history.past.length).toBe(before + 1);
    expect(label()).toBe(expected);
  };
  done("Move Deploy it", () => act.moveNodes({ deploy: { x: 960, y: 960 } }));
  done("Move 2 nodes", () => act.moveNodes({ deploy: { x: 0, y: 960 }, call: { x: 0, y: 0 } }));
  done("Tidy the layout", () => act.tidy("down"));
  done("Change URL of call", () => edit((t) => setNodeConfig(t, "call", "/url", "https://c.test")));
  done("Change title of call", () => edit((t) => setTitle(t, "call", "Call")));
  done("Change Call", () =>
    edit((t) => setNodeConfig(setTitle(t, "call", "Ring"), "call", "/url", "https://d.test")),
  );
  done("Rename call to ring", () => edit((t) => renameNode(t, "call", "ring")));
  done("Connect ring to deploy", () =>
    connectNodes(store, { source: "ring", handle: "out", target: "deploy" }),
  );
  done("Disconnect ring from deploy", () =>
    removeThings(store, { nodes: [], connections: ["ring|out|deploy"] }),
  );
  done("Add Delay", () => addNodeOf(store, "DELAY"));
  done("Change description of the workflow", () => edit((t) => setAt(t, "/description", "What for")));
  done("Typing in JSON", () => act.setText(`${store.getState().text} `));
  done("Delete 2 nodes", () => removeThings(store, { nodes: ["ring", "deploy"], connections: [] }));
  done("Replace the workflow", () => act.setText(text, { merge: "import" }));
  done("Use it", () => act.applyFix({ title: "Use it", edits: [{ at: "/title", value: "T" }] }));
});

it("goes back over what is named, selects what stood open and tells which nodes changed", () => {
  const { store, act } = page();
  act.select({ kind: "node", id: "call" });
  act.edit((t) => setNodeConfig(t, "call", "/url", "https://c.test"));
  act.select({ kind: "node", id: "deploy" });
  removeThings(store, { nodes: ["deploy"], connections: [] });
  expect(store.getState().selection).toBeNull();
  act.undo();
  expect(store.getState().selection).toEqual({ kind: "node", id: "deploy" });
  expect(store.getState().ui.changed).toMatchObject({ nodes: ["deploy"], words: "Undone: Delete Deploy it" });
  act.undo();
  expect(store.getState().selection).toEqual({ kind: "node", id: "call" });
  expect(store.getState().ui.changed).toMatchObject({ nodes: ["call"], words: "Undone: Change URL of call" });
  act.travel(2);
  expect(store.getState().ui.changed?.words).toBe("Redone: 2 steps");
  expect(store.getState().document?.nodes).toHaveLength(2);
});

it("undoes and redoes 200 steps of every kind, byte for byte", () => {
  const { store, act } = page();
  const seen = [store.getState()];
  const kinds = [
    (step: number) => act.moveNodes({ call: { x: step * 16, y: 32 } }),
    (step: number) => act.edit((t) => setNodeConfig(t, "call", "/url", `https://a.test/${step}`)),
    () => addNodeOf(store, "DELAY"),
    (step: number) =>
      act.setText(store.getState().text.replace("{", "{ ".padEnd(2 + (step % 5))), { merge: `${step}` }),
    () => act.tidy(store.getState().direction === "right" ? "down" : "right"),
  ];
  for (let step = 0; seen.length <= 200; step += 1) {
    kinds[step % kinds.length]!(step);
    if (store.getState().history.past.length === seen.length) seen.push(store.getState());
  }
  for (let at = 199; at >= 0; at -= 1) {
    act.undo();
    const { text: now, layout, direction } = store.getState();
    expect([now, layout, direction]).toEqual([seen[at]!.text, seen[at]!.layout, seen[at]!.direction]);
  }
  expect(store.getState().history.past).toHaveLength(0);
  for (let at = 1; at <= 200; at += 1) act.redo();
  expect(store.getState()).toMatchObject({ text: seen[200]!.text, layout: seen[200]!.layout });
});
