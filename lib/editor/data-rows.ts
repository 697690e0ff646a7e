import type { Path } from "../base/pointer";
import { toPointer } from "../base/pointer";
import { isSecret } from "../jq";
import type { Shape } from "../workflow/shapes/shape";
import { typeWords } from "../workflow/shapes/shape";
import { printValue, typeOfValue, type ValueType } from "./print-value";

/** One group of the data panel: what a node gave, or another thing that expressions read. */
export interface DataRoot {
  id: string;
  title: string;
  /** `config.type` of the node it is about; nothing for secrets and the run itself. */
  nodeType?: string;
  /** Where its value stands for an expression. */
  path: Path;
  /** The same for the node's own `variables`. */
  ownPath?: Path;
  /** What was given; undefined where nothing was yet. */
  value?: unknown;
  shape?: Shape | undefined;
  /** Where the value is from, in words. */
  note: string;
  /** What stands in it when there is nothing to show. */
  empty: string;
  /** Folded at first. */
  closed?: boolean;
}

/** One line of the tree. */
export interface DataRow {
  id: string;
  root: DataRoot;
  kind: "root" | "value" | "shape" | "more" | "empty";
  path: Path;
  ownPath?: Path;
  depth: number;
  name: string;
  type: ValueType;
  /** The value, or what the shape says, on one line. */
  text: string;
  /** Entries of an object or list; null for a leaf. */
  size: number | null;
  open: boolean;
  optional: boolean;
  hit: boolean;
  value?: unknown;
}

/** Children of one object or list that are listed; a search looks at as many. */
const mostChildren = 500;
/** Values that a search looks at, and lines that it gives. */
const limits = { visited: 60_000, rows: 400, depth: 30 };

interface Entry {
  name: string | number;
  value: unknown;
  shape: Shape | undefined;
  optional: boolean;
  isMissing: boolean;
}

/**
 * The lines of the tree as they are drawn. `choices` holds what the person opened (true) and folded (false), by
 * `id`; with a search only what matches in a name or a value is left, with the way to it.
 */
export function dataRows(
  roots: readonly DataRoot[],
  choices: ReadonlyMap<string, boolean>,
  search = "",
): DataRow[] {
  const wanted = search.trim().toLowerCase();
  const budget = { visited: limits.visited };
  return roots.flatMap((root) => {
    const entries = entriesOf(root.value, root.shape);
    const size = entries?.length ?? 0;
    const head: DataRow = {
      ...lineOf(root, root.path, root.ownPath, 0, root.title, root.value, root.shape),
      kind: "root",
      text: root.note,
      size,
      open: choices.get(root.id) ?? (wanted !== "" || root.closed !== true),
      id: root.id,
    };
    if (wanted !== "") {
      const below = entries === undefined ? [] : found(root, head, entries, wanted, choices, budget);
      head.hit = root.title.toLowerCase().includes(wanted);
      return below.length > 0 || head.hit ? (head.open ? [head, ...below] : [head]) : [];
    }
    if (!head.open) return [head];
    if (size === 0)
      return [head, { ...head, id: `${root.id}#`, kind: "empty", depth: 1, text: root.empty, size: null }];
    return [head, ...children(root, head, entries ?? [], choices)];
  });
}

function children(
  root: DataRoot,
  parent: DataRow,
  entries: readonly Entry[],
  choices: ReadonlyMap<string, boolean>,
): DataRow[] {
  const rows = entries.slice(0, mostChildren).flatMap((entry) => {
    const row = rowOf(root, parent, entry, choices, false);
    const inner = row.open ? entriesOf(entry.value, entry.shape) : undefined;
    return inner === undefined ? [row] : [row, ...children(root, row, inner, choices)];
  });
  return entries.length > mostChildren ? [...rows, moreRow(parent, entries.length - mostChildren)] : rows;
}

function found(
  root: DataRoot,
  parent: DataRow,
  entries: readonly Entry[],
  wanted: string,
  choices: ReadonlyMap<string, boolean>,
  budget: { visited: number },
): DataRow[] {
  const rows: DataRow[] = [];
  for (const entry of entries.slice(0, mostChildren)) {
    if (budget.visited-- <= 0 || rows.length >= limits.rows || parent.depth > limits.depth) break;
    const inner = entriesOf(entry.value, entry.shape);
    const own = inner === undefined ? String(leafText(entry)) : "";
    const hit = String(entry.name).toLowerCase().includes(wanted) || own.toLowerCase().includes(wanted);
    const row = rowOf(root, parent, entry, choices, true);
    row.hit = hit;
    const below = inner === undefined ? [] : found(root, row, inner, wanted, choices, budget);
    if (!hit && below.length === 0) continue;
    row.open = below.length > 0 && choices.get(row.id) !== false;
    rows.push(row, ...(row.open ? below : []));
  }
  return rows;
}

const leafText = ({ value, shape, isMissing }: Entry): string =>
  isMissing ? (shape === undefined ? "" : typeWords(shape)) : printValue(value, 400);

function rowOf(
  root: DataRoot,
  parent: DataRow,
  entry: Entry,
  choices: ReadonlyMap<string, boolean>,
  searching: boolean,
): DataRow {
  const path = [...parent.path, entry.name];
  const ownPath = parent.ownPath && [...parent.ownPath, entry.name];
  const row = lineOf(root, path, ownPath, parent.depth + 1, String(entry.name), entry.value, entry.shape);
  const opens = row.size !== null && row.size > 0 && !searching && row.depth < 4 && row.size <= 12;
  return {
    ...row,
    kind: entry.isMissing ? "shape" : "value",
    optional: entry.optional,
    open: row.size !== null && row.size > 0 && (choices.get(row.id) ?? opens),
    ...(entry.isMissing && entry.shape && { text: typeWords(entry.shape), type: shapeType(entry.shape) }),
  };
}

function lineOf(
  root: DataRoot,
  path: Path,
  ownPath: Path | undefined,
  depth: number,
  name: string,
  value: unknown,
  shape: Shape | undefined,
): DataRow {
  const entries = entriesOf(value, shape);
  return {
    id: `${root.id}${toPointer(path)}`,
    root,
    kind: "value",
    path,
    ...(ownPath && { ownPath }),
    depth,
    name,
    type: typeOfValue(value),
    text: entries === undefined ? printValue(value, 200) : "",
    size: entries?.length ?? null,
    open: false,
    optional: false,
    hit: false,
    value,
  };
}

const shapeType = ({ types }: Shape): ValueType => {
  const [type] = types?.filter((one) => one !== "null") ?? [];
  return type ?? "unknown";
};

function moreRow(parent: DataRow, count: number): DataRow {
  return {
    ...parent,
    id: `${parent.id}#more`,
    kind: "more",
    depth: parent.depth + 1,
    name: "",
    text: `${count.toLocaleString("en-GB")} more; search finds the first ${mostChildren}`,
    size: null,
    open: false,
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isSecret(value);

/** What is in a value, and behind it what its shape adds; nothing for a leaf. */
function entriesOf(value: unknown, shape: Shape | undefined): Entry[] | undefined {
  const entry = (name: string | number, item: unknown, inner: Shape | undefined): Entry => ({
    name,
    value: item,
    shape: inner,
    optional: false,
    isMissing: false,
  });
  if (Array.isArray(value)) return value.map((item, index) => entry(index, item, shape?.items));
  const isMissing = value === undefined || value === null;
  if (!isRecord(value) && !isMissing) return undefined;
  const given = isRecord(value) ? Object.entries(value) : [];
  const fields = Object.entries(shape?.fields ?? {});
  if (!isRecord(value) && fields.length === 0) return undefined;
  const inner = (name: string) => fields.find(([one]) => one === name)?.[1].shape;
  return [
    ...given.map(([name, item]) => entry(name, item, inner(name))),
    ...fields
      .filter(([name]) => !isRecord(value) || !Object.hasOwn(value, name))
      .map(
        ([name, field]): Entry => ({
          name,
          value: undefined,
          shape: field.shape,
          optional: field.optional === true,
          isMissing: true,
        }),
      ),
  ];
}
