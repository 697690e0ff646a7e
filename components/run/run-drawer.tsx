"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Resizer } from "@/components/ui/resizer";
import { nodeRunOf } from "@/lib/editor/selectors";
import { panelSizes } from "@/lib/editor/store";
import type { DrawerTab } from "@/lib/editor/store-types";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import { RunAnnouncer } from "./run-announcer";
import { RunHistory } from "./run-history";
import { RunPanel } from "./run-panel";
import { RunDuration, RunSummary } from "./run-summary";
import { runStateLook } from "./status";
import { StatusPill } from "./status-pill";
import { useTitles } from "./use-titles";

/** A tab that another part of the editor puts into the drawer. */
export interface DrawerPanel {
  value: DrawerTab;
  label: ReactNode;
  content: ReactNode;
}

const { initial, min, max } = panelSizes.drawer;

/** The bottom drawer: the run, its history, and what the editor adds (problems, the whole JSON). */
export function RunDrawer({ panels = [] }: { panels?: readonly DrawerPanel[] }) {
  const { open, height, tab } = useEditor((state) => state.ui.drawer);
  const { setDrawer } = useEditorActions();
  const titleOf = useTitles();
  useFollowSelection();

  const all: readonly DrawerPanel[] = [
    { value: "timeline", label: "Run", content: <RunPanel /> },
    { value: "history", label: "History", content: <RunHistory titleOf={titleOf} /> },
    ...panels,
  ];
  const shown = all.find((panel) => panel.value === tab) ?? all[0];

  return (
    <section
      aria-label="Run drawer"
      style={open ? { height: Math.max(min, height) } : undefined}
      className={cn(
        "@container relative flex max-h-[80dvh] shrink-0 flex-col border-line border-t bg-raised",
        !open && "h-[40px] pointer-coarse:h-[45px]",
      )}
    >
      {open && (
        <Resizer
          edge="top"
          size={height}
          min={min}
          max={max}
          initial={initial}
          label="Height of the run drawer"
          onResize={(next) => setDrawer({ height: next })}
        />
      )}
      <div
        className={cn(
          "flex shrink-0 items-stretch gap-3 pr-2 pl-3",
          "h-10 pointer-coarse:h-finger",
          open && "border-line border-b",
        )}
      >
        <div role="tablist" aria-label="Drawer" className="flex shrink-0 items-stretch gap-4">
          {all.map((panel) => {
            const on = open && panel.value === shown?.value;
            return (
              <button
                key={panel.value}
                type="button"
                role="tab"
                id={`drawer-tab-${panel.value}`}
                aria-selected={on}
                aria-controls={on ? "drawer-panel" : undefined}
                onClick={() => setDrawer(on ? { open: false } : { open: true, tab: panel.value })}
                className={cn(
                  "-mb-px inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap border-b-2 text-sm transition-colors focus-visible:outline-offset-[-3px]",
                  on ? "border-accent font-medium text-text" : "border-transparent text-dim hover:text-text",
                )}
              >
                {panel.label}
              </button>
            );
          })}
        </div>
        <div className="ml-auto flex min-w-0 items-center gap-2">
          {open ? <OpenSummary titleOf={titleOf} /> : <ClosedSummary />}
          <IconButton
            label={open ? "Close drawer" : "Open drawer"}
            icon={open ? <ChevronDown /> : <ChevronUp />}
            aria-expanded={open}
            onClick={() => setDrawer({ open: !open })}
          />
        </div>
      </div>
      {open && shown && (
        <div
          role="tabpanel"
          id="drawer-panel"
          aria-labelledby={`drawer-tab-${shown.value}`}
          className="min-h-0 flex-1"
        >
          {shown.content}
        </div>
      )}
      <RunAnnouncer />
    </section>
  );
}

/** Choosing a node on the canvas shows its part of the run; the other way is the timeline's. */
function useFollowSelection() {
  const store = useEditorStore();
  const { setDrawer } = useEditorActions();
  const selected = useEditor((state) => (state.selection?.kind === "node" ? state.selection.id : null));
  const before = useRef(selected);
  useEffect(() => {
    if (before.current === selected) return;
    before.current = selected;
    if (selected === null) return;
    const { run, ui } = store.getState();
    const nodeRun = nodeRunOf(run, selected);
    // A node may have run more than once: keep the row that was chosen by hand.
    const own = run?.nodeRuns.find((item) => item.nodeRun === ui.drawer.nodeRun);
    if (nodeRun && own?.node !== selected) setDrawer({ nodeRun: nodeRun.nodeRun });
  }, [selected, store, setDrawer]);
}

/** The run in one line, while the drawer shows it. */
function OpenSummary({ titleOf }: { titleOf: (node: string) => string }) {
  const run = useEditor((state) => state.run);
  const tab = useEditor((state) => state.ui.drawer.tab);
  if (!run || run.seq === 0 || tab !== "timeline") return null;
  return (
    <div className="hidden min-w-0 @2xl:block">
      <RunSummary run={run} titleOf={titleOf} />
    </div>
  );
}

/** What the closed drawer still says about the run. */
function ClosedSummary() {
  const run = useEditor((state) => state.run);
  const { setDrawer } = useEditorActions();
  if (!run || run.seq === 0) return null;
  return (
    <button
      type="button"
      onClick={() => setDrawer({ open: true, tab: "timeline" })}
      className="flex items-center gap-2 rounded-control px-1.5 py-1 text-dim text-xs hover:bg-hover"
    >
      <StatusPill look={runStateLook(run)} />
      <RunDuration run={run} />
    </button>
  );
}
