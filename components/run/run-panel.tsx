"use client";

import { ArrowLeft, History, Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Keys } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import type { NodeRunState } from "@/lib/run/state";
import { shownNodeRun } from "./choose-node-run";
import { NodeRunDetail } from "./node-run-detail";
import { RunSummary, RunTrouble } from "./run-summary";
import { Timeline } from "./timeline";
import { useTitles } from "./use-titles";

/** The run on screen: its line, its timeline, and what the chosen node run did. */
export function RunPanel() {
  const run = useEditor((state) => state.run);
  const link = useEditor((state) => state.runLink);
  const chosen = useEditor((state) => state.ui.drawer.nodeRun);
  const { select, setDrawer } = useEditorActions();
  const titleOf = useTitles();
  // On a narrow screen timeline and details take turns.
  const [detail, setDetail] = useState(false);

  if (!run || run.seq === 0)
    return <NoRun busy={link === "starting" || link === "loading" || run !== null} />;

  const shown = shownNodeRun(run, chosen);
  const choose = (nodeRun: NodeRunState) => {
    setDrawer({ nodeRun: nodeRun.nodeRun });
    select({ kind: "node", id: nodeRun.node });
    setDetail(true);
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="shrink-0 border-line border-b px-2 py-1 @2xl:hidden">
        <RunSummary run={run} titleOf={titleOf} onProvide={() => setDetail(true)} />
      </div>
      <RunTrouble run={run} />
      <div className="flex min-h-0 flex-1">
        <div
          className={cn(
            "min-h-0 min-w-0 flex-1 @2xl:block @2xl:max-w-[46%] @2xl:border-line @2xl:border-r",
            detail && "hidden",
          )}
        >
          <Timeline run={run} titleOf={titleOf} shown={shown?.nodeRun} onChoose={choose} />
        </div>
        <div className={cn("min-h-0 min-w-0 flex-1 flex-col @2xl:flex", detail ? "flex" : "hidden")}>
          <div className="flex items-center gap-2 px-1 pt-1 @2xl:hidden">
            <Button variant="ghost" onClick={() => setDetail(false)}>
              <ArrowLeft />
              Timeline
            </Button>
            <span className="truncate font-medium text-sm">{shown && titleOf(shown.node)}</span>
          </div>
          {shown && (
            <div className="min-h-0 flex-1">
              <NodeRunDetail run={run.run} nodeRun={shown} title={titleOf(shown.node)} />
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

function NoRun({ busy }: { busy: boolean }) {
  const newest = useEditor((state) => state.runs[0]);
  const { setStartOpen, loadRun } = useEditorActions();
  if (busy)
    return (
      <div role="status" className="flex h-full items-center justify-center gap-2 text-dim text-sm">
        <Spinner />
        Loading the run
      </div>
    );
  return (
    <EmptyState
      icon={<Play />}
      title={newest ? "No run is on screen" : "Nothing has run yet"}
      action={
        <span className="flex gap-2">
          {newest && (
            <Button onClick={() => void loadRun(newest.id)}>
              <History />
              Show the last run
            </Button>
          )}
          <Button onClick={() => setStartOpen(true)}>
            <Play />
            Run <Keys keys={["Mod", "Enter"]} />
          </Button>
        </span>
      }
    >
      A run shows here what each node sent, what came back, and how long it took.
    </EmptyState>
  );
}
