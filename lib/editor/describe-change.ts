import { isJsonObject, type Json, type JsonObject, sameJson } from "../base/json";
import {
  type Connection,
  connectionsOf,
  nodeJsonSchema,
  type WorkflowDocument,
  type WorkflowNode,
} from "../workflow/document";
import { connectionId } from "./flow";
import type { Snapshot } from "./history";

/** What is written where somebody types JSON. */
export const typingLabel = "Typing in JSON";

const nameOf = (node: WorkflowNode): string => node.title || node.identifier;
const some = (verb: string, nodes: readonly WorkflowNode[]): string =>
  `${verb} ${nodes.length === 1 ? nameOf(nodes[0]!) : `${nodes.length} nodes`}`;

/** What changed between two snapshots, in people's words: "Move deploy", "Change URL of call", "Delete 3 nodes". */
export function describeChange(before: Snapshot, after: Snapshot): string {
  const [old, now] = [before.said, after.said];
  if (before.text === after.text) return besideLabel(before, after);
  if (!old?.document || !now?.document || old.textBroken || now.textBroken) return typingLabel;
  if (old.document === now.document) return typingLabel;
  const nodes = difference(old.document.nodes, now.document.nodes, ({ identifier }) => identifier);
  const ways = difference(connectionsOf(old.document), connectionsOf(now.document), connectionId);
  return nodesLabel(nodes) ?? waysLabel(ways) ?? fieldsLabel(old.document, now.document);
}

/** The nodes that another snapshot has otherwise: their cards are what changed on the canvas. */
export function changedNodes(before: Snapshot, after: Snapshot): string[] {
  const [old, now] = [before.said?.document, after.said?.document];
  if (!old || !now) return [];
  const { added, changed } = difference(old.nodes, now.nodes, ({ identifier }) => identifier);
  const ways = difference(connectionsOf(old), connectionsOf(now), connectionId);
  const ends = [...ways.added, ...ways.removed].flatMap((each) => [
    each.sourceIdentifier,
    each.targetIdentifier,
  ]);
  const known = new Set(now.nodes.map(({ identifier }) => identifier));
  const names = [...added, ...changed.map(([, node]) => node)].map(({ identifier }) => identifier);
  return [...new Set([...names, ...movedBetween(before, after), ...ends])].filter((name) => known.has(name));
}

interface Difference<T> {
  added: T[];
  removed: T[];
  changed: [before: T, after: T][];
}

/** By identity: what did not change is the same object (`share`). */
function difference<T>(before: readonly T[], after: readonly T[], key: (item: T) => string): Difference<T> {
  if (before === after) return { added: [], removed: [], changed: [] };
  const old = new Map(before.map((item) => [key(item), item]));
  const names = new Set(after.map(key));
  const changed: [T, T][] = [];
  for (const item of after) {
    const was = old.get(key(item));
    if (was !== undefined && was !== item) changed.push([was, item]);
  }
  return {
    added: after.filter((item) => !old.has(key(item))),
    removed: before.filter((item) => !names.has(key(item))),
    changed,
  };
}

function nodesLabel({ added, removed, changed }: Difference<WorkflowNode>): string | undefined {
  const [one, was] = [added[0], removed[0]];
  if (one && was) {
    const isSame = added.length === 1 && removed.length === 1 && one.config.type === was.config.type;
    if (isSame && one.title === was.title) return `Rename ${was.identifier} to ${one.identifier}`;
    return "Replace nodes";
  }
  if (one) return some("Add", added);
  if (was) return some("Delete", removed);
  if (changed.length !== 1) return changed.length > 1 ? `Change ${changed.length} nodes` : undefined;
  const [[before, after]] = changed as [[WorkflowNode, WorkflowNode]];
  const field = fieldBetween(before as JsonObject, after as JsonObject, after.config.type);
  return field === undefined ? `Change ${nameOf(before)}` : `Change ${field} of ${nameOf(before)}`;
}

/** The one field that differs, by its name in the form. */
function fieldBetween(before: JsonObject, after: JsonObject, type: string): string | undefined {
  const schema = nodeJsonSchema(type);
  const [key, ...others] = differingKeys(before, after);
  if (key === undefined || others.length > 0) return undefined;
  if (key !== "config") return titleIn(schema, key);
  const [inside, ...more] = differingKeys(before.config as JsonObject, after.config as JsonObject);
  if (inside === undefined) return undefined;
  return more.length === 0 ? titleIn(propertyIn(schema, "config"), inside) : undefined;
}

const differingKeys = (before: JsonObject, after: JsonObject): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => {
    const [old, now] = [before[key], after[key]];
    return old === undefined || now === undefined ? old !== now : !sameJson(old, now);
  });

function propertyIn(schema: Json | undefined, key: string): Json | undefined {
  const properties = isJsonObject(schema) ? schema.properties : undefined;
  return isJsonObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
}

/**
 * A place in a merge in people's words: `Call › URL`. Items of lists are named in the path.
 *
 * @param documents where its node may be found, the best first
 */
export function placeLabel(
  [list, name, ...rest]: readonly (string | number)[],
  documents: readonly (WorkflowDocument | undefined)[],
): string {
  if (list === "nodes" && typeof name === "string") {
    const node = documents
      .map((each) => each?.nodes.find(({ identifier }) => identifier === name))
      .find(Boolean);
    const [area, key, ...below] = rest;
    const schema = nodeJsonSchema(node?.config.type ?? "");
    const field =
      area === undefined
        ? []
        : area === "config" && key !== undefined
          ? [titleIn(propertyIn(schema, "config"), String(key)), ...below]
          : [titleIn(schema, String(area)), ...rest.slice(1)];
    return [node ? nameOf(node) : name, ...field].join(" › ");
  }
  if (list === "connections" && name !== undefined) return `Connection from ${name}`;
  return ["Workflow", list, name, ...rest].filter((step) => step !== undefined).join(" › ");
}

function titleIn(schema: Json | undefined, key: string): string {
  const property = propertyIn(schema, key);
  const title = isJsonObject(property) && typeof property.title === "string" ? property.title : key;
  // "URL" stays as it is, "Request body" goes on in the sentence.
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

const way = ({ sourceIdentifier, targetIdentifier }: Connection): string =>
  `${sourceIdentifier} to ${targetIdentifier}`;

function waysLabel({ added, removed, changed }: Difference<Connection>): string | undefined {
  if (added.length === 1 && removed.length <= 1) return `Connect ${way(added[0]!)}`;
  if (added.length > 0) return `Connect ${added.length} nodes`;
  if (removed.length === 1)
    return `Disconnect ${removed[0]!.sourceIdentifier} from ${removed[0]!.targetIdentifier}`;
  if (removed.length > 0) return `Delete ${removed.length} connections`;
  return changed.length > 0 ? `Change connection ${way(changed[0]![1])}` : undefined;
}

function fieldsLabel(before: object, after: object): string {
  const keys = differingKeys(before as JsonObject, after as JsonObject);
  const [key] = keys.filter((each) => each !== "nodes" && each !== "connections");
  return key === undefined || keys.length > 1 ? "Change the workflow" : `Change ${key} of the workflow`;
}

function movedBetween(before: Snapshot, after: Snapshot): string[] {
  if (before.layout === after.layout) return [];
  return Object.keys(after.layout).filter((id) => {
    const [old, now] = [before.layout[id], after.layout[id]];
    return old?.x !== now?.x || old?.y !== now?.y;
  });
}

function besideLabel(before: Snapshot, after: Snapshot): string {
  const moved = new Set(movedBetween(before, after));
  if (before.direction !== after.direction) return "Tidy the layout";
  if (moved.size === 0) return before.board === after.board ? "Change the canvas" : "Change groups and notes";
  const nodes = after.said?.document?.nodes.filter(({ identifier }) => moved.has(identifier)) ?? [];
  return nodes.length === 0 ? "Move nodes" : some("Move", nodes);
}
