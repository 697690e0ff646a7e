import type { StoreApi } from "zustand";
import type { Json } from "../base/json";
import type { Way } from "../nodes/runner";
import { type AskedPin, MAX_PINNED_BYTES, pinnedBytes, waysOut } from "../run/pins";
import type { WorkflowNode } from "../workflow/document";
import { exampleOf, outputShapes } from "../workflow/shapes/node-shapes";
import { hasChosenWay, mayPin, mockOf, pinsToSend, wayIn } from "./pins";
import { own } from "./preview-context";
import { nodeOf, nodeRunOf } from "./selectors";
import { shapeFacts } from "./shape-facts";
import type { EditorState, EditorStore, Refusal } from "./store-types";

type Store = StoreApi<EditorStore>;

/** What was done, in words to be said; `sample` when a node has an output now that nobody has seen yet. */
export interface PinsChanged {
  words: string;
  sample?: true;
}

/** A node's output in the run on screen, else in the newest one; nothing where it has none that is known whole. */
export function lastOutput({ run, lastRun }: EditorState, node: string): Json | undefined {
  return nodeRunOf(run, node)?.output ?? nodeRunOf(lastRun, node)?.output;
}

/** Pins each node to its last output, or to an example of one; when all of them are pinned, unpins them. */
export function togglePins(store: Store, ids: readonly string[]): PinsChanged | Refusal {
  const state = store.getState();
  const nodes = chosen(state, ids);
  if ("refused" in nodes) return nodes;
  const pinned = (node: WorkflowNode) => own(state.pins, node.identifier)?.output !== undefined;
  if (nodes.every(pinned)) {
    state.actions.setPins(
      Object.fromEntries(nodes.map((node) => [node.identifier, without(state, node, "output")])),
    );
    return { words: `Unpinned ${named(nodes)}` };
  }
  const fresh = nodes.filter((node) => !pinned(node));
  const change = fresh.map((node): [string, AskedPin] => {
    const { disabled: _, ...kept } = own(state.pins, node.identifier) ?? {};
    const output = lastOutput(state, node.identifier) ?? sampleOutput(state, node);
    return [node.identifier, { ...kept, output, ...defaultWay(state, node, kept) }];
  });
  const refusal = tooLarge(state, Object.fromEntries(change));
  if (refusal !== undefined) return refusal;
  state.actions.setPins(Object.fromEntries(change));
  const samples = fresh.filter((node) => lastOutput(state, node.identifier) === undefined).length;
  const source =
    samples === 0
      ? "the last output"
      : samples === fresh.length
        ? "a sample, to be edited in the inspector"
        : "the last outputs, and samples where there is none";
  return { words: `Pinned ${named(fresh)} to ${source}`, ...(samples > 0 && { sample: true }) };
}

/** Disables each node in test runs; when all of them are disabled, enables them. */
export function toggleDisabled(store: Store, ids: readonly string[]): PinsChanged | Refusal {
  const state = store.getState();
  const nodes = chosen(state, ids);
  if ("refused" in nodes) return nodes;
  const isOff = (node: WorkflowNode) => mockOf(state.pins, node.identifier) === "disabled";
  const enables = nodes.every(isOff);
  state.actions.setPins(
    Object.fromEntries(
      nodes.map((node) => {
        if (enables) return [node.identifier, without(state, node, "disabled")];
        const kept = own(state.pins, node.identifier) ?? {};
        return [node.identifier, { ...kept, disabled: true, ...defaultWay(state, node, kept) }];
      }),
    ),
  );
  return { words: `${enables ? "Enabled" : "Disabled"} ${named(nodes)} in test runs` };
}

/** Keeps another pinned output; what is too large is refused. */
export function pinOutput(store: Store, node: WorkflowNode, output: Json): Refusal | undefined {
  const state = store.getState();
  const kept = own(state.pins, node.identifier) ?? {};
  const change = { [node.identifier]: { ...kept, output, ...defaultWay(state, node, kept) } };
  const refusal = tooLarge(state, change);
  if (refusal === undefined) state.actions.setPins(change);
  return refusal;
}

/** The way that test runs take after a node which they leave out. */
export function chooseWay(store: Store, node: WorkflowNode, way: Way): void {
  const { pins, actions } = store.getState();
  const { outlet: _, fallback: __, ...kept } = own(pins, node.identifier) ?? {};
  actions.setPins({ [node.identifier]: { ...kept, ...way } });
}

/** Test runs run everything again. */
export function clearPins(store: Store): PinsChanged {
  const { pins, actions } = store.getState();
  actions.setPins(Object.fromEntries(Object.keys(pins).map((node) => [node, null])));
  return { words: "Test runs run every node again" };
}

/** What a node could give, by what is known of its type. */
function sampleOutput(state: EditorState, node: WorkflowNode): Json {
  const { document, blueprints, lastRun } = state;
  const shape = document && own(outputShapes(document, shapeFacts({ blueprints, lastRun })), node.identifier);
  return shape === undefined ? null : exampleOf(shape);
}

/** The way that was chosen while it is there; else the one of the last run, else the first. */
function defaultWay(state: EditorState, node: WorkflowNode, choice: AskedPin): Way {
  const [first] = waysOut(node);
  if (first === undefined) return {};
  const ran = nodeRunOf(state.run, node.identifier) ?? nodeRunOf(state.lastRun, node.identifier);
  const found = [choice, ran].find((one) => one !== undefined && hasChosenWay(node, one));
  return found === undefined ? first.way : wayIn(found);
}

/** A choice without its output, or without being disabled; null when nothing is left. */
function without(state: EditorState, node: WorkflowNode, key: "output" | "disabled"): AskedPin | null {
  const { [key]: _, ...rest } = own(state.pins, node.identifier) ?? {};
  const kept: AskedPin = rest;
  return kept.output === undefined && kept.disabled === undefined ? null : kept;
}

function tooLarge(state: EditorState, change: Readonly<Record<string, AskedPin>>): Refusal | undefined {
  const bytes = pinnedBytes(pinsToSend(state.document, { ...state.pins, ...change }));
  if (bytes <= MAX_PINNED_BYTES) return undefined;
  return {
    refused: `All pinned outputs together would have ${Math.ceil(bytes / 1024)} kB; test runs take ${MAX_PINNED_BYTES / 1024} kB. Shorten or unpin some.`,
  };
}

function chosen(state: EditorState, ids: readonly string[]): WorkflowNode[] | Refusal {
  if (state.ui.readOnly) return { refused: "This view is read-only." };
  const nodes = ids.flatMap((id) => nodeOf(state, id) ?? []);
  const may = nodes.filter(mayPin);
  if (may.length > 0) return may;
  return {
    refused:
      nodes.length === 0
        ? "Choose a node first."
        : "A test run begins at its trigger, so a trigger can be neither pinned nor disabled.",
  };
}

const named = (nodes: readonly WorkflowNode[]): string =>
  nodes.length === 1 ? nodes[0]?.title || String(nodes[0]?.identifier) : `${nodes.length} nodes`;
