import { isJsonObject, type Json, type JsonObject, sameJson } from "../../base/json";
import type { Snapshot } from "../history";
import { applyChange, changeBetween, type TextChange } from "../language/text-change";

/** A draft as the journal keeps it: plain JSON, and what the text says is read again. */
export type Kept = Omit<Snapshot, "said">;

/** What turns one kept draft into another. */
export interface Patch {
  text?: TextChange;
  /** By key of what stands beside the text: a new value, or the entries of a record that came and went. */
  beside?: Record<string, { value: Json } | { put: JsonObject; gone: string[] }>;
  /** How long the text is afterwards; tells a patch that does not belong here. */
  length: number;
}

export const keptOf = ({ said: _, ...kept }: Snapshot): Kept => kept;

export function patchBetween(before: Kept, after: Kept): Patch {
  const { text: from, ...old } = before as unknown as JsonObject & { text: string };
  const { text: to, ...now } = after as unknown as JsonObject & { text: string };
  const text = changeBetween(from, to);
  const beside: NonNullable<Patch["beside"]> = {};
  for (const [key, value] of Object.entries(now)) {
    const was = old[key];
    if (was === value || (was !== undefined && sameJson(was, value))) continue;
    beside[key] =
      key !== "selection" && isJsonObject(was) && isJsonObject(value) ? entries(was, value) : { value };
  }
  return {
    ...(text === undefined ? {} : { text }),
    ...(Object.keys(beside).length === 0 ? {} : { beside }),
    length: to.length,
  };
}

function entries(was: JsonObject, value: JsonObject): { put: JsonObject; gone: string[] } {
  const changed = Object.entries(value).filter(([key, item]) => {
    const old = Object.hasOwn(was, key) ? was[key] : undefined;
    return old === undefined || !sameJson(old, item);
  });
  return {
    put: Object.fromEntries(changed),
    gone: Object.keys(was).filter((key) => !Object.hasOwn(value, key)),
  };
}

/** Throws when the patch was made for another draft. */
export function applyPatch(before: Kept, patch: Patch): Kept {
  const text = patch.text === undefined ? before.text : applyChange(before.text, patch.text);
  if (text.length !== patch.length) throw new Error("This patch belongs to another text.");
  const beside = Object.entries(patch.beside ?? {}).map(([key, change]): [string, Json] => {
    if ("value" in change) return [key, change.value];
    const gone = new Set(change.gone);
    const was = (before as unknown as JsonObject)[key];
    const kept = Object.entries(isJsonObject(was) ? was : {}).filter(([name]) => !gone.has(name));
    return [key, Object.fromEntries([...kept, ...Object.entries(change.put)])];
  });
  return { ...before, ...Object.fromEntries(beside), text };
}
