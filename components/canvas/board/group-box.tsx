"use client";

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { ChevronRight, Group as GroupIcon } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { groupIn } from "@/lib/editor/board-graph";
import { type FlowNode, inHandle, outHandle } from "@/lib/editor/flow";
import { nodeOf } from "@/lib/editor/selectors";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { NodesStatus, useLookOf } from "../nodes-status";
import { GroupTitle } from "./group-title";

/** A collapsed group: one card that tells how many nodes are in it and how they stand. */
export const GroupBox = memo(function GroupBox({ id, selected, dragging, data }: NodeProps<FlowNode>) {
  const group = useEditor((state) => state.board.groups.find((each) => each.id === groupIn(id)));
  const members = group?.nodes ?? [];
  const count = useEditor((state) => members.filter((node) => nodeOf(state, node)).length);
  const look = useLookOf(members);
  const { setCollapsed } = useEditorActions();
  if (!group) return null;
  const isRight = data.direction === "right";
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
      <NodesStatus nodes={members} />
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
