"use client";

import {
  CircleCheck,
  CircleOff,
  CircleX,
  CornerDownRight,
  Hourglass,
  Minus,
  OctagonX,
  Pin,
  RotateCw,
  Timer,
  TriangleAlert,
  User,
} from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { durationText, lookWords, type RunLook } from "@/lib/editor/run-look";

const colours: Record<RunLook, string> = {
  idle: "",
  running: "text-run",
  waiting: "text-wait",
  "waiting-person": "text-wait",
  sleeping: "text-queue",
  retrying: "text-queue",
  "waiting-agent": "text-wait",
  "waiting-service": "text-wait",
  success: "text-ok",
  pinned: "text-ok",
  disabled: "text-dim",
  failed: "text-bad",
  "failed-continued": "text-bad",
  skipped: "text-faint",
  cancelled: "text-dim",
};

const icons: Record<RunLook, ReactNode> = {
  idle: null,
  running: <Spinner className="size-4" />,
  waiting: <Hourglass />,
  "waiting-person": <User />,
  sleeping: <Timer />,
  retrying: <RotateCw />,
  "waiting-agent": <Hourglass />,
  "waiting-service": <Hourglass />,
  success: <CircleCheck />,
  pinned: <Pin />,
  disabled: <CircleOff />,
  failed: <CircleX />,
  "failed-continued": (
    <span className="inline-flex">
      <CircleX />
      <CornerDownRight className="-ml-0.5" />
    </span>
  ),
  skipped: <Minus />,
  cancelled: <OctagonX />,
};

/** The state icon of a card, with its word for those who do not see it and the duration below, or before it `inRow`. */
export function CardState({
  look,
  stale,
  milliseconds,
  inRow = false,
}: {
  look: RunLook;
  stale: boolean;
  inRow?: boolean;
  milliseconds: number | undefined;
}) {
  if (look === "idle") return null;
  const words = stale ? `${lookWords[look]}; edited since this run` : lookWords[look];
  return (
    <span
      title={words}
      className={cn(
        "flex [&_svg]:size-4",
        inRow ? "flex-row-reverse items-center gap-1.5" : "flex-col items-end gap-0.5",
        stale ? "text-warn" : colours[look],
      )}
    >
      {stale ? <TriangleAlert /> : icons[look]}
      <span className="sr-only">{words}</span>
      {milliseconds !== undefined && (
        <span className="card-detail tabular whitespace-nowrap text-[11px] text-faint leading-3">
          {durationText(milliseconds)}
        </span>
      )}
    </span>
  );
}
