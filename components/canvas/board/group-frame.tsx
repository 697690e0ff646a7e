"use client";

import type { NodeProps } from "@xyflow/react";
import { ChevronDown } from "lucide-react";
import { memo } from "react";
import { groupIn } from "@/lib/editor/board-graph";
import type { FlowNode } from "@/lib/editor/flow";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { GroupTitle } from "./group-title";

/** A frame behind the cards of a group; its title bar moves them, and collapses them. */
export const GroupFrame = memo(function GroupFrame({ id }: NodeProps<FlowNode>) {
  const group = useEditor((state) => state.board.groups.find((each) => each.id === groupIn(id)));
  const { setCollapsed } = useEditorActions();
  if (!group) return null;
  return (
    <div data-colour={group.colour} className="board-tint group-frame size-full rounded-[14px] border">
      <div className="group-title pointer-events-auto flex h-8 items-center gap-1 rounded-t-[13px] px-2 font-medium text-sm">
        <button
          type="button"
          aria-label={`Collapse ${group.title}`}
          aria-expanded
          onClick={() => setCollapsed(group.id, true)}
          className="nodrag nopan flex size-6 shrink-0 items-center justify-center rounded-control hover:bg-hover"
        >
          <ChevronDown className="size-4" aria-hidden />
        </button>
        <GroupTitle group={group} />
      </div>
    </div>
  );
});
