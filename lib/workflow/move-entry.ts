import { fromPointer } from "../base/pointer";
import { entryOf, type JsonTree, readJson } from "./json-tree";

/**
 * Puts the entry at place `from` of the object at the pointer `at` to place `to`, counted without it. Each entry
 * keeps its bytes; what stands between entries stays where it is. What is no object, or no such place, changes nothing.
 */
export function moveEntry(text: string, at: string, from: number, to: number): string {
  const { root } = readJson(text);
  const object = root && at === "" ? root : root && valueAt(root, fromPointer(at));
  if (object?.kind !== "object") return text;
  const { entries } = object;
  const moved = [...entries];
  const [entry] = moved.splice(from, 1);
  if (entry === undefined || to < 0 || to > moved.length) return text;
  moved.splice(to, 0, entry);
  let result = text.slice(0, entries[0]?.start);
  moved.forEach((one, index) => {
    const place = entries[index];
    const next = entries[index + 1];
    if (place === undefined) return;
    result += text.slice(one.start, one.value.end) + text.slice(place.value.end, next?.start ?? text.length);
  });
  return result;
}

function valueAt(root: JsonTree, path: readonly (string | number)[]): JsonTree | undefined {
  return path.reduce<JsonTree | undefined>(
    (node, step) =>
      node?.kind === "object"
        ? entryOf(node, String(step))?.value
        : node?.kind === "array"
          ? node.items[Number(step)]
          : undefined,
    root,
  );
}
