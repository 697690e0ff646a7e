import type { Tone } from "@/components/ui/pill";
import type { RunResult, RunStatus } from "@/lib/run/events";
import type { NodeRunState } from "@/lib/run/state";

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
  | "dash";

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

type NodeRunLike = Pick<NodeRunState, "result" | "waitingFor" | "continued">;

/** How a node run stands. */
export function nodeRunLook(nodeRun: NodeRunLike): StatusLook {
  if (nodeRun.result === "FAILED" && nodeRun.continued)
    return { label: "Failed, run continued", short: "Failed", tone: "bad", icon: "cross-arrow" };
  if (nodeRun.result) return ended[nodeRun.result];
  switch (nodeRun.waitingFor) {
    case "callback":
      return { label: "Waiting for a callback", short: "Waiting", tone: "wait", icon: "hourglass" };
    case "person":
      return { label: "Waiting for a person", short: "Waiting", tone: "wait", icon: "person" };
    case "timer":
      return { label: "Waiting for its time", short: "Waiting", tone: "queue", icon: "clock" };
    default:
      return { label: "Running", tone: "run", icon: "spinner" };
  }
}

/** The tone of an HTTP status. */
export function httpTone(status: number): Tone {
  if (status >= 400) return "bad";
  return status >= 200 && status < 300 ? "ok" : "neutral";
}
