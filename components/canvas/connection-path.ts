import { getSmoothStepPath, Position } from "@xyflow/react";
import type { RunLook } from "@/lib/editor/run-look";

const strokes: Record<RunLook, string> = {
  idle: "var(--edge)",
  running: "var(--run)",
  waiting: "var(--wait)",
  "waiting-person": "var(--wait)",
  sleeping: "var(--queue)",
  retrying: "var(--queue)",
  "waiting-agent": "var(--wait)",
  "waiting-service": "var(--wait)",
  success: "var(--ok)",
  pinned: "var(--ok)",
  disabled: "var(--text-dim)",
  failed: "var(--bad)",
  "failed-continued": "var(--bad)",
  skipped: "var(--line-strong)",
  cancelled: "var(--text-dim)",
};

/** How the line of a connection looks, by the run and by whether it is chosen. */
export function lineStyle(look: RunLook, isChosen: boolean) {
  return {
    stroke: isChosen ? "var(--accent)" : strokes[look],
    strokeWidth: isChosen || (look !== "idle" && look !== "skipped") ? 2 : 1.5,
    ...(look === "skipped" ? { strokeDasharray: "3 4", opacity: 0.7 } : {}),
  };
}

/** From a source to a little before its target, where the arrow's tip is. */
interface Ends {
  sourceX: number;
  sourceY: number;
  sourcePosition: Position;
  targetX: number;
  targetY: number;
  targetPosition: Position;
}

/** The way of a connection, and its middle. */
export function connectionPath({ targetX, targetY, ...ends }: Ends): [path: string, x: number, y: number] {
  const isDown = ends.targetPosition === Position.Top;
  const [path, x, y] = getSmoothStepPath({
    ...ends,
    targetX: isDown ? targetX : targetX - 3,
    targetY: isDown ? targetY - 3 : targetY,
    borderRadius: 10,
  });
  return [path, x, y];
}
