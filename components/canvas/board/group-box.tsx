"use client";

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { ChevronRight, CircleAlert, Group as GroupIcon, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { groupIn } from "@/lib/editor/board-graph";
import { type FlowNode, inHandle, outHandle } from "@/lib/editor/flow";
import { lookOfNode, worstLook } from "@/lib/editor/run-look";
import { nodeOf, problemCounts, problemsOfNode } from "@/lib/editor/selectors";
import type { EditorState } from "@/lib/editor/store-types";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { CardState } from "../card-state";
import { GroupTitle } from "./group-title";

const sumOf = (state: EditorState, nodes: readonly string[], kind: "errors" | "warnings"): number =>
  nodes.reduce((sum, node) => sum + problemCounts(problemsOfNode(state, node))[kind], 0);

/** A collapsed group: one card that tells how many nodes are in it and how they stand. */
export const GroupBox = memo(function GroupBox({ id, selected, dragging, data }: NodeProps<FlowNode>) {
  const group = useEditor((state) => state.board.groups.find((each) => each.id === groupIn(id)));
  const members = group?.nodes ?? [];
  const count = useEditor((state) => members.filter((node) => nodeOf(state, node)).length);
  const look = useEditor((state) => worstLook(members.map((node) => lookOfNode(state.run, node))));
  const errors = useEditor((state) => sumOf(state, members, "errors"));
  const warnings = useEditor((state) => sumOf(state, members, "warnings"));
  const { setCollapsed } = useEditorActions();
  if (!group) return null;
  const isRight = data.direction === "right";
  const problems = errors || warnings;
  return (
    <div
      data-look={look}
      data-colour={group.colour}
      className={cn(
        "board-tint group-box node-card flex size-full items-center gap-2.5 rounded-card border bg-raised px-3",
        selected ? "border-accent ring-1 ring-accent" : "border-line-strong",
        dragging && "shadow-float",
      )}
    >
      <Handle
        id={inHandle}
        type="target"
        position={isRight ? Position.Left : Position.Top}
        isConnectable={false}
      />
      <span className="group-tile flex size-9 shrink-0 items-center justify-center rounded-control [&_svg]:size-5">
        <GroupIcon aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        <div className="card-title flex truncate font-medium text-sm text-text">
          <GroupTitle group={group} />
        </div>
        <div className="card-summary tabular mt-0.5 truncate text-dim text-xs">
          {count === 1 ? "1 node" : `${count} nodes`}
        </div>
      </div>
      {problems > 0 && (
        <span
          className={cn(
            "tabular inline-flex shrink-0 items-center gap-0.5 font-medium text-xs [&_svg]:size-3.5",
            errors ? "text-bad" : "text-warn",
          )}
        >
          {errors ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
          {problems}
          <span className="sr-only">{errors ? "errors" : "warnings"}</span>
        </span>
      )}
      <CardState look={look} stale={false} milliseconds={undefined} />
      <button
        type="button"
        aria-label={`Expand ${group.title}`}
        aria-expanded={false}
        onClick={() => setCollapsed(group.id, false)}
        className="nodrag nopan -mr-1.5 flex size-6 shrink-0 items-center justify-center rounded-control text-dim hover:bg-hover"
      >
        <ChevronRight className="size-4" aria-hidden />
      </button>
      <Handle
        id={outHandle}
        type="source"
        position={isRight ? Position.Right : Position.Bottom}
        isConnectable={false}
      />
    </div>
  );
});
