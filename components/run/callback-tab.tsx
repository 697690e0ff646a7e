"use client";

import { Check, Copy, X } from "lucide-react";
import { useId, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import { api } from "@/lib/editor/api";
import type { RunResult } from "@/lib/run/events";
import type { NodeRunState } from "@/lib/run/state";
import { CopyIcon } from "./copy-button";
import { callbackCurl } from "./curl";

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
  const command = callbackCurl(origin, nodeRun.nodeRun, "SUCCESS");
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
          <ReportForm nodeRun={nodeRun.nodeRun} />
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

function ReportForm({ nodeRun }: { nodeRun: string }) {
  const id = useId();
  const [text, setText] = useState("");
  const [sending, setSending] = useState<RunResult>();
  const [problem, setProblem] = useState<string>();
  const send = async (result: RunResult) => {
    const output = readOutput(text);
    if ("problem" in output) return setProblem(output.problem);
    setProblem(undefined);
    setSending(result);
    const answer = await api.reportNodeRun(nodeRun, { status: "COMPLETED", result, ...output });
    setSending(undefined);
    if (!answer.ok) setProblem(answer.error.message);
  };
  return (
    <div className="flex max-w-2xl flex-col gap-1">
      <label htmlFor={id} className="font-medium text-xs">
        Output, as JSON <span className="font-normal text-faint">optional</span>
      </label>
      <Textarea
        id={id}
        mono
        rows={2}
        value={text}
        placeholder={'{ "url": "https://…" }'}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
        onChange={(event) => setText(event.target.value)}
        className="min-h-14"
      />
      {problem && (
        <p id={`${id}-error`} role="alert" className="text-bad text-xs">
          {problem}
        </p>
      )}
      <div className="mt-1 flex gap-2">
        <Button busy={sending === "SUCCESS"} disabled={!!sending} onClick={() => void send("SUCCESS")}>
          <Check />
          Send success
        </Button>
        <Button
          variant="danger"
          busy={sending === "FAILED"}
          disabled={!!sending}
          onClick={() => void send("FAILED")}
        >
          <X />
          Send failure
        </Button>
      </div>
    </div>
  );
}

function readOutput(text: string): { output?: Json } | { problem: string } {
  if (text.trim() === "") return {};
  try {
    return { output: JSON.parse(text) as Json };
  } catch (cause) {
    return { problem: `This is not JSON: ${cause instanceof Error ? cause.message : "it cannot be read"}.` };
  }
}
