"use client";

import { ArrowRight, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { toPointer } from "@/lib/base/pointer";
import { removeThings } from "@/lib/editor/graph-edits";
import { connectionPlace, nodePlace } from "@/lib/editor/selectors";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import type { FormField } from "@/lib/nodes/fields";
import { TextField } from "./fields/text-field";
import { ProblemNote } from "./form-row";
import { useLocked, useProblems } from "./use-field";

const description: FormField = {
  key: "description",
  title: "Description",
  description: "What the connection is for.",
  control: "text",
  required: false,
  options: [],
  fields: [],
};

/** One connection: where it leads, and a way to remove it. */
export function ConnectionPanel({ id }: { id: string }) {
  const store = useEditorStore();
  const locked = useLocked();
  const place = useEditor((state) => connectionPlace(state.document, id));
  const at = toPointer(["connections", place?.index ?? 0]);
  const own = `${at}/description`;
  const problems = useProblems(at, { below: true }).filter((problem) => problem.at !== own);
  if (!place) return null;
  const { sourceIdentifier, targetIdentifier, sourceOutletIdentifier, fallback } = place.value;
  const way = sourceOutletIdentifier ?? (fallback ? "fallback" : undefined);
  return (
    <>
      <header className="flex h-9 shrink-0 items-center border-line border-b px-4 font-medium text-sm">
        Connection
      </header>
      <div className="flex flex-col gap-3.5 overflow-y-auto p-4">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <NodeLink id={sourceIdentifier} />
          {way && <span className="text-dim text-xs">by {way}</span>}
          <ArrowRight className="size-3.5 text-faint" aria-label="leads to" />
          <NodeLink id={targetIdentifier} />
        </div>
        {problems.length > 0 && (
          <div data-at={at} className="flex flex-col gap-1">
            {problems.map((problem) => (
              <ProblemNote key={problem.code + problem.at} problem={problem} at={problem.at} />
            ))}
          </div>
        )}
        <TextField field={description} at={own} value={place.value.description} />
        <Button
          variant="danger"
          className="self-start"
          disabled={locked}
          onClick={() => removeThings(store, { nodes: [], connections: [id] })}
        >
          <Trash2 /> Remove connection
        </Button>
      </div>
    </>
  );
}

function NodeLink({ id }: { id: string }) {
  const title = useEditor((state) => nodePlace(state.document, id)?.value.title);
  const { select } = useEditorActions();
  return (
    <button
      type="button"
      onClick={() => select({ kind: "node", id })}
      className="max-w-40 truncate rounded-control bg-hover px-2 py-0.5 text-sm hover:bg-active"
    >
      {title || id}
    </button>
  );
}
