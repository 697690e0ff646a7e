import { isJsonObject, type Json, sameJson } from "../base/json";
import { type Choices, type Conflict, mergeBeside, mergeTexts } from "../workflow/merge";
import { mergeBoards } from "../workflow/merge-board";
import type { WorkflowDetail } from "./api-types";

/** The parts of a draft that the server keeps, under the names that they have on the page and in the API alike. */
export const savedKeys = ["text", "layout", "board"] as const;
export type SavedDraft = Pick<WorkflowDetail, (typeof savedKeys)[number]>;

export const savedDraftOf = (from: SavedDraft): SavedDraft =>
  Object.fromEntries(
    // A journal of before a part was kept lacks it.
    savedKeys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])),
  ) as unknown as SavedDraft;

/** What of a draft is not what was saved; by identity, as it is asked with each change. */
export const unsavedIn = (draft: SavedDraft, base: SavedDraft): Partial<SavedDraft> =>
  Object.fromEntries(
    savedKeys.flatMap((key) => (draft[key] === base[key] ? [] : [[key, draft[key]]])),
  ) as Partial<SavedDraft>;

export const isUnsaved = (draft: SavedDraft, base: SavedDraft): boolean =>
  savedKeys.some((key) => draft[key] !== base[key]);

/** The same, by what they say. */
export const isSameDraft = (a: SavedDraft, b: SavedDraft): boolean =>
  savedKeys.every((key) => sameJson(a[key] as Json, b[key] as Json));

export interface MergedDraft {
  draft: SavedDraft;
  conflicts: Conflict[];
}

/**
 * Brings what changed on the server into the page's draft. Undefined when one of the texts is no JSON, so that one
 * of them must be taken whole.
 */
export function mergeDrafts(
  { base, mine, theirs: given }: { base: SavedDraft; mine: SavedDraft; theirs: SavedDraft },
  choices: Choices = {},
): MergedDraft | undefined {
  const theirs = withKnownPlaces(given, base);
  const merged = mergeTexts({ base: base.text, mine: mine.text, theirs: theirs.text }, choices);
  if (merged === undefined) return undefined;
  const beside = savedKeys
    .filter((key) => key === "layout")
    .map((key) => {
      const values = { base: base[key], mine: mine[key], theirs: theirs[key] };
      return [key, mergeBeside(values, merged.renamed)];
    });
  return {
    draft: {
      ...mine,
      ...Object.fromEntries(beside),
      board: mergeBoards({ base: base.board, mine: mine.board, theirs: theirs.board }),
      text: merged.text,
    },
    conflicts: merged.conflicts,
  };
}

/** A page places the cards that the server has no position of; that is no change of either. */
export function withKnownPlaces(theirs: SavedDraft, base: SavedDraft): SavedDraft {
  if (!isJsonObject(theirs.layout) || !isJsonObject(base.layout)) return theirs;
  return { ...theirs, layout: { ...base.layout, ...theirs.layout } };
}
