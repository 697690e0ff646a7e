"use client";

import { Ban, Hash, Pin, UserRound, WifiOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import { pinsText } from "@/lib/editor/pins";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import type { RunState } from "@/lib/run/state";
import { shownNodeRun } from "./choose-node-run";
import { CopyIcon } from "./copy-button";
import { EnvironmentBadge } from "./environment-badge";
import { formatDuration } from "./format";
import { LabelPill } from "./label-pill";
import { MaskedText } from "./masked-text";
import { Moment } from "./moment";
import { RunCatalog } from "./run-catalog";
import { runStateLook } from "./status";
import { StatusPill } from "./status-pill";
import { useClock } from "./use-clock";

/** One line about the run on screen: state, where it went, version, when, how long, and how to stop it. */
export function RunSummary({
  run,
  titleOf,
  onProvide,
}: {
  run: RunState;
  titleOf: (node: string) => string;
  /** For a panel that does not show its details beside: called when somebody wants to answer. */
  onProvide?: () => void;
}) {
  const link = useEditor((state) => state.runLink);
  const { cancelRun, select, setDrawer } = useEditorActions();
  const live = run.status !== "COMPLETED";
  const chosen = useEditor((state) => state.ui.drawer.nodeRun);
  const open = run.nodeRuns.find(({ status, prompt }) => status === "IN_PROGRESS" && prompt !== undefined);
  const isShown = onProvide === undefined && shownNodeRun(run, chosen)?.nodeRun === open?.nodeRun;
  const asking = isShown ? undefined : open;
  return (
    <div className="flex min-w-0 items-center gap-x-2.5 overflow-hidden whitespace-nowrap text-dim text-xs">
      <StatusPill look={runStateLook(run)} short />
      <RunDuration run={run} />
      {asking && (
        <Button
          onClick={() => {
            select({ kind: "node", id: asking.node });
            setDrawer({ open: true, tab: "timeline", nodeRun: asking.nodeRun });
            onProvide?.();
          }}
        >
          <UserRound />
          Provide inputs
        </Button>
      )}
      {run.label && <LabelPill label={run.label} />}
      {run.environment && <EnvironmentBadge environment={run.environment} />}
      <RunCatalog run={run} />
      {run.pins && (
        <Pill icon={<Pin aria-hidden />} className="max-w-48">
          {pinsText(run.pins)}
        </Pill>
      )}
      <span className="hidden @3xl:inline">
        {run.workflow.version === null ? "Draft" : `Version ${run.workflow.version}`}
      </span>
      <span className="hidden min-w-0 truncate @5xl:inline">
        from {titleOf(run.trigger.node)}, <Moment at={run.startedAt} />
      </span>
      <span className="hidden @3xl:inline">
        <CopyIcon text={() => run.run} label={`Copy the run's identifier, ${run.run}`} icon={<Hash />} />
      </span>
      {link === "reconnecting" && (
        <span role="status" className="inline-flex items-center gap-1 text-warn">
          <WifiOff aria-hidden className="size-3" />
          Reconnecting
        </span>
      )}
      {live && (
        <Button
          variant="ghost"
          className="shrink-0"
          onClick={() => void cancelRun({ force: run.status === "CANCELLING" })}
        >
          <Ban />
          {run.status === "CANCELLING" ? "Force stop" : "Cancel run"}
        </Button>
      )}
    </div>
  );
}

/** What ended the run, when no node run tells it already. */
export function RunTrouble({ run }: { run: RunState }) {
  if (!run.error || run.nodeRuns.some((nodeRun) => nodeRun.error)) return null;
  return (
    <p role="alert" className="shrink-0 border-line border-b px-3 py-1.5 text-bad text-xs">
      <MaskedText text={run.error.message} /> {run.error.hint}
    </p>
  );
}

/** How long the run has taken; moves while it goes on. */
export function RunDuration({ run }: { run: RunState }) {
  const clock = useClock(run.status !== "COMPLETED");
  const end = run.completedAt ? Date.parse(run.completedAt) : clock;
  return <span className="tabular">{formatDuration(end - Date.parse(run.startedAt))}</span>;
}
