"use client";

import { Database } from "lucide-react";
import { useEffect, useState } from "react";
import { ChangeList } from "@/components/catalog/change-list";
import { Dialog } from "@/components/ui/dialog";
import type { ChangeRow } from "@/lib/editor/api-types";
import { catalogApi } from "@/lib/editor/catalog-api";
import type { RunState } from "@/lib/run/state";
import { count } from "./format";

/** Says that the built-in catalog answered for Port in this run, and lists what the run changed there. */
export function RunCatalog({ run }: { run: RunState }) {
  const answered = run.nodeRuns.filter((nodeRun) => nodeRun.request?.catalog === true);
  const over = answered.filter((nodeRun) => nodeRun.status === "COMPLETED").length;
  const changes = useRunChanges(run.run, over);
  const [open, setOpen] = useState(false);
  if (answered.length === 0) return null;
  const words =
    changes.length === 0 ? "Built-in catalog" : `${count(changes.length, "change")} in the catalog`;
  const look =
    "inline-flex h-5 min-w-0 shrink-0 items-center gap-1 rounded-full border border-line-strong border-dashed px-2 text-dim text-xs";
  const title = "No credentials of Port are set, so the built-in catalog answered in its place.";
  return (
    <>
      {changes.length === 0 ? (
        <span className={look} title={title}>
          <Database aria-hidden className="size-3 shrink-0" />
          {words}
        </span>
      ) : (
        <button
          type="button"
          className={`${look} hover:border-faint hover:text-text`}
          title={title}
          onClick={() => setOpen(true)}
        >
          <Database aria-hidden className="size-3 shrink-0" />
          {words}
        </button>
      )}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="wide"
        title="What this run changed"
        description={title}
      >
        <ChangeList changes={changes} named />
      </Dialog>
    </>
  );
}

/** What a run changed so far; asked again as its requests to the catalog end. */
function useRunChanges(run: string, over: number): ChangeRow[] {
  const [changes, setChanges] = useState<ChangeRow[]>([]);
  useEffect(() => {
    let gone = false;
    if (over === 0) setChanges([]);
    else
      void catalogApi.runChanges(run).then((answer) => {
        if (answer.ok && !gone) setChanges(answer.value);
      });
    return () => {
      gone = true;
    };
  }, [run, over]);
  return changes;
}
