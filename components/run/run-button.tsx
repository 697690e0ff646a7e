"use client";

import { ChevronDown, ListPlus, Play, RotateCcw, Square, Workflow } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { Tooltip } from "@/components/ui/tooltip";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { definitionOf } from "@/lib/nodes/definitions";
import { nodeTitle } from "./choose-node-run";
import { StartDialog } from "./start-dialog";
import { useStart } from "./use-start";

/**
 * Runs the draft. The main part asks for inputs the first time and then runs with the last ones; the menu
 * offers other inputs and other triggers. While a run goes on, the main part stops it.
 */
export function RunButton() {
  const start = useStart();
  const { triggers, trigger, phase } = start;
  const latest = useRef(start.main);
  latest.current = start.main;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  // The form that a command asks for; here, because the dialog is ours.
  const asked = useEditor((state) => state.ui.asked);
  const { ask } = useEditorActions();
  useEffect(() => {
    if (asked?.what !== "inputs") return;
    ask(null);
    const node = start.triggers.find(({ identifier }) => identifier === asked.trigger);
    if (node) start.ask(node);
  });

  const titleOf = (node: string) => nodeTitle(start.document, node);
  const stops = phase === "running" || phase === "cancelling";
  return (
    <div className="inline-flex shrink-0">
      <Tooltip text={tips[phase]} keys={["Mod", "Enter"]}>
        <button
          type="button"
          disabled={phase === "starting" || phase === "cancelling"}
          aria-busy={phase === "starting" || undefined}
          onClick={start.main}
          className={cn(
            "inline-flex h-8 items-center gap-1.5 rounded-l-control px-3.5 font-medium text-sm transition-colors [&_svg]:size-3.5",
            look(stops),
          )}
        >
          <MainLabel phase={phase} />
        </button>
      </Tooltip>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label="More ways to run"
            className={cn(
              "inline-flex h-8 w-7 items-center justify-center rounded-r-control border-l transition-colors",
              look(stops),
              stops ? "border-l-0" : "border-l-[color-mix(in_srgb,var(--accent-ink)_28%,transparent)]",
            )}
          >
            <ChevronDown aria-hidden className="size-3.5" />
          </button>
        }
      >
        {phase === "cancelling" && (
          <>
            <MenuItem
              icon={<Square />}
              danger
              description="The request in flight is dropped and its node fails."
              onSelect={start.force}
            >
              Force stop
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        <MenuItem
          icon={<RotateCcw />}
          disabled={!trigger || !start.hasLast}
          onSelect={() => trigger && start.begin(trigger)}
        >
          Run with last inputs
        </MenuItem>
        <MenuItem icon={<ListPlus />} disabled={!trigger} onSelect={() => trigger && start.ask(trigger)}>
          Run with other inputs
        </MenuItem>
        {triggers.length > 1 && (
          <>
            <MenuSeparator />
            <MenuLabel>Begin at another trigger</MenuLabel>
            {triggers
              .filter((node) => node !== trigger)
              .map((node) => (
                <MenuItem
                  key={node.identifier}
                  icon={<Workflow />}
                  description={definitionOf(node.config.type)?.title}
                  onSelect={() => start.choose(node)}
                >
                  {titleOf(node.identifier)}
                </MenuItem>
              ))}
          </>
        )}
      </Menu>
      {start.asking && (
        <StartDialog
          key={start.asking.identifier}
          trigger={start.asking}
          title={titleOf(start.asking.identifier)}
          refusal={start.refusal}
          onClose={start.close}
          start={start.send}
        />
      )}
    </div>
  );
}

const tips = {
  idle: "Run the draft",
  starting: "Starting",
  running: "Stop after the current node",
  cancelling: "Stops after the current node",
};

const look = (stops: boolean) =>
  stops
    ? "border border-line-strong bg-raised text-text hover:bg-hover disabled:text-dim"
    : "bg-accent text-accent-ink hover:bg-accent-strong disabled:bg-active disabled:text-faint";

function MainLabel({ phase }: { phase: keyof typeof tips }) {
  if (phase === "starting")
    return (
      <>
        <Spinner />
        Starting
      </>
    );
  if (phase === "cancelling")
    return (
      <>
        <Spinner className="text-cancel" />
        Cancelling
      </>
    );
  if (phase === "running")
    return (
      <>
        <Square aria-hidden fill="currentColor" />
        Stop
      </>
    );
  return (
    <>
      <Play aria-hidden fill="currentColor" />
      Run
    </>
  );
}
