import { isJsonObject, type Json, type JsonObject, sameJson } from "../base/json";
import { fromPointer } from "../base/pointer";
import { entryOf, type JsonTree, readJson } from "./json-tree";
import { lineIndent, styleOf, type TextStyle, write, writeInline } from "./text-style";

/** One change by place. Places are those of the text before any change of the same call. */
export type Change =
  /** Writes a value; missing parents are made. `undefined` removes the place. */
  | { at: string; value: Json | undefined }
  /** Puts a value into a list before `index`, at the end when absent. A missing list is made. */
  | { at: string; insert: Json; index?: number }
  /** Gives a key another name, in its place. */
  | { at: string; key: string };

type ObjectTree = Extract<JsonTree, { kind: "object" }>;
type ArrayTree = Extract<JsonTree, { kind: "array" }>;
type Container = ObjectTree | ArrayTree;

/** What happens to one container: children that go, and children that come. */
interface Plan {
  removed: Set<number>;
  added: { key?: string; value: Json; before: number }[];
}

interface Draft {
  text: string;
  style: TextStyle;
  plans: Map<Container, Plan>;
  /** Non-overlapping replacements of the text. */
  edits: { start: number; end: number; content: string }[];
}

/**
 * Applies changes to JSON text by the smallest ranges that carry them: what they do not touch keeps its
 * bytes, and what they add takes the document's own style. Text that is no JSON, and changes to places that
 * cannot exist, change nothing.
 */
export function editText(text: string, changes: readonly Change[]): string {
  if (changes.length === 0) return text;
  const { root } = readJson(text);
  if (root === undefined) return text;
  const draft: Draft = { text, style: styleOf(text, root), plans: new Map(), edits: [] };
  for (const change of changes) {
    const path = fromPointer(change.at);
    if ("key" in change) renameKey(draft, root, path, change.key);
    else if ("insert" in change) insertItem(draft, root, path, change.insert, change.index);
    else if (change.value === undefined) removePlace(draft, root, path);
    else setPlace(draft, root, path, change.value);
  }
  for (const [container, plan] of draft.plans) rewriteContainer(draft, container, plan);
  return apply(text, draft.edits);
}

function apply(text: string, edits: Draft["edits"]): string {
  let result = "";
  let at = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) continue;
    result += text.slice(at, edit.start) + edit.content;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Walks as far as the path exists. */
function descend(root: JsonTree, path: readonly (string | number)[]) {
  let node = root;
  let depth = 0;
  for (; depth < path.length; depth++) {
    const step = path[depth]!;
    const child: JsonTree | undefined =
      node.kind === "object"
        ? entryOf(node, String(step))?.value
        : node.kind === "array"
          ? node.items[Number(step)]
          : undefined;
    if (child === undefined) break;
    node = child;
  }
  return { node, rest: path.slice(depth) };
}

function planOf(draft: Draft, container: Container): Plan {
  const known = draft.plans.get(container);
  if (known !== undefined) return known;
  const plan: Plan = { removed: new Set(), added: [] };
  draft.plans.set(container, plan);
  return plan;
}

function setPlace(draft: Draft, root: JsonTree, path: (string | number)[], value: Json): void {
  const { node, rest } = descend(root, path);
  if (rest.length === 0) {
    replaceValue(draft, node, value);
    return;
  }
  const [step, ...deeper] = rest as [string | number, ...(string | number)[]];
  if (node.kind === "array") {
    if (step === "-" || Number.isInteger(Number(step)))
      planOf(draft, node).added.push({ value: wrap(deeper, value), before: node.items.length });
    return;
  }
  const wrapped = wrap(rest, value) as JsonObject;
  // A null is how exports write a missing object.
  if (node.kind === "scalar") {
    if (draft.text.slice(node.start, node.end) === "null") replaceValue(draft, node, wrapped);
    return;
  }
  addKey(planOf(draft, node), String(step), wrapped[String(step)]!, node.entries.length);
}

function addKey(plan: Plan, key: string, value: Json, before: number): void {
  const pending = plan.added.find((added) => added.key === key);
  if (pending === undefined) plan.added.push({ key, value, before });
  else pending.value = merged(pending.value, value);
}

function merged(old: Json, value: Json): Json {
  if (!isJsonObject(old) || !isJsonObject(value)) return value;
  const result = { ...old };
  for (const [key, item] of Object.entries(value)) result[key] = key in old ? merged(old[key]!, item) : item;
  return result;
}

function wrap(path: readonly (string | number)[], value: Json): Json {
  return path.reduceRight<Json>((inner, step) => (step === "-" ? [inner] : { [String(step)]: inner }), value);
}

function insertItem(
  draft: Draft,
  root: JsonTree,
  path: (string | number)[],
  value: Json,
  index?: number,
): void {
  const { node, rest } = descend(root, path);
  if (rest.length > 0) setPlace(draft, root, path, [value]);
  else if (node.kind === "array")
    planOf(draft, node).added.push({
      value,
      before: Math.min(index ?? node.items.length, node.items.length),
    });
  else if (draft.text.slice(node.start, node.end) === "null") replaceValue(draft, node, [value]);
}

function removePlace(draft: Draft, root: JsonTree, path: (string | number)[]): void {
  const { node, rest } = descend(root, path.slice(0, -1));
  const last = path.at(-1);
  if (rest.length > 0 || last === undefined || node.kind === "scalar") return;
  if (node.kind === "array") {
    if (node.items[Number(last)] !== undefined) planOf(draft, node).removed.add(Number(last));
    return;
  }
  node.entries.forEach((entry, index) => {
    if (entry.key === String(last)) planOf(draft, node).removed.add(index);
  });
}

function renameKey(draft: Draft, root: JsonTree, path: (string | number)[], key: string): void {
  const { node, rest } = descend(root, path.slice(0, -1));
  const entry = rest.length === 0 && node.kind === "object" ? entryOf(node, String(path.at(-1))) : undefined;
  if (entry !== undefined && entry.key !== key)
    draft.edits.push({ start: entry.start, end: entry.end, content: JSON.stringify(key) });
}

/** Replaces a value by the parts of it that differ. */
function replaceValue(draft: Draft, node: JsonTree, value: Json): void {
  const old = JSON.parse(draft.text.slice(node.start, node.end)) as Json;
  replaceDiffering(draft, node, old, value);
}

function replaceDiffering(draft: Draft, node: JsonTree, old: Json, value: Json): void {
  if (sameJson(old, value)) return;
  if (node.kind === "object" && isJsonObject(value) && isJsonObject(old) && keepsOrder(old, value)) {
    const plan = planOf(draft, node);
    node.entries.forEach((entry, index) => {
      if (!Object.hasOwn(value, entry.key)) plan.removed.add(index);
      else if (entryOf(node, entry.key) === entry)
        replaceDiffering(draft, entry.value, old[entry.key]!, value[entry.key]!);
    });
    for (const [key, item] of Object.entries(value))
      if (!Object.hasOwn(old, key)) plan.added.push({ key, value: item, before: node.entries.length });
    return;
  }
  if (
    node.kind === "array" &&
    Array.isArray(value) &&
    Array.isArray(old) &&
    old.length > 0 &&
    value.length > 0
  ) {
    replaceItems(draft, node, old, value);
    return;
  }
  const { style, text } = draft;
  const inline = !style.multiline || (node.kind !== "scalar" && isInline(text, node) && hasChildren(node));
  const content = inline ? writeInline(value, style) : write(value, style, lineIndent(text, node.start));
  draft.edits.push({ start: node.start, end: node.end, content });
}

function replaceItems(draft: Draft, node: ArrayTree, old: Json[], value: Json[]): void {
  let head = 0;
  while (head < Math.min(old.length, value.length) && sameJson(old[head]!, value[head]!)) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, value.length) - head &&
    sameJson(old[old.length - 1 - tail]!, value[value.length - 1 - tail]!)
  )
    tail++;
  const paired = Math.min(old.length, value.length) - tail;
  for (let at = head; at < paired; at++) replaceDiffering(draft, node.items[at]!, old[at]!, value[at]!);
  const plan = planOf(draft, node);
  for (let at = paired; at < old.length - tail; at++) plan.removed.add(at);
  for (let at = paired; at < value.length - tail; at++)
    plan.added.push({ value: value[at]!, before: paired });
}

/** True when the keys that both have stand in the same order, and new ones come last. */
function keepsOrder(old: JsonObject, value: JsonObject): boolean {
  const kept = Object.keys(old).filter((key) => Object.hasOwn(value, key));
  return kept.every((key, index) => Object.keys(value)[index] === key);
}

const childrenOf = (node: Container): { start: number; end: number }[] =>
  node.kind === "object"
    ? node.entries.map((entry) => ({ start: entry.start, end: entry.value.end }))
    : node.items;

const hasChildren = (node: Container): boolean => childrenOf(node).length > 0;

const isInline = (text: string, node: Container): boolean => !/[\r\n]/.test(text.slice(node.start, node.end));

/** Writes the removals and additions of one container. */
function rewriteContainer(draft: Draft, node: Container, plan: Plan): void {
  const { text, style, edits } = draft;
  const children = childrenOf(node);
  const inline = !style.multiline || (children.length > 0 && isInline(text, node));
  const outer = lineIndent(text, node.start);
  const indent = children.length > 0 ? lineIndent(text, children[0]!.start) : outer + style.unit;
  const gap = inline ? style.comma : style.eol + indent;
  const written = ({ key, value }: Plan["added"][number]): string => {
    const body = inline ? writeInline(value, style) : write(value, style, indent);
    return key === undefined ? body : `${JSON.stringify(key)}${style.colon}${body}`;
  };

  if (plan.removed.size === children.length) {
    if (children.length === 0 && plan.added.length === 0) return;
    const content = plan.added.map(written).join(`,${gap}`);
    // An inline object keeps its inner padding.
    const pad = inline ? (node.kind === "object" && content !== "" ? style.comma : "") : gap;
    const closing = inline ? pad : style.eol + outer;
    edits.push({
      start: node.start + 1,
      end: node.end - 1,
      content: content === "" ? "" : `${pad}${content}${closing}`,
    });
    return;
  }

  for (let from = 0; from < children.length; from++) {
    if (!plan.removed.has(from)) continue;
    let to = from;
    while (plan.removed.has(to + 1)) to++;
    if (from > 0) edits.push({ start: children[from - 1]!.end, end: children[to]!.end, content: "" });
    else edits.push({ start: children[0]!.start, end: children[to + 1]!.start, content: "" });
    from = to;
  }

  const groups = groupByPlace(plan.added);
  for (const [before, added] of groups) {
    const kept = lastKept(plan, before);
    if (kept === undefined) {
      const first = firstKept(plan, children.length);
      const start = children[first]!.start;
      edits.push({ start, end: start, content: added.map((one) => `${written(one)},${gap}`).join("") });
    } else {
      const start = children[kept]!.end;
      edits.push({ start, end: start, content: added.map((one) => `,${gap}${written(one)}`).join("") });
    }
  }
}

function groupByPlace(added: Plan["added"]): Map<number, Plan["added"]> {
  const groups = new Map<number, Plan["added"]>();
  for (const one of added) groups.set(one.before, [...(groups.get(one.before) ?? []), one]);
  return groups;
}

function lastKept(plan: Plan, before: number): number | undefined {
  for (let at = before - 1; at >= 0; at--) if (!plan.removed.has(at)) return at;
  return undefined;
}

function firstKept(plan: Plan, length: number): number {
  let at = 0;
  while (at < length - 1 && plan.removed.has(at)) at++;
  return at;
}
