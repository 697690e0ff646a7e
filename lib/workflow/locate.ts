import { fromPointer, toPointer } from "../base/pointer";
import { entryOf, type JsonEntry, type JsonTree, readJson } from "./json-tree";

/** A stretch of the text. `line` and `column` count from 1; a column is a UTF-16 code unit. */
export interface Location {
  offset: number;
  length: number;
  line: number;
  column: number;
}

/** Line and column of an offset, both from 1. Line ends are LF, CRLF and CR. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let begin = 0;
  const end = Math.min(offset, text.length);
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) {
      line++;
      begin = at + 1;
    }
  }
  return { line, column: end - begin + 1 };
}

/**
 * Finds the value at a pointer, or the nearest parent that exists. `key: true` gives the key instead of
 * the value where there is one. Nothing when the text is no JSON.
 */
export function locate(text: string, pointer: string, options?: { key?: boolean }): Location | undefined {
  return createLocator(text)?.locate(pointer, options);
}

export interface Locator {
  root: JsonTree;
  locate(pointer: string, options?: { key?: boolean }): Location;
  /**
   * The stretch of the text that a span of a string value covers, escapes taken into account. `span` counts
   * UTF-16 units of the value; the whole value when the pointer is no string.
   */
  locateSpan(pointer: string, span: { start: number; end: number }): Location;
  /** The pointer of the innermost value or key around an offset. */
  pointerAt(offset: number): string;
}

/** Reads a text once to locate many places in it. Nothing when it is no JSON. */
export function createLocator(text: string): Locator | undefined {
  const { root } = readJson(text);
  if (root === undefined) return undefined;
  const lines = lineStarts(text);
  const at = (offset: number, length: number): Location => {
    const line = lineOf(lines, offset);
    return { offset, length, line: line + 1, column: offset - lines[line]! + 1 };
  };
  return {
    root,
    locate(pointer, options) {
      const { node, key } = walk(root, pointer);
      const place = options?.key === true && key !== undefined ? key : node;
      return at(place.start, place.end - place.start);
    },
    locateSpan(pointer, span) {
      const { node, exact } = walk(root, pointer);
      if (!exact || text[node.start] !== '"') return at(node.start, node.end - node.start);
      const start = rawOffset(text, node.start + 1, span.start);
      const end = rawOffset(text, start, span.end - span.start);
      return at(start, Math.min(end, node.end - 1) - start);
    },
    pointerAt: (offset) => toPointer(pathAt(root, offset)),
  };
}

function walk(root: JsonTree, pointer: string) {
  let node = root;
  let key: { start: number; end: number } | undefined;
  for (const step of fromPointer(pointer)) {
    if (node.kind === "array") {
      const item: JsonTree | undefined = node.items[Number(step)];
      if (item === undefined) return { node, key, exact: false };
      node = item;
      key = undefined;
    } else {
      const entry: JsonEntry | undefined = node.kind === "object" ? entryOf(node, String(step)) : undefined;
      if (entry === undefined) return { node, key, exact: false };
      node = entry.value;
      key = entry;
    }
  }
  return { node, key, exact: true };
}

function pathAt(root: JsonTree, offset: number): (string | number)[] {
  const path: (string | number)[] = [];
  let node: JsonTree | undefined = root;
  while (node !== undefined && node.kind !== "scalar") {
    let inner: JsonTree | undefined;
    if (node.kind === "object") {
      const entry: JsonEntry | undefined = node.entries.find(
        (e) => offset >= e.start && offset <= e.value.end,
      );
      if (entry !== undefined) {
        path.push(entry.key);
        inner = offset >= entry.value.start ? entry.value : undefined;
      }
    } else {
      const index = node.items.findIndex((item) => offset >= item.start && offset <= item.end);
      if (index >= 0) {
        path.push(index);
        inner = node.items[index];
      }
    }
    node = inner;
  }
  return path;
}

/** The offset in the raw text that lies `count` UTF-16 units of value after `from`, inside a JSON string. */
function rawOffset(text: string, from: number, count: number): number {
  let at = from;
  for (let left = count; left > 0 && at < text.length; left--) {
    if (text[at] === "\\") at += text[at + 1] === "u" ? 6 : 2;
    else at++;
  }
  return at;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

function lineOf(starts: number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
