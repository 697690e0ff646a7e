import type { Tone } from "@/components/ui/pill";
import type { WaitingFor } from "@/lib/nodes/runner";
import type { RunResult, RunStatus } from "@/lib/run/events";
import type { Mock } from "@/lib/run/pins";
import type { NodeRunState, RunState } from "@/lib/run/state";

/** A state in words, colour and icon: never by colour alone. */
export interface StatusLook {
  label: string;
  /** One word, where room is scarce. */
  short?: string;
  tone: Tone;
  icon: StatusIconName;
}

export type StatusIconName =
  | "clock"
  | "spinner"
  | "hourglass"
  | "person"
  | "tick"
  | "cross"
  | "cross-arrow"
  | "stop"
  | "dash"
  | "pin"
  | "off";

const ended: Record<RunResult, StatusLook> = {
  SUCCESS: { label: "Succeeded", tone: "ok", icon: "tick" },
  FAILED: { label: "Failed", tone: "bad", icon: "cross" },
  CANCELLED: { label: "Cancelled", tone: "neutral", icon: "stop" },
};

/** How a run stands. */
export function runLook(run: { status: RunStatus; result: RunResult | null }): StatusLook {
  if (run.result) return ended[run.result];
  if (run.status === "CANCELLING") return { label: "Cancelling", tone: "cancel", icon: "stop" };
  return { label: "Running", tone: "run", icon: "spinner" };
}

/** How a run on screen stands: where it waits, it says for what. */
export function runStateLook(run: RunState): StatusLook {
  const last = run.nodeRuns.at(-1);
  const waits = run.status === "IN_PROGRESS" && last?.waitingFor !== undefined && !last.continues;
  return waits ? { ...nodeRunLook(last), short: "Waiting" } : runLook(run);
}

type NodeRunLike = Pick<NodeRunState, "result" | "waitingFor" | "continued" | "mock">;

/** How a node run stands. */
export function nodeRunLook(nodeRun: NodeRunLike): StatusLook {
  if (nodeRun.result === "FAILED" && nodeRun.continued)
    return { label: "Failed, run continued", short: "Failed", tone: "bad", icon: "cross-arrow" };
  if (nodeRun.mock !== undefined) return mocks[nodeRun.mock];
  if (nodeRun.result) return ended[nodeRun.result];
  if (nodeRun.waitingFor !== undefined) return { ...waits[nodeRun.waitingFor], short: "Waiting" };
  return { label: "Running", tone: "run", icon: "spinner" };
}

const mocks: Record<Mock, StatusLook> = {
  pinned: { label: "Pinned, not run", short: "Pinned", tone: "ok", icon: "pin" },
  disabled: { label: "Disabled, not run", short: "Disabled", tone: "neutral", icon: "off" },
};

const waits: Record<WaitingFor, StatusLook> = {
  callback: { label: "Waiting for a callback", tone: "wait", icon: "hourglass" },
  person: { label: "Waiting for a person", tone: "wait", icon: "person" },
  timer: { label: "Waiting for its time", tone: "queue", icon: "clock" },
  poll: { label: "Waiting for the service", tone: "wait", icon: "hourglass" },
  retry: { label: "Waiting for the next attempt", tone: "queue", icon: "clock" },
  agent: { label: "Waiting for the execution agent", tone: "wait", icon: "hourglass" },
};

/** The tone of an HTTP status. */
export function httpTone(status: number): Tone {
  if (status >= 400) return "bad";
  return status >= 200 && status < 300 ? "ok" : "neutral";
}
