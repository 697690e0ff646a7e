import { createScanner, type JSONScanner } from "jsonc-parser";
import { toPointer } from "../base/pointer";
import { readValid } from "./valid-json";

/** A JSON value with its place in the text. Offsets are UTF-16 code units; `end` is exclusive. */
export type JsonTree =
  | { kind: "object"; start: number; end: number; entries: JsonEntry[] }
  | { kind: "array"; start: number; end: number; items: JsonTree[] }
  | { kind: "scalar"; start: number; end: number };

/** A key of an object with its place, quotes included. */
export interface JsonEntry {
  key: string;
  start: number;
  end: number;
  value: JsonTree;
}

/** Where text stops being JSON, and why. */
export interface JsonError {
  message: string;
  offset: number;
  length: number;
}

export interface JsonReading {
  root?: JsonTree;
  error?: JsonError;
  /** Objects that hold a key twice; the later one counts, as everywhere in JSON. */
  duplicates: { pointer: string; key: string; first: number; second: number }[];
}

/** Deeper JSON is refused: no workflow needs it, and everything after may recurse safely. */
export const maxDepth = 200;

// The scanner's own enumerations are `const enum`s, which isolated modules cannot read.
const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  trivia: 15,
  end: 17,
} as const;

const scanErrors: Record<number, string> = {
  1: "this comment never ends",
  2: "this text has no closing quote on its line",
  3: "this number is cut off",
  4: "\\u needs four hexadecimal digits",
  5: 'this escape is not known; a backslash may stand before " \\ / b f n r t u',
  6: "a control character stands in this text; write it as an escape such as \\t",
};

type Expects = "value" | "firstValue" | "key" | "firstKey" | "colon" | "next" | "end";

type Container = Extract<JsonTree, { kind: "object" | "array" }>;

/** The newest readings: an edit reads the text that the last one wrote, and every panel reads the same. */
const recent: { text: string; reading: JsonReading }[] = [];
const remembered = 2;
/** Shorter texts are read again sooner than they are found. */
const worthKeeping = 2_000;

/**
 * Reads strict JSON into a tree with offsets, without recursion: no comments, no trailing commas, at most
 * 200 levels. Stops at the first error. The reading may be shared: do not change it.
 */
export function readJson(text: string): JsonReading {
  if (text.length < worthKeeping) return readCarefully(text);
  const at = recent.findIndex((each) => each.text === text);
  const found = at < 0 ? { text, reading: readValid(text, maxDepth) ?? readCarefully(text) } : recent[at]!;
  if (at >= 0) recent.splice(at, 1);
  recent.unshift(found);
  recent.length = Math.min(recent.length, remembered);
  return found.reading;
}

/** The reader that can say what is wrong, and where. */
export function readCarefully(text: string): JsonReading {
  const scanner = createScanner(text, false);
  const duplicates: JsonReading["duplicates"] = [];
  const stack: { node: Container; keys: Map<string, number>; key?: JsonEntry }[] = [];
  let root: JsonTree | undefined;
  let expects = "value" as Expects;

  const fail = (message: string): JsonReading => ({
    error: { message, offset: scanner.getTokenOffset(), length: Math.max(1, scanner.getTokenLength()) },
    duplicates,
  });
  const place = (node: JsonTree): void => {
    const top = stack.at(-1);
    if (top === undefined) root = node;
    else if (top.node.kind === "array") top.node.items.push(node);
    else if (top.key !== undefined) top.key.value = node;
    expects = stack.length === 0 ? "end" : "next";
  };
  const close = (): void => {
    const top = stack.pop();
    if (top) top.node.end = scanner.getTokenOffset() + scanner.getTokenLength();
    expects = stack.length === 0 ? "end" : "next";
  };

  for (;;) {
    const kind = scanner.scan() as number;
    if (kind === token.trivia || kind === token.lineBreak) continue;
    if (kind === token.lineComment || kind === token.blockComment)
      return fail("JSON has no comments. Remove this one.");
    const scanError = scanner.getTokenError() as number;
    if (scanError !== 0) return fail(`${capital(scanErrors[scanError] ?? "this cannot be read")}.`);
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();

    switch (expects) {
      case "end":
        if (kind === token.end) return { ...(root && { root }), duplicates };
        return fail(`The document is over before ${seen(scanner, kind)}. Remove what follows it.`);
      case "colon":
        if (kind !== token.colon) return fail(`A colon is missing before ${seen(scanner, kind)}.`);
        expects = "value";
        continue;
      case "firstKey":
      case "key": {
        const top = stack.at(-1);
        if (expects === "firstKey" && kind === token.closeBrace) {
          close();
          continue;
        }
        if (kind === token.closeBrace)
          return fail("A comma stands before this closing brace. Remove the comma.");
        if (kind !== token.string || top?.node.kind !== "object")
          return fail(`A key in double quotes is expected here, not ${seen(scanner, kind)}.`);
        const key = scanner.getTokenValue();
        const first = top.keys.get(key);
        if (first !== undefined && duplicates.length < 100)
          duplicates.push({ pointer: toPointer(pathOf(stack, key)), key, first, second: start });
        if (first === undefined) top.keys.set(key, start);
        top.key = { key, start, end, value: { kind: "scalar", start: end, end } };
        top.node.entries.push(top.key);
        expects = "colon";
        continue;
      }
      case "next": {
        const top = stack.at(-1);
        if (kind === token.comma) {
          expects = top?.node.kind === "array" ? "value" : "key";
          continue;
        }
        const closing = top?.node.kind === "array" ? token.closeBracket : token.closeBrace;
        if (kind !== closing)
          return fail(
            kind === token.end
              ? `The text ends inside ${top?.node.kind === "array" ? "a list; ] is" : "an object; } is"} missing.`
              : `A comma or ${top?.node.kind === "array" ? "]" : "}"} is expected before ${seen(scanner, kind)}.`,
          );
        close();
        continue;
      }
      default: {
        if (expects === "firstValue" && kind === token.closeBracket) {
          close();
          continue;
        }
        if (kind === token.openBrace || kind === token.openBracket) {
          if (stack.length >= maxDepth)
            return fail(`Values nest deeper than ${maxDepth} levels here. Flatten the document.`);
          const node: Container =
            kind === token.openBrace
              ? { kind: "object", start, end, entries: [] }
              : { kind: "array", start, end, items: [] };
          place(node);
          stack.push({ node, keys: new Map() });
          expects = kind === token.openBrace ? "firstKey" : "firstValue";
          continue;
        }
        if (kind === token.closeBracket && expects === "value" && stack.at(-1)?.node.kind === "array")
          return fail("A comma stands before this closing bracket. Remove the comma.");
        if (kind < token.null || kind > token.number)
          return fail(
            kind === token.end
              ? text.trim() === ""
                ? "The text is empty. A workflow is a JSON object with nodes."
                : "The text ends where a value is expected."
              : `A value is expected here, not ${seen(scanner, kind)}.`,
          );
        place({ kind: "scalar", start, end });
      }
    }
  }
}

const pathOf = (stack: { node: Container; key?: JsonEntry }[], key: string): (string | number)[] => [
  ...stack
    .slice(0, -1)
    .map(({ node, key: at }) => (node.kind === "array" ? node.items.length - 1 : (at?.key ?? ""))),
  key,
];

function seen(scanner: JSONScanner, kind: number): string {
  if (kind === token.end) return "the end of the text";
  const raw = scanner.getTokenValue() || "";
  if (kind === token.string) return `the text ${JSON.stringify(raw.slice(0, 40))}`;
  const marks: Record<number, string> = { 1: "{", 2: "}", 3: "[", 4: "]", 5: "a comma", 6: "a colon" };
  return marks[kind] ?? `"${raw.slice(0, 40)}"`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The part of a tree at a path. A key that occurs twice gives its last value. */
export function treeAt(root: JsonTree, path: readonly (string | number)[]): JsonTree | undefined {
  let node: JsonTree | undefined = root;
  for (const step of path) {
    if (node?.kind === "array") node = node.items[Number(step)];
    else if (node?.kind === "object") node = entryOf(node, String(step))?.value;
    else return undefined;
  }
  return node;
}

/** The last entry with a key. */
export const entryOf = (node: Extract<JsonTree, { kind: "object" }>, key: string): JsonEntry | undefined =>
  node.entries.findLast((entry) => entry.key === key);
