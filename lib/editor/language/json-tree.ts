import { findNodeAtLocation, getLocation, type Node, parseTree } from "jsonc-parser";
import { fromPointer } from "../../base/pointer";
import { readLiteral } from "./string-literal";

export interface TextRange {
  start: number;
  end: number;
}

/** A text with its tree; broken text gives the tree of what can be read. */
export interface JsonTree {
  text: string;
  root: Node | undefined;
}

let latest: JsonTree = { text: "", root: undefined };

/** Parses a text; asking again about the same text costs nothing. */
export function treeOf(text: string): JsonTree {
  if (latest.text !== text) latest = { text, root: parseTree(text, [], { allowTrailingComma: true }) };
  return latest;
}

/**
 * Where a JSON Pointer's value stands; for a place that is not there, the nearest thing around it. A `span`
 * inside the string at the pointer narrows it. Objects and lists of several lines give their first line only,
 * so that a mark does not cover a page.
 */
export function rangeOfPointer(
  { text, root }: JsonTree,
  pointer: string,
  span?: { start: number; end: number },
): TextRange {
  const path = fromPointer(pointer);
  for (let length = path.length; root !== undefined && length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node === undefined) continue;
    const exact = length === path.length;
    if (exact && span !== undefined && node.type === "string") return spanInside(text, node, span);
    const target = !exact && node.type === "object" ? node : propertyName(node, exact);
    return firstLine(text, { start: target.offset, end: target.offset + target.length });
  }
  return firstLine(text, { start: 0, end: text.length });
}

/** The path of what stands at an offset of a text. */
export const pathAtOffset = (text: string, offset: number): (string | number)[] =>
  getLocation(text, offset).path;

/** A workflow node in the text. */
export interface NodePlace {
  index: number;
  identifier: string;
  type: string;
  range: TextRange;
}

/** The workflow's nodes as the text has them now, skipping those without an identifier. */
export function nodePlaces({ root }: JsonTree): NodePlace[] {
  const list = root === undefined ? undefined : findNodeAtLocation(root, ["nodes"]);
  if (list?.type !== "array") return [];
  return (list.children ?? []).flatMap((node, index) => {
    const identifier = findNodeAtLocation(node, ["identifier"])?.value;
    if (typeof identifier !== "string") return [];
    const type = findNodeAtLocation(node, ["config", "type"])?.value;
    return [
      {
        index,
        identifier,
        type: typeof type === "string" ? type : "",
        range: { start: node.offset, end: node.offset + node.length },
      },
    ];
  });
}

/** A connection in the text. */
export interface ConnectionPlace {
  index: number;
  value: {
    sourceIdentifier: string;
    targetIdentifier: string;
    sourceOutletIdentifier?: string;
    fallback?: true;
  };
  range: TextRange;
}

export function connectionPlaces({ root }: JsonTree): ConnectionPlace[] {
  const list = root === undefined ? undefined : findNodeAtLocation(root, ["connections"]);
  if (list?.type !== "array") return [];
  return (list.children ?? []).flatMap((node, index) => {
    const read = (key: string): unknown => findNodeAtLocation(node, [key])?.value;
    const source = read("sourceIdentifier");
    const target = read("targetIdentifier");
    if (typeof source !== "string" || typeof target !== "string") return [];
    const outlet = read("sourceOutletIdentifier");
    return [
      {
        index,
        value: {
          sourceIdentifier: source,
          targetIdentifier: target,
          ...(typeof outlet === "string" ? { sourceOutletIdentifier: outlet } : {}),
          ...(read("fallback") === true ? { fallback: true as const } : {}),
        },
        range: { start: node.offset, end: node.offset + node.length },
      },
    ];
  });
}

function spanInside(text: string, node: Node, span: { start: number; end: number }): TextRange {
  const literal = readLiteral(text, node.offset, node.offset + node.length);
  const start = literal.offsetOf(span.start);
  return { start, end: Math.max(literal.offsetOf(span.end), start + 1) };
}

/** What to mark for a value: its key when it is an object or a list, else the value. */
function propertyName(node: Node, exact: boolean): Node {
  const isLarge = node.type === "object" || node.type === "array";
  if (!isLarge && exact) return node;
  return node.parent?.type === "property" ? (node.parent.children?.[0] ?? node) : node;
}

function firstLine(text: string, range: TextRange): TextRange {
  const feed = text.slice(range.start, Math.min(range.end, range.start + 2_000)).search(/\r?\n/);
  const end = feed === -1 ? range.end : range.start + feed;
  return { start: range.start, end: Math.max(end, Math.min(range.start + 1, text.length)) };
}
