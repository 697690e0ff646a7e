"use client";

import { useMemo, useState } from "react";
import { count } from "@/components/run/format";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import type { Json } from "@/lib/base/json";
import type { WorkflowDetail } from "@/lib/editor/api-types";
import { placeLabel } from "@/lib/editor/describe-change";
import { mergeDrafts, type SavedDraft, savedDraftOf } from "@/lib/editor/saved-draft";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import type { Side } from "@/lib/workflow/merge";
import { parseWorkflow } from "@/lib/workflow/parse";
import { LazyDiff } from "./lazy-diff";

const sideNames: Record<Side, string> = { mine: "This page", theirs: "Elsewhere" };
const sides = ["mine", "theirs"] as const;

/** Settles what this page and somebody elsewhere changed in the same place. */
export function ConflictDialog({ theirs, onClose }: { theirs: WorkflowDetail; onClose: () => void }) {
  const base = useEditor((state) => state.base);
  const text = useEditor((state) => state.text);
  const layout = useEditor((state) => state.layout);
  const board = useEditor((state) => state.board);
  const document = useEditor((state) => state.document);
  const { resolveConflict } = useEditorActions();
  const [choices, setChoices] = useState<Record<string, Side>>({});
  const [whole, setWhole] = useState<Side | null>(null);
  const mine = useMemo((): SavedDraft => ({ text, layout, board }), [text, layout, board]);
  const merged = useMemo(
    () => mergeDrafts({ base, mine, theirs: savedDraftOf(theirs) }, choices),
    [base, mine, theirs, choices],
  );
  const other = useMemo(() => parseWorkflow(theirs.text).document, [theirs]);

  const conflicts = merged?.conflicts ?? [];
  const open = conflicts.filter(({ id }) => choices[id] === undefined).length;
  const canApply = merged === undefined ? whole !== null : open === 0;
  const chooseAll = (side: Side) => {
    // A choice may settle a place that another one had raised.
    const ids = Object.keys(choices).concat(conflicts.map(({ id }) => id));
    setChoices(Object.fromEntries(ids.map((id) => [id, side])));
  };
  const apply = async () => {
    onClose();
    if (merged) await resolveConflict(merged.draft);
    else await resolveConflict(whole === "theirs" ? savedDraftOf(theirs) : mine);
  };

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="wide"
      title="Changed here and elsewhere"
      description={
        merged
          ? "Everything else is merged. Nothing is saved until you choose; undo brings your version back."
          : "One of the texts is no valid JSON, so the changes cannot be merged. Choose which text stands; undo brings yours back."
      }
      footer={
        <>
          {merged && conflicts.length > 1 && (
            <span className="mr-auto flex gap-2">
              <Button variant="ghost" onClick={() => chooseAll("mine")}>
                All from this page
              </Button>
              <Button variant="ghost" onClick={() => chooseAll("theirs")}>
                All from elsewhere
              </Button>
            </span>
          )}
          <Button onClick={onClose}>Later</Button>
          <Button variant="primary" disabled={!canApply} onClick={() => void apply()}>
            {merged && open > 0 ? `Choose ${count(open, "more", "more")}` : "Apply"}
          </Button>
        </>
      }
    >
      {merged === undefined ? (
        <div className="flex flex-col gap-3">
          <LazyDiff before={theirs.text} after={text} label="Text elsewhere and on this page" />
          <Sides
            legend="Which text stands"
            chosen={whole}
            onChoose={setWhole}
            show={(side) => (side === "mine" ? "With the lines marked +" : "With the lines marked −")}
          />
        </div>
      ) : conflicts.length === 0 ? (
        <p className="text-sm">The changes do not meet any more. Apply merges them.</p>
      ) : (
        <ul className="flex flex-col gap-4">
          {conflicts.map((conflict) => (
            <li key={conflict.id}>
              <Sides
                legend={placeLabel(conflict.path, [document, other])}
                chosen={choices[conflict.id] ?? null}
                onChoose={(side) => setChoices({ ...choices, [conflict.id]: side })}
                show={(side) => written(conflict[side])}
                mono
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Sides({
  legend,
  chosen,
  onChoose,
  show,
  mono = false,
}: {
  legend: string;
  chosen: Side | null;
  onChoose: (side: Side) => void;
  show: (side: Side) => string;
  mono?: boolean;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      <div className="grid grid-cols-2 gap-2 max-[599px]:grid-cols-1">
        {sides.map((side) => (
          <label
            key={side}
            className={cn(
              "flex min-w-0 cursor-pointer items-start gap-2 rounded-control border px-3 py-2",
              "has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1",
              chosen === side ? "border-accent" : "border-line hover:border-line-strong",
            )}
          >
            <input
              type="radio"
              name={legend}
              checked={chosen === side}
              onChange={() => onChoose(side)}
              className="mt-0.5 accent-(--accent)"
            />
            <span className="min-w-0 flex-1">
              <span className="block text-dim text-xs">{sideNames[side]}</span>
              <span
                className={cn(
                  "mt-0.5 block max-h-40 overflow-auto whitespace-pre-wrap break-words text-xs",
                  mono && "font-mono",
                )}
              >
                {show(side)}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function written(value: Json | undefined): string {
  if (value === undefined) return "(removed)";
  if (typeof value === "string") return value === "" ? "(empty)" : value;
  return JSON.stringify(value, null, 2);
}
