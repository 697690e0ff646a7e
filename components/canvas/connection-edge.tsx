"use client";

import { BaseEdge, type EdgeProps, Position } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { FlowEdge } from "@/lib/editor/flow";
import { lookOfConnections } from "@/lib/editor/run-look";
import { useEditor } from "@/lib/editor/use-editor";
import { useCanvas, useIsOver } from "./canvas-context";
import { connectionPath, lineStyle } from "./connection-path";
import { useTiny } from "./detail";

/** A shorter way shows no label: the outlet's row says it right beside. */
const labelRoom = 140;

/** A connection: its colour tells the run, its label the outlet, and a `+` at its middle adds a node there. */
export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<FlowEdge>) {
  const { id, sourceX, sourceY, sourcePosition, targetPosition, data, selected } = props;
  const isDown = targetPosition === Position.Top;
  // Handles are measured in whole screen pixels; without this a straight way would show a tiny step.
  const targetX = isDown && Math.abs(props.targetX - sourceX) < 3 ? sourceX : props.targetX;
  const targetY = !isDown && Math.abs(props.targetY - sourceY) < 3 ? sourceY : props.targetY;
  const over = useIsOver(id);
  const readOnly = useEditor((state) => state.ui.readOnly || state.textBroken);
  const look = useEditor((state) => lookOfConnections(state, data?.several ?? [id]));
  const { insertOn } = useCanvas();
  const tiny = useTiny();
  const [path, middleX, middleY] = connectionPath({
    sourceX,
    sourceY,
    sourcePosition,
    targetX,
    targetY,
    targetPosition,
  });
  const style = lineStyle(look, selected === true);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={tiny ? 0 : 24}
        className={cn("connection", look === "running" && "connection-running")}
        style={style}
      />
      {!tiny && (
        <path
          d={
            isDown
              ? `M${targetX - 4.5},${targetY - 9} L${targetX},${targetY - 2} L${targetX + 4.5},${targetY - 9}`
              : `M${targetX - 9},${targetY - 4.5} L${targetX - 2},${targetY} L${targetX - 9},${targetY + 4.5}`
          }
          fill="none"
          stroke={style.stroke}
          strokeWidth={1.75}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {data?.label && !tiny && !over && (isDown ? 0 : targetX - sourceX) > labelRoom && (
        <foreignObject
          x={middleX - 48}
          y={middleY - 10}
          width={96}
          height={20}
          className="card-detail pointer-events-none"
        >
          <div className="flex h-full items-center justify-center">
            <span
              className={cn(
                "max-w-full truncate rounded-full bg-surface px-1.5 text-[11px] text-dim leading-4",
                data.fallback && "text-faint italic",
              )}
            >
              {data.label}
            </span>
          </div>
        </foreignObject>
      )}
      {over && !tiny && !readOnly && !data?.several && (
        <foreignObject x={middleX - 12} y={middleY - 12} width={24} height={24} className="overflow-visible">
          <button
            type="button"
            aria-label={`Insert a node between ${props.source} and ${props.target}`}
            onClick={(event) => {
              event.stopPropagation();
              insertOn(id, { x: event.clientX, y: event.clientY });
            }}
            className="nodrag nopan flex size-6 items-center justify-center rounded-full border border-accent bg-raised text-accent hover:bg-accent hover:text-accent-ink"
          >
            <Plus className="size-3.5" />
          </button>
        </foreignObject>
      )}
    </>
  );
});
