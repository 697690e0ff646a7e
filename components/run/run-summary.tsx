"use client";

import { Ban, WifiOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import type { RunState } from "@/lib/run/state";
import { EnvironmentBadge } from "./environment-badge";
import { formatDuration } from "./format";
import { MaskedText } from "./masked-text";
import { Moment } from "./moment";
import { runLook } from "./status";
import { StatusPill } from "./status-pill";
import { useClock } from "./use-clock";

/** One line about the run on screen: state, trigger, where it went, version, when, how long, and how to stop it. */
export function RunSummary({ run, titleOf }: { run: RunState; titleOf: (node: string) => string }) {
  const link = useEditor((state) => state.runLink);
  const { cancelRun } = useEditorActions();
  const live = run.status !== "COMPLETED";
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-1.5 text-dim text-xs">
      <StatusPill look={runLook(run)} />
      {run.label && <Pill tone={run.label.variant === "success" ? "ok" : "warn"}>{run.label.text}</Pill>}
      <span className="truncate">from {titleOf(run.trigger.node)}</span>
      {run.environment && <EnvironmentBadge environment={run.environment} />}
      <span>{run.workflow.version === null ? "Draft" : `Version ${run.workflow.version}`}</span>
      <span>
        started <Moment at={run.startedAt} />
      </span>
      <RunDuration run={run} />
      {link === "reconnecting" && (
        <span role="status" className="inline-flex items-center gap-1 text-warn">
          <WifiOff aria-hidden className="size-3" />
          Reconnecting
        </span>
      )}
      <span className="hidden font-mono text-faint lg:inline" title="Identifier of this run">
        {run.run}
      </span>
      {live && (
        <Button
          variant="ghost"
          className="ml-auto"
          onClick={() => void cancelRun({ force: run.status === "CANCELLING" })}
        >
          <Ban />
          {run.status === "CANCELLING" ? "Force stop" : "Cancel run"}
        </Button>
      )}
      {run.error && run.nodeRuns.every((nodeRun) => !nodeRun.error) && (
        <p role="alert" className="basis-full text-bad">
          <MaskedText text={run.error.message} /> {run.error.hint}
        </p>
      )}
    </div>
  );
}

/** How long the run has taken; moves while it goes on. */
export function RunDuration({ run }: { run: RunState }) {
  const clock = useClock(run.status !== "COMPLETED");
  const end = run.completedAt ? Date.parse(run.completedAt) : clock;
  return <span className="tabular">{formatDuration(end - Date.parse(run.startedAt))}</span>;
}
