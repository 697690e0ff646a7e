import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { toPointer } from "../base/pointer";
import type { Fix } from "../base/problem";
import { freeName } from "./fresh-identifier";
import { type Change, editText } from "./text-edit";

export { freshIdentifier } from "./fresh-identifier";
export { renameNode, whyNotRename } from "./rename";

/**
 * Every command takes the text of a document and gives the text with one thing done, by the smallest ranges
 * that carry it. Text that is no JSON, and things that are not there, give the same text back.
 */

/** A connection, by its source's way out. Neither outlet nor fallback: the single way out. */
export interface Link {
  source: string;
  target: string;
  outlet?: string;
  fallback?: boolean;
}

interface Lists {
  nodes: Json[];
  connections: Json[];
}

function listsOf(text: string): Lists | undefined {
  try {
    const value = JSON.parse(text) as Json;
    if (!isJsonObject(value)) return undefined;
    return {
      nodes: Array.isArray(value.nodes) ? value.nodes : [],
      connections: Array.isArray(value.connections) ? value.connections : [],
    };
  } catch {
    return undefined;
  }
}

const nodeIndex = (lists: Lists, identifier: string): number =>
  lists.nodes.findIndex((node) => isJsonObject(node) && node.identifier === identifier);

/** Writes the value at a pointer, making missing parents; `undefined` removes it; `/list/-` appends. */
export const setAt = (text: string, pointer: string, value: Json | undefined): string =>
  editText(text, [{ at: pointer, value }]);

/** Adds a node after the others. */
export const addNode = (text: string, node: JsonObject): string =>
  editText(text, [{ at: "/nodes", insert: node }]);

/** Removes a node and every connection that begins or ends there. */
export function removeNode(text: string, identifier: string): string {
  const lists = listsOf(text);
  const index = lists === undefined ? -1 : nodeIndex(lists, identifier);
  if (lists === undefined || index < 0) return text;
  const twice = lists.nodes.some(
    (node, at) => at > index && isJsonObject(node) && node.identifier === identifier,
  );
  const changes: Change[] = [{ at: `/nodes/${index}`, value: undefined }];
  lists.connections.forEach((connection, at) => {
    const touches =
      isJsonObject(connection) &&
      (connection.sourceIdentifier === identifier || connection.targetIdentifier === identifier);
    // The other node of that name keeps its connections.
    if (touches && !twice) changes.push({ at: `/connections/${at}`, value: undefined });
  });
  return editText(text, changes);
}

const connectionOf = ({ source, target, outlet, fallback }: Link): JsonObject => ({
  sourceIdentifier: source,
  targetIdentifier: target,
  ...(fallback === true
    ? { fallback: true }
    : outlet === undefined
      ? {}
      : { sourceOutletIdentifier: outlet }),
});

function leavesBy(connection: Json, link: Omit<Link, "target">): connection is JsonObject {
  if (!isJsonObject(connection) || connection.sourceIdentifier !== link.source) return false;
  const fallback = connection.fallback === true;
  if (link.fallback === true || fallback) return fallback === (link.fallback === true);
  return (connection.sourceOutletIdentifier ?? undefined) === link.outlet;
}

/** Connects a way out to a node. A way out that leads elsewhere leads there instead (reference 5, rule 4). */
export function connect(text: string, link: Link): string {
  const lists = listsOf(text);
  if (lists === undefined) return text;
  const index = lists.connections.findIndex((connection) => leavesBy(connection, link));
  return index < 0
    ? editText(text, [{ at: "/connections", insert: connectionOf(link) }])
    : editText(text, [{ at: `/connections/${index}/targetIdentifier`, value: link.target }]);
}

/** Removes the connections of a way out; only those to `target` when it is given. */
export function disconnect(text: string, link: Omit<Link, "target"> & { target?: string }): string {
  const lists = listsOf(text);
  const changes = (lists?.connections ?? []).flatMap((connection, index): Change[] =>
    leavesBy(connection, link) && (link.target === undefined || connection.targetIdentifier === link.target)
      ? [{ at: `/connections/${index}`, value: undefined }]
      : [],
  );
  return editText(text, changes);
}

/**
 * Puts a new node into the middle of a connection, given by its index: what led to the target leads to the
 * node, and `way` leads from the node to the target. No `way`: the new node's single way out.
 */
export function insertOnConnection(
  text: string,
  connection: number,
  node: JsonObject & { identifier: string },
  way: { outlet?: string; fallback?: boolean } = {},
): string {
  const old = listsOf(text)?.connections[connection];
  if (!isJsonObject(old) || typeof old.targetIdentifier !== "string") return text;
  const onward = connectionOf({ ...way, source: node.identifier, target: old.targetIdentifier });
  return editText(text, [
    { at: "/nodes", insert: node },
    { at: `/connections/${connection}/targetIdentifier`, value: node.identifier },
    { at: "/connections", insert: onward, index: connection + 1 },
  ]);
}

/** Writes inside a node's config; `pointer` is relative to it, `""` is the whole config. */
export function setNodeConfig(
  text: string,
  identifier: string,
  pointer: string,
  value: Json | undefined,
): string {
  const at = nodePointer(text, identifier);
  return at === undefined ? text : setAt(text, `${at}/config${pointer}`, value);
}

/** Sets a node's title, or with `undefined` as node the workflow's; an empty title is removed. */
export function setTitle(text: string, identifier: string | undefined, title: string): string {
  const at = identifier === undefined ? "" : nodePointer(text, identifier);
  return at === undefined ? text : setAt(text, `${at}/title`, title === "" ? undefined : title);
}

/** The pointer of a node in the text. */
function nodePointer(text: string, identifier: string): string | undefined {
  const lists = listsOf(text);
  const index = lists === undefined ? -1 : nodeIndex(lists, identifier);
  return index < 0 ? undefined : toPointer(["nodes", index]);
}

/** Copies a node, without its connections, behind the original; gives the copy's identifier too. */
export function duplicateNode(text: string, identifier: string): { text: string; identifier?: string } {
  const lists = listsOf(text);
  const index = lists === undefined ? -1 : nodeIndex(lists, identifier);
  const node = lists?.nodes[index];
  if (lists === undefined || !isJsonObject(node)) return { text };
  const taken = new Set(lists.nodes.flatMap((one) => (isJsonObject(one) ? [String(one.identifier)] : [])));
  const copy = freeName(taken, identifier);
  return {
    text: editText(text, [{ at: "/nodes", insert: { ...node, identifier: copy }, index: index + 1 }]),
    identifier: copy,
  };
}

/** Applies a problem's fix. Its places are those of the text that was checked. */
export const applyFix = (text: string, fix: Fix): string => editText(text, fix.edits);
