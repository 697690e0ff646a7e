import type { StoreApi } from "zustand";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { definitionOf } from "../nodes/definitions";
import { connectionsOf, isWorkable, type WorkflowDocument } from "../workflow/document";
import { upgrade } from "../workflow/exchange";
import { freeName, freshIdentifier } from "../workflow/fresh-identifier";
import { layoutWorkflow } from "../workflow/layout";
import { renameNode } from "../workflow/rename";
import { type Change, editText } from "../workflow/text-edit";
import type { Layout, Position } from "./api-types";
import type { EditorStore, Refusal } from "./store-types";

/** Nodes as text for the clipboard: one alone as it stands in a workflow, several with what joins them. */
export function copyNodes(document: WorkflowDocument, ids: readonly string[]): string {
  const chosen = new Set(ids);
  const nodes = document.nodes.filter((node) => chosen.has(node.identifier));
  const connections = connectionsOf(document).filter(
    (each) => chosen.has(each.sourceIdentifier) && chosen.has(each.targetIdentifier),
  );
  return JSON.stringify(nodes.length === 1 ? nodes[0] : { nodes, connections }, null, 2);
}

/**
 * The nodes in a text: `{identifier, config}`, `{config}` alone as in documentation, a config by itself, a
 * list of those, or `{nodes, connections}` of any generation. Nothing when the text is something else.
 */
export function nodesIn(text: string): WorkflowDocument | undefined {
  const value = parse(text) ?? parse(`{${text.trim().replace(/,$/, "")}}`) ?? parse(withinMessage(text));
  const given = isJsonObject(value) && Array.isArray(value.nodes) ? value.nodes : [value].flat();
  const nodes = given.map((each) => (each === undefined ? undefined : asNode(each)));
  if (nodes.length === 0 || nodes.some((node) => node === undefined)) return undefined;
  const document: JsonObject = { identifier: "pasted", nodes: [] };
  for (const node of nodes as JsonObject[]) {
    const known = { identifier: "", nodes: document.nodes } as unknown as WorkflowDocument;
    const type = String((node.config as JsonObject).type);
    const named = { ...node, identifier: node.identifier ?? freshIdentifier(known, type) };
    document.nodes = [...(document.nodes as Json[]), named];
  }
  if (isJsonObject(value) && Array.isArray(value.connections)) document.connections = value.connections;
  const { value: current } = upgrade(document);
  return isWorkable(current) ? current : undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The JSON in a message: what stands in its first fence, else from the first brace or bracket to the last. */
function withinMessage(text: string): string {
  const fence = /```[a-z]*\n([\s\S]*?)```/i.exec(text)?.[1];
  if (fence !== undefined) return fence;
  const start = text.search(/[{[]/);
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]"));
  return start < 0 ? "" : text.slice(start, end + 1);
}

function asNode(value: Json): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  if (isJsonObject(value.config) && typeof value.config.type === "string") return value;
  const isConfig = typeof value.type === "string" && definitionOf(value.type) !== undefined;
  return isConfig ? { config: value } : undefined;
}

/**
 * Adds the nodes in a text at a place, with identifiers that are free: what they say of each other follows.
 * Undefined when the text holds no nodes; else the refusal, or the identifiers of those that came.
 */
export function pasteNodes(
  store: StoreApi<EditorStore>,
  text: string,
  at: Position,
  options: PasteOptions = {},
): Refusal | { added: string[] } | undefined {
  const found = nodesIn(text);
  const { document, layout, direction, actions } = store.getState();
  if (found === undefined || document === undefined) return undefined;
  const pasted = apartFrom(document, found);
  const kept = options.places ?? {};
  // Renamed or not, they come in the same order.
  const known = pasted.nodes.flatMap(({ identifier }, index) => {
    const place = kept[found.nodes[index]!.identifier];
    return place === undefined ? [] : [[identifier, place] as const];
  });
  const places = layoutWorkflow(pasted, Object.fromEntries(known), { direction });
  const xs = Object.values(places).map(({ x }) => x);
  const ys = Object.values(places).map(({ y }) => y);
  const corner = { x: Math.min(...xs), y: Math.min(...ys) };
  const moved = Object.fromEntries(
    Object.entries(places).map(([id, { x, y }]) => [id, free(x - corner.x + at.x, y - corner.y + at.y)]),
  );
  /** Pasting twice in one place must not hide the first under the second. */
  function free(x: number, y: number): Position {
    const place = { x: Math.round(x / 16) * 16, y: Math.round(y / 16) * 16 };
    while (Object.values(layout).some((other) => other.x === place.x && other.y === place.y)) {
      place.x += 32;
      place.y += 32;
    }
    return place;
  }
  const changes: Change[] = [
    ...pasted.nodes.map((node) => ({ at: "/nodes", insert: node as unknown as Json })),
    ...connectionsOf(pasted).map((each) => ({ at: "/connections", insert: each as unknown as Json })),
  ];
  const refused = actions.edit((before) => editText(before, changes), {
    layout: { ...layout, ...moved },
    select: pasted.nodes.length === 1 ? { kind: "node", id: pasted.nodes[0]!.identifier } : null,
    label: `${options.verb ?? "Paste"} ${pasted.nodes.length === 1 ? pasted.nodes[0]!.identifier : `${pasted.nodes.length} nodes`}`,
  });
  return refused ?? { added: pasted.nodes.map(({ identifier }) => identifier) };
}

export interface PasteOptions {
  /** Where the nodes stand to each other, by the identifiers in the text; laid out afresh when absent. */
  places?: Layout;
  /** Names the undo step. */
  verb?: string;
}

/** Copies nodes, and what joins them, a little below. */
export function duplicateNodes(
  store: StoreApi<EditorStore>,
  ids: readonly string[],
): Refusal | { added: string[] } | undefined {
  const { document, layout } = store.getState();
  const places = Object.fromEntries(ids.flatMap((id) => (layout[id] ? [[id, layout[id]]] : [])));
  const all = Object.values(places);
  if (!document || all.length === 0) return undefined;
  const at = {
    x: Math.min(...all.map(({ x }) => x)) + 32,
    y: Math.min(...all.map(({ y }) => y)) + 112,
  };
  return pasteNodes(store, copyNodes(document, ids), at, { places, verb: "Duplicate" });
}

/** The same nodes under identifiers that a document does not use yet. */
function apartFrom(document: WorkflowDocument, pasted: WorkflowDocument): WorkflowDocument {
  const there = new Set(document.nodes.map((node) => node.identifier));
  const taken = new Set([...there, ...pasted.nodes.map((node) => node.identifier)]);
  let text = JSON.stringify(pasted);
  for (const { identifier } of pasted.nodes) {
    if (!there.has(identifier)) continue;
    const name = freeName(taken, identifier);
    taken.add(name);
    text = renameNode(text, identifier, name);
  }
  return JSON.parse(text) as WorkflowDocument;
}
