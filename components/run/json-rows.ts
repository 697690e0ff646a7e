import type { Json } from "@/lib/base/json";
import { type Path, toPointer } from "@/lib/base/pointer";

/** One visible line of a JSON tree. */
export interface JsonRow {
  path: Path;
  pointer: string;
  depth: number;
  /** Null for the root. */
  name: string | number | null;
  value: Json;
  /** Entries of an object or array; null for a leaf. */
  size: number | null;
  open: boolean;
  /** True when the search text is in this row's own name or value. */
  hit: boolean;
}

/** A node opens by itself while it is near the root and not long; the person's choices come before that. */
const opensByItself = (depth: number, size: number) => size > 0 && (depth === 0 || (depth < 3 && size <= 40));

const entriesOf = (value: Json): [string | number, Json][] | null => {
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  if (value !== null && typeof value === "object") return Object.entries(value);
  return null;
};

/** The rows of a tree as they are drawn. `choices` holds what the person opened (true) or closed (false), by pointer. */
export function jsonRows(value: Json, choices: ReadonlyMap<string, boolean>): JsonRow[] {
  const rows: JsonRow[] = [];
  const visit = (path: Path, name: string | number | null, node: Json, depth: number) => {
    const pointer = toPointer(path);
    const entries = entriesOf(node);
    const size = entries?.length ?? null;
    const open = size !== null && (choices.get(pointer) ?? opensByItself(depth, size));
    rows.push({ path, pointer, depth, name, value: node, size, open, hit: false });
    if (open && entries) for (const [key, child] of entries) visit([...path, key], key, child, depth + 1);
  };
  visit([], null, value, 0);
  return rows;
}

/**
 * The rows that a search leaves: every match in a name or a leaf, with the way to it. Case is ignored.
 * Rows the person closed stay closed.
 */
export function searchRows(value: Json, search: string, choices: ReadonlyMap<string, boolean>): JsonRow[] {
  const wanted = search.toLowerCase();
  const visit = (path: Path, name: string | number | null, node: Json, depth: number): JsonRow[] => {
    const pointer = toPointer(path);
    const entries = entriesOf(node);
    const own =
      (typeof name === "string" && name.toLowerCase().includes(wanted)) ||
      (entries === null && leafText(node).toLowerCase().includes(wanted));
    const below = entries?.flatMap(([key, child]) => visit([...path, key], key, child, depth + 1)) ?? [];
    if (!own && below.length === 0) return [];
    const open = below.length > 0 && choices.get(pointer) !== false;
    const row = { path, pointer, depth, name, value: node, size: entries?.length ?? null, open, hit: own };
    return open ? [row, ...below] : [row];
  };
  return visit([], null, value, 0);
}

/** A leaf as JSON shows it, without the quotes of a text. */
export const leafText = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Pointers of every object and array, for expanding or collapsing all. Stops after `most`. */
export function branchPointers(value: Json, most = 20_000): string[] {
  const found: string[] = [];
  const visit = (path: Path, node: Json) => {
    const entries = entriesOf(node);
    if (entries === null || entries.length === 0 || found.length >= most) return;
    found.push(toPointer(path));
    for (const [key, child] of entries) visit([...path, key], child);
  };
  visit([], value);
  return found;
}

/** A path as jq: `.a["b-c"][0]`. The root is `.`. */
export function toJqPath(path: Path): string {
  const text = path
    .map((step) => {
      if (typeof step === "number") return `[${step}]`;
      return /^[A-Za-z_][A-Za-z0-9_]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join("");
  return text.startsWith(".") ? text : `.${text}`;
}

/** The template that reads a place in a node's output: `{{ .outputs["create-pr"].response.data.id }}`. */
export const toTemplate = (root: Path, path: Path): string => `{{ ${toJqPath([...root, ...path])} }}`;
