"use client";

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import { LabelPill } from "@/components/run/label-pill";
import { cn } from "@/components/ui/cn";
import { exitPlace, exitsOf, type FlowNode, hasRows, inHandle } from "@/lib/editor/flow";
import { mockOf } from "@/lib/editor/pins";
import { lookOfNode } from "@/lib/editor/run-look";
import { nodeOf, nodeRunOf } from "@/lib/editor/selectors";
import { summaryParts } from "@/lib/editor/summary";
import { useEditor } from "@/lib/editor/use-editor";
import { definitionOf } from "@/lib/nodes/definitions";
import type { WorkflowNode } from "@/lib/workflow/document";
import { canvasActions } from "./canvas-actions";
import { useTiny } from "./detail";
import { MockBadge } from "./mock-badge";
import { NodeStatus } from "./node-status";
import { NodeTile } from "./node-tile";
import { TinyCard } from "./tiny-card";

/** One card for every node type. It gets an identifier and reads itself from the store. */
export const NodeCard = memo(function NodeCard({ id, selected, dragging, data }: NodeProps<FlowNode>) {
  const node = useEditor((state) => nodeOf(state, id));
  const look = useEditor((state) => lookOfNode(state.run, id));
  const isPointed = useStore(canvasActions, (state) => state.pointed === id);
  const mock = useEditor((state) => mockOf(state.pins, id));
  const tiny = useTiny();
  if (!node) return null;
  if (tiny)
    return <TinyCard node={node} look={look} selected={selected || isPointed} direction={data.direction} />;
  const definition = definitionOf(node.config.type);
  const exits = exitsOf(node);
  const rows = hasRows(exits);
  const { direction } = data;
  const isRight = direction === "right";
  return (
    <div
      data-look={look}
      data-mock={mock}
      className={cn(
        "node-card flex size-full flex-col rounded-card border bg-raised",
        selected ? "border-accent ring-1 ring-accent" : isPointed ? "border-accent" : "border-line-strong",
        dragging && "shadow-float",
      )}
    >
      {mock && <MockBadge mock={mock} />}
      <div className="flex h-[62px] shrink-0 items-center gap-2.5 px-3">
        <NodeTile type={node.config.type} />
        <div className="min-w-0 flex-1">
          <div className="card-title truncate font-medium text-sm text-text">
            {node.title || node.identifier}
          </div>
          {mock === "disabled" ? (
            <div className="card-summary mt-0.5 truncate text-dim text-xs">Disabled in test runs</div>
          ) : (
            <LabelOrSummary node={node} />
          )}
        </div>
        <NodeStatus node={node} />
      </div>
      {definition?.role !== "trigger" && (
        <Handle
          id={inHandle}
          type="target"
          position={isRight ? Position.Left : Position.Top}
          style={isRight ? { top: 31 } : undefined}
          role="img"
          aria-label={`Into ${node.identifier}`}
        />
      )}
      {rows && (
        <div className={cn("border-line border-t", !isRight && "flex h-7 divide-x divide-line")}>
          {exits.map((exit) => (
            <div
              key={exit.handle}
              className={cn(
                "card-exit flex h-7 min-w-0 items-center text-xs",
                isRight ? "justify-end px-3.5" : "flex-1 justify-center px-1.5",
                exit.fallback ? "text-faint italic" : "text-dim",
              )}
            >
              <span className="truncate">{exit.title}</span>
            </div>
          ))}
        </div>
      )}
      {exits.map((exit, index) => (
        <Handle
          key={exit.handle}
          id={exit.handle}
          type="source"
          position={isRight ? Position.Right : Position.Bottom}
          style={
            isRight
              ? { top: exitPlace(exits, index, direction).y - 1 }
              : { left: exitPlace(exits, index, direction).x - 1 }
          }
          className={cn(exit.fallback && "handle-fallback")}
          role="img"
          aria-label={`Out of ${node.identifier}${exit.title ? `, ${exit.title}` : ""}`}
        />
      ))}
      {look === "running" && (
        <div className="absolute inset-x-2 bottom-0 h-0.5 overflow-hidden rounded-full">
          <div className="h-full w-2/5 animate-[bar-slide_1.2s_linear_infinite] rounded-full bg-run" />
        </div>
      )}
    </div>
  );
});

/** What the outlet that was taken said, in the run on screen; else what the node does. */
function LabelOrSummary({ node }: { node: WorkflowNode }) {
  const label = useEditor((state) => nodeRunOf(state.run, node.identifier)?.label);
  if (label === undefined) return <Summary node={node} />;
  return (
    <div className="card-summary mt-0.5 flex overflow-hidden">
      <LabelPill small label={label} />
    </div>
  );
}

/** One dim line with the most telling fact; templates as chips with their last name. */
function Summary({ node }: { node: WorkflowNode }) {
  const definition = definitionOf(node.config.type);
  const text = definition ? definition.summary(node.config) : node.config.type;
  return (
    <div className="card-summary mt-0.5 flex items-center overflow-hidden whitespace-pre text-dim text-xs">
      {summaryParts(text).map((part) =>
        part.kind === "text" ? (
          <span key={part.start} className="truncate">
            {part.text}
          </span>
        ) : (
          <span
            key={part.start}
            title={part.title}
            className="max-w-24 shrink-0 truncate rounded-[4px] bg-accent-soft px-1 font-mono text-[11px] text-accent-dim leading-4"
          >
            {part.text}
          </span>
        ),
      )}
    </div>
  );
}
