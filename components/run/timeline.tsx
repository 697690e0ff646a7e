"use client";

import { type KeyboardEvent, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { Tone } from "@/components/ui/pill";
import type { NodeRunState, RunState } from "@/lib/run/state";
import { formatDuration } from "./format";
import { LabelPill } from "./label-pill";
import { nodeRunLook } from "./status";
import { StatusIcon } from "./status-pill";
import { barOn, labelled, type TimeAxis, timeAxis } from "./time-axis";
import { useClock } from "./use-clock";

const bars: Record<Tone, string> = {
  neutral: "bg-line-strong",
  accent: "bg-line-strong",
  queue: "bg-queue",
  run: "bg-run",
  wait: "bg-wait",
  ok: "bg-ok",
  warn: "bg-warn",
  bad: "bg-bad",
  cancel: "bg-cancel",
};

const columns =
  "grid grid-cols-[minmax(96px,40%)_1fr_64px] items-center gap-2 px-3 sm:grid-cols-[180px_1fr_64px]";

/** One row per node run, bars on a shared time axis. Up and down move between rows. */
export function Timeline({
  run,
  titleOf,
  shown,
  onChoose,
}: {
  run: RunState;
  titleOf: (node: string) => string;
  /** Identifier of the node run whose details are on screen. */
  shown: string | undefined;
  onChoose: (nodeRun: NodeRunState) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const live = run.status !== "COMPLETED";
  const clock = useClock(live);
  const end = run.completedAt ? Date.parse(run.completedAt) : Math.max(clock, lastMoment(run));
  const axis = timeAxis(Date.parse(run.startedAt), end, 3);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    const index = run.nodeRuns.findIndex((nodeRun) => nodeRun.nodeRun === shown) + step;
    const next = run.nodeRuns[index];
    if (!next) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelectorAll("button")[index]?.focus();
  };

  return (
    <section aria-label="Timeline" className="flex h-full min-h-0 flex-col">
      <div aria-hidden className={cn(columns, "h-8 shrink-0 text-faint text-xs")}>
        <span>Node</span>
        <Ticks axis={axis} />
        <span className="tabular text-right">{formatDuration(axis.to - axis.from)}</span>
      </div>
      <ol ref={list} onKeyDown={onKeyDown} className="min-h-0 flex-1 overflow-y-auto pb-2">
        {run.nodeRuns.map((nodeRun) => (
          <li key={nodeRun.nodeRun}>
            <TimelineRow
              nodeRun={nodeRun}
              title={titleOf(nodeRun.node)}
              axis={axis}
              end={end}
              chosen={nodeRun.nodeRun === shown}
              onChoose={() => onChoose(nodeRun)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A server's clock may be ahead of this one; nothing may end before its last event. */
const lastMoment = (run: RunState) =>
  Math.max(...run.nodeRuns.map((nodeRun) => Date.parse(nodeRun.completedAt ?? nodeRun.startedAt)), 0);

function Ticks({ axis }: { axis: TimeAxis }) {
  const span = axis.to - axis.from;
  return (
    <span className="tabular relative block h-4">
      <span className="absolute left-0">0</span>
      {labelled(axis.ticks.map((tick) => tick / span)).map((share) => {
        const tick = share * span;
        return (
          <span
            key={tick}
            className="absolute -translate-x-1/2 whitespace-nowrap"
            style={{ left: `${share * 100}%` }}
          >
            {formatDuration(tick).replace(".0 ", " ")}
          </span>
        );
      })}
    </span>
  );
}

function TimelineRow({
  nodeRun,
  title,
  axis,
  end,
  chosen,
  onChoose,
}: {
  nodeRun: NodeRunState;
  title: string;
  axis: TimeAxis;
  end: number;
  chosen: boolean;
  onChoose: () => void;
}) {
  const look = nodeRunLook(nodeRun);
  const from = Date.parse(nodeRun.startedAt);
  const to = nodeRun.completedAt ? Date.parse(nodeRun.completedAt) : end;
  const bar = barOn(axis, from, to);
  const waiting = nodeRun.waitingFor !== undefined;
  return (
    <button
      type="button"
      aria-current={chosen || undefined}
      onClick={onChoose}
      className={cn(
        columns,
        "h-7 w-full text-left text-xs transition-colors focus-visible:outline-offset-[-2px]",
        chosen ? "bg-accent-soft" : "hover:bg-hover",
      )}
    >
      <span className="flex min-w-0 items-center gap-2">
        <StatusIcon look={look} alone />
        <span className={cn("truncate", chosen && "font-medium")}>{title}</span>
        {nodeRun.mock && <span className="shrink-0 text-faint">{nodeRun.mock}</span>}
        {nodeRun.label && <LabelPill small label={nodeRun.label} />}
      </span>
      <span aria-hidden className="relative block h-full">
        {axis.ticks.map((tick) => (
          <span
            key={tick}
            className="absolute inset-y-0 w-px bg-line"
            style={{ left: `${(tick / (axis.to - axis.from)) * 100}%` }}
          />
        ))}
        {nodeRun.attempts.map((attempt) => (
          <span
            key={attempt.at}
            className="absolute top-1 z-10 h-5 pointer-coarse:top-[14px] w-0.5 bg-bad"
            style={{ left: `${barOn(axis, Date.parse(attempt.at), Date.parse(attempt.at)).left * 100}%` }}
          />
        ))}
        <span
          className={cn(
            "absolute top-2 h-3 pointer-coarse:top-[17px] rounded-[3px]",
            bars[look.tone],
            nodeRun.mock && "border border-ok border-dashed bg-transparent",
            nodeRun.mock === "disabled" && "border-line-strong",
            nodeRun.continued && "bg-transparent ring-1 ring-bad ring-inset",
          )}
          style={{
            left: `${bar.left * 100}%`,
            width: `${bar.width * 100}%`,
            minWidth: nodeRun.mock ? 12 : 3,
            ...(waiting
              ? {
                  background: "repeating-linear-gradient(-45deg, currentColor 0 3px, transparent 3px 6px)",
                  color: "var(--wait)",
                }
              : {}),
          }}
        />
      </span>
      <span className="tabular text-right text-dim">{formatDuration(to - from)}</span>
    </button>
  );
}
