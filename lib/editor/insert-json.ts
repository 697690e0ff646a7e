import { findNodeAtOffset, getNodePath, modify, type Node, parseTree } from "jsonc-parser";
import type { Json } from "../base/json";
import type { Path } from "../base/pointer";
import {
  insertValue,
  type TextInsertion,
  type TextSelection,
  type TextSyntax,
  templateFor,
} from "./insert-value";
import { escapeForJson, readLiteral } from "./language/string-literal";

/** How the string at a path of a JSON text is read; nothing where it is plain text. */
export type SyntaxAt = (path: (string | number)[], value: string) => TextSyntax | undefined;

/**
 * How a path is written into a JSON text: into the string at the caret, in place of another value, or as a new
 * entry of the object or list there, which is called like the last step of the path. On a name its value is
 * meant. Nothing where no template is read, or where the text is too broken to tell.
 */
export function insertIntoJson(
  text: string,
  selection: TextSelection,
  path: Path,
  syntaxAt: SyntaxAt,
): TextInsertion | undefined {
  const whole = (at: (string | number)[]): string | undefined => {
    const syntax = syntaxAt(at, "");
    return syntax && JSON.stringify(templateFor(path, syntax));
  };
  if (text.trim() === "") {
    const value = whole([]);
    return value === undefined ? undefined : { start: 0, end: text.length, text: value };
  }
  const root = parseTree(text, [], { allowTrailingComma: true });
  const start = Math.min(selection.start, selection.end);
  const end = Math.max(selection.start, selection.end);
  const found = root && (findNodeAtOffset(root, start, true) ?? findNodeAtOffset(root, start - 1, true));
  if (found === undefined) return undefined;
  const node = meant(found);
  const at = getNodePath(node);
  if (node.type === "string" && node === found) return intoString(text, node, { start, end }, path, syntaxAt);
  if (node.type === "object" || node.type === "array")
    return node === found ? newEntry(text, node, path, syntaxAt) : undefined;
  const value = whole(at);
  return value === undefined
    ? undefined
    : { start: node.offset, end: node.offset + node.length, text: value };
}

/** On a name, or between a name and its value, the value is meant. */
function meant(node: Node): Node {
  if (node.type === "property") return node.children?.[1] ?? node;
  const { parent } = node;
  return parent?.type === "property" && parent.children?.[0] === node ? (parent.children[1] ?? node) : node;
}

function intoString(
  text: string,
  node: Node,
  { start, end }: TextSelection,
  path: Path,
  syntaxAt: SyntaxAt,
): TextInsertion | undefined {
  const literal = readLiteral(text, node.offset, node.offset + node.length);
  const syntax = syntaxAt(getNodePath(node), literal.value);
  if (syntax === undefined) return undefined;
  const selection = { start: literal.indexOf(start), end: literal.indexOf(Math.min(end, literal.end - 1)) };
  const edit = insertValue(literal.value, selection, path, syntax);
  return {
    start: literal.offsetOf(edit.start),
    end: literal.offsetOf(edit.end),
    text: escapeForJson(edit.text),
  };
}

function newEntry(text: string, node: Node, path: Path, syntaxAt: SyntaxAt): TextInsertion | undefined {
  const at = getNodePath(node);
  const isList = node.type === "array";
  const taken = (node.children ?? []).map((child): unknown => child.children?.[0]?.value);
  const step = isList
    ? (node.children?.length ?? 0)
    : freeName(String(path.findLast(isName) ?? "value"), taken);
  const syntax = syntaxAt([...at, step], "");
  if (syntax === undefined) return undefined;
  const value: Json = templateFor(path, syntax);
  const edits = modify(text, [...at, step], value, {
    formattingOptions: { insertSpaces: true, tabSize: 2, eol: "\n" },
    isArrayInsertion: isList,
  });
  const from = Math.min(...edits.map(({ offset }) => offset));
  const to = Math.max(...edits.map(({ offset, length }) => offset + length));
  if (edits.length === 0) return undefined;
  const piece = [...edits]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (result, { offset, length, content }) =>
        result.slice(0, offset - from) + content + result.slice(offset - from + length),
      text.slice(from, to),
    );
  return { start: from, end: to, text: piece };
}

const isName = (step: string | number): step is string => typeof step === "string";

function freeName(name: string, taken: readonly unknown[]): string {
  let free = name;
  for (let count = 2; taken.includes(free); count++) free = `${name}_${count}`;
  return free;
}
