import { visit } from "jsonc-parser";
import { fieldKind, type Place } from "./fields";
import type { TextRange } from "./json-tree";
import { readLiteral, type StringLiteral } from "./string-literal";

type Path = readonly (string | number)[];

/** A string of the document that is evaluated when it runs: one with templates in it, or bare jq. */
export interface ExpressionString {
  syntax: "template" | "jq";
  place: Place;
  /** From the document's root. For a key, the path of its entry. */
  path: Path;
  isKey: boolean;
  literal: StringLiteral;
  /** Identifier of the workflow node it belongs to; `""` when that has none. */
  node: string;
  nodeType: string;
}

/** Which part of the document a text is: everything, the node at an index, or the value at a place in a node. */
export type TextPart =
  | { kind: "document" }
  | { kind: "node"; index: number }
  | { kind: "value"; path: Path; node: string; nodeType: string };

/**
 * The strings in `range` that hold templates or bare jq. Reads broken text as far as it can be read.
 * `at`, when given, adds the string around that offset even if it holds no template yet.
 */
export function expressionStrings(
  text: string,
  part: TextPart,
  range: TextRange = { start: 0, end: text.length },
  at?: number,
): ExpressionString[] {
  const base: Path = part.kind === "node" ? ["nodes", part.index] : part.kind === "value" ? part.path : [];
  const nodes = new Map<number, { identifier?: string; type?: string }>();
  if (part.kind === "value") nodes.set(Number(part.path[1]), { identifier: part.node, type: part.nodeType });
  const found: { path: Path; isKey: boolean; literal: StringLiteral }[] = [];

  const take = (offset: number, length: number, path: () => Path, isKey: boolean): void => {
    const end = offset + length;
    if (end < range.start || offset > range.end) return;
    const wanted = at !== undefined && offset < at && at <= end;
    const raw = text.slice(offset, end);
    const isTemplate = raw.includes("{{") || raw.includes("}}");
    if (isKey && !isTemplate && !wanted) return;
    found.push({ path: path(), isKey, literal: readLiteral(text, offset, end) });
  };

  visit(
    text,
    {
      onObjectProperty: (name, offset, length, _line, _character, pathOf) =>
        take(offset, length, () => [...base, ...pathOf(), name], true),
      onLiteralValue: (value, offset, length, _line, _character, pathOf) => {
        if (typeof value !== "string") return;
        const isNearName = length < 400;
        if (isNearName) remember(nodes, [...base, ...pathOf()], value);
        take(offset, length, () => [...base, ...pathOf()], false);
      },
    },
    { allowTrailingComma: true },
  );

  return found.flatMap(({ path, isKey, literal }) => {
    const node = typeof path[1] === "number" ? nodes.get(path[1]) : undefined;
    const nodeType = node?.type ?? "";
    const kind = fieldKind(path, nodeType, literal.value);
    if (kind.syntax === "none" || (isKey && kind.syntax === "jq")) return [];
    const isTemplate = literal.value.includes("{{") || literal.value.includes("}}");
    const wanted = at !== undefined && literal.start < at && at <= literal.end;
    if (kind.syntax === "template" && !isTemplate && !wanted) return [];
    return [{ ...kind, path, isKey, literal, node: node?.identifier ?? "", nodeType }];
  });
}

/** The one string around an offset, when it is evaluated; the caret must be between its quotes. */
export function expressionStringAt(
  text: string,
  part: TextPart,
  offset: number,
): ExpressionString | undefined {
  return expressionStrings(text, part, { start: offset, end: offset }, offset).find(
    ({ literal }) => literal.start < offset && offset <= lastInside(text, literal),
  );
}

/** The last place of the caret that is still inside a literal; an unclosed one reaches to its end. */
const lastInside = (text: string, { start, end }: StringLiteral): number =>
  end - start >= 2 && text[end - 1] === '"' ? end - 1 : end;

function remember(
  nodes: Map<number, { identifier?: string; type?: string }>,
  path: Path,
  value: string,
): void {
  const [root, index, key, inner] = path;
  if (root !== "nodes" || typeof index !== "number") return;
  if (path.length === 3 && key === "identifier") nodes.set(index, { ...nodes.get(index), identifier: value });
  if (path.length === 4 && key === "config" && inner === "type")
    nodes.set(index, { ...nodes.get(index), type: value });
}
