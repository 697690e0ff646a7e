"use client";

import { CircleOff, History, Pin } from "lucide-react";
import { useEffect } from "react";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import type { RunRow } from "@/lib/editor/api-types";
import { mocksText } from "@/lib/editor/pins";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { formatDuration } from "./format";
import { LabelPill } from "./label-pill";
import { Moment } from "./moment";
import { runLook } from "./status";
import { StatusIcon } from "./status-pill";

/** The last runs of this workflow; choosing one shows it. */
export function RunHistory({ titleOf }: { titleOf: (node: string) => string }) {
  const runs = useEditor((state) => state.runs);
  const shown = useEditor((state) => state.run?.run);
  const { loadRun, refreshRuns, setDrawer } = useEditorActions();
  useEffect(() => {
    void refreshRuns();
  }, [refreshRuns]);
  if (runs.length === 0)
    return (
      <EmptyState icon={<History />} title="No runs yet">
        The last 20 runs of this workflow are listed here.
      </EmptyState>
    );
  return (
    <ol aria-label="Runs" className="h-full overflow-y-auto py-1">
      {runs.slice(0, 20).map((row) => (
        <li key={row.id}>
          <button
            type="button"
            aria-current={row.id === shown || undefined}
            onClick={() => {
              void loadRun(row.id);
              setDrawer({ tab: "timeline", nodeRun: null });
            }}
            className={cn(
              "grid h-8 w-full grid-cols-[110px_1fr_auto] items-center gap-3 px-3 text-left text-xs focus-visible:outline-offset-[-2px] sm:grid-cols-[104px_100px_minmax(0,1fr)_72px_72px_110px]",
              row.id === shown ? "bg-accent-soft" : "hover:bg-hover",
            )}
          >
            <RunState row={row} />
            <Moment at={row.startedAt} className="truncate text-dim" />
            <span className="hidden min-w-0 items-center gap-2 text-dim sm:flex">
              <span className="truncate">from {titleOf(row.trigger)}</span>
              {row.label && <LabelPill small label={row.label} />}
            </span>
            <span className="hidden text-dim sm:inline">
              {row.version === null ? "Draft" : `Version ${row.version}`}
            </span>
            <span className="tabular text-right text-dim sm:text-left">{durationOf(row)}</span>
            <span className="hidden truncate text-faint sm:inline">{row.environment ?? ""}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function RunState({ row }: { row: RunRow }) {
  const look = runLook(row);
  return (
    <span className="flex items-center gap-2 font-medium">
      <StatusIcon look={look} />
      {look.label}
      {row.mocks && <Mocks mocks={row.mocks} />}
    </span>
  );
}

/** Marks a run that left nodes out: what it says of the workflow holds with that alone. */
function Mocks({ mocks }: { mocks: NonNullable<RunRow["mocks"]> }) {
  const words = `With nodes left out: ${mocksText(mocks)}`;
  return (
    <span title={words} className="inline-flex text-dim [&_svg]:size-3.5">
      {mocks.pinned > 0 ? <Pin aria-hidden /> : <CircleOff aria-hidden />}
      <span className="sr-only">{words}</span>
    </span>
  );
}

const durationOf = (row: RunRow) =>
  row.completedAt ? formatDuration(Date.parse(row.completedAt) - Date.parse(row.startedAt)) : "";
