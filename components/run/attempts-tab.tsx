"use client";

import { cn } from "@/components/ui/cn";
import { Pill } from "@/components/ui/pill";
import type { NodeRunState } from "@/lib/run/state";
import { formatDuration } from "./format";
import { Moment } from "./moment";
import { httpTone, nodeRunLook } from "./status";
import { StatusPill } from "./status-pill";

/** Every attempt of a node run, the failed ones with their reason and the pause after them. */
export function AttemptsTab({ nodeRun }: { nodeRun: NodeRunState }) {
  return (
    <ol aria-label="Attempts" className="min-h-0 flex-1 overflow-y-auto px-3 py-2 text-xs">
      {nodeRun.attempts.map(({ at, until, error, response }, index) => (
        <li key={at} className="grid grid-cols-[24px_1fr_auto] gap-x-2 border-line border-b py-2">
          <span className="tabular text-faint">{index + 1}</span>
          <span className="min-w-0 break-words text-bad">{error.message}</span>
          <span className="flex items-start gap-2 text-dim">
            {response && <Pill tone={httpTone(response.status)}>{String(response.status)}</Pill>}
            <Moment at={at} />
          </span>
          <span className="col-start-2 text-faint">
            Next attempt after {formatDuration(Date.parse(until) - Date.parse(at))}
          </span>
        </li>
      ))}
      <li className="grid grid-cols-[24px_1fr_auto] gap-x-2 py-2">
        <span className="tabular text-faint">{nodeRun.attempts.length + 1}</span>
        <span className={cn("min-w-0 break-words", nodeRun.error ? "text-bad" : "text-dim")}>
          {nodeRun.error?.message ?? (nodeRun.status === "COMPLETED" ? "The last attempt" : "This attempt")}
        </span>
        <StatusPill look={nodeRunLook(nodeRun)} short />
      </li>
    </ol>
  );
}
