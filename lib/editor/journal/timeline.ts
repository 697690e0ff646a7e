import { emptyHistory, type History, leftBehind, type Step, travel } from "../history";
import { packed } from "../history-pack";
import { applyPatch, type Kept, keptOf, type Patch, patchBetween } from "./patch";

/** One line of the journal. Times are in ms; `left` is what was selected before it. */
export type Entry =
  | { kind: "step" | "grow"; patch: Patch; label: string; at: number; left: Kept["selection"] }
  | { kind: "travel"; by: number; at: number; left: Kept["selection"] }
  /** The draft became another without a step. */
  | { kind: "amend"; patch: Patch; at: number }
  /** The server has the draft, as `patch` makes it of the one on the page, as this revision. */
  | { kind: "saved"; revision: number; patch: Patch; at: number };

/** A draft with its undo steps, and what the server was known to have. */
export interface Journal {
  present: Kept;
  history: Pick<History, "past" | "future">;
  base: { revision: number; draft: Kept };
  /** What was done since: how many changes, and when the newest was made (ms). */
  unsaved: { changes: number; at: number };
}

/** A journal in few words: each draft by what differs from the one before. */
export interface Checkpoint {
  first: Kept;
  steps: { patch: Patch; label: string; at: number }[];
  /** How many of the steps lie behind the present draft. */
  behind: number;
  base: { revision: number; patch: Patch };
  unsaved: Journal["unsaved"];
}

/** Patches of more characters than this are forgotten, the oldest first. */
const mostCharacters = 4_000_000;

export function checkpointOf({ present, history, base, unsaved }: Journal): Checkpoint {
  const { past, future } = history;
  const drafts = [...past.map(draftOf), present, ...future.map(draftOf)];
  const labels = [...past, ...future];
  let steps = labels.map(({ label, at }, index) => ({
    patch: patchBetween(drafts[index]!, drafts[index + 1]!),
    label,
    at,
  }));
  let behind = past.length;
  let size = JSON.stringify(steps).length;
  let first = 0;
  while (size > mostCharacters && behind > 0) {
    size -= JSON.stringify(steps[0]).length;
    steps = steps.slice(1);
    first += 1;
    behind -= 1;
  }
  if (size > mostCharacters) steps = [];
  const patch = patchBetween(present, base.draft);
  return { first: drafts[first]!, steps, behind, base: { revision: base.revision, patch }, unsaved };
}

const draftOf = ({ label: _, at: __, ...snapshot }: Step): Kept => keptOf(snapshot);

/** What a checkpoint and the lines after it tell. A line that does not fit, and those after it, count as never written. */
export function replay(checkpoint: Checkpoint, entries: readonly Entry[]): Journal {
  const drafts = [checkpoint.first];
  for (const { patch } of checkpoint.steps) drafts.push(applyPatch(drafts.at(-1)!, patch));
  const present = drafts[checkpoint.behind]!;
  const steps = checkpoint.steps.map(({ label, at }, index): Step => {
    const draft = drafts[index < checkpoint.behind ? index : index + 1]!;
    return { ...draft, label, at };
  });
  let journal: Journal = {
    present,
    history: packed({ past: steps.slice(0, checkpoint.behind), future: steps.slice(checkpoint.behind) }),
    base: { revision: checkpoint.base.revision, draft: applyPatch(present, checkpoint.base.patch) },
    unsaved: checkpoint.unsaved,
  };
  for (const entry of entries) {
    try {
      journal = follow(journal, entry);
    } catch {
      break;
    }
  }
  return journal;
}

/** A journal with one more line. */
export function follow(journal: Journal, entry: Entry): Journal {
  const { present, history, base, unsaved } = journal;
  const changed = { changes: unsaved.changes + 1, at: entry.at };
  switch (entry.kind) {
    case "saved": {
      const draft = applyPatch(present, entry.patch);
      const isAll = draft.text === present.text && entry.patch.beside === undefined;
      const left = isAll ? { changes: 0, at: entry.at } : { changes: 1, at: unsaved.at };
      return { ...journal, base: { revision: entry.revision, draft }, unsaved: left };
    }
    case "amend":
      return { ...journal, present: applyPatch(present, entry.patch) };
    case "travel": {
      const moved = travel({ ...emptyHistory, ...history }, { ...present, selection: entry.left }, entry.by);
      if (moved === undefined) throw new Error("There are not so many steps.");
      const { past, future } = moved.history;
      return { present: keptOf(moved.present), history: { past, future }, base, unsaved: changed };
    }
    default: {
      const { label, at, left, patch, kind } = entry;
      const grows = kind === "grow" && history.past.length > 0;
      const gone = { ...present, selection: left };
      return {
        present: applyPatch(present, patch),
        history: leftBehind(history, gone, grows, { label: () => label, at }),
        base,
        unsaved: grows ? { changes: Math.max(1, unsaved.changes), at } : changed,
      };
    }
  }
}
