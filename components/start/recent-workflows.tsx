"use client";

import { useEffect, useRef, useState } from "react";
import { count } from "@/components/run/format";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { WorkflowRow as Row } from "@/lib/editor/api-types";
import { remember } from "@/lib/editor/remember";
import { orderWorkflows, type WorkflowSort, workflowSorts } from "@/lib/editor/workflow-order";
import { matches } from "./matches";
import { WorkflowRow } from "./workflow-row";

const fewRows = 8;

const sortWords: Record<WorkflowSort, string> = {
  edited: "Recently edited",
  title: "Title",
  run: "Last run",
};

/** The workflows in the person's order, pinned ones first. Mounted once they are loaded: the browser knows the order. */
export function RecentWorkflows({
  rows,
  search,
  onDelete,
}: {
  rows: Row[];
  search: string;
  onDelete: (row: Row) => void;
}) {
  const [all, setAll] = useState(false);
  const [sort, setSort] = useState(remember.workflowSort);
  const { pinned, said, toggle, list } = usePinned(rows);
  const found = orderWorkflows(rows, sort, pinned).filter((row) =>
    matches(search, row.title, row.identifier, row.description),
  );
  // A few at first, so that the examples stay within reach.
  const shown = all || search.trim() !== "" ? found : found.slice(0, Math.max(fewRows, pinned.length));
  if (shown.length === 0)
    return <p className="px-1 py-3 text-dim text-sm">No workflow matches “{search.trim()}”.</p>;
  return (
    <>
      <div className="mb-1 flex items-center justify-between gap-2 pl-1">
        <p className="text-dim text-xs">{count(found.length, "workflow")}</p>
        <Select
          quiet
          label="Order of the workflows"
          value={sort}
          options={workflowSorts.map((value) => ({ value, label: sortWords[value] }))}
          onChange={(value) => {
            const next = value as WorkflowSort;
            remember.keepWorkflowSort(next);
            setSort(next);
          }}
        />
      </div>
      <ul ref={list} className="overflow-hidden rounded-card border border-line bg-raised">
        {shown.map((row) => (
          <WorkflowRow
            key={row.id}
            row={row}
            pinned={pinned.includes(row.id)}
            onPin={() => toggle(row)}
            onDelete={() => onDelete(row)}
          />
        ))}
      </ul>
      {shown.length < found.length && (
        <Button variant="ghost" className="mt-1" onClick={() => setAll(true)}>
          Show all {found.length} workflows
        </Button>
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}

/** Which of the workflows this person has pinned, and what was done last in words. */
function usePinned(rows: readonly Row[]) {
  const [pinned, setPinned] = useState(() => remember.pinnedWorkflows());
  const [said, setSaid] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const moved = useRef<string | null>(null);
  // A row that is put elsewhere in the document loses the focus.
  useEffect(() => {
    if (moved.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-pin="${CSS.escape(moved.current)}"]`)?.focus();
    moved.current = null;
  });
  const toggle = (row: Row) => {
    const title = row.title || row.identifier;
    const isPinned = pinned.includes(row.id);
    // What was deleted since is forgotten.
    const others = pinned.filter((id) => id !== row.id && rows.some((other) => other.id === id));
    const next = isPinned ? others : [...others, row.id];
    remember.keepPinnedWorkflows(next);
    moved.current = row.id;
    setPinned(next);
    setSaid(isPinned ? `${title} is no longer pinned.` : `${title} is pinned to the top.`);
  };
  return { pinned: pinned.filter((id) => rows.some((row) => row.id === id)), said, toggle, list };
}
