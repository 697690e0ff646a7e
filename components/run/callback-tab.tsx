"use client";

import { Copy } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useLoaded } from "@/components/settings/use-loaded";
import { api } from "@/lib/editor/api";
import { useEditor } from "@/lib/editor/use-editor";
import type { NodeRunState } from "@/lib/run/state";
import { CopyIcon } from "./copy-button";
import { callbackCurl } from "./curl";
import { ReportForm } from "./report-form";

const loadInfo = () => api.info();

const never = () => () => {};

/** How the node run stands, and what a report would do. */
function standing({ status, result, waitingFor, continues }: NodeRunState): string {
  if (status !== "IN_PROGRESS") return `This node run is over: ${result ?? "COMPLETED"}.`;
  if (waitingFor === "agent")
    return "The run stands here until an execution agent makes the request and reports. Start one inside the network that the request is for, or report in its place.";
  if (waitingFor === "poll")
    return "Slipway asks the service for the state of its job. A report ends the waiting at once.";
  if (continues)
    return "The request was sent and the run went on. The run itself ends only after somebody reports on this node run.";
  return "The run stands here until somebody reports on this node run.";
}

/** For a node run that an outside system has to finish: the ready command, and two buttons in its place. */
export function CallbackTab({ nodeRun }: { nodeRun: NodeRunState }) {
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
  const open = nodeRun.status === "IN_PROGRESS";
  const run = useEditor((state) => state.run?.run ?? "");
  const { state: info } = useLoaded(loadInfo);
  const token = info.kind === "ready" && info.value.settings.apiAuth === "required";
  const command = callbackCurl(origin, nodeRun.nodeRun, "SUCCESS", token);
  return (
    <div className="flex h-full flex-col gap-3 overflow-auto p-3 text-sm">
      <p className="max-w-2xl text-dim text-xs">
        {standing(nodeRun)}
        {nodeRun.externalRunId && (
          <>
            {" "}
            External run <span className="font-mono text-text">{nodeRun.externalRunId}</span>.
          </>
        )}
      </p>
      {open && (
        <>
          {nodeRun.waitingFor === "agent" && (
            <Command text={`npm run agent -- --server ${origin}`} label="Copy the agent's command" />
          )}
          <Command text={command} label="Copy command" />
          <ReportForm run={run} nodeRun={nodeRun.nodeRun} links={nodeRun.links} />
        </>
      )}
    </div>
  );
}

/** A command to paste into a shell. */
function Command({ text, label }: { text: string; label: string }) {
  return (
    <div className="relative rounded-control border border-line bg-sunken">
      <pre className="overflow-x-auto py-2 pr-8 pl-3 font-mono text-xs leading-[18px]">{text}</pre>
      <CopyIcon text={() => text} label={label} icon={<Copy />} className="absolute top-1.5 right-1.5" />
    </div>
  );
}
